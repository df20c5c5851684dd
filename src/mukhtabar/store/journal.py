"""Who did what, when, to what: written in the same transaction as the change, never about personal data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from BTrees.LOBTree import LOBTree
from persistent import Persistent

from mukhtabar.store.randoms import append


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

    def __init__(self) -> None:
        self._entries: Any = LOBTree()

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
        append(self._entries, entry)
        return entry

    def __iter__(self) -> Iterator[Entry]:
        """Yield every entry, oldest first. Reads the whole journal: for commands, not for pages."""
        return iter(sorted(self._entries.values(), key=lambda entry: entry.time))

    def __len__(self) -> int:
        return len(self._entries)
