"""What a collection finds: sorted lists merged, so that a page costs what it shows and no document is loaded for it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from heapq import merge
from itertools import islice
from typing import Any

from mukhtabar.content.base import microseconds
from mukhtabar.content.bin import in_bin
from mukhtabar.content.collection import PAGE_MOST, Collection
from mukhtabar.content.gathered import CLOSED, TYPES, Rank, closing, list_of
from mukhtabar.language.dates import day_start
from mukhtabar.rules.workflow.installed import workflows
from mukhtabar.store.catalog.listings import Batch
from mukhtabar.store.folder import lineage

#: Order -> (the list, whether it is read from its end).
WALKS = {
    "newest": ("date", True),
    "oldest": ("date", False),
    "title": ("title", False),
    "waiting": ("date", False),
    "hand": ("position", False),
}
WAITING = ("proposal", "published")
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Found:
    """One page of a collection, and the place it looked in: None when that is gone."""

    batch: Batch
    place: Any
    #: When time alone changes it, if not before the next midnight.
    until: datetime | None = None


def place_of(portal: Any, collection: Collection) -> Any:
    """Return the place that `collection` looks in, or None when it is gone or in the trash."""
    return collection.where.find(portal) if collection.where else collection.__parent__


def shut(place: Any) -> bool:
    """Whether not everybody may look into `place`: then nothing of it is shown to anybody."""
    return any(closing(node) and not node.is_public for node in lineage(place))


def open_to_all(portal: Any, inside: Iterable[int]) -> bool:
    """Whether everybody may look into all of these containers (uids). Loads none of them."""
    return not any(portal.listings_index.stands(CLOSED, portal.uid, container) for container in inside)


def find(portal: Any, collection: Collection, now: datetime, page: int = 1, size: int = 0, order: str = "") -> Found:
    """Return one page of what everybody may read of what `collection` asks for.

    `size` and `order` stand in for its own. Without a filter the number of all is read from counters; with one the
    ranks are walked.
    """
    place = place_of(portal, collection)
    size = max(1, min(size or collection.size, PAGE_MOST))
    if place is None or in_bin(place) or shut(place):
        return Found(Batch((), 1, size, 0), place)
    query = Query(portal, place.uid, collection, now, order or collection.order)
    total = query.total()
    page = max(1, min(page, -(-total // size)))
    start = (page - 1) * size
    uids = tuple(uid for _rank, uid in islice(query.walk(), start, start + size))
    return Found(Batch(uids, page, size, total), place, query.next_change())


class Query:
    """One run of a collection below the node `scope` at `now`."""

    def __init__(self, portal: Any, scope: int, collection: Collection, now: datetime, order: str) -> None:
        self.portal, self.index, self.scope, self.now = portal, portal.listings_index, scope, microseconds(now)
        self.order = order if order in WALKS else "newest"
        kinds = [kind for kind in TYPES if kind in collection.kinds]
        if self.order == "waiting":
            kinds = [kind for kind in kinds if kind == WAITING[0]]
        self.lists = {kind: list_of(WALKS[self.order][0], kind) for kind in kinds}
        self.since, self.coming = _since(collection, now), collection.coming
        self.tests = {kind: self._tests(collection, kind) for kind in kinds}

    def _tests(self, collection: Collection, kind: str) -> tuple[Callable[[Rank], bool], ...]:
        """Return the filters that say something about `kind`."""
        tests: list[Callable[[Rank], bool]] = []
        since = self.since
        states = known_states(kind) & frozenset(collection.states)
        if self.order == "waiting":
            states = frozenset({WAITING[1]}) if not states or WAITING[1] in states else frozenset({""})
        about = {"proposal": frozenset(collection.topics), "news": frozenset(collection.categories)}.get(kind)
        if states:
            tests.append(lambda rank: rank.state in states)
        if about:
            tests.append(lambda rank: rank.about in about)
        if since is not None:
            tests.append(lambda rank: rank.dated >= since)
        if self.coming and kind == "event":
            tests.append(lambda rank: rank.until > self.now)
        return tuple(tests)

    def walk(self) -> Iterator[tuple[Rank, int]]:
        """Yield (rank, uid) of what is found, in order, lazily."""
        runs = [self._run(kind) for kind in self.lists]
        return merge(*runs, reverse=WALKS[self.order][1])

    def _run(self, kind: str) -> Iterator[tuple[Rank, int]]:
        back, tests = WALKS[self.order][1], self.tests[kind]
        ranks = (self.index.walk_back if back else self.index.walk)(self.lists[kind], self.scope)
        for found, uid in ranks:
            rank = Rank(*found)
            if back and self.since is not None and rank.dated < self.since:
                return
            if all(test(rank) for test in tests) and open_to_all(self.portal, rank.inside):
                yield rank, uid

    def total(self) -> int:
        """Return how much is found: read from counters where nothing is filtered."""
        counted = [kind for kind in self.lists if not self.tests[kind]]
        walked = [kind for kind in self.lists if self.tests[kind]]
        hidden = self._topmost_closed() if counted else ()
        return sum(self._count(kind, hidden) for kind in counted) + sum(1 for kind in walked for _ in self._run(kind))

    def _count(self, kind: str, hidden: Iterable[int]) -> int:
        counted = int(self.index.count(self.lists[kind], self.scope))
        if self.order == "hand":
            # It stands in the place itself: nothing of it is in a container further down.
            return counted
        return counted - sum(self.index.count(self.lists[kind], container) for container in hidden)

    def _topmost_closed(self) -> tuple[int, ...]:
        """Return the containers below here that not everybody may look into, but not those that stand in such a one."""
        return tuple(uid for inside, uid in self.index.walk(CLOSED, self.scope) if open_to_all(self.portal, inside))

    def next_change(self) -> datetime | None:
        """Return when the first event that is found is over, where only those to come are; None otherwise."""
        if not self.coming or "event" not in self.lists:
            return None
        ends = [rank.until for rank, _uid in self._run("event")]
        return datetime.fromtimestamp(min(ends) / 1_000_000, UTC) if ends else None


def known_states(kind: str) -> frozenset[str]:
    """Return the states in which everybody may read a document of `kind`; none for what has no state."""
    if not workflows().governs(kind):
        return frozenset()
    return frozenset(name for name, state in workflows().for_type(kind).states.items() if state.public)


def _since(collection: Collection, now: datetime) -> int | None:
    """Return from which moment on something is found, in microseconds; a number of days is whole days in Morocco."""
    bounds = [collection.since] if collection.since else []
    if collection.within > 0:
        bounds.append(day_start(now - collection.within * DAY))
    return microseconds(max(bounds)) if bounds else None
