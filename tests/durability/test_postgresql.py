"""The same portal on PostgreSQL, for more than one machine: the main job, two processes, the same refusals."""

from pathlib import Path

import psycopg2
import pytest
from psycopg2 import sql

from mukhtabar.actions.audit import audit
from mukhtabar.store.books import BooksError, open_books
from tests.conftest import NOW
from tests.world import BODY, CONSULTATION, World


@pytest.fixture
def address(postgresql: str, request: pytest.FixtureRequest) -> str:
    """Return the address of an empty database."""
    name = request.node.name[:50]
    connection = psycopg2.connect(postgresql)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    connection.close()
    return postgresql.replace("dbname=postgres", f"dbname={name}")


def test_a_proposal_goes_its_way_and_the_next_process_finds_it(address: str, tmp_path: Path) -> None:
    first = World(tmp_path / "first", NOW, storage=f"postgresql:{address}", strict_reads="false")
    proposal = first.published("ماء الشرب في الدوار")
    answer = first.drafted(proposal)
    first.step("officer", answer, "send")
    first.step("approver", answer, "approve")
    first.step("approver", answer, "publish")
    first.close()
    second = World(tmp_path / "second", NOW, storage=f"postgresql:{address}", strict_reads="false")
    page = second.browser().get(proposal)
    assert "ماء الشرب في الدوار" in page and page.html.select_one(".answer")
    with second.acting() as ctx:
        assert second.at(ctx, proposal).state == "answered"
    second.later(hours=1)
    with second.acting() as ctx:
        assert not audit(ctx)
    second.close()


def test_a_kept_page_is_made_anew_when_another_process_has_written(address: str, tmp_path: Path) -> None:
    storage = f"postgresql:{address}"
    reading = World(tmp_path / "one", NOW, storage=storage, strict_reads="false")
    reader = reading.browser(cached=True)
    assert "بئر جديدة" not in reader.get(CONSULTATION)
    writing = World(tmp_path / "two", NOW, storage=storage, strict_reads="false")
    writing.pids = reading.pids
    writing.published("بئر جديدة")
    assert "بئر جديدة" in reader.get(CONSULTATION)
    reading.close()
    writing.close()


def test_names_lie_in_a_database_of_their_own(address: str, tmp_path: Path) -> None:
    world = World(tmp_path, NOW, storage=f"postgresql:{address}", strict_reads="false")
    world.submitted(BODY[:40])
    world.close()
    held = {}
    for book in (address, address.replace(" user=", "_people user=")):
        connection = psycopg2.connect(book)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM object_state WHERE position(%s in state) > 0", (b"@example.org",))
            held[book] = cursor.fetchone()[0]
        connection.close()
    record, register = held.values()
    assert register > 0 and record == 0


def test_a_server_that_does_not_answer_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BooksError, match=r"^PostgreSQL cannot be used: .*nowhere"):
        open_books(f"postgresql:host={tmp_path}/nowhere dbname=none", tmp_path)
