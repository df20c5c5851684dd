"""The journal of one document: all that was done to it and nothing else, newest first."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mukhtabar.store.journal import Journal
from mukhtabar.store.revisions import Revisions

NOW = datetime(2026, 11, 20, tzinfo=UTC)
acts = st.lists(st.tuples(st.integers(1, 4), st.integers(0, 5)), max_size=40)


@given(acts, st.integers(1, 5))
def test_a_document_has_its_own_entries_newest_first(done: list[tuple[int, int]], uid: int) -> None:
    journal = Journal()
    for number, (which, hour) in enumerate(done):
        journal.write(NOW + timedelta(hours=hour), None, f"act-{number}", which, "/")
    found = list(journal.of(uid))
    assert sorted(entry.action for entry in found) == sorted(f"act-{n}" for n, (which, _h) in enumerate(done) if which == uid)
    assert [entry.time for entry in found] == sorted((entry.time for entry in found), reverse=True)


@given(acts, st.integers(0, 6))
def test_what_comes_before_a_moment_is_what_is_older(done: list[tuple[int, int]], hour: int) -> None:
    journal, until = Journal(), NOW + timedelta(hours=hour)
    for which, when in done:
        journal.write(NOW + timedelta(hours=when), None, "act", which, "/")
    before = int(until.timestamp() * 1_000_000)
    assert list(journal.of(2, before)) == [entry for entry in journal.of(2) if entry.time < until]


@given(st.lists(st.integers(0, 9), max_size=20), st.integers(0, 10))
def test_saves_are_walked_backwards_from_any_of_them(hours: list[int], limit: int) -> None:
    saves = Revisions()
    for hour in hours:
        saves.keep(NOW + timedelta(hours=hour), None, "", {"title": str(hour)})
    assert list(saves.before()) == saves.items()[::-1]
    key = int((NOW + timedelta(hours=limit)).timestamp() * 1_000_000)
    assert list(saves.before(key)) == [pair for pair in saves.items()[::-1] if pair[0] < key]
