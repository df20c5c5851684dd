"""Which days are worked: Monday to Friday without the holidays. Days alone, no hours: those are Casablanca's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

#: date.weekday() of Saturday.
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day on which offices are closed; not ``sure`` while it hangs on the moon and nobody has confirmed it."""

    name: str
    sure: bool = True


class Known(Protocol):
    """The holidays that are known beforehand, of any year."""

    def __call__(self, day: date) -> Holiday | None: ...


class Calendar:
    """What is known beforehand, and what was corrected by hand: a day of its own, or None for «no holiday»."""

    def __init__(self, known: Known, corrected: Mapping[date, Holiday | None]) -> None:
        self._known, self._corrected = known, corrected

    def holiday(self, day: date) -> Holiday | None:
        """Return the holiday that ``day`` is, or None."""
        return self._corrected[day] if day in self._corrected else self._known(day)

    def worked(self, day: date) -> bool:
        """Whether offices are open on ``day``."""
        return day.weekday() < SATURDAY and self.holiday(day) is None


#: Without any holiday: for what need not be right to the day.
BARE = Calendar(lambda _day: None, {})
