"""Who owes an answer is written to before its day, and once after it, when those above are told as well."""

import pytest

from mukhtabar.actions.tick import tick
from mukhtabar.rules.clocks.loader import clocks
from mukhtabar.services.mail_letter import link_to
from tests.functional.council.test_clock import pressed
from tests.world import World

DAYS = clocks()["answer"].length
REMIND, ESCALATE = clocks()["answer"].remind, clocks()["answer"].escalate


def written(world: World) -> list[tuple[str, str]]:
    """Return (who, about what) of every letter about a clock that lies in the outbox."""
    names = {pid: name for name, pid in world.pids.items()}
    with world.acting() as ctx:
        letters = [letter for _key, letter in ctx.portal.outbox.due(ctx.now)]
    return sorted((names[letter.person], said) for letter in letters
                  if (said := dict(letter.detail).get("transition", "")) in {"remind", "overdue"})  # fmt: skip


def morning(world: World, days: int) -> None:
    """Let the portal tick each day until `days` days have passed."""
    for _day in range(days):
        world.later(days=1)
        with world.acting() as ctx:
            tick(ctx)


OFFICERS = ["both", "officer"]


def test_the_officers_are_reminded_on_the_days_of_the_clock_and_on_no_others(world: World) -> None:
    world.published()
    morning(world, DAYS - REMIND[0] - 1)
    assert not written(world)
    morning(world, 1)
    assert written(world) == [(who, "remind") for who in OFFICERS]
    morning(world, REMIND[0])
    assert written(world) == sorted((who, "remind") for who in OFFICERS for _letter in REMIND)


def test_after_the_day_the_approvers_are_told_as_well_once(world: World) -> None:
    world.published()
    morning(world, DAYS + ESCALATE + 40)
    overdue = [who for who, said in written(world) if said == "overdue"]
    assert overdue == ["approver", "approver2", *OFFICERS]


def test_an_answer_stops_the_letters(world: World) -> None:
    world.answered()
    morning(world, DAYS + 30)
    assert not written(world)


def test_a_rest_holds_them_back_and_moves_them(world: World) -> None:
    path = world.published()
    morning(world, DAYS - REMIND[0] - 5)
    pressed(world, path, "rest", "ننتظر الخبرة").follow()
    morning(world, 100)
    assert not written(world)
    pressed(world, path, "run").follow()
    morning(world, 5)
    assert written(world) == [(who, "remind") for who in OFFICERS]


def test_after_a_standstill_one_letter_stands_for_all(world: World) -> None:
    world.published()
    world.later(days=DAYS + ESCALATE + 3)
    with world.acting() as ctx:
        assert tick(ctx) >= 1
    with world.acting() as ctx:
        tick(ctx)
    assert written(world) == sorted((who, "overdue") for who in ["approver", "approver2", *OFFICERS])


@pytest.mark.parametrize("who", ["officer", "approver"])
def test_the_letter_leads_to_a_page_that_the_person_may_open(world: World, who: str) -> None:
    path = world.published()
    world.later(days=DAYS + ESCALATE + 1)
    with world.acting() as ctx:
        tick(ctx)
    with world.acting() as ctx:
        letter = next(one for _key, one in ctx.portal.outbox.due(ctx.now) if one.person == world.pids[who]
                      and dict(one.detail).get("transition") == "overdue")  # fmt: skip
        person = ctx.register.get(letter.person)
        assert person is not None
        link, secret = link_to("", person, world.at(ctx, path), letter, ctx.now)
    assert not secret
    assert world.browser(who).get(link).status_int == 200


def test_it_is_in_the_journal_and_nothing_of_it_is_public(world: World) -> None:
    path = world.published()
    morning(world, DAYS)
    with world.acting() as ctx:
        assert sum(entry.action == "remind" for entry in ctx.portal.journal) == len(REMIND)
    assert "remind" not in world.browser().get(f"/en{path}").text.lower()
