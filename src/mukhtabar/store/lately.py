"""The last editorial action of each person, for as long as it can be taken back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from BTrees.OOBTree import OOBTree
from persistent import Persistent


@dataclass(frozen=True)
class Did:
    """One thing done: the verb, the uid of what it was done to, and what its inverse needs to know."""

    time: datetime
    verb: str
    uid: int
    detail: tuple[Any, ...] = ()


class Lately(Persistent):
    """Opaque person id -> what that person did last; several things when they were done together."""

    def __init__(self) -> None:
        self._did: Any = OOBTree()

    def remember(self, person: str, did: Did) -> None:
        """Remember `did`, beside what the person did at that same moment, instead of what was before."""
        together = tuple(other for other in self.of(person) if other.time == did.time)
        self._did[person] = (*together, did)

    def of(self, person: str | None) -> tuple[Did, ...]:
        """Return what the person did last, in the order it was done."""
        return tuple(self._did.get(person, ())) if person else ()

    def forget(self, person: str) -> None:
        """Forget it: it was taken back."""
        self._did.pop(person, None)
