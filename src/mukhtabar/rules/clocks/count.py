"""From the day on which a clock began to the day on which it ends, and where it stands in between. Pure.

The day of the beginning is not counted, as a term of days is counted from the day after the event. What is due on a day
may be done until that day ends in Casablanca: at midnight there, UTC+1, and UTC in Ramadan (tz database).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from mukhtabar.language.dates import ZONE
from mukhtabar.rules.clocks.calendar import Calendar
from mukhtabar.rules.clocks.model import Clock, Rest, Unit
from mukhtabar.rules.months import add_months

ONE = timedelta(days=1)
#: What lies further ahead than this is a mistake in the data, not a term.
FURTHEST = timedelta(days=366 * 20)


@dataclass(frozen=True, slots=True)
class Reading:
    """Where a clock stands: ``day`` of ``total``, the last day, whether it rests now, how many days it is late by.

    Days are those that the clock counts: of working days only those. A clock that was stopped in time is not late.
    """

    day: int
    total: int
    due: date
    rests: bool
    late: int


def due_day(
    clock: Clock, start: date, calendar: Calendar, rests: Sequence[Rest] = (), extended: bool = False
) -> date | None:
    """Return the last day on which what ``clock`` measures is in time; None while it rests without an end in sight.

    ``start`` is the day of the event. Days of rest are not counted: a term of months is longer by as many days.
    """
    length = clock.length + (clock.extension if extended else 0)
    if clock.unit is Unit.MONTHS:
        first = add_months(datetime.combine(start, time.min), length).date()
        return _running(start, (first - start).days, None, rests)
    return _running(start, length, calendar if clock.unit is Unit.WORKING_DAYS else None, rests)


def _running(start: date, count: int, calendar: Calendar | None, rests: Sequence[Rest]) -> date | None:
    """Return the day on which the ``count``-th day that is counted falls."""
    if calendar is None and not rests:
        return start + timedelta(days=count)
    day = start
    while count:
        day += ONE
        if any(rest.holds(day) and rest.until is None for rest in rests):
            return None
        if day - start > FURTHEST:
            raise ValueError(f"a term that began on {start} does not end within twenty years")
        count -= _counts(day, calendar, rests)
    return day


def _counts(day: date, calendar: Calendar | None, rests: Sequence[Rest]) -> bool:
    return not any(rest.holds(day) for rest in rests) and (calendar is None or calendar.worked(day))


def due_moment(day: date) -> datetime:
    """Return the moment at which ``day`` ends in Casablanca, in UTC: until then it is in time."""
    return datetime.combine(day + ONE, time.min, ZONE).astimezone(UTC)


def read(
    clock: Clock,
    start: date,
    today: date,
    calendar: Calendar,
    rests: Sequence[Rest] = (),
    extended: bool = False,
    stopped: date | None = None,
) -> Reading:
    """Return where ``clock`` stands on ``today``, or on the day on which it was ``stopped``.

    A clock that rests now is read as if it ran again tomorrow.
    """
    at = today if stopped is None or stopped > today else stopped
    known = [Rest(rest.start, at + ONE, rest.reason) if rest.until is None else rest for rest in rests]
    due = due_day(clock, start, calendar, known, extended)
    assert due is not None  # no rest is open any more
    worked = calendar if clock.unit is Unit.WORKING_DAYS else None
    between, total = (_counted(start, end, worked, known) for end in (at, due))
    return Reading(
        day=between,
        total=total,
        due=due,
        rests=stopped is None and any(rest.holds(at) for rest in rests),
        late=max(0, between - total),
    )


def _counted(start: date, end: date, calendar: Calendar | None, rests: Sequence[Rest]) -> int:
    """Return how many days after ``start`` and until ``end`` are counted."""
    if calendar is None and not rests:
        return max(0, (end - start).days)
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(_counts(day, calendar, rests) for day in days)
