"""What is written stays written, and what is erased is gone (invariants 1, 7; abuse cases 83, 84)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from persistent.mapping import PersistentMapping
from ZODB.POSException import ReadConflictError
from ZODB.utils import p64

from mukhtabar.actions.audit import audit, repair
from mukhtabar.store.books import MAIN, PEOPLE, durability, open_books
from tests.conftest import NOW
from tests.world import BODY, CONSULTATION, World

MARK = "زهرة_العلامة_الفريدة"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[World]:
    """A portal on SQLite files."""
    world = World(tmp_path, NOW, storage="sqlite")
    yield world
    world.close()


def test_both_books_wait_for_the_disk(site: World) -> None:
    assert durability(site.site.books) == {"main": "2", "people": "2"}


def test_the_register_is_written_before_the_record_speaks_of_it(site: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert PEOPLE < MAIN
    finished: list[str] = []
    for name, db in (("people", site.site.books.people), ("main", site.site.books.main)):
        kind = type(db.storage)
        original = kind.tpc_finish

        def watched(self: Any, *given: Any, original: Any = original, **named: Any) -> Any:
            finished.append(self.__name__)
            return original(self, *given, **named)

        if name == "people":
            monkeypatch.setattr(kind, "tpc_finish", watched)
    site.submitted()
    order = [name for name in finished if name in {PEOPLE, MAIN}]
    assert order[:2] == [PEOPLE, MAIN] and len(order) == 2


class Crash(BaseException):
    """The machine stops here."""


def crash_between(site: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop after the register is on disk and before the record is."""
    kind = type(site.site.books.main.storage)
    original = kind.tpc_finish

    def finish(self: Any, *given: Any, **named: Any) -> Any:
        if self.__name__ == MAIN:
            self.tpc_abort(given[0])
            raise Crash
        return original(self, *given, **named)

    monkeypatch.setattr(kind, "tpc_finish", finish)


def test_a_crash_between_the_two_commits_leaves_nobody_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(tmp_path, NOW, storage="sqlite")
    browser = world.browser()
    form = browser.form(browser.get(f"{CONSULTATION}/propose"), "title")
    form["kind"], form["topic"], form["title"], form["body"] = "need", "water", "مقترح قطعه العطل", BODY
    form["name"], form["consent"] = MARK, True
    with monkeypatch.context() as patched:
        crash_between(world, patched)
        with pytest.raises(Crash):
            form.submit()
    again = World(tmp_path, NOW, storage="sqlite")
    again.pids = world.pids
    again.later(hours=1)
    with again.acting() as ctx:
        assert not list(again.at(ctx, CONSULTATION))
        for uid in ctx.portal.uids:
            creator = ctx.portal.uids.get(uid).creator
            assert creator is None or ctx.register.get(creator) is not None
        found = audit(ctx)
        assert [finding.code for finding in found] == ["unused_person"] and MARK not in found[0].sentence
        assert repair(ctx, found) == 1
    with again.acting() as ctx:
        assert not audit(ctx)
    assert MARK.encode() not in people_bytes(again, tmp_path)
    again.close()


def people_bytes(world: World, folder: Path) -> bytes:
    """Every byte of every file of the register."""
    world.site.books.forget_log()
    return b"".join(path.read_bytes() for path in sorted((folder / "people").rglob("*")) if path.is_file())


def test_an_erased_person_is_in_no_byte_of_the_register(site: World, tmp_path: Path) -> None:
    with site.acting() as ctx:
        person = ctx.register.enrol(MARK, ctx.now, "marked.address@example.org")
        person.phone = "0655443322"
        pid = person.pid
    before = people_bytes(site, tmp_path)
    assert MARK.encode() in before and b"marked.address" in before
    with site.acting() as ctx:
        assert ctx.register.erase(pid)
    site.site.books.people.pack()
    after = people_bytes(site, tmp_path)
    assert MARK.encode() not in after and b"marked.address" not in after and b"0655443322" not in after
    for path in (tmp_path / "main").rglob("*"):
        assert not path.is_file() or MARK.encode() not in path.read_bytes()


def test_names_are_never_in_the_files_of_the_record(site: World, tmp_path: Path) -> None:
    with site.acting() as ctx:
        ctx.register.rename(ctx.register.get(site.pids["citizen"]), MARK)
    site.answered()
    files = [path for path in (tmp_path / "main").rglob("*") if path.is_file()]
    assert files and not [path for path in files if MARK.encode() in path.read_bytes()]
    assert not [path for path in files if b"citizen@example.org" in path.read_bytes()]


def test_what_a_site_says_before_and_after_a_restart_is_the_same(tmp_path: Path) -> None:
    world = World(tmp_path, NOW, storage="sqlite")
    path, _answer = world.answered()
    said = {address: world.browser().get(address).text for address in ("/", CONSULTATION, path)}
    state = world.site.books.main.storage.load(p64(0))[0]
    world.close()
    again = World(tmp_path, NOW, storage="sqlite")
    assert {address: again.browser().get(address).text for address in said} == said
    assert again.site.books.main.storage.load(p64(0))[0] == state
    again.close()


def test_a_failed_commit_changes_neither_book(site: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with site.acting() as ctx:
        people, documents = len(list(ctx.register)), len(ctx.portal.uids)

    def full(self: Any, *given: Any, **named: Any) -> None:
        raise OSError(28, "No space left on device")

    kind = type(site.site.books.main.storage)
    with monkeypatch.context() as patched:
        patched.setattr(kind, "tpc_vote", full)
        with pytest.raises(OSError, match="No space left"):
            site.submitted()
    with site.acting() as ctx:
        assert (len(list(ctx.register)), len(ctx.portal.uids)) == (people, documents)
    site.submitted()


def test_what_was_given_up_is_never_written_by_the_next(site: World) -> None:
    """A commit refused before the file is locked must leave nothing in the connection that the next one borrows."""
    books = site.site.books
    other_process = open_books("sqlite", site.settings.data)
    with books.session() as (main, _people):
        for name in ("read", "mine", "other"):
            main[name] = PersistentMapping(text="before")
    with pytest.raises(ReadConflictError), books.session() as (main, _people):
        main["mine"]["text"] = "given up"
        main._p_jar.readCurrent(main["read"])
        main["read"]["text"]
        with other_process.session() as (faster, _people):
            faster["read"]["text"] = "after"
    with books.session() as (main, _people):
        main["other"]["text"] = "after"
    with books.session() as (main, _people):
        assert {name: main[name]["text"] for name in ("read", "mine", "other")} == {
            "read": "after", "mine": "before", "other": "after",
        }  # fmt: skip
    other_process.close()
