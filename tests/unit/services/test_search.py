"""The index: what is found, by whom, and what happens when a process dies between its two commits."""

import json
from dataclasses import replace
from typing import Any

import pytest

from mukhtabar.actions.comment import comment
from mukhtabar.actions.create import create
from mukhtabar.content.comment import Comment
from mukhtabar.content.news import News
from mukhtabar.content.texts import Texts
from mukhtabar.services import search as search_module
from mukhtabar.services import search_fields
from mukhtabar.services.lock import exclusive
from mukhtabar.services.search import Search, closed_to
from mukhtabar.store.catalog.listings import Entry


def ask(world: Any, text: str, who: str | None = None, **more: Any) -> Any:
    with world.session(who) as ctx:
        held = [grant for grant in ctx.portal.grants.of(ctx.actor) if grant.holds(ctx.now)]
        closed = more.pop("closed", None)
        if closed is None:
            closed = closed_to(ctx.portal, ctx.actor, ctx.now)
        return world.site.search.query(text, actor=ctx.actor, grants=held, closed=closed, **more)


def uids(results: Any) -> list[int]:
    return [hit.uid for hit in results.hits]


def test_nothing_is_found_before_the_first_drain_and_the_drain_makes_the_index(world: Any) -> None:
    assert world.site.search.needs_rebuild
    assert ask(world, "budget").total == 0
    assert world.drain() > 300
    assert not world.site.search.needs_rebuild
    assert uids(ask(world, "Budget")) == [world.consultation]


@pytest.mark.parametrize("text", ["ميزانية", "الميزانية", "مِيزَانِيَّة", "BUDGET", "commune budget", "budg", "bud*", "ميزان"])
def test_a_word_is_found_in_any_spelling(world: Any, text: str) -> None:
    world.drain()
    assert world.consultation in uids(ask(world, text))


def test_every_word_is_needed(world: Any) -> None:
    world.drain()
    assert ask(world, "budget zzzz").total == 0
    assert ask(world, "budg zzzz").total == 0, "only the last word is completed"
    assert ask(world, "budg* commune").total == 1


def test_a_submitted_proposal_is_found_by_its_author_and_the_space_only(world: Any) -> None:
    uid = world.propose("author", "Eclairage xylophone", "réverbères")
    world.drain()
    for who in (None, "other", "officer", "approver"):
        found = ask(world, "xylophone", who)
        assert (found.total, found.facets) == (0, {"type": {}, "topic": {}}), who
    for who in ("author", "moderator", "lead", "admin"):
        found = ask(world, "xylophone", who)
        assert uids(found) == [uid], who
        assert found.facets == {"type": {"proposal": 1}, "topic": {"roads": 1}}
    assert ask(world, "xyl").total == 0, "nor can it be guessed from its beginning"


def test_publishing_shows_and_hiding_hides(world: Any) -> None:
    uid = world.propose("author", "Eclairage xylophone")
    world.step("moderator", uid, "publish")
    world.drain()
    assert uids(ask(world, "xylophone")) == [uid]
    assert ask(world, "", topics=["roads"]).total == 1
    world.step("lead", uid, "hide", reason="off_topic")
    world.drain()
    assert ask(world, "xylophone").total == 0
    assert ask(world, "xylophone", "officer").total == 0


def test_a_closed_container_hides_what_is_in_it_without_indexing(world: Any) -> None:
    uid = world.propose("author", "Eclairage xylophone")
    world.step("moderator", uid, "publish")
    world.drain()
    assert ask(world, "xylophone", closed={world.consultation}).total == 0
    with world.session(system=True) as ctx:
        consultation = ctx.portal.uids.get(world.consultation)
        consultation.state = "draft"
        ctx.portal.listings_index.put(consultation.uid, [Entry("closed", ctx.portal.uid, 0)])
    for who in (None, "other", "officer", "author"):
        assert ask(world, "xylophone", who).total == 0, who
    for who in ("lead", "admin"):
        assert uids(ask(world, "xylophone", who)) == [uid], who


