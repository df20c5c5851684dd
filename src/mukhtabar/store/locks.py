"""Who is writing in which document, as long as there are signs of it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from BTrees.LOBTree import LOBTree
from persistent import Persistent

#: Who has given no sign for so long is not writing any more.
IDLE = timedelta(minutes=15)


@dataclass(frozen=True)
class Lock:
    """By whom (opaque id), since when, and the last sign."""

    by: str
    since: datetime
    seen: datetime


class Locks(Persistent):
    """uid -> the lock on that document."""

    def __init__(self) -> None:
        self._locks: Any = LOBTree()

    def of(self, uid: int, now: datetime) -> Lock | None:
        """Return the lock that stands, or None."""
        lock: Lock | None = self._locks.get(uid)
        return lock if lock is not None and now < lock.seen + IDLE else None

    def hold(self, uid: int, person: str, now: datetime) -> None:
        """Let `person` have it: since now, or still."""
        lock = self.of(uid, now)
        self._locks[uid] = replace(lock, seen=now) if lock and lock.by == person else Lock(person, now, now)

    def release(self, uid: int) -> None:
        """Let it go."""
        self._locks.pop(uid, None)
