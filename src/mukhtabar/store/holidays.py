"""What the portal knows better about holidays than a book of them: a feast that was confirmed, moved or given."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from BTrees.IOBTree import IOBTree
from persistent import Persistent

from mukhtabar.rules.clocks.calendar import Holiday


class Holidays(Persistent):
    """Day -> its name, or None where a day is an ordinary one after all."""

    def __init__(self) -> None:
        self._days: Any = IOBTree()

    def put(self, day: date, name: str | None) -> None:
        """Let `day` be the holiday `name`, or with None no holiday."""
        self._days[day.toordinal()] = name

    def drop(self, day: date) -> bool:
        """Forget what was said about `day`; return whether anything was."""
        return self._days.pop(day.toordinal(), self) is not self

    def all(self) -> Mapping[date, Holiday | None]:
        """Return every correction by its day."""
        return {date.fromordinal(n): Holiday(name) if name is not None else None for n, name in self._days.items()}
