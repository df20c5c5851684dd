"""A later answer takes the place of an earlier one: the earlier is never shown as what the council says, and all are told."""

import xml.etree.ElementTree as ET
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from mukhtabar.actions.publish_at import publish_at
from mukhtabar.actions.tick import tick
from mukhtabar.services.mail_words import event
from tests.functional.council.test_council_file import convened
from tests.functional.council.test_withdrawal import WHY
from tests.functional.feeds.test_feeds import ATOM
from tests.merging import agreed, asked
from tests.world import COMMUNE, CONSULTATION, World

FIRST, LATER = "ندرس الطلب.", "تقرر عدم تعبيد الطريق."
ROAD, WELL = "تعبيد الطريق إلى المدرسة", "بئر في الدوار"


def answered_again(world: World, proposal: str, summary: str = LATER, outcome: str = "refused") -> str:
    """Return the path of a later answer, published as the first one was."""
    answer = world.drafted(proposal, summary=summary, outcome=outcome)
    for who, name in (("officer", "send"), ("approver", "approve"), ("officer", "publish")):
        world.step(who, answer, name)
    return answer


def name(path: str) -> str:
    return path.rpartition("/")[2]


def entries(world: World) -> dict[str, Any]:
    feed = ET.fromstring(world.browser().get(f"/en{COMMUNE}/feed").body)
    return {one.findtext(f"{ATOM}title"): one for one in feed.iter(f"{ATOM}entry")}


def words(page: Any, selector: str = "main") -> str:
    return " ".join(page.html.select_one(selector).get_text(" ").split())


@pytest.fixture
def twice(world: World) -> tuple[str, str, str]:
    """An answer of 20 November that was replaced on 10 December."""
    proposal, first = world.answered(ROAD, FIRST)
    world.later(days=20)
    return proposal, first, answered_again(world, proposal)


def test_an_earlier_answer_says_that_it_is_not_in_force_and_leads_to_the_one_that_is(
    world: World, twice: tuple[str, str, str]
) -> None:
    proposal, first, later = twice
    page = world.browser().get(f"/en{proposal}")
    old, new = (page.html.find(id=name(path)) for path in (first, later))
    assert "This answer was replaced on 10 December 2026 and is not in force." in " ".join(old.get_text(" ").split())
    assert old.select_one(".answer-old a")["href"] == f"#{name(later)}" and old["data-tone"] == "neutral"
    assert "replaced on" not in new.get_text() and new["data-tone"] == "refused"
    for answer in (old, new):
        assert answer.select_one("footer a")["href"].endswith(f"{proposal}#{answer['id']}")


def test_it_says_so_when_the_later_answer_was_withdrawn_as_well(world: World, twice: tuple[str, str, str]) -> None:
    proposal, first, later = twice
    world.step("approver", later, "withdraw", comment=WHY)
    page = world.browser().get(f"/en{proposal}")
    old = page.html.find(id=name(first))
    assert "This answer was replaced on 10 December 2026 and is not in force." in " ".join(old.get_text(" ").split())
    assert not old.select(".answer-old a") and "waits" in page


def test_on_paper_each_answer_has_its_day_and_the_replaced_one_says_so(
    world: World, twice: tuple[str, str, str]
) -> None:
    proposal, _first, later = twice
    file = convened(world, [proposal])
    new, old = world.browser().get(f"/en{file}/print").html.select(".paper-answer")
    assert LATER in new.get_text() and "10 December 2026" in new.get_text() and "replaced" not in new.get_text()
    text = " ".join(old.get_text(" ").split())
    assert FIRST in text and "20 November 2026" in text
    assert "This answer was replaced on 10 December 2026 and is not in force." in text
    world.later(days=1)
    world.step("approver", later, "withdraw", comment=WHY)
    (old,) = world.browser().get(f"/en{file}/print").html.select(".paper-answer")
    assert "is not in force." in old.get_text()


