"""Named, sorted lists of documents: (scope, rank, uid) in a BTree, with a count beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from typing import Any, NamedTuple

from BTrees.Length import Length
from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree, OOTreeSet
from persistent import Persistent


class Entry(NamedTuple):
    """A place in one list: the list's name, the uid of the node it belongs to, and the rank (smallest first).

    All ranks of one list are of one kind: numbers, or tuples that begin with what the list is sorted by.
    """

    listing: str
    scope: int
    rank: Any


@dataclass(frozen=True)
class Batch:
    """One page of a list: the uids on it, its number from 1, its size, and how many there are in all."""

    uids: tuple[int, ...]
    page: int
    size: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.size))


class Listings(Persistent):
    """All lists of the portal. Each document remembers its own entries, so a change touches only those."""

    def __init__(self) -> None:
        self._lists: Any = OOBTree()
        self._counts: Any = OOBTree()
        self._entries: Any = LOBTree()

    def put(self, uid: int, entries: Iterable[Entry]) -> None:
        """Make `entries` the places of the document `uid`; none takes it out of every list."""
        new, old = frozenset(entries), frozenset(self._entries.get(uid, ()))
        for listing, scope, rank in old - new:
            self._lists[listing].remove((scope, rank, uid))
            self._counts[listing, scope].change(-1)
        for listing, scope, rank in new - old:
            if listing not in self._lists:
                self._lists[listing] = OOTreeSet()
            self._lists[listing].insert((scope, rank, uid))
            if (listing, scope) not in self._counts:
                self._counts[listing, scope] = Length()
            self._counts[listing, scope].change(1)
        if new:
            if new != old:
                self._entries[uid] = tuple(sorted(new))
        elif old:
            del self._entries[uid]

    def entries(self, uid: int) -> frozenset[Entry]:
        """Return the places of the document `uid`."""
        return frozenset(Entry(*entry) for entry in self._entries.get(uid, ()))

    def count(self, listing: str, scope: int) -> int:
        """Return how many documents stand in one list of one node. Loads one counter."""
        counter = self._counts.get((listing, scope))
        return counter() if counter is not None else 0

    def walk(self, listing: str, scope: int, below: Any = None, above: Any = None) -> Iterator[tuple[Any, int]]:
        """Yield (rank, uid) of one list of one node, in order, lazily; only from `above` on and under `below`."""
        tree = self._lists.get(listing)
        if tree is not None:
            end = (scope + 1,) if below is None else (scope, below)
            for _scope, rank, uid in tree.keys((scope,) if above is None else (scope, above), end):
                yield rank, uid

    def walk_back(self, listing: str, scope: int, below: Any = None) -> Iterator[tuple[Any, int]]:
        """Yield (rank, uid) of one list of one node from its end, lazily, only ranks under `below` when it is given.

        Each step is a look-up of its own: such a tree can be read in one direction only.
        """
        tree = self._lists.get(listing)
        if tree is None or not tree:
            return
        bound: tuple[Any, ...] = (scope + 1,) if below is None else (scope, below)
        least = tree.minKey()
        # As in last(): a bound that is shorter than every key, or ends with the uid before, is below what it cuts off.
        while bound >= least:
            found, rank, uid = tree.maxKey(bound)
            if found != scope:
                return
            yield rank, uid
            bound = (scope, rank, uid - 1)

    def stands(self, listing: str, scope: int, uid: int) -> bool:
        """Whether the document `uid` stands in that list of that node."""
        return any((entry[0], entry[1]) == (listing, scope) for entry in self._entries.get(uid, ()))

    def last(self, listing: str, scope: int, before: Any = None) -> tuple[Any, int] | None:
        """Return (rank, uid) of the last in one list of one node, or of the last whose rank is below `before`."""
        tree = self._lists.get(listing)
        bound = (scope + 1,) if before is None else (scope, before)
        # Asked for the largest up to a bound that is shorter than every key: it is below those that begin with it.
        if tree is None or not tree or tree.minKey() > bound:
            return None
        found, rank, uid = tree.maxKey(bound)
        return (rank, uid) if found == scope else None

    def first(self, listing: str, scope: int, above: Any) -> tuple[Any, int] | None:
        """Return (rank, uid) of the first in one list of one node whose rank is above `above`."""
        for rank, uid in self._from(listing, scope, above):
            if rank > above:
                return rank, uid
        return None

    def _from(self, listing: str, scope: int, rank: Any) -> Iterator[tuple[Any, int]]:
        tree = self._lists.get(listing)
        if tree is not None:
            for _scope, found, uid in tree.keys((scope, rank), (scope + 1,)):
                yield found, uid

    def batch(self, listing: str, scope: int, page: int = 1, size: int = 20) -> Batch:
        """Return one page of one list; a page beyond the end is the last one."""
        total = self.count(listing, scope)
        page = max(1, min(page, -(-total // size)))
        start = (page - 1) * size
        uids = tuple(uid for _rank, uid in islice(self.walk(listing, scope), start, start + size))
        return Batch(uids, page, size, total)

    def merged(self, listing: str, scopes: Iterable[int], page: int = 1, size: int = 20) -> Batch:
        """Return one page of the same list of several nodes, none of which lies inside another."""
        scopes = tuple(scopes)
        total = sum(self.count(listing, scope) for scope in scopes)
        page = max(1, min(page, -(-total // size)))
        start = (page - 1) * size
        ranked = merge(*(self.walk(listing, scope) for scope in scopes))
        return Batch(tuple(uid for _rank, uid in islice(ranked, start, start + size)), page, size, total)

    def __iter__(self) -> Iterator[int]:
        """Yield the uid of every document that stands in a list."""
        return iter(self._entries.keys())
