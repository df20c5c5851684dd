"""Bytes and savepoints: what was kept before one stays, what was kept after it goes with it."""

from pathlib import Path

import pytest

from mukhtabar.store.blobs import keep, read
from mukhtabar.store.books import open_books


@pytest.mark.parametrize("kind", ["memory", "filestorage", "sqlite"])
def test_a_rollback_takes_back_what_was_kept_after_the_savepoint_only(kind: str, tmp_path: Path) -> None:
    books = open_books(kind, tmp_path)
    with books.session() as (main, _people):
        connection = main._p_jar
        main["early"] = keep(connection, b"early")
        point = connection.transaction_manager.get().savepoint()
        main["late"] = keep(connection, b"late")
        point.rollback()
        assert read(main["early"]) == b"early"
    with books.session() as (main, _people):
        assert read(main["early"]) == b"early" and "late" not in main
    books.close()
