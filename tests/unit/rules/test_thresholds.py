"""The numbers the portal reckons with for petitions, and the check before: data that says what is not known."""

from datetime import date

import pytest

from mukhtabar.content.territory import territory
from mukhtabar.rules.admissibility import ANSWERS, CHECKS, hold_up
from mukhtabar.rules.reasons import REASONS
from mukhtabar.rules.thresholds import appeal, load, threshold
from mukhtabar.rules.workflow.problem import WorkflowError

GOOD = """
[threshold]
verified = false
law = "A law"
source = "A source"
census = 2024

[appeal]
verified = false
days = 30
law = "A law"
source = "A source"

[[step]]
below = 10
signatures = 1

[[step]]
signatures = 2
"""


def test_twenty_five_communes_of_the_three_regions_need_the_larger_number() -> None:
    numbers = [threshold().signatures(place.population_2024) for place in territory().communes.values()]
    assert (numbers.count(200), numbers.count(100), len(numbers)) == (25, 328, 353)


def test_it_is_not_law_until_somebody_has_seen_the_text() -> None:
    assert threshold().verified is False
    assert threshold().census == 2024


def test_of_an_unknown_population_nothing_is_known() -> None:
    assert threshold().signatures(None) is None


def test_the_edge_belongs_to_the_larger() -> None:
    made, _appeal = load(GOOD)
    assert [made.signatures(people) for people in (0, 9, 10, 11)] == [1, 1, 2, 2]


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ("[threshold]\nverified = false", '[threshold]\nverified = "no"', "threshold.verified"),
        ("census = 2024", "census = 2024\nmore = 1", "threshold.more"),
        ("days = 30", "days = 0", "appeal.days"),
        ('days = 30\nlaw = "A law"', "days = 30", "appeal"),
        ("[appeal]", "[repeal]", "repeal"),
        ("signatures = 1", "signatures = 0", "step.0.signatures"),
        ("below = 10\n", "", "step"),
        ("signatures = 2", "below = 5\nsignatures = 2", "step"),
        ("[[step]]", "[[stair]]", "stair"),
        ("[threshold]", "[threshold", ""),
    ],
)
def test_a_file_that_is_wrong_says_where(before: str, after: str, key: str) -> None:
    with pytest.raises(WorkflowError) as wrong:
        load(GOOD.replace(before, after))
    assert wrong.value.key == key


def test_the_days_to_appeal_are_not_law_either_and_are_counted_from_the_day_after() -> None:
    assert appeal().verified is False
    assert appeal().last_day(date(2027, 1, 31)) == date(2027, 3, 2)
    assert appeal().last_day(date(2028, 1, 31)) == date(2028, 3, 1)


def test_what_is_asked_first_is_what_is_refused_for_and_anything_else_must_be_explained() -> None:
    assert list(REASONS["petition"]) == [*(check.code for check in CHECKS), "other"]
    assert [code for code, reason in REASONS["petition"].items() if reason.explain] == ["other"]
    assert all(REASONS["petition"][check.code].title == check.title for check in CHECKS)


def test_only_what_is_sure_holds_a_petition_up_once_all_is_answered() -> None:
    yes = {check.code: "yes" for check in CHECKS}
    assert not hold_up(yes)
    for check in CHECKS:
        assert hold_up({code: answer for code, answer in yes.items() if code != check.code}) == (check,)
        for answer in ANSWERS[1:]:
            assert hold_up({**yes, check.code: answer}) == ((check,) if check.sure else ())