def test_a_grant_of_somebody_else_or_elsewhere_opens_nothing(world: Any) -> None:
    world.propose("author", "Eclairage xylophone")
    world.drain()
    with world.session() as ctx:
        grants = [grant for grant in ctx.portal.grants.of(world.people["lead"]) if grant.holds(ctx.now)]
        elsewhere = [replace(grant, person=world.people["other"], node=grant.node + 1) for grant in grants]
    search = world.site.search
    assert search.query("xylophone", actor=world.people["other"], grants=grants, closed=()).total == 0
    assert search.query("xylophone", actor=world.people["other"], grants=elsewhere, closed=()).total == 0


def test_no_name_of_a_person_is_indexed(world: Any) -> None:
    with world.session(system=True) as ctx:
        values = {"title": Texts.of(ctx.now, fr="Atelier"), "author": Texts.of(ctx.now, fr="Zoubida Quelquun")}
        create(ctx, ctx.portal, News(), "atelier", {**values, "dated": ctx.now})
    world.propose("author", "Eclairage")
    world.drain()
    assert ask(world, "atelier", "admin").total == 1
    assert ask(world, "Zoubida", "admin").total == 0
    assert ask(world, "Name-of-author", "admin").total == 0


def test_a_comment_follows_its_own_state(world: Any) -> None:
    with world.session(system=True) as ctx:
        values = {"title": Texts.of(ctx.now, ar="خبر", fr="Nouvelle"), "dated": ctx.now}
        news = create(ctx, ctx.portal.uids.get(world.space), News(), "n", values)
        uid = news.uid
    world.step("lead", uid, "publish")
    with world.session() as ctx:
        author = ctx.register.get(world.people["other"])
        said = comment(ctx, ctx.portal.uids.get(uid), author, "tournesol magnifique", "fr").uid
    world.drain()
    assert ask(world, "tournesol").total == 0
    assert uids(ask(world, "tournesol", "other")) == [said]
    world.step("moderator", said, "publish")
    world.drain()
    assert uids(ask(world, "tournesol")) == [said]
    assert Comment.type_name in ask(world, "tournesol").facets["type"]


def test_without_words_it_lists_by_date_and_pages(world: Any) -> None:
    world.drain()
    first, last = ask(world, "", types=["commune"], size=20), ask(world, "", types=["commune"], size=20, page=10**9)
    assert first.total == last.total > 300
    assert len(first.hits) == 20
    assert last.page == -(-last.total // 20)
    assert not set(uids(first)) & set(uids(last))
    assert ask(world, "", size=10**9).total == ask(world, "").total


def test_a_facet_counts_what_another_choice_would_give(world: Any) -> None:
    world.drain()
    found = ask(world, "", types=["commune"])
    assert found.facets["type"]["region"] == 12
    assert ask(world, "", types=[]).total == 0
    assert ask(world, "", types=["no such type"]).total == 0


def test_under_a_node(world: Any) -> None:
    world.drain()
    assert set(uids(ask(world, "", under=world.space))) == {world.space, world.consultation}


@pytest.mark.parametrize(
    "text",
    ['"', '"a', "a AND (", "title:x", ".*", "[a-z]+", "\\", "w1*", "*", "؟!…", "\x00", "\ud800", "ـــ", "x" * 8192,
     "ab* " * 2000, "((((" * 2000, "a\u0301" * 4000, "+-&&||!(){}^~?:/", "uid:1", "-budget"],
)  # fmt: skip
def test_hostile_queries_are_words_or_nothing(world: Any, text: str) -> None:
    world.drain()
    assert ask(world, text).total >= 0


def test_signs_alone_find_nothing(world: Any) -> None:
    world.drain()
    assert ask(world, "؟!…").total == 0
    assert ask(world, "   ").total > 300


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
