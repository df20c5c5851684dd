"""A book in a PostgreSQL database of its own, through RelStorage: for more than one machine."""

from pathlib import Path

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import make_dsn, parse_dsn
from relstorage.adapters.postgresql import PostgreSQLAdapter
from relstorage.options import Options
from relstorage.storage import RelStorage

#: RelStorage looks for its procedures in the schema `public` alone, so two books need two databases.
REGISTER = "_people"


def _make(address: str, database: str) -> None:
    """Make `database` on the server of `address` when there is none."""
    connection = psycopg2.connect(address)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", (database,))
            if cursor.fetchone() is None:
                cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))
    finally:
        connection.close()


def open_postgresql(address: str, folder: Path, name: str, register: bool) -> RelStorage:
    """Open the book `name` at `address`, a libpq connection string with a `dbname`; blobs lie in `folder`.

    The register lies in the database of that name with `_people` after it, which is made when there is none.
    Raises psycopg2.Error when the server or the database cannot be used.
    """
    given = parse_dsn(address)
    if register:
        database = given.get("dbname", "") + REGISTER
        _make(address, database)
        given["dbname"] = database
    psycopg2.connect(**given).close()
    folder.mkdir(parents=True, exist_ok=True)
    options = Options(keep_history=False, blob_dir=str(folder / "blobs"), shared_blob_dir=True, name=name)
    return RelStorage(PostgreSQLAdapter(make_dsn(**given), options=options), options=options, name=name)
