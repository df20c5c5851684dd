"""The index: what is found, by whom, in which order, whatever is typed."""

from dataclasses import replace
from typing import Any

from mukhtabar.actions.comment import comment
from mukhtabar.actions.create import create
from mukhtabar.content.comment import Comment
from mukhtabar.content.news import News
from mukhtabar.content.texts import Texts
from mukhtabar.store.catalog.listings import Entry
from tests.unit.services.conftest import ask, uids


def test_nothing_is_found_before_the_first_drain_and_the_drain_makes_the_index(world: Any) -> None:
    assert world.site.search.needs_rebuild
    assert ask(world, "budget").total == 0
    assert world.drain() > 300
    assert not world.site.search.needs_rebuild
    assert uids(ask(world, "Budget")) == [world.consultation]


def test_a_word_is_found_in_any_spelling(world: Any) -> None:
    world.drain()
    for text in ("ميزانية", "الميزانية", "مِيزَانِيَّة", "BUDGET", "commune budget", "budg", "bud*", "ميزان"):
        assert world.consultation in uids(ask(world, text)), text


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


def test_a_grant_elsewhere_opens_nothing(world: Any) -> None:
    world.propose("author", "Eclairage xylophone")
    world.drain()
    with world.session() as ctx:
        grants = [grant for grant in ctx.portal.grants.of(world.people["lead"]) if grant.holds(ctx.now)]
        elsewhere = [replace(grant, node=grant.node + 1) for grant in grants]
    for held, found in ((grants, 1), (elsewhere, 0)):
        assert world.site.search.query("xylophone", actor=world.people["lead"], grants=held, closed=()).total == found


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


def test_hostile_queries_are_words_or_nothing(world: Any) -> None:
    world.drain()
    for text in (
        '"', '"a', "a AND (", "title:x", ".*", "[a-z]+", "\\", "w1*", "*", "؟!…", "\x00", "\ud800", "ـــ", "x" * 8192,
        "ab* " * 2000, "((((" * 2000, "a\u0301" * 4000, "+-&&||!(){}^~?:/", "uid:1", "-budget",
    ):  # fmt: skip
        assert ask(world, text).total >= 0, text[:20]


def test_signs_alone_find_nothing(world: Any) -> None:
    world.drain()
    assert ask(world, "؟!…").total == 0
    assert ask(world, "   ").total > 300
