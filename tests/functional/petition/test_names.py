"""The names of who signed a petition go: with its agent, and when nothing happens to it for a year."""

from typing import Any

import pytest

from mukhtabar.actions.annex import annex
from mukhtabar.actions.erase import erase
from mukhtabar.actions.petition import begin, lodge
from mukhtabar.actions.sheet import enter_sheet, serial_of
from mukhtabar.actions.tick import tick
from mukhtabar.content.petition import DOCUMENT
from mukhtabar.language.dates import local_day
from mukhtabar.rules.refused import Refused
from mukhtabar.services.mail import compose
from tests import files
from tests.petitioning import AGENT, TITLE, collecting, lodged, names, ready, signed, written
from tests.world import COMMUNE, World

EN = "/en"
#: Days until the letter, from it to the end, and one more of each.
LETTER, NOTICE = 336, 31


def hidden(world: World) -> str:
    """Return the path of a petition that a moderator hid, with names on its list."""
    path = collecting(world)
    signed(world, path, 5)
    world.step("admin", path, "hide", reason="insult_hate")
    return path


def begun_signing(world: World) -> str:
    """Return the path of a petition that collects signatures, with names on its list."""
    path = collecting(world)
    signed(world, path, 5)
    return path


def kept(world: World, path: str) -> int:
    """Return how many lines of a petition are in the people book."""
    with world.acting() as ctx:
        return sum(1 for _line in ctx.register.petitioners.lines(world.at(ctx, path).uid))


def told(world: World, who: str = "citizen") -> list[Any]:
    """Return the letters about names that were asked for."""
    with world.acting() as ctx:
        found = [letter for _key, letter in ctx.portal.outbox.due(ctx.now) if letter.person == world.pids[who]]
        return [letter for letter in found if dict(letter.detail)["transition"] == "remind_names"]


def ticks(world: World, days: int = 0, times: int = 2) -> None:
    """Let days pass, and let the portal look at the time."""
    world.later(days=days)
    for _time in range(times):
        with world.acting() as ctx:
            tick(ctx)


def numbers(world: World, path: str) -> list[dict[str, str]]:
    """Return what the journal says of names that were forgotten."""
    with world.acting() as ctx:
        found = [one for one in ctx.portal.journal.of(world.at(ctx, path).uid) if one.action == "forget_names"]
        assert names(1)[0].name not in repr(list(ctx.portal.journal))
        return [dict(one.detail) for one in found]


@pytest.mark.parametrize("place", [written, begun_signing, ready, hidden])
def test_with_the_agent_the_names_go_and_the_petition_is_withdrawn(world: World, place: Any) -> None:
    path = place(world)
    with world.acting() as ctx:
        assert erase(ctx, world.pids["citizen"])
        assert ctx.register.get(world.pids["citizen"]) is None
    assert world.state(path) == "withdrawn" and kept(world, path) == 0
    assert TITLE not in world.browser().get(f"{EN}{path}", status=410)
    assert TITLE not in world.browser().get(f"{EN}{COMMUNE}/petitions")


def test_what_was_lodged_goes_on_without_the_name_of_its_agent(world: World) -> None:
    path, pid = lodged(world), world.pids["citizen"]
    with world.acting() as ctx:
        erase(ctx, pid)
        assert ctx.register.petitioners.agent(pid, world.at(ctx, path).uid) == ""
    page = world.browser().get(f"{EN}{path}")
    assert world.state(path) == "lodged" and "Former participant" in page and AGENT not in page


def test_the_petitions_of_others_stay_and_those_in_other_communes_go(world: World) -> None:
    theirs, mine = collecting(world, "editor"), collecting(world)
    signed(world, theirs, 3, "editor")
    with world.acting("citizen") as ctx:
        draft = begin(ctx, world.at(ctx, "/souss-massa/akka"), TITLE).uid
    with world.acting() as ctx:
        erase(ctx, world.pids["citizen"])
    assert (world.state(theirs), world.state(mine), kept(world, theirs)) == ("collecting", "withdrawn", 3)
    with world.acting() as ctx:
        assert ctx.portal.uids.get(draft).state == "withdrawn"


@pytest.mark.parametrize("who", ["citizen", "editor", "officer", "lead"])
def test_nobody_else_erases_a_person(world: World, who: str) -> None:
    path = begun_signing(world)
    with world.acting(who) as ctx, pytest.raises(Refused, match="not_permitted"):
        erase(ctx, world.pids["citizen"])
    assert world.state(path) == "collecting" and kept(world, path) == 5


def test_nobody_is_erased_twice(world: World) -> None:
    with world.acting() as ctx:
        assert erase(ctx, world.pids["citizen"]) and not erase(ctx, world.pids["citizen"])


