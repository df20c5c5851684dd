"""Old address -> the document that has moved."""

from typing import Any

from BTrees.OOBTree import OOBTree
from persistent import Persistent


class Redirects(Persistent):
    """Paths (tuples of names) of documents that were moved or renamed, each with the document's uid."""

    def __init__(self) -> None:
        self._moved: Any = OOBTree()

    def leave(self, path: tuple[str, ...], uid: int) -> None:
        """Remember that the document `uid` stood at `path`."""
        self._moved[path] = uid

    def forget(self, path: tuple[str, ...]) -> None:
        """Remove what stands for `path`: a document stands there again."""
        self._moved.pop(path, None)

    def find(self, path: tuple[str, ...]) -> tuple[int, tuple[str, ...]] | None:
        """Return the uid that stood at the longest beginning of `path`, and what is left of the path."""
        for cut in range(len(path), 0, -1):
            uid = self._moved.get(path[:cut])
            if uid is not None:
                return uid, path[cut:]
        return None
