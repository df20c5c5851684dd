"""The two books: `main`, the record, and `people`, the register, opened as one multi-database."""

import sqlite3
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import transaction
from relstorage.adapters.sqlite.adapter import Sqlite3Adapter
from ZODB.Connection import Connection
from ZODB.DB import DB

from mukhtabar.store.blobs import Memory
from mukhtabar.store.pulse import Pulse
from mukhtabar.store.sqlite import LOCK_SECONDS, open_sqlite

#: ZODB commits its databases in the order of these names, so the register is on disk before the record speaks of it.
PEOPLE, MAIN = "1-people", "2-main"
#: The register overwrites what it frees: erased means erased.
PEOPLE_PRAGMAS = {"secure_delete": "ON"}


class BooksError(RuntimeError):
    """The books cannot be opened; the text is one sentence for the operator."""


@dataclass
class Books:
    """Both databases, open. `main` is the record, `people` the register."""

    main: DB
    people: DB

    def connect(self, tm: Any) -> tuple[Connection, Connection]:
        """Open one connection to each book under the transaction manager `tm`; close the first to close both."""
        connection = self.main.open(transaction_manager=tm)
        return connection, connection.get_connection(PEOPLE)

    @contextmanager
    def session(self) -> Iterator[tuple[Any, Any]]:
        """Yield the two roots inside one transaction: committed on success, aborted on error."""
        tm = transaction.TransactionManager(explicit=True)
        tm.begin()
        main, people = self.connect(tm)
        try:
            yield main.root(), people.root()
            tm.commit()
        except BaseException:
            tm.abort()
            raise
        finally:
            main.close()

    @cached_property
    def pulses(self) -> tuple[Pulse, Pulse]:
        """The pulses of the record and the register."""
        return Pulse(self.main), Pulse(self.people)

    def beat(self) -> tuple[Hashable, Hashable] | None:
        """Return a value that stays the same until something is committed to either book; None if that is not known."""
        main, people = (pulse.beat() for pulse in self.pulses)
        return (main, people) if main is not None and people is not None else None

    def forget_log(self) -> None:
        """Move the register's write-ahead log into its file and cut it to nothing, so that erased means erased."""
        adapter = getattr(self.people.storage, "_adapter", None)
        if isinstance(adapter, Sqlite3Adapter):
            connection = sqlite3.connect(adapter.connmanager.path, timeout=LOCK_SECONDS)
            try:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.close()

    def close(self) -> None:
        """Close both databases and their storages."""
        if "pulses" in self.__dict__:
            for pulse in self.pulses:
                pulse.close()
        self.main.close()
        self.people.close()


def _storage(kind: str, folder: Path, name: str) -> Any:
    if kind == "memory":
        return Memory(name, folder / "blobs")
    if kind == "filestorage":
        from ZODB.FileStorage import FileStorage

        folder.mkdir(parents=True, exist_ok=True)
        storage = FileStorage(str(folder / "Data.fs"), blob_dir=str(folder / "blobs"))
        # Not its name: FileStorage saves its index beside the file of that name.
        storage.sortKey = lambda: name
        return storage
    if kind.startswith("postgresql:"):
        from mukhtabar.store.postgresql import open_postgresql

        return open_postgresql(kind.removeprefix("postgresql:"), folder, name, register=name == PEOPLE)
    return open_sqlite(folder, name, **(PEOPLE_PRAGMAS if name == PEOPLE else {}))


def open_books(kind: str, folder: Path, cache_objects: int = 20000) -> Books:
    """Open the record and the register kept in `folder`.

    `kind` is `sqlite`, `filestorage`, `memory` or `postgresql:<dsn>`. Raises BooksError when a book is missing a
    folder it may write, or locked by another program.
    """
    databases: dict[str, DB] = {}
    try:
        people = DB(_storage(kind, folder / "people", PEOPLE), database_name=PEOPLE, databases=databases, xrefs=False)
        main = DB(
            _storage(kind, folder / "main", MAIN),
            database_name=MAIN,
            databases=databases,
            xrefs=False,
            cache_size=cache_objects,
        )
    except ModuleNotFoundError as error:
        raise BooksError(f"PostgreSQL needs {error.name}: pip install 'mukhtabar[postgresql]'.") from error
    except (OSError, sqlite3.Error) as error:
        raise BooksError(f"The database in '{folder}' cannot be opened: {error}.") from error
    except Exception as error:
        if type(error).__name__ in {"LockError", "UnableToAcquireLockError", "StorageError"}:
            raise BooksError(f"The database in '{folder}' is locked by another program: {error}.") from error
        if type(error).__module__ == "psycopg2":
            raise BooksError(f"PostgreSQL cannot be used: {' '.join(str(error).split())}") from error
        raise
    return Books(main, people)


def durability(books: Books) -> dict[str, str]:
    """Return, for each book on SQLite, the value of PRAGMA synchronous of a connection that stores (2 is FULL)."""
    found = {}
    for name, db in (("main", books.main), ("people", books.people)):
        adapter = getattr(db.storage, "_adapter", None)
        if isinstance(adapter, Sqlite3Adapter):
            connection, cursor = adapter.connmanager.open_for_store()
            cursor.execute("PRAGMA synchronous")
            found[name] = str(cursor.fetchone()[0])
            adapter.connmanager.rollback_and_close(connection, cursor)
    return found
