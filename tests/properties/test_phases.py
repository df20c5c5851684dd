"""Phases: half-open windows, compared as instants, whatever zone they were written in."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mukhtabar.rules.phases import Phase, allows, current, next_change, problems

VERBS = ("propose", "comment", "support")
ZONES = (UTC, ZoneInfo("Africa/Casablanca"), ZoneInfo("Pacific/Auckland"))
# Few distinct instants, so that windows touch often. Casablanca puts its clock back around Ramadan, in February 2027.
instants = st.builds(
    lambda hours, zone: (datetime(2027, 2, 1, tzinfo=UTC) + timedelta(hours=hours)).astimezone(zone),
    st.integers(0, 30 * 24),
    st.sampled_from(ZONES),
)
verbs = st.frozensets(st.sampled_from(VERBS))
phases = st.builds(Phase, st.sampled_from("abcdef"), instants, instants, verbs)
calendars = st.lists(phases, max_size=5)


@given(calendars, instants)
def test_current_is_the_definition(calendar: list[Phase], now: datetime) -> None:
    inside = [p for p in calendar if p.start.timestamp() <= now.timestamp() < p.end.timestamp()]
    found = current(calendar, now)
    assert sorted(map(id, found)) == sorted(map(id, inside))
    assert [p.start.timestamp() for p in found] == sorted(p.start.timestamp() for p in found)


@given(calendars, instants, st.sampled_from(VERBS))
def test_allowed_is_what_a_current_phase_says(calendar: list[Phase], now: datetime, verb: str) -> None:
    assert allows(calendar, verb, now) is any(verb in phase.verbs for phase in current(calendar, now))
    assert not allows([], verb, now)


@given(calendars, instants)
def test_nothing_changes_before_the_next_change(calendar: list[Phase], now: datetime) -> None:
    change = next_change(calendar, now)
    here = current(calendar, now)
    if change is None:
        assert current(calendar, now + timedelta(days=400)) == here
        return
    assert change > now
    open_windows = [phase for phase in calendar if phase.start.timestamp() < phase.end.timestamp()]
    assert any(change in (phase.start.astimezone(UTC), phase.end.astimezone(UTC)) for phase in open_windows)
    just_before = change - timedelta(microseconds=1)
    assert just_before < now or current(calendar, just_before) == here


@given(instants, instants, instants, verbs)
def test_one_phase_ends_as_the_next_begins(a: datetime, b: datetime, c: datetime, what: frozenset[str]) -> None:
    first, second, third = sorted((a, b, c))
    assume(first < second < third)
    calendar = [Phase("one", first, second, what), Phase("two", second, third, what)]
    assert problems(calendar) == []
    assert [phase.name for phase in current(calendar, second)] == ["two"]
    assert current(calendar, third) == ()
    assert [phase.name for phase in current(calendar, first)] == ["one"]


@given(calendars, instants)
def test_a_sound_calendar_never_allows_twice(calendar: list[Phase], now: datetime) -> None:
    assume(problems(calendar) == [])
    for verb in VERBS:
        assert sum(verb in phase.verbs for phase in current(calendar, now)) <= 1


@given(calendars)
def test_problems_are_found_and_named(calendar: list[Phase]) -> None:
    found = problems(calendar)
    empty = [phase for phase in calendar if phase.end.timestamp() <= phase.start.timestamp()]
    assert sum("must end after" in message for message in found) == len(empty)
    clash = any(
        a.verbs & b.verbs and max(a.start, b.start).timestamp() < min(a.end, b.end).timestamp()
        for place, a in enumerate(calendar)
        for b in calendar[place + 1 :]
        if a not in empty and b not in empty
    )
    assert any("overlap" in message for message in found) is clash


def test_an_hour_that_happens_twice_is_two_hours() -> None:
    zone = ZoneInfo("Europe/Paris")
    start, end = datetime(2026, 10, 25, 2, 30, tzinfo=zone), datetime(2026, 10, 25, 2, 30, tzinfo=zone, fold=1)
    phase = Phase("night", start, end, frozenset({"propose"}))
    assert problems([phase]) == []
    assert allows([phase], "propose", datetime(2026, 10, 25, 1, 0, tzinfo=UTC))
    assert not allows([phase], "propose", datetime(2026, 10, 25, 1, 30, tzinfo=UTC))
    assert next_change([phase], datetime(2026, 10, 25, 0, 30, tzinfo=UTC)) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_naive_dates_are_a_problem_and_a_naive_now_an_error() -> None:
    good = datetime(2027, 2, 1, tzinfo=UTC)
    naive = good.replace(tzinfo=None)
    found = problems([Phase("x", naive, good, frozenset()), Phase("y", good, naive, frozenset())])
    assert [str(message) for message in found] == ["The dates of the phase “${name}” lack a time zone."] * 2
    assert [message.mapping["name"] for message in found] == ["x", "y"]
    with pytest.raises(ValueError, match="no time zone"):
        current([], naive)