@pytest.mark.parametrize("place", [begun_signing, ready, hidden])
def test_after_a_year_in_which_nothing_happened_the_names_are_forgotten(world: World, place: Any) -> None:
    path = place(world)
    state, many = world.state(path), kept(world, path)
    ticks(world, LETTER - 5)
    assert not told(world)
    ticks(world, 5)
    assert len(told(world)) == 1 and kept(world, path) == many and not numbers(world, path)
    ticks(world, NOTICE - 2)
    assert kept(world, path) == many
    ticks(world, 2)
    assert kept(world, path) == 0 and numbers(world, path) == [{"lines": str(many)}]
    ticks(world, 2 * LETTER)
    assert world.state(path) == state and len(told(world)) == len(numbers(world, path)) == 1


def test_the_letter_says_what_keeps_them(world: World) -> None:
    path = begun_signing(world)
    ticks(world, LETTER)
    with world.acting() as ctx:
        message = compose(world.site, ctx, told(world)[0])
    assert message is not None
    text = message.get_body(("plain",)).get_content()
    assert path in text and names(1)[0].name not in text and TITLE in text


def test_a_sheet_typed_in_after_the_letter_begins_the_year_anew(world: World) -> None:
    path = begun_signing(world)
    ticks(world, LETTER)
    with world.acting("citizen") as ctx:
        enter_sheet(ctx, world.at(ctx, path), 9, 1, names(9, 1))
    ticks(world, NOTICE)
    assert kept(world, path) == 6
    ticks(world, LETTER - NOTICE)
    assert len(told(world)) == 2
    ticks(world, NOTICE)
    assert kept(world, path) == 0


def test_a_step_after_the_letter_begins_the_year_anew(world: World) -> None:
    path = ready(world)
    ticks(world, LETTER)
    world.step("citizen", path, "collect_again")
    ticks(world, NOTICE)
    assert kept(world, path) == 100


def test_the_council_file_of_a_list_that_was_closed_keeps_its_number_and_can_still_be_lodged(world: World) -> None:
    path = ready(world)
    ticks(world, LETTER)
    ticks(world, NOTICE)
    assert kept(world, path) == 0 and "100 signatures count" in world.browser().get(f"{EN}{path}")
    with world.acting("citizen") as ctx:
        lodge(ctx, world.at(ctx, path), local_day(ctx.now), "7")
    assert world.state(path) == "lodged"


def test_what_was_being_counted_is_counted_anew_from_the_paper(world: World) -> None:
    path = begun_signing(world)
    ticks(world, LETTER)
    ticks(world, NOTICE)
    assert "0 signatures count" in world.browser().get(f"{EN}{path}")
    browser = world.browser("citizen")
    form: Any = browser.form(browser.get(f"{EN}{path}/sheet?number=1"), "name-1")
    form["name-1"], form["signed"] = "فاطمة أيت علي", "1"
    assert "Sheet 1 is saved." in form.submit().follow()
    assert kept(world, path) == 1


def test_after_a_standstill_the_letter_still_comes_thirty_days_before(world: World) -> None:
    path = begun_signing(world)
    ticks(world, 3 * LETTER)
    assert len(told(world)) == 1 and kept(world, path) == 5
    ticks(world, NOTICE - 2)
    assert kept(world, path) == 5
    ticks(world, 2)
    assert kept(world, path) == 0


@pytest.mark.parametrize("place", [collecting, lodged])
def test_where_no_names_are_kept_nobody_is_written_to(world: World, place: Any) -> None:
    place(world)
    ticks(world, LETTER)
    ticks(world, NOTICE)
    assert not told(world)


def test_a_sheet_that_was_taken_out_again_leaves_nothing_to_forget(world: World) -> None:
    path = collecting(world)
    signed(world, path, 1)
    with world.acting("citizen") as ctx:
        petition = world.at(ctx, path)
        stands = ctx.register.petitioners.sheet(petition.uid, 1)
        enter_sheet(ctx, petition, 1, 0, [], serial_of(stands))
    ticks(world, LETTER)
    assert not told(world)


def test_a_document_attached_after_the_letter_begins_the_year_anew(world: World) -> None:
    path = begun_signing(world)
    ticks(world, LETTER)
    with world.acting("citizen") as ctx:
        annex(ctx, world.at(ctx, path), DOCUMENT, "خريطة الطريق", True, "a.pdf", files.PDF)
    ticks(world, NOTICE)
    assert kept(world, path) == 5


def test_a_closed_list_that_is_opened_again_counts_the_lines_that_are_kept(world: World) -> None:
    path = ready(world)
    world.step("citizen", path, "collect_again")
    assert "100 signatures count" in world.browser().get(f"{EN}{path}")
    world.step("citizen", path, "make_ready")
    ticks(world, LETTER)
    ticks(world, NOTICE)
    world.step("citizen", path, "collect_again")
    assert "0 signatures count" in world.browser().get(f"{EN}{path}") and kept(world, path) == 0
    with pytest.raises(Refused):
        world.step("citizen", path, "make_ready")
