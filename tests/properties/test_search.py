"""Search, for any text and any person: it never fails, finds a document by its words, and shows nobody too much."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from mukhtabar.content.answer import Answer
from mukhtabar.content.comment import Comment
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.news import News
from mukhtabar.content.portal import Portal
from mukhtabar.content.proposal import Proposal
from mukhtabar.content.space import Space
from mukhtabar.content.texts import Texts
from mukhtabar.language.search import tokens
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.roles import Role
from mukhtabar.security.acl import decide
from mukhtabar.services.search import Search, closed_to
from mukhtabar.store.books import open_books
from mukhtabar.store.catalog.listings import Entry
from mukhtabar.store.folder import lineage
from mukhtabar.store.grants import Grant

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
PEOPLE = ("amina", "brahim")
#: What a grant is made out to when a group of two people holds it: one of them has grants of her own besides.
SERVICE = "service"


class Crash(Exception):
    """The machine stops."""


TEXTS = st.text(max_size=80) | st.text(alphabet='"*()[]{}\\^~?:+-&|!.،؟ـَّabأإلىة 1', max_size=200)
STATES = {kind: sorted(kind().definition.states) for kind in (Proposal, Answer, Consultation, News, Comment)}
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def place(portal: Portal, parent: Any, kind: Any, state: str, creator: str | None, title: str = "زيتون") -> Any:
    """Put a document straight into `state`: every combination, also those that no workflow leads to."""
    document = kind()
    document.created = document.modified = document.state_since = NOW
    document.creator = creator
    if hasattr(document, "body") and isinstance(document.body, str):
        document.body = title
    if hasattr(kind, "title"):
        document.title = title if kind is Proposal else Texts.of(NOW, ar=title)
    if kind is Answer:
        document.summary = Texts.of(NOW, ar=title)
    if state:
        document.state = state
    parent.add(f"n{len(portal.uids)}", document)
    portal.uids.register(document)
    if state and kind in (Proposal, Consultation, News) and Role.EVERYONE not in document.allowed(Permission.VIEW):
        portal.listings_index.put(document.uid, [Entry("closed", portal.uid, 0)])
    return document


def new_portal() -> Portal:
    portal = Portal()
    portal.created = portal.modified = NOW
    portal.uids.register(portal)
    return portal


creators = st.sampled_from([None, *PEOPLE])
documents = st.tuples(
    st.sampled_from(STATES[Consultation]), st.sampled_from(STATES[Proposal]), st.sampled_from(STATES[Answer]),
    st.sampled_from(STATES[News]), st.sampled_from(STATES[Comment]), creators, creators,
)  # fmt: skip
granted = st.lists(
    st.tuples(st.sampled_from((*PEOPLE, SERVICE)), st.sampled_from([role for role in Role if role not in
              (Role.EVERYONE, Role.CITIZEN, Role.AUTHOR)]), st.integers(0, 20)), max_size=4)  # fmt: skip


def grow(portal: Portal, rows: list[Any]) -> None:
    for consultation, proposal, answer, news, comment, author, editor in rows:
        space = place(portal, portal, Space, "", None)
        asked = place(portal, space, Consultation, consultation, editor)
        idea = place(portal, asked, Proposal, proposal, author)
        place(portal, idea, Answer, answer, editor)
        item = place(portal, asked, News, news, editor)
        place(portal, item, Comment, comment, author)


@SLOW
@given(st.lists(documents, min_size=1, max_size=3), granted)
def test_nobody_is_shown_more_or_less_than_the_matrix_says(rows: list[Any], held: list[Any]) -> None:
    portal = new_portal()
    grow(portal, rows)
    nodes = list(portal.uids)
    service = portal.grants.groups.make(portal.uid, "قسم الماء").gid
    for person in ("amina", "samir"):
        portal.grants.groups.join(service, person)
    for whose, role, number in held:
        node, holder = portal.uids.get(nodes[number % len(nodes)]), service if whose == SERVICE else whose
        here = Grant(holder, str(role), node.uid, NOW, None, None)
        portal.grants._by_person[holder] = (*portal.grants.own(holder), here)
    search = Search(None)
    search.rebuild(portal)
    for actor in (None, *PEOPLE, "samir", "stranger"):
        grants = [grant for grant in portal.grants.of(actor) if grant.holds(NOW)]
        closed = closed_to(portal, actor, NOW)
        expected = {
            uid for uid in nodes if uid != portal.uid and decide(portal.uids.get(uid), Permission.VIEW, actor, NOW)
        }
        for text in ("زيتون", "الزيتون", "زيت", ""):
            found = search.query(text, actor=actor, grants=grants, closed=closed, size=100)
            assert {hit.uid for hit in found.hits} == expected, (actor, text)
            assert found.total == len(found.hits) == sum(found.facets["type"].values())
            everything_closed = {uid for _rank, uid in portal.listings_index.walk("closed", portal.uid)}
            strict = search.query(text, actor=actor, grants=grants, closed=everything_closed, size=100)
            assert {hit.uid for hit in strict.hits} <= expected
            for hit in strict.hits:
                assert not {node.uid for node in lineage(portal.uids.get(hit.uid))} & everything_closed


@pytest.fixture(scope="module")
def stocked() -> Iterator[Search]:
    portal = new_portal()
    grow(portal, [("open", "published", "published", "published", "published", "amina", "brahim")])
    grow(portal, [("draft", "draft", "drafting", "private", "pending", "amina", "brahim")])
    search = Search(None)
    search.rebuild(portal)
    yield search


@settings(max_examples=400, deadline=1000)
@given(TEXTS, st.integers(-5, 10**12), st.integers(-5, 10**6))
def test_no_text_makes_it_fail(stocked: Search, text: str, page: int, size: int) -> None:
    found = stocked.query(text, actor=None, grants=(), closed=(), types=None, page=page, size=size)
    assert 0 <= len(found.hits) <= found.total


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60), st.data())
def test_a_document_is_found_by_any_of_its_words(text: str, data: st.DataObject) -> None:
    words = tokens(text)
    assume(words)
    portal = new_portal()
    proposal = place(portal, portal, Proposal, "published", None, text)
    search = Search(None)
    search.rebuild(portal)
    word = data.draw(st.sampled_from(words)).text
    for spelling in (word, f"{word}*", f"«{word}»"):
        found = search.query(spelling, actor=None, grants=(), closed=())
        assert [hit.uid for hit in found.hits] == [proposal.uid], spelling


@SLOW
@given(steps=st.lists(st.sampled_from(["add", "hide", "crash", "drain"]), max_size=12))
def test_after_any_crash_the_index_catches_up(steps: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    books = open_books("memory", tmp_path_factory.mktemp("books"))
    search = Search(tmp_path_factory.mktemp("index"))
    with books.session() as (main, _people):
        main["portal"] = new_portal()
    for step in [*steps, "drain"]:
        try:
            with books.session() as (main, _people):
                act(main["portal"], search, step)
        except Crash:
            pass
    with books.session() as (main, _people):
        portal = main["portal"]
        shown = {
            uid for uid in portal.uids
            if uid != portal.uid and decide(portal.uids.get(uid), Permission.VIEW, None, NOW)
        }  # fmt: skip
        found = search.query("زيتون", actor=None, grants=(), closed=(), size=100)
        assert {hit.uid for hit in found.hits} == shown
        assert found.total == len(found.hits)
    books.close()


def act(portal: Portal, search: Search, step: str) -> None:
    """One step of the story above; a crash comes after the index was committed and before the record."""
    if step == "add":
        portal.queue.put(place(portal, portal, Proposal, "published", None).uid)
    elif step == "hide":
        for uid in portal.uids:
            document = portal.uids.get(uid)
            if getattr(document, "state", "") == "published":
                document.state = "hidden"
                portal.queue.put(uid)
                break
    else:
        search.drain(portal)
        if step == "crash":
            raise Crash
