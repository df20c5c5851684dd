"""The periods in which a council publishes nothing, by the place they are set for."""

from dataclasses import dataclass
from typing import Any

from BTrees.LOBTree import LOBTree
from persistent import Persistent

from mukhtabar.rules.spans import Span


@dataclass(frozen=True)
class Freeze:
    """The days, the public reason as it was written, and who set it (opaque id)."""

    id: int
    span: Span
    reason: str
    by: str


class Freezes(Persistent):
    """Uid of a commune, a region or the portal -> its periods."""

    def __init__(self) -> None:
        self._periods: Any = LOBTree()

    def at(self, node: int) -> tuple[Freeze, ...]:
        """Return the periods that were set for `node` itself."""
        return tuple(self._periods.get(node, ()))

    def add(self, node: int, freeze: Freeze) -> None:
        """Set a period for `node`."""
        self._periods[node] = (*self.at(node), freeze)

    def drop(self, node: int, number: int) -> bool:
        """Lift the period with that id; return whether there was one."""
        kept = tuple(one for one in self.at(node) if one.id != number)
        found = len(kept) < len(self.at(node))
        self._periods[node] = kept
        return found
