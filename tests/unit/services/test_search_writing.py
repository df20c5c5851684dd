"""The index and the record: what happens when a process dies between its two commits, or two write at once."""

import json
from typing import Any

import pytest

from mukhtabar.services import search as search_module
from mukhtabar.services import search_fields
from mukhtabar.services.lock import exclusive
from mukhtabar.services.search import Search
from tests.unit.services.conftest import ask, uids


def test_a_crash_after_the_index_was_committed_indexes_again(world: Any) -> None:
    world.drain()
    uid = world.propose("author", "Eclairage xylophone")
    with pytest.raises(KeyboardInterrupt), world.session() as ctx:
        assert world.site.search.drain(ctx.portal) > 0
        raise KeyboardInterrupt
    assert uids(ask(world, "xylophone", "author")) == [uid]
    with world.session() as ctx:
        assert ctx.portal.queue, "what was not committed is still asked for"
    assert world.drain() > 0
    assert uids(ask(world, "xylophone", "author")) == [uid], "and stands in the index once"


def test_a_crash_before_the_index_was_committed_loses_nothing(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    world.drain()
    uid = world.propose("author", "Eclairage xylophone")

    def out_of_order(document: Any) -> Any:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(search_module, "as_fields", out_of_order)
        with pytest.raises(MemoryError), world.session() as ctx:
            world.site.search.drain(ctx.portal)
    assert ask(world, "xylophone", "author").total == 0
    world.drain()
    assert uids(ask(world, "xylophone", "author")) == [uid]


def test_one_bad_document_does_not_stop_the_rest(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    world.drain()
    bad, good = world.propose("author", "Xylophone un"), world.propose("author", "Xylophone deux")

    def as_fields(document: Any) -> Any:
        if document.uid == bad:
            raise AttributeError("broken")
        return search_fields.as_fields(document)

    monkeypatch.setattr(search_module, "as_fields", as_fields)
    world.drain()
    assert uids(ask(world, "xylophone", "author")) == [good]


def test_a_second_writer_returns(world: Any) -> None:
    world.drain()
    world.propose("author", "Eclairage xylophone")
    with exclusive(world.site.settings.data / "search" / "writer.lock") as mine:
        assert mine
        assert world.drain() == 0
        with world.session() as ctx:
            assert not world.site.search.index(ctx.portal.uids.get(world.consultation))
            assert ctx.portal.queue
    assert world.drain() > 0


@pytest.mark.parametrize("storage", ["memory", "sqlite"])
def test_a_writer_that_began_earlier_indexes_what_is_now(make: Any, storage: str) -> None:
    world = make(storage)
    world.drain()
    uid = world.propose("author", "Eclairage xylophone")
    with pytest.raises(KeyboardInterrupt), world.session() as early:
        assert early.portal.uids.get(uid).state == "submitted"
        world.step("moderator", uid, "publish")
        world.drain()
        world.site.search.drain(early.portal)
        raise KeyboardInterrupt
    assert uids(ask(world, "xylophone")) == [uid], "an older view must not overwrite a newer one"


def test_draining_in_a_transaction_with_changes_is_refused(world: Any) -> None:
    with pytest.raises(RuntimeError), world.session(system=True) as ctx:
        ctx.portal.queue.put(world.space)
        world.site.search.drain(ctx.portal)


def test_another_process_sees_what_was_committed(world: Any) -> None:
    world.drain()
    reader = Search(world.site.settings.data / "search")
    assert reader.query("budget", actor=None, grants=(), closed=()).total == 1
    uid = world.propose("author", "Eclairage xylophone")
    world.drain()
    assert reader.query("xylophone", actor=world.people["author"], grants=(), closed=()).hits[0].uid == uid
    with world.session() as ctx:
        world.site.search.rebuild(ctx.portal)
    assert reader.query("xylophone", actor=world.people["author"], grants=(), closed=()).hits[0].uid == uid
    assert len(list((world.site.settings.data / "search").glob("index-*"))) == 1


def test_an_older_recipe_or_a_damaged_index_is_made_anew(world: Any) -> None:
    world.drain()
    folder = world.site.settings.data / "search"
    mark = json.loads((folder / "current").read_text())
    (folder / "current").write_text(json.dumps({**mark, "recipe": "0.0"}))
    older = Search(folder)
    assert older.needs_rebuild
    assert older.query("budget", actor=None, grants=(), closed=()).total == 0
    for damage in ("{", '{"name": "../..", "recipe": "x"}', ""):
        (folder / "current").write_text(damage)
        assert Search(folder).needs_rebuild
    world.drain()
    assert not world.site.search.needs_rebuild
    next(folder.glob("index-*/meta.json")).write_text("not json")
    assert Search(folder).needs_rebuild
    with world.session() as ctx:
        told: list[int] = []
        assert world.site.search.rebuild(ctx.portal, told.append) == len(told) > 300
    assert ask(world, "budget").total == 1


def test_in_memory_without_a_folder(world: Any) -> None:
    search = Search(None)
    assert search.needs_rebuild
    with world.session() as ctx:
        assert search.rebuild(ctx.portal) > 300
        assert search.query("budget", actor=None, grants=(), closed=()).total == 1
        assert search.forget(world.consultation)
        assert search.query("budget", actor=None, grants=(), closed=()).total == 0
        assert search.index(ctx.portal.uids.get(world.consultation))
    assert search.query("budget", actor=None, grants=(), closed=()).total == 1


def test_a_document_that_is_gone_leaves_the_index(world: Any) -> None:
    world.drain()
    with world.session(system=True) as ctx:
        ctx.portal.uids.forget(world.consultation)
        ctx.portal.queue.put(world.consultation)
    world.drain()
    assert ask(world, "budget").total == 0
