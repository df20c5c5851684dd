"""What is measured by a clock in public: from when, until when, and the times in which it rested."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, ClassVar

from zope.interface import implementer

from mukhtabar.content.base import microseconds
from mukhtabar.content.interfaces import IClocked
from mukhtabar.language.dates import ZONE, local_day
from mukhtabar.rules.clocks import BARE, Rest, Start, due_day
from mukhtabar.rules.clocks.loader import clocks
from mukhtabar.store.catalog.listings import Entry
from mukhtabar.store.folder import lineage

#: The list of what is owed an answer, by the moment of the next letter about it.
REMINDERS = "reminders"
#: When letters about clocks are written, in Casablanca.
MORNING = time(8)


@dataclass(frozen=True, slots=True)
class Paused:
    """A rest of a clock: from when until when (None: it rests now), the public reason, and who said so (opaque id)."""

    start: datetime
    until: datetime | None
    reason: str
    actor: str | None


@dataclass(frozen=True, slots=True)
class Measured:
    """One running of a clock: its name in data/clocks.toml, the moment it began, and that at which it stopped."""

    clock: str
    start: datetime
    stop: datetime | None


@implementer(IClocked)
class Clocked:
    """A document that somebody owes an answer. `prolonged` is the public reason of the one extension; "" is none."""

    kept: ClassVar[tuple[str, ...]] = ("rests", "prolonged", "reminded")
    #: The clocks that may count for it -> what `measured` counts each from. data/clocks.toml must say the same.
    counts: ClassVar[Mapping[str, Start]] = {}
    rests: tuple[Paused, ...] = ()
    prolonged: str = ""
    #: When the last letter about its clock was written.
    reminded: datetime | None = None

    @property
    def resting(self) -> Paused | None:
        """The rest in which the clock is now, or None."""
        return self.rests[-1] if self.rests and self.rests[-1].until is None else None

    def end_rest(self, now: datetime) -> None:
        """Let the clock run again, if it rests."""
        if (last := self.resting) is not None:
            self.rests = (*self.rests[:-1], replace(last, until=now))

    def begin_anew(self) -> None:
        """Forget what was said of a clock that never ran, or ran for somebody else."""
        self.rests, self.prolonged, self.reminded = (), "", None

    def rest_days(self) -> list[Rest]:
        """Return the rests by their days in Casablanca."""
        return [
            Rest(local_day(each.start), local_day(each.until) if each.until is not None else None, each.reason)
            for each in self.rests
        ]

    @property
    def measured(self) -> Measured | None:
        """The clock that counts for it now, or counted when it was answered; None when none does."""
        return None

    @property
    def reckoned_due(self) -> date | None:
        """The last day of the clock that runs, reckoned without holidays; None when none runs, or it rests."""
        measured = self.measured
        if measured is None or measured.stop is not None:
            return None
        clock, start = clocks()[measured.clock], local_day(measured.start)
        return due_day(clock, start, BARE, self.rest_days(), bool(self.prolonged))

    @property
    def next_reminder(self) -> datetime | None:
        """The moment of the next letter about the clock; None when it does not run, rests, or all letters are written.

        It is reckoned without holidays: a letter may come a day early, the term itself never ends early by it.
        """
        measured, due = self.measured, self.reckoned_due
        if measured is None or due is None:
            return None
        clock, start = clocks()[measured.clock], local_day(measured.start)
        days = [due - timedelta(days=before) for before in clock.remind]
        days += [due + timedelta(days=clock.escalate)] if clock.escalate else []
        last = local_day(self.reminded) if self.reminded is not None else start
        coming = min((day for day in days if day > last), default=None)
        return datetime.combine(coming, MORNING, ZONE).astimezone(UTC) if coming is not None else None

    def reminder_entries(self: Any) -> Iterator[Entry]:
        """Yield its place among what a letter is to be written about."""
        if (reminder := self.next_reminder) is not None:
            yield Entry(REMINDERS, list(lineage(self))[-1].uid, microseconds(reminder))
