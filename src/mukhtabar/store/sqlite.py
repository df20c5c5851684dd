"""A book in one SQLite file, through RelStorage."""

from pathlib import Path

from relstorage.adapters.sqlite.adapter import Sqlite3Adapter
from relstorage.options import Options
from relstorage.storage import RelStorage

#: FULL: a power cut loses no acknowledged commit.
PRAGMAS = {"synchronous": "FULL"}
#: Seconds that a writer waits for another's commit.
LOCK_SECONDS = 20


class Adapter(Sqlite3Adapter):
    """RelStorage's adapter, emptied after every commit that was given up.

    RelStorage 4.3.0 gathers what will be written in a temporary table, and asks SQLite whether there is anything to
    roll back before it empties it. A commit refused before it locks the file (a read that is no longer current, a
    lock not had in time) answers no; the rows stay, and the next transaction to borrow the connection writes them.
    `tests/durability/test_books.py` shows it.
    """

    def _create(self) -> None:
        self.driver.connection_may_need_rollback = lambda _connection: True
        super()._create()


def open_sqlite(folder: Path, name: str, **pragmas: str) -> RelStorage:
    """Open the book `name` kept in `folder`, making it if there is none; `pragmas` are added to PRAGMAS."""
    options = Options(
        keep_history=False,
        blob_dir=str(folder / "blobs"),
        shared_blob_dir=True,
        name=name,
        commit_lock_timeout=LOCK_SECONDS,
        cache_local_mb=20,
    )
    folder.mkdir(parents=True, exist_ok=True)
    return RelStorage(Adapter(str(folder), {**PRAGMAS, **pragmas}, options=options), options=options, name=name)
