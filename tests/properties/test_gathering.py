"""A collection finds what a scan of everything that a visitor may read finds, in any tree, state, order and page."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mukhtabar.actions.context import Ctx
from mukhtabar.actions.create import create
from mukhtabar.actions.move import move
from mukhtabar.actions.record import refresh
from mukhtabar.actions.trash import restore, trash
from mukhtabar.content.collection import ORDERS, Collection
from mukhtabar.content.commune import Commune
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.event import LONGEST, Event
from mukhtabar.content.file import File
from mukhtabar.content.gathered import TITLE_MOST, TYPES, date_of
from mukhtabar.content.news import CATEGORIES, News
from mukhtabar.content.page import Page
from mukhtabar.content.portal import Portal
from mukhtabar.content.proposal import Proposal
from mukhtabar.content.region import Region
from mukhtabar.content.space import Space
from mukhtabar.content.target import Target
from mukhtabar.content.territory import territory
from mukhtabar.content.texts import Texts
from mukhtabar.language.dates import day_start
from mukhtabar.language.folding import fold
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.workflow.installed import workflows
from mukhtabar.security.acl import may
from mukhtabar.services import events
from mukhtabar.services.gathering import find
from mukhtabar.store.folder import lineage, subtree
from mukhtabar.store.register import Register

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
KINDS: dict[str, Callable[[], Any]] = {
    "consultation": Consultation, "news": News, "page": Page, "event": Event, "proposal": Proposal, "file": File,
    "space": Space,
}  # fmt: skip
TOPICS = ("water", "roads", "health")
STATES = sorted({state for kind in KINDS if kind != "space" for state in workflows().for_type(kind).states})
hours = st.integers(-24 * 90, 24 * 30)


class Tree:
    """A small portal grown by steps that are drawn: which container, what, in which state, when."""

    def __init__(self) -> None:
        portal = Portal()
        portal.created = portal.modified = NOW
        portal.uids.register(portal)
        self.ctx = Ctx(portal, Register(), None, NOW, system=True)
        self.portal, self.names = portal, count()
        region = create(self.ctx, portal, Region("09"), "souss-massa")
        self.places = [portal, region, create(self.ctx, region, Commune(next(iter(territory().communes))), "tata")]
        self.all: list[Any] = []
        # So that something can stand in something that is closed: each of these takes others.
        for kind in ("space", "space", "consultation", "news", "news"):
            self.grow(len(self.places) - 1, kind, 0, 0, 0)
        self.grow(-1, "news", 0, 0, 0)

    def grow(self, where: int, kind: str, state: int, begins: int, word: int) -> None:
        """Put one document somewhere it may stand, or nothing when there is no such place."""
        fitting = [place for place in self.places if kind in place.children]
        if not fitting:
            return
        document = KINDS[kind]()
        title = "ابتث"[word % 4] * (1 + word % 3)
        values: dict[str, Any] = {"title": title if kind == "proposal" else Texts.of(NOW, ar=title)}
        start = NOW + timedelta(hours=begins)
        if kind == "news":
            values |= {"dated": start, "category": CATEGORIES[word % len(CATEGORIES)]}
        if kind == "event":
            values |= {"start": start, "end": start + (LONGEST if word % 7 == 6 else timedelta(hours=1 + word % 60))}
        if kind == "proposal":
            values["topic"] = TOPICS[word % 3]
        create(self.ctx, fitting[where % len(fitting)], document, f"d{next(self.names)}", values)
        self.turn(document, state)
        document.published = start if kind in {"page", "file", "proposal"} else None
        refresh(self.ctx, document)
        self.all.append(document)
        if getattr(document, "children", ()) and kind != "proposal":
            self.places.append(document)

    def turn(self, document: Any, state: int) -> None:
        """Bring a document into another state, as a step of its workflow does."""
        if hasattr(document, "definition"):
            # The first half are public, so that there is something to find.
            names = sorted(document.definition.states, key=lambda name: not document.definition.state(name).public)
            public = sum(1 for name in names if document.definition.state(name).public)
            document.state = names[state % public if state < 5 else public + state % (len(names) - public)]
            refresh(self.ctx, document)

    def change(self, which: int, how: int, where: int) -> None:
        """Turn, move, throw away or bring back one document."""
        if not self.all:
            return
        document = self.all[which % len(self.all)]
        try:
            if how == 0:
                self.turn(document, where)
            elif how == 1:
                move(self.ctx, document, self.places[where % len(self.places)])
            elif how == 2:
                trash(self.ctx, document)
            else:
                restore(self.ctx, document.uid)
        except Refused:
            pass


grown = st.lists(
    st.tuples(st.integers(0, 9), st.sampled_from(sorted(KINDS)), st.integers(0, 9), hours, st.integers(0, 99)),
    min_size=10, max_size=30,
)  # fmt: skip
changed = st.lists(st.tuples(st.integers(0, 24), st.integers(0, 3), st.integers(0, 24)), max_size=8)
FILTERS: dict[str, st.SearchStrategy[Any]] = {
    "states": st.lists(st.sampled_from(STATES), unique=True, min_size=1).map(tuple),
    "topics": st.lists(st.sampled_from(TOPICS), unique=True, max_size=2).map(tuple),
    "categories": st.lists(st.sampled_from(CATEGORIES), unique=True, max_size=2).map(tuple),
    "since": hours.map(lambda n: NOW + timedelta(hours=n)),
    "within": st.sampled_from([1, 30]),
    "coming": st.just(True),
}
filters = st.one_of(st.just({}), *(s.map(lambda value, n=name: {n: value}) for name, s in FILTERS.items()))
left_out = st.sets(st.sampled_from([*TYPES, "nonsense"]), max_size=6)
queries = st.tuples(
    left_out.map(lambda left: {"kinds": tuple({*TYPES, "nonsense"} - left)}),
    st.builds(lambda order, size: {"order": order, "size": size}, st.sampled_from(ORDERS), st.integers(1, 4)),
    filters, filters,
).map(lambda parts: {name: value for part in parts for name, value in part.items()})  # fmt: skip
where_asked = st.sampled_from([0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9])


def tree_of(steps: list[Any], changes: list[Any]) -> Tree:
    """Return a tree grown and changed by these steps."""
    tree = Tree()
    for step in steps:
        tree.grow(*step)
    for change in changes:
        tree.change(*change)
    return tree


def wanted(query: Collection, document: Any, place: Any) -> bool:  # noqa: PLR0911 (one line for each filter)
    """Whether a scan finds `document`: said once more, without ranks and lists."""
    kind = document.type_name
    if kind not in query.kinds or not may(document, Permission.VIEW, None, NOW):
        return False
    above = list(lineage(document.__parent__))
    if (above[0] is not place) if query.order == "hand" else (place not in above):
        return False
    if hasattr(document, "definition"):
        public = {name for name, state in document.definition.states.items() if state.public}
        if not document.is_public or (set(query.states) & public and document.state not in query.states):
            return False
    if query.order == "waiting" and (kind != "proposal" or document.state != "published"):
        return False
    if kind == "proposal" and query.topics and document.topic not in query.topics:
        return False
    if kind == "news" and query.categories and document.category not in query.categories:
        return False
    if query.since and date_of(document) < query.since:
        return False
    if query.within and date_of(document) < day_start(NOW - timedelta(days=query.within)):
        return False
    return not (kind == "event" and query.coming and document.end <= NOW)


def keyed(query: Collection, document: Any) -> Any:
    """Return what a scan sorts by; equals stand in any order."""
    if query.order == "title":
        return fold(document.title_text.best("ar")[1])[:TITLE_MOST]
    if query.order == "hand":
        return document.position
    moment = date_of(document).timestamp()
    return -moment if query.order == "newest" else moment


@settings(max_examples=50)
@given(grown, changed, st.lists(st.tuples(queries, where_asked), min_size=12, max_size=16))
def test_a_collection_is_what_a_scan_finds(steps: Any, changes: Any, asked: Any) -> None:
    tree = tree_of(steps, changes)
    for values, where in asked:
        query, place = Collection(), tree.places[where % len(tree.places)]
        for name, value in values.items():
            setattr(query, name, value)
        query.where = Target("/somewhere", place.uid)
        agree(tree, query, place)


def agree(tree: Tree, query: Collection, place: Any) -> None:
    """All pages together hold what a scan finds, in that order, each once, and each page says how much that is."""
    stands = query.where.find(tree.portal) is not None
    naive = [d for d in subtree(tree.portal) if d is not tree.portal and stands and wanted(query, d, place)]
    found, page = [], 1
    while True:
        batch = find(tree.portal, query, NOW, page=page).batch
        assert batch.total == len(naive)
        found += [tree.portal.uids.get(uid) for uid in batch.uids]
        page += 1
        if page > batch.pages:
            break
    assert len(found) == len({d.uid for d in found})
    assert {d.uid for d in found} == {d.uid for d in naive}
    assert [keyed(query, d) for d in found] == sorted(keyed(query, d) for d in naive)


@settings(max_examples=100)
@given(grown, changed, st.integers(0, 9), hours)
def test_events_come_and_go_by_the_clock(steps: Any, changes: Any, where: int, later: int) -> None:
    tree = tree_of([(w, "event" if n % 2 else k, s, b, n) for w, k, s, b, n in steps], changes)
    place, now = tree.places[where % len(tree.places)], NOW + timedelta(hours=later)
    naive = [
        d for d in subtree(tree.portal)
        if isinstance(d, Event) and place in lineage(d.__parent__) and may(d, Permission.VIEW, None, now)
    ]  # fmt: skip
    coming = events.coming(tree.portal, place, now, size=100)
    ahead = [d for d in naive if not d.is_over(now)]
    found = [tree.portal.uids.get(uid) for uid in coming.batch.uids]
    assert sorted(found, key=lambda d: d.uid) == sorted(ahead, key=lambda d: d.uid)
    assert [d.start for d in found] == sorted(d.start for d in ahead)
    assert coming.until == min((d.end for d in ahead), default=None)
    over = [tree.portal.uids.get(uid) for uid in events.over(tree.portal, place, now, size=100).uids]
    past = [d for d in naive if d.is_over(now)]
    assert [d.start for d in over] == sorted((d.start for d in past), reverse=True) and len(over) == len(past)
    # Nothing moves before the moment that the page is said to hold until.
    if coming.until is not None:
        just_before = coming.until - timedelta(microseconds=1)
        assert events.coming(tree.portal, place, just_before, size=100).batch == coming.batch
        assert events.coming(tree.portal, place, coming.until, size=100).batch != coming.batch
