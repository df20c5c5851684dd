"""Which document points at which, both ways, and which links lead nowhere."""

from collections.abc import Iterable, Iterator
from typing import Any

from BTrees.LLBTree import LLTreeSet
from BTrees.LOBTree import LOBTree
from persistent import Persistent

#: Where a link leads that leads nowhere.
NOWHERE = 0


class Links(Persistent):
    """The links in the texts of each document: (address as written, uid of what stands there, or NOWHERE)."""

    def __init__(self) -> None:
        self._from: Any = LOBTree()
        self._to: Any = LOBTree()

    def put(self, source: int, found: Iterable[tuple[str, int]]) -> None:
        """Make `found` the links of the document `source`; none forgets it."""
        new, old = tuple(found), self.of(source)
        if new == old:
            return
        for target in {uid for _href, uid in old} - {uid for _href, uid in new}:
            self._to[target].remove(source)
        for target in {uid for _href, uid in new} - {uid for _href, uid in old}:
            if target not in self._to:
                self._to[target] = LLTreeSet()
            self._to[target].add(source)
        if new:
            self._from[source] = new
        else:
            del self._from[source]

    def of(self, source: int) -> tuple[tuple[str, int], ...]:
        """Return the links of the document `source`."""
        return tuple(self._from.get(source, ()))

    def pointing_at(self, target: int) -> Iterator[int]:
        """Yield the uids of the documents with a link to `target`; for NOWHERE, those with a broken one."""
        return iter(self._to.get(target, ()))
