"""The order in which the books commit, and where their files lie, whatever keeps them."""

from pathlib import Path

import pytest
import transaction

from mukhtabar.store import blobs
from mukhtabar.store.books import open_books


@pytest.mark.parametrize("kind", ["memory", "filestorage", "sqlite"])
def test_the_register_commits_first_then_the_record_then_the_blobs_are_waited_for(kind: str, tmp_path: Path) -> None:
    books = open_books(kind, tmp_path)
    main, people = books.connect(transaction.TransactionManager(explicit=True))
    assert people.sortKey() < main.sortKey() < blobs.SORT_KEY
    main.close()
    books.close()


def test_file_storage_keeps_its_index_beside_its_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    books = open_books("filestorage", tmp_path / "data")
    with books.session() as (main, _people):
        main["x"] = 1
    books.close()
    assert not list(elsewhere.iterdir())
    assert (tmp_path / "data" / "main" / "Data.fs.index").is_file()
