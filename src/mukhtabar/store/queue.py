"""Work to be done after the commit: uids to index, for the single drainer."""

from itertools import islice
from typing import Any

from BTrees.LLBTree import LLBTree
from persistent import Persistent

from mukhtabar.store.randoms import append


class Queue(Persistent):
    """Uids under random keys. No payload and no order: the drainer reads what is, not what was."""

    def __init__(self) -> None:
        self._waiting: Any = LLBTree()

    def put(self, uid: int) -> None:
        """Ask for the document `uid` to be indexed again."""
        append(self._waiting, uid)

    def take(self, limit: int) -> set[int]:
        """Remove up to `limit` requests and return the uids they name, each once."""
        keys = list(islice(self._waiting.keys(), limit))
        return {self._waiting.pop(key) for key in keys}

    def __bool__(self) -> bool:
        return bool(self._waiting)
