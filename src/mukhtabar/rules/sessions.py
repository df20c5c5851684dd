"""The ordinary sessions of the council of a commune: in February, in May and in October.

On which days of the month the council sits is said by its convocation, not by this room. The months are those that
Organic Law 113-14 is taught with; no copy of the law itself was at hand, so no page calls them law.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count

MONTHS = (2, 5, 10)


@dataclass(frozen=True, slots=True, order=True)
class Session:
    """One ordinary session: its year and its month."""

    year: int
    month: int

    @property
    def code(self) -> str:
        """What it is kept as: "2027-02"."""
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def first_day(self) -> date:
        """The first day of its month."""
        return date(self.year, self.month, 1)

    def holds(self, day: date) -> bool:
        """Whether a sitting on ``day`` may be one of this session."""
        return (day.year, day.month) == (self.year, self.month)


def session_of(day: date) -> Session | None:
    """Return the ordinary session in whose month ``day`` lies, or None."""
    return Session(day.year, day.month) if day.month in MONTHS else None


def from_code(code: str) -> Session | None:
    """Return the session that is kept as ``code``, or None when there is no such session."""
    year, _dash, month = code.partition("-")
    if len(code) != len("2027-02") or not year.isdecimal() or not month.isdecimal():
        return None
    found = Session(int(year), int(month))
    # The same spelling again: what int() forgives is no code.
    return found if found.code == code and found.year and found.month in MONTHS else None


def coming(day: date) -> Iterator[Session]:
    """Yield the ordinary sessions whose month begins after ``day``, the next first, without end."""
    for year in count(day.year):
        yield from (each for each in (Session(year, month) for month in MONTHS) if each.first_day > day)


def next_session(day: date) -> Session:
    """Return the first ordinary session whose month begins after ``day``."""
    return next(coming(day))
