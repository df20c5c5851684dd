"""Who did what, when, to what: written in the same transaction as the change, never about personal data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOTreeSet
from persistent import Persistent

from mukhtabar.store.randoms import append

#: How often the journal notes how far time has come: what runs on changes nothing more often than this.
NOTED = timedelta(minutes=10)
#: Clocks of several machines differ by less.
SLACK = timedelta(minutes=1)


@dataclass(frozen=True)
class Entry:
    """One line of the journal. `actor` is an opaque person id, or None for the portal itself."""

    time: datetime
    actor: str | None
    action: str
    uid: int
    path: str
    detail: tuple[tuple[str, str], ...] = ()


class Journal(Persistent):
    """Entries under random keys, so that two writers never wait for each other."""

    #: How far time had come when the portal's clock looked at it.
    reached: datetime | None = None

    def __init__(self) -> None:
        self._entries: Any = LOBTree()
        #: (uid, microseconds, key of the entry): what was done to one document, in the order of time.
        self._of: Any = OOTreeSet()

    def write(
        self,
        time: datetime,
        actor: str | None,
        action: str,
        uid: int,
        path: str,
        detail: Mapping[str, str] = MappingProxyType({}),
    ) -> Entry:
        """Append one entry and return it. `detail` holds short codes (states, hashes), never names or addresses."""
        entry = Entry(time, actor, action, uid, path, tuple(sorted(detail.items())))
        key = append(self._entries, entry)
        self._of.insert((uid, int(time.timestamp() * 1_000_000), key))
        return entry

    def follow(self, now: datetime) -> datetime | None:
        """Note that time has come to `now`. When it had come clearly further before, return to where."""
        before = self.reached
        went_back = before is not None and before - now >= SLACK
        if before is None or went_back or now - before >= NOTED:
            self.reached = now
        return before if went_back else None

    def of(self, uid: int, before: int | None = None) -> Iterator[Entry]:
        """Yield what was done to the document `uid`, newest first, lazily; `before` some moment (microseconds)."""
        bound: tuple[int, ...] = (uid + 1,) if before is None else (uid, before)
        while self._of and self._of.minKey() < bound:
            # No key equals a bound: it is shorter than they are, or ends in the key just seen.
            found = self._of.maxKey((*bound[:2], bound[2] - 1) if len(bound) == 3 else bound)
            if found[0] != uid:
                return
            yield self._entries[found[2]]
            bound = found

    def __iter__(self) -> Iterator[Entry]:
        """Yield every entry, oldest first. Reads the whole journal: for commands, not for pages."""
        return iter(sorted(self._entries.values(), key=lambda entry: entry.time))

    def __len__(self) -> int:
        return len(self._entries)
