"""Private preview links: for each, which document, who made it, until when. Their addresses are kept by nobody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree
from persistent import Persistent


@dataclass(frozen=True)
class PrivateLink:
    """`key` is the SHA-256 of the secret in its address, `by` an opaque id, `note` says for whom it was made."""

    key: str
    uid: int
    by: str
    made: datetime
    until: datetime
    note: str = ""


class PrivateLinks(Persistent):
    """key -> link, and uid of a document -> the keys of its links."""

    def __init__(self) -> None:
        self._links: Any = OOBTree()
        self._of: Any = LOBTree()

    def put(self, link: PrivateLink) -> None:
        """Keep a link."""
        self._links[link.key] = link
        self._of[link.uid] = (*self._of.get(link.uid, ()), link.key)

    def get(self, key: str) -> PrivateLink | None:
        """Return the link kept under `key`, or None."""
        link: PrivateLink | None = self._links.get(key)
        return link

    def of(self, uid: int) -> Iterator[PrivateLink]:
        """Yield the links of a document, the newest first."""
        return (self._links[key] for key in reversed(self._of.get(uid, ())))

    def drop(self, key: str) -> None:
        """Remove a link."""
        link = self._links.pop(key)
        left = tuple(one for one in self._of[link.uid] if one != key)
        if left:
            self._of[link.uid] = left
        else:
            del self._of[link.uid]

    def forget(self, uid: int) -> None:
        """Remove every link of a document."""
        for key in self._of.pop(uid, ()):
            self._links.pop(key, None)
