"""What a person told the portal in confidence stays in the register (abuse cases 17, 21, 83)."""

from collections.abc import Iterator

import pytest

from mukhtabar.actions.submit import participant, submit
from tests.conftest import NOW
from tests.town import Town
from tests.world import BODY, CONSULTATION, PEOPLE, World

MARKS = {"email": "marker.address", "name": "زينب السرية المخفية", "phone": "0600112233"}


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town in which somebody who gave an address and hid their name has proposed and commented."""
    world = World(tmp_path_factory.mktemp("marked"), NOW)
    town = Town(world)
    with world.acting() as ctx:
        person = participant(ctx, MARKS["name"], f"{MARKS['email']}@example.org", "ar")
        person.phone = MARKS["phone"]
        values = {"kind": "need", "title": "مقترح باسم مخفي", "body": BODY, "topic": "water", "language": "ar"}
        proposal = submit(ctx, world.at(ctx, CONSULTATION), values, person, name_shown=False)
        town.pseudonym = f"{CONSULTATION}/{proposal.__name__}"
    town.marked_receipt = "/s/" + world.receipt(town.pseudonym)
    world.step("editor", town.pseudonym, "publish")
    town.marked_comment = world.commented(town.news, "تعليق ممن ترك عنوانه.", "سلمى", f"{MARKS['email']}@example.org")
    world.step("moderator", town.marked_comment, "publish")
    world.drain()
    yield town
    world.close()


#: Asked of every page: to decide something, and to look for somebody.
ASKED = f"?transition=publish&reason=off_topic&save=save&take=x&q={MARKS['email']}&sort=email&order=email"


@pytest.mark.parametrize("who", [None, *sorted(PEOPLE.keys() - {"approver2"})])
def test_opening_a_page_shows_nobody_and_decides_nothing(marked: Town, who: str | None) -> None:
    """No page has the address, the telephone or the hidden name of anybody, and none writes (abuse cases 28, 62)."""
    browser = marked.world.browser(who)
    before = marked.world.serials()
    for view, path in marked.addresses():
        if "GET" in view.methods:
            for address in (path, path + ASKED):
                page = browser.get(address, status="*")
                text = page.body.decode("utf-8", "replace").replace(f"q={MARKS['email']}", "").replace(f"q%3D{MARKS['email']}", "")
                # What is searched for is shown in its own field.
                if view.name not in {"search", "contents"}:
                    assert MARKS["email"] not in text, path
                shown = [mark for mark in (MARKS["phone"], MARKS["name"], f"{MARKS['email']}@") if mark in text]
                assert shown == [], path
    assert marked.world.serials() == before


def test_search_finds_nobody_by_name_or_address(marked: Town) -> None:
    for query in (MARKS["name"], MARKS["email"], "example.org", MARKS["phone"]):
        page = marked.world.browser("lead").get("/search", {"q": query})
        assert marked.pseudonym not in page


def test_the_record_the_journal_and_the_outbox_hold_none_of_it(marked: Town) -> None:
    with marked.world.acting() as ctx:
        letters = repr([letter for _key, letter in ctx.portal.outbox._waiting.items()])
        journal = repr(list(ctx.portal.journal))
    raw = b"".join(
        record.data or b"" for part in marked.world.site.books.main.storage.iterator() for record in part
    )
    for mark in (*MARKS.values(), "@example.org"):
        assert mark not in letters and mark not in journal
        assert mark.encode() not in raw, mark


def test_the_record_opens_no_status_page(marked: Town) -> None:
    receipt = marked.marked_receipt.removeprefix("/s/").encode()
    for part in marked.world.site.books.main.storage.iterator():
        for record in part:
            assert receipt not in (record.data or b"")


def test_the_register_is_where_it_is(marked: Town) -> None:
    raw = b"".join(
        record.data or b"" for part in marked.world.site.books.people.storage.iterator() for record in part
    )
    assert MARKS["email"].encode() in raw and MARKS["phone"].encode() in raw


def test_an_erased_person_is_a_former_participant_everywhere_at_once(world: World) -> None:
    with world.acting() as ctx:
        ctx.register.rename(ctx.register.get(world.pids["citizen"]), MARKS["name"])
    path, cached = world.published(), world.browser(cached=True)
    assert MARKS["name"] in cached.get(path)
    with world.acting() as ctx:
        ctx.register.erase(world.pids["citizen"])
    assert MARKS["name"] not in cached.get(path) and MARKS["name"] not in world.browser("lead").get(f"{path}/review")
    raw = b"".join(r.data or b"" for part in world.site.books.main.storage.iterator() for r in part)
    assert MARKS["name"].encode() not in raw
