"""The pulse by which kept pages know that nothing was committed (decision 0006), across real processes."""

import subprocess
import sys
from pathlib import Path

import pytest

from mukhtabar.store.books import Books, open_books

WRITE = """
import sys
from pathlib import Path
from mukhtabar.store.books import open_books
books = open_books("sqlite", Path(sys.argv[1]))
with books.session() as roots:
    roots[int(sys.argv[2])]["written"] = sys.argv[3]
books.close()
"""


def commit(books: Books, book: int, value: object) -> None:
    with books.session() as roots:
        roots[book]["written"] = value


@pytest.mark.parametrize("kind", ["memory", "filestorage", "sqlite"])
def test_no_two_commits_share_a_beat(kind: str, tmp_path: Path) -> None:
    books = open_books(kind, tmp_path)
    commit(books, 0, "first")
    seen = {books.beat()}
    for number in range(60):
        commit(books, number % 2, number)
        now = books.beat()
        assert now == books.beat() and now not in seen
        seen.add(now)
    books.close()


def test_reading_and_giving_up_leave_the_beat_alone(tmp_path: Path) -> None:
    books = open_books("sqlite", tmp_path)
    commit(books, 0, "first")
    before = books.beat()
    with books.session() as (main, people):
        assert main["written"] == "first" and "written" not in people
    with pytest.raises(ZeroDivisionError), books.session() as (main, _people):
        main["written"] = 1 / 0
    assert books.beat() == before
    books.close()


@pytest.mark.parametrize("book", [0, 1])
def test_a_commit_of_another_process_moves_the_beat(book: int, tmp_path: Path) -> None:
    books = open_books("sqlite", tmp_path)
    commit(books, 0, "first")
    before = books.beat()
    subprocess.run([sys.executable, "-c", WRITE, str(tmp_path), str(book), "elsewhere"], check=True)
    assert books.beat() != before
    with books.session() as roots:
        assert roots[book]["written"] == "elsewhere"
    books.close()


def test_emptying_the_log_does_not_hide_the_next_commit(tmp_path: Path) -> None:
    books = open_books("sqlite", tmp_path)
    for number in range(5):
        commit(books, 1, number)
        books.forget_log()
        before = books.beat()
        commit(books, 1, -number)
        assert books.beat() != before
    books.close()
