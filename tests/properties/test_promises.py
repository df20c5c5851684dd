"""What is counted about promises: progress by milestones, and what citizens say, whatever the numbers are."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mukhtabar.rules.evaluation import CHOICES, LEAST, Vote, counted, shares
from mukhtabar.rules.plan import wrong_with
from mukhtabar.rules.progress import percent

SINCE = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
COUNTS = st.fixed_dictionaries({choice: st.integers(0, 5000) for choice in CHOICES})
DAYS = st.dates(date(2026, 1, 1), date(2030, 1, 1))


@given(st.integers(1, 500).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_progress_goes_from_nothing_to_all_and_says_all_only_then(pair: tuple[int, int]) -> None:
    done, total = pair
    found = percent(done, total)
    assert found is not None and 0 <= found <= 100
    assert (found == 100) is (done == total) and (done > 0 or found == 0)
    assert done == total or found <= (percent(done + 1, total) or 0)
    assert percent(0, 0) is None


@given(COUNTS)
def test_shares_make_a_hundred_and_none_are_said_among_few(counts: dict[str, int]) -> None:
    found = shares(counts)
    if sum(counts.values()) < LEAST:
        assert found is None
        return
    assert found is not None and sum(found.values()) == 100
    for choice, share in found.items():
        exact = counts[choice] * 100 / sum(counts.values())
        assert abs(share - exact) < 1 and (counts[choice] or not share)
    ranked = sorted(counts, key=lambda choice: counts[choice])
    assert all(found[less] <= found[more] for less, more in pairwise(ranked) if counts[less] < counts[more])


VOTES = st.lists(st.tuples(st.sampled_from([*CHOICES, "nonsense"]), st.integers(1, 5)), max_size=60)


@given(VOTES)
def test_only_what_was_said_of_this_end_counts_and_each_once(given_votes: list[tuple[str, int]]) -> None:
    votes = [Vote(choice, SINCE + timedelta(hours=end), end) for choice, end in given_votes]
    counts = counted(votes, 3)
    assert list(counts) == list(CHOICES)
    assert sum(counts.values()) == sum(1 for choice, end in given_votes if choice in CHOICES and end == 3)
    assert counted(votes, 9) == dict.fromkeys(CHOICES, 0)


@given(st.none() | DAYS, st.lists(st.tuples(st.sampled_from(["", "x"]), st.none() | DAYS), max_size=6), DAYS)
def test_a_plan_is_right_when_every_day_can_be(
    due: date | None, planned: list[tuple[str, date | None]], today: date
) -> None:
    found = wrong_with(due, planned, today)
    right = (due is None or due >= today) and all(
        title and day is not None and (due is None or day <= due) for title, day in planned
    )
    assert (found is None) is right
    if found is not None and found.milestone is not None:
        assert 0 <= found.milestone < len(planned)
