"""What a clock is made of."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Unit(StrEnum):
    """In what a clock counts."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"


class Basis(StrEnum):
    """Who says that it must be kept: the law, or what the portal has promised."""

    LAW = "law"
    CHARTER = "charter"


@dataclass(frozen=True, slots=True)
class Clock:
    """A promise of time. ``length`` and ``extension`` are in ``unit``; an extension of 0 means that there is none.

    ``law`` names the text, ``article`` its article where a source says it, and ``source`` where that is written.
    ``remind`` are the days before the end on which a letter goes out, ``escalate`` those after it (0: never).
    """

    name: str
    title: str
    length: int
    unit: Unit
    basis: Basis
    source: str
    law: str = ""
    article: str = ""
    extension: int = 0
    remind: tuple[int, ...] = ()
    escalate: int = 0


@dataclass(frozen=True, slots=True)
class Rest:
    """A time in which the clock does not run, with the reason: the first day, and the day on which it runs again.

    Without ``until`` it still rests.
    """

    start: date
    until: date | None
    reason: str

    def holds(self, day: date) -> bool:
        """Whether the clock rests on ``day``."""
        return self.start <= day and (self.until is None or day < self.until)
