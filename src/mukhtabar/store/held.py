"""Files that came with a form that had a mistake elsewhere: kept for a day, for the one who sent them and that form."""

import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from ZODB.blob import Blob

#: How long one is kept, and how many of one person: with the most that one file may have, the room is bounded.
AGE = timedelta(days=1)
MOST = 4


class Held(Persistent):
    """One file: what it was called, its size in bytes, for which form (uid, name) it came, and when."""

    def __init__(self, time: datetime, place: tuple[int, str], name: str, size: int, blob: Blob) -> None:
        self.time, self.place, self.name, self.size, self.blob = time, place, name, size, blob


class Holds(Persistent):
    """(opaque person id, key) -> file. Only the form it came with says that it is here, to the one who sent it."""

    def __init__(self) -> None:
        self._files: Any = OOBTree()

    def keep(self, person: str, place: tuple[int, str], now: datetime, name: str, size: int, blob: Blob) -> str:
        """Keep a file and return its key; what is too old or too much of the same person goes."""
        mine = sorted(self._of(person), key=lambda item: item[1].time)
        for number, (key, held) in enumerate(mine):
            if number < len(mine) - MOST + 1 or held.time + AGE <= now:
                del self._files[key]
        key = secrets.token_urlsafe(16)
        self._files[person, key] = Held(now, place, name, size, blob)
        return key

    def of(self, person: str | None, place: tuple[int, str], key: str, now: datetime) -> Held | None:
        """Return the file that `person` sent with the form `place`, or None."""
        held = self._files.get((person, key)) if person else None
        return held if held is not None and held.place == place and now < held.time + AGE else None

    def drop(self, person: str, key: str) -> None:
        """Let a file go: it was saved, or is not wanted."""
        self._files.pop((person, key), None)

    def sweep(self, now: datetime) -> int:
        """Let go of what is too old and return how many that were."""
        old = [key for key, held in self._files.items() if held.time + AGE <= now]
        for key in old:
            del self._files[key]
        return len(old)

    def __len__(self) -> int:
        return len(self._files)

    def _of(self, person: str) -> Iterator[tuple[Any, Held]]:
        for key, held in list(self._files.items((person, ""))):
            if key[0] != person:
                return
            yield key, held
