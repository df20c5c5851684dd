"""Every document by its uid: a random 62-bit integer that never changes and means nothing."""

from collections.abc import Iterator
from typing import Any

from BTrees.LOBTree import LOBTree
from persistent import Persistent

from mukhtabar.store.randoms import append


class Uids(Persistent):
    """uid -> document. Looking one up loads that document only."""

    def __init__(self) -> None:
        self._documents: Any = LOBTree()

    def register(self, document: Any) -> int:
        """Give `document` a new uid, remember it, and return the uid."""
        document.uid = append(self._documents, document)
        return int(document.uid)

    def get(self, uid: int) -> Any:
        """Return the document, or None."""
        return self._documents.get(uid)

    def forget(self, uid: int) -> None:
        """Remove the uid for good."""
        self._documents.pop(uid, None)

    def __iter__(self) -> Iterator[int]:
        return iter(self._documents.keys())

    def __len__(self) -> int:
        return len(self._documents)