def test_a_hit_of_the_search_has_the_day_and_the_address_of_that_answer(
    world: World, twice: tuple[str, str, str]
) -> None:
    proposal, first, later = twice
    world.drain()
    for summary, path, day in ((FIRST, first, "20 November 2026"), (LATER, later, "10 December 2026")):
        page = world.browser().get(f"/en/search?type=answer&q={summary}")
        (hit,) = [one for one in page.html.select(".listing li") if summary in one.get_text()]
        assert day in hit.get_text()
        assert hit.a["href"].endswith(f"{proposal}#{name(path)}")


def letters(world: World, *transitions: str) -> Counter[tuple[str, str]]:
    with world.acting() as ctx:
        found = [one for _key, one in ctx.portal.outbox.due(ctx.now) if one.kind == "author_proposal"]
        names = {pid: who for who, pid in world.pids.items()}
        said = [(names.get(one.person, "?"), dict(one.detail)["transition"]) for one in found]
    return Counter(one for one in said if one[1] in transitions)


def test_who_asked_and_who_joined_are_told_of_a_later_answer_once_each(world: World) -> None:
    proposal = world.published(ROAD)
    for who in ("desk", "desk", "citizen"):
        path = world.published("الطريق إلى المدرسة", who)
        asked(world, path, proposal)
        assert agreed(world, path, who)
    answered_again(world, proposal, FIRST, "under_way")
    answered_again(world, proposal)
    told = letters(world, "answer_again", "answer_again_joined")
    assert told == {("citizen", "answer_again"): 1, ("desk", "answer_again_joined"): 1}
    for _who, transition in told:
        assert "answered" in str(event("author_proposal", "proposal", transition).headline)


def test_a_later_answer_stands_first_where_answers_are_listed_and_in_the_timeline(world: World) -> None:
    proposal, _first = world.answered(ROAD, FIRST)
    world.later(days=3)
    world.answered(WELL, "سنحفرها.")
    page = f"/en{CONSULTATION}?order=answered"

    def order() -> list[str]:
        return [one.get_text(strip=True) for one in world.browser().get(page).html.select(".listing .item-title")]

    assert order() == [WELL, ROAD]
    world.later(days=3)
    answered_again(world, proposal)
    assert order() == [ROAD, WELL]
    assert entries(world)[ROAD].findtext(f"{ATOM}updated").startswith("2026-11-26")
    timeline = words(world.browser().get(f"/en{proposal}"), ".timeline")
    assert timeline.index("Answered by the council") < timeline.index("Answered again by the council")


def test_an_entry_of_a_feed_is_a_new_one_with_a_later_answer(world: World) -> None:
    proposal, _first = world.answered(ROAD, FIRST)
    seen = entries(world)[ROAD].findtext(f"{ATOM}id")
    world.later(days=3)
    assert entries(world)[ROAD].findtext(f"{ATOM}id") == seen
    answered_again(world, proposal)
    assert entries(world)[ROAD].findtext(f"{ATOM}id") != seen


def test_on_its_date_a_later_answer_is_told_as_well(world: World) -> None:
    proposal, _first = world.answered(ROAD, FIRST)
    later = world.drafted(proposal, summary=LATER, outcome="refused")
    world.step("officer", later, "send")
    world.step("approver", later, "approve")
    with world.acting("officer") as ctx:
        answer = world.at(ctx, later)
        publish_at(ctx, answer, ctx.now + timedelta(days=2), answer.digest)
    world.later(days=3)
    with world.acting() as ctx:
        tick(ctx)
    assert world.state(later) == "published" and letters(world, "answer_again") == {("citizen", "answer_again"): 1}


def test_when_it_is_withdrawn_the_clock_goes_on_as_after_a_first_answer(
    world: World, twice: tuple[str, str, str]
) -> None:
    proposal, _first, later = twice
    world.step("approver", later, "withdraw", comment=WHY)
    assert world.state(proposal) == "published"
    # Both stood one after the other: no day between was owed.
    clock = words(world.browser().get(f"/en{proposal}"), ".clock")
    assert "Day 1 of 60" in clock and "from 20 November 2026 to 10 December 2026" in clock
