"""Has anything been committed since? Asked before every kept page is sent, so it must cost next to nothing."""

import mmap
import sqlite3
from collections.abc import Hashable
from pathlib import Path
from typing import Any

from relstorage.adapters.sqlite.adapter import Sqlite3Adapter
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage
from ZODB.MappingStorage import MappingStorage

#: Both copies of the header of SQLite's WAL index (https://www.sqlite.org/walformat.html, section 2.1).
HEADER = 96


class Pulse:
    """One database. `beat()` returns the same value as before only when nothing was committed in between."""

    def __init__(self, db: DB) -> None:
        self._db = db
        self._index: mmap.mmap | None = None
        adapter = getattr(db.storage, "_adapter", None)
        if isinstance(adapter, Sqlite3Adapter):
            path = adapter.connmanager.path
            # While a connection of ours that has read stays open, the index is neither removed nor made anew.
            self._holder = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            self._holder.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()
            with Path(f"{path}-shm").open("rb") as file:
                self._index = mmap.mmap(file.fileno(), HEADER, access=mmap.ACCESS_READ)

    def beat(self) -> Hashable | None:
        """Return the present beat; None where only opening a connection would tell (PostgreSQL).

        On SQLite it is the header of the WAL index, by which SQLite itself knows that another connection, of any
        process, has committed: reading it takes no lock and no system call.
        """
        if self._index is not None:
            return self._index[:HEADER]
        storage: Any = getattr(self._db.storage, "_storage", self._db.storage)
        if isinstance(storage, (MappingStorage, FileStorage)):
            return bytes(storage.lastTransaction())
        return None

    def close(self) -> None:
        """Let go of the database."""
        if self._index is not None:
            self._index.close()
            self._holder.close()
