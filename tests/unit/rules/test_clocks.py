"""Terms counted by hand beforehand, each with why it ends on that day; then what holds for every term."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mukhtabar.content.counted import counted
from mukhtabar.rules.clocks import BARE, Basis, Calendar, Clock, Holiday, Rest, Start, Unit, due_day, due_moment, read
from mukhtabar.rules.clocks.loader import agreed, clocks, load
from mukhtabar.rules.workflow.problem import WorkflowError
from tests.unit.rules.worked import FILE, MOROCCO, WORKED, table


def day(text: str) -> date:
    return date.fromisoformat(text)


def clock(length: int, unit: str, extension: int = 0) -> Clock:
    return Clock("some", "Some", Start.PUBLISHED, length, Unit(unit), True, Basis.CHARTER, "made up", extension=extension)


@pytest.mark.parametrize(("name", "first", "last", "calendar", "_rules", "_why"), WORKED, ids=[f"{w[0]} {w[1]}" for w in WORKED])
def test_terms_end_on_the_day_counted_on_paper(
    name: str, first: str, last: str, calendar: Calendar, _rules: str, _why: str
) -> None:
    assert due_day(clocks()[name], day(first), calendar) == day(last)


def test_the_table_of_the_documentation_says_what_the_code_reckons() -> None:
    """After a change of a clock or of the counting: python -m tests.unit.rules.worked."""
    assert FILE.read_text("utf-8") == table()


def test_the_table_shows_every_clock_and_twenty_dates() -> None:
    assert len(WORKED) >= 20 and {row[0] for row in WORKED} <= set(clocks())
    assert all(f"| `{name}` |" in table() for name in clocks())


@pytest.mark.parametrize(
    ("last", "moment"),
    [
        ("2026-02-10", "2026-02-10T23:00"),  # UTC+1 before Ramadan
        ("2026-02-20", "2026-02-21T00:00"),  # UTC in Ramadan
        ("2026-03-25", "2026-03-25T23:00"),  # UTC+1 again
    ],
)
def test_a_day_ends_at_midnight_in_casablanca(last: str, moment: str) -> None:
    assert due_moment(day(last)) == datetime.fromisoformat(moment).replace(tzinfo=UTC)


def test_a_rest_makes_the_term_longer_by_its_days() -> None:
    rest = Rest(day("2026-12-01"), day("2026-12-11"), "waits for the author")
    assert due_day(clocks()["answer"], day("2026-11-20"), BARE, [rest]) == day("2027-01-29")
    assert due_day(clocks()["petition"], day("2026-11-20"), BARE, [rest]) == day("2027-03-02")


def test_while_it_rests_nobody_knows_the_end_and_the_count_stands_still() -> None:
    rests = [Rest(day("2026-12-01"), None, "waits for the author")]
    assert due_day(clocks()["answer"], day("2026-11-20"), BARE, rests) is None
    first, later = (read(clocks()["answer"], day("2026-11-20"), day(at), BARE, rests) for at in ("2026-12-01", "2026-12-30"))
    assert first.rests
    assert (first.day, first.total, first.late) == (later.day, later.total, later.late) == (10, 60, 0)


def test_an_extension_is_added_once() -> None:
    assert due_day(clocks()["information"], day("2026-11-02"), BARE, extended=True) == day("2026-12-28")
    assert due_day(clocks()["answer"], day("2026-11-20"), BARE, extended=True) == day("2027-02-18")
    assert due_day(clocks()["question"], day("2026-11-20"), BARE, extended=True) == day("2026-12-20")


def test_what_was_stopped_in_time_is_not_late_for_ever() -> None:
    reading = read(clocks()["answer"], day("2026-11-20"), day("2027-12-01"), BARE, stopped=day("2026-12-01"))
    assert (reading.day, reading.late) == (11, 0)
    late = read(clocks()["answer"], day("2026-11-20"), day("2027-12-01"), BARE, stopped=day("2027-01-22"))
    assert (late.day, late.late) == (63, 3)


def test_nothing_is_called_law_without_a_law_and_a_source() -> None:
    assert all(one.law and one.source for one in clocks().values() if one.basis is Basis.LAW)
    assert not any(one.law or one.article for one in clocks().values() if one.basis is Basis.CHARTER)


def written(**changed: str | None) -> str:
    """Return a file with one clock of the charter that is right, but for what is `changed` (None: left out)."""
    keys: dict[str, str | None] = {
        "title": '"A"', "starts": '"published"', "length": "3", "unit": '"days"', "pauses": "true", "basis": '"charter"', "source": '"s"',
    }  # fmt: skip
    return "[a]\n" + "\n".join(f"{key} = {value}" for key, value in (keys | changed).items() if value is not None)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (written(unit='"weeks"'), "weeks"),
        (written(length="0"), "at least 1"),
        (written(basis='"law"'), "names the law"),
        (written(law='"x"'), "no other clock"),
        (written(article='"125"'), "a.article: an article is one of a law"),
        (written(basis='"law"', law='"L"', pauses="true"), "a.pauses: a clock of the law may not rest"),
        (written(source=None), "source"),
        (written(starts=None), 'the key "starts" is missing'),
        (written(starts='"submitted"'), 'line 3: a.starts: "submitted"'),
        (written(pauses=None), 'the key "pauses" is missing'),
        (written(pauses='"never"'), "a.pauses: this must be true or false"),
        (written(remind="[0]"), "at least 1"),
        (written(lenght="3"), "unknown key"),
        ("[a", "not TOML"),
    ],
)
def test_a_wrong_file_stops_the_start_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(WorkflowError, match=sentence):
        load(text)


def test_a_file_says_what_a_clock_counts_from_and_whether_it_may_rest() -> None:
    found = load(written(starts='"receipt"', pauses="false", basis='"law"', law='"L"', article='"125"'))["a"]
    assert (found.starts, found.pauses, found.law, found.article) == (Start.RECEIPT, False, "L", "125")


@given(st.sampled_from(sorted(clocks())), st.sampled_from(Start))
def test_a_clock_that_would_count_from_another_event_than_the_code_is_refused(name: str, start: Start) -> None:
    changed = {**clocks(), name: replace(clocks()[name], starts=start)}
    if start is counted()[name]:
        agreed(changed, counted())
        return
    with pytest.raises(WorkflowError, match=f'{name}.starts: this clock is counted from "{counted()[name]}", and not from "{start}"'):
        agreed(changed, counted())


@pytest.mark.parametrize(("names", "sentence"), [
    (sorted(clocks())[1:], "answer: this clock is missing"),
    ([*clocks(), "other"], "other: nothing is counted by this clock"),
])  # fmt: skip
def test_every_clock_of_the_file_counts_something_and_none_is_missing(names: list[str], sentence: str) -> None:
    with pytest.raises(WorkflowError, match=sentence):
        agreed({name: clocks().get(name, clock(3, "days")) for name in names}, counted())


def test_what_the_law_sets_a_term_for_is_nobodys_to_stop() -> None:
    assert not any(one.pauses for one in clocks().values() if one.basis is Basis.LAW)


days = st.dates(date(2020, 1, 1), date(2035, 1, 1))
lengths = st.integers(1, 90)
units = st.sampled_from(["days", "working_days"])
holidays = st.sets(st.integers(0, 400), max_size=30)


@st.composite
def rests(draw: st.DrawFn, first: date) -> list[Rest]:
    starts = draw(st.lists(st.integers(0, 120), max_size=3))
    return [Rest(first + timedelta(at), first + timedelta(at + draw(st.integers(1, 20))), "") for at in starts]


def by_hand(first: date, length: int, counted: Sequence[bool]) -> date:
    """Return the day of the `length`-th True, the first being the day after `first`."""
    at = [n for n, counts in enumerate(counted) if counts][length - 1]
    return first + timedelta(at + 1)


@given(st.data(), days, lengths, units, holidays)
def test_it_is_the_day_found_by_walking_a_list_of_days(data: st.DataObject, first: date, length: int, unit: str, off: set[int]) -> None:
    calendar = Calendar(lambda at: Holiday("x") if (at - first).days in off else None, {})
    resting = data.draw(rests(first))
    marked = [
        not any(rest.start <= at < (rest.until or at) for rest in resting)
        and (unit == "days" or (at.weekday() < 5 and (at - first).days not in off))
        for at in (first + timedelta(n) for n in range(1, 900))
    ]
    due = due_day(clock(length, unit), first, calendar, resting)
    assert due == by_hand(first, length, marked)
    reading = read(clock(length, unit), first, due, calendar, resting)
    assert (reading.day, reading.total, reading.due, reading.late) == (length, length, due, 0)
    after = read(clock(length, unit), first, due + timedelta(40), calendar, resting)
    assert after.late == sum(marked[(due - first).days : (due - first).days + 40])


@given(days, lengths, units, st.integers(0, 300))
def test_it_is_late_from_the_day_after_the_last_that_is_worked(first: date, length: int, unit: str, on: int) -> None:
    today = first + timedelta(on)
    due = due_day(clock(length, unit), first, MOROCCO)
    assert due is not None
    reading = read(clock(length, unit), first, today, MOROCCO)
    assert not reading.late or today > due
    assert 0 <= reading.day and reading.total == length
    assert unit == "days" or MOROCCO.worked(due)


@given(days, st.integers(1, 24))
def test_months_end_on_the_same_day_or_the_last_of_the_month(first: date, length: int) -> None:
    due = due_day(clock(length, "months"), first, BARE)
    assert due is not None
    assert (due.year * 12 + due.month) - (first.year * 12 + first.month) == length
    assert due.day == first.day or (due + timedelta(1)).day == 1


@given(days, lengths, units, st.integers(0, 90), st.integers(0, 300))
def test_what_came_to_rest_in_time_is_not_late_while_it_rests(first: date, length: int, unit: str, at: int, on: int) -> None:
    due = due_day(clock(length, unit), first, MOROCCO)
    assert due is not None
    began = min(first + timedelta(at), due)
    reading = read(clock(length, unit), first, began + timedelta(on), MOROCCO, [Rest(began, None, "waits")])
    assert reading.rests and not reading.late and reading.day < reading.total
