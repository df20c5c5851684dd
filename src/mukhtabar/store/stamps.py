"""How often a node, or anything below it, has changed: what the validity of a kept page is decided by."""

from collections.abc import Iterable
from typing import Any

from BTrees.Length import Length
from BTrees.LOBTree import LOBTree
from persistent import Persistent


def _bump(counters: Any, uid: int) -> None:
    counter = counters.get(uid)
    if counter is None:
        counters[uid] = Length(1)
    else:
        counter.change(1)


def _read(counters: Any, uid: int) -> int:
    counter = counters.get(uid)
    return counter() if counter is not None else 0


class Stamps(Persistent):
    """Two counters a node, which resolve their own write conflicts: its own changes, and those at or below it."""

    def __init__(self) -> None:
        self._own: Any = LOBTree()
        self._below: Any = LOBTree()

    def bump(self, lineage: Iterable[int]) -> None:
        """Count one change of a document. `lineage` holds its uid and those of all above it, itself first."""
        for position, uid in enumerate(lineage):
            if position == 0:
                _bump(self._own, uid)
            _bump(self._below, uid)

    def read(self, lineage: Iterable[int]) -> tuple[int, ...]:
        """Return the counts that a page about the first of `lineage` depends on.

        These are the changes at or below it, and the own changes of all above it, whose titles it shows.
        """
        first, *above = lineage
        return (_read(self._below, first), *(_read(self._own, uid) for uid in above))
