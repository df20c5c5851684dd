"""What is measured by a clock in public: from when, until when, and the times in which it rested."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from mukhtabar.language.dates import local_day
from mukhtabar.rules.clocks import Rest


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


class Clocked:
    """A document that somebody owes an answer. `prolonged` is the public reason of the one extension; "" is none."""

    kept: ClassVar[tuple[str, ...]] = ("rests", "prolonged")
    rests: tuple[Paused, ...] = ()
    prolonged: str = ""

    @property
    def resting(self) -> Paused | None:
        """The rest in which the clock is now, or None."""
        return self.rests[-1] if self.rests and self.rests[-1].until is None else None

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
