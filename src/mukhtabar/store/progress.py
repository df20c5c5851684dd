"""What each person has done in the courses. It is kept in the people book: it says something about a person.

Only that an exercise is done is kept, never what was answered.
"""

from collections.abc import Iterable
from typing import Any

from BTrees.Length import Length
from BTrees.LOBTree import LOBTree, LOTreeSet
from BTrees.OOBTree import OOBTree
from persistent import Persistent


class Progress(Persistent):
    """Opaque person id -> the uids of what is done; and for each uid, how many people have done it."""

    def __init__(self) -> None:
        self._done: Any = OOBTree()
        self._counts: Any = LOBTree()

    def add(self, person: str, uid: int) -> bool:
        """Note that `person` has done `uid`; return False when that was known."""
        done = self._done.get(person)
        if done is None:
            done = self._done[person] = LOTreeSet()
        if not done.insert(uid):
            return False
        counter = self._counts.get(uid)
        if counter is None:
            self._counts[uid] = Length(1)
        else:
            counter.change(1)
        return True

    def of(self, person: str | None, among: Iterable[int]) -> frozenset[int]:
        """Return which of `among` the person has done."""
        done = self._done.get(person, ()) if person else ()
        return frozenset(uid for uid in among if uid in done)

    def reset(self, person: str, among: Iterable[int]) -> int:
        """Forget that `person` has done any of `among`; return how many there were."""
        found = self.of(person, among)
        for uid in found:
            self._done[person].remove(uid)
            self._counts[uid].change(-1)
        return len(found)

    def forget(self, person: str) -> None:
        """Forget everything about `person`."""
        done = self._done.pop(person, None)
        for uid in list(done or ()):
            self._counts[uid].change(-1)
        if done is not None:
            # The record of the set itself stays until the next pack: it must hold nothing.
            done.clear()

    def count(self, uid: int) -> int:
        """Return how many people have done `uid`."""
        counter = self._counts.get(uid)
        return int(counter()) if counter is not None else 0
