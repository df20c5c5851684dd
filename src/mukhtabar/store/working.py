"""Which published documents have a working copy."""

from typing import Any

from BTrees.LLBTree import LLBTree
from persistent import Persistent


class WorkingCopies(Persistent):
    """uid of the original -> uid of its one open working copy. Two who make one at the same moment conflict here."""

    def __init__(self) -> None:
        self._copies: Any = LLBTree()

    def of(self, original: int) -> int | None:
        """Return the uid of the working copy of `original`, or None."""
        return self._copies.get(original)

    def put(self, original: int, copy: int) -> None:
        """Let `copy` be the working copy of `original`."""
        self._copies[original] = copy

    def drop(self, original: int) -> None:
        """Let `original` have none."""
        self._copies.pop(original, None)
