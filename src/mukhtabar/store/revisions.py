"""Every save of a document, kept for ever: what it said, who saved it, when, and why."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass, replace
from dataclasses import fields as dataclass_fields
from datetime import datetime
from typing import Any

from BTrees.LOBTree import LOBTree
from persistent import Persistent


@dataclass(frozen=True)
class Revision:
    """The fields of one document at one moment. `digest` is the SHA-256 of the fields in canonical JSON."""

    time: datetime
    author: str | None
    comment: str
    fields: Mapping[str, Any]
    digest: str
    #: Key of the older revision that this one brought back; 0 for a save of its own.
    restores: int = 0


def plain(value: Any) -> Any:
    """Return the JSON form of a value: the same in every process, so sets are sorted."""
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclass_fields(value)}
    raise TypeError(f"a revision cannot hold a {type(value).__name__}")


def digest_of(fields: Mapping[str, Any]) -> str:
    """Return the SHA-256 (hex) of `fields`; equal fields give equal digests whatever their order."""
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True, default=plain, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


class Revisions(Persistent):
    """The saves of one document, by time in microseconds."""

    def __init__(self) -> None:
        self._saves: Any = LOBTree()

    def keep(
        self, time: datetime, author: str | None, comment: str, fields: Mapping[str, Any], restores: int = 0
    ) -> Revision:
        """Add one revision and return it."""
        revision = Revision(time, author, comment, dict(fields), digest_of(fields), restores)
        key = int(time.timestamp() * 1_000_000)
        if self._saves:
            # The newest save is the last one, also after the clock of the machine went back.
            key = max(key, self._saves.maxKey() + 1)
        self._saves[key] = revision
        return revision

    def bring(self, key: int, revision: Revision) -> None:
        """Keep a save that was made elsewhere under `key`; one that is here under it stays."""
        self._saves.insert(key, revision)

    def cover(self, key: int, fields: Mapping[str, Any]) -> None:
        """Let the revision `key` say `fields`; its digest stays that of what was saved."""
        self._saves[key] = replace(self._saves[key], fields=dict(fields))

    def items(self) -> list[tuple[int, Revision]]:
        """Return (key, revision) of every save, oldest first."""
        return list(self._saves.items())

    def __iter__(self) -> Iterator[Revision]:
        return iter(self._saves.values())

    def __len__(self) -> int:
        return len(self._saves)

    def get(self, key: int) -> Revision | None:
        """Return the revision kept under `key`, or None."""
        return self._saves.get(key)

    def newest_first(self, start: int, most: int) -> list[tuple[int, Revision]]:
        """Return (key, revision) of up to `most` saves, newest first, after the first `start` of them."""
        keys = list(self._saves.keys())[::-1][start : start + most]
        return [(key, self._saves[key]) for key in keys]

    def before(self, key: int | None = None) -> Iterator[tuple[int, Revision]]:
        """Yield (key, revision), newest first, lazily; only those kept under a smaller key than `key`."""
        while self._saves:
            if key is not None and self._saves.minKey() >= key:
                return
            key = self._saves.maxKey() if key is None else self._saves.maxKey(key - 1)
            yield key, self._saves[key]

    def at(self, moment: datetime) -> Revision | None:
        """Return the newest save made at `moment` or before, or None."""
        key = int(moment.timestamp() * 1_000_000)
        if not self._saves or self._saves.minKey() > key:
            return None
        found = self._saves[self._saves.maxKey(key)]
        for later in self._saves.values(key + 1):
            # Several saves of one moment stand under keys one after the other.
            if later.time > moment:
                break
            found = later
        return found

    def latest(self) -> Revision | None:
        """Return the newest revision."""
        return self._saves[self._saves.maxKey()] if self._saves else None

    def find(self, digest: str) -> Revision | None:
        """Return the newest revision with that digest."""
        return next((r for r in reversed(list(self._saves.values())) if r.digest == digest), None)
