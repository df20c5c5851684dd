"""Has anything been committed since? Asked before every kept page is sent, so it must cost next to nothing."""

import sqlite3
import threading
from collections.abc import Hashable
from typing import Any

from relstorage.adapters.sqlite.adapter import Sqlite3Adapter
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage
from ZODB.MappingStorage import MappingStorage


class Pulse:
    """One database. `beat()` returns the same value as before only when nothing was committed in between."""

    def __init__(self, db: DB) -> None:
        self._db = db
        self._lock = threading.Lock()
        self._sqlite: sqlite3.Connection | None = None
        adapter = getattr(db.storage, "_adapter", None)
        if isinstance(adapter, Sqlite3Adapter):
            # A connection of our own: PRAGMA data_version changes when any other one, of any process, commits.
            self._sqlite = sqlite3.connect(adapter.connmanager.path, check_same_thread=False, isolation_level=None)

    def beat(self) -> Hashable | None:
        """Return the present beat; None where only opening a connection would tell (PostgreSQL)."""
        if self._sqlite is not None:
            with self._lock:
                return int(self._sqlite.execute("PRAGMA data_version").fetchone()[0])
        storage: Any = getattr(self._db.storage, "_storage", self._db.storage)
        if isinstance(storage, (MappingStorage, FileStorage)):
            return bytes(storage.lastTransaction())
        return None

    def close(self) -> None:
        """Close the connection."""
        if self._sqlite is not None:
            self._sqlite.close()
