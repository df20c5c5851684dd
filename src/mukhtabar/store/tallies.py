"""How often something happened at a node on a day: counters that resolve their own write conflicts."""

from collections.abc import Iterable
from typing import Any

from BTrees.Length import Length
from BTrees.OOBTree import OOBTree
from persistent import Persistent


class Tallies(Persistent):
    """Counts by node (uid), day (proleptic Gregorian ordinal) and name. A day without any takes no room."""

    def __init__(self) -> None:
        self._counts: Any = OOBTree()

    def change(self, nodes: Iterable[int], day: int, name: str, by: int = 1) -> None:
        """Add `by` to the count called `name` of `day` at each of `nodes`."""
        for node in nodes:
            key = (node, day, name)
            if (counter := self._counts.get(key)) is None:
                self._counts[key] = Length(by)
            else:
                counter.change(by)

    def sums(self, node: int, first: int, last: int) -> dict[str, int]:
        """Return, by name, what was counted at `node` from the day `first` to the day `last`, both included."""
        found: dict[str, int] = {}
        for (_node, _day, name), counter in self._counts.items((node, first, ""), (node, last + 1, ""), False, True):
            found[name] = found.get(name, 0) + counter()
        return found
