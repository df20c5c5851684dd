"""What a clock is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from mukhtabar.language.message import Message, _


class Start(StrEnum):
    """The event that a clock counts from: one whose day the code knows."""

    PUBLISHED = "published"
    SUMMED_UP = "summed_up"
    RECEIPT = "receipt"
    FILED = "filed"


#: The same in words for everyone; the day stands after them.
SINCE: Mapping[Start, Message] = MappingProxyType({
    Start.PUBLISHED: _("Counts from the day on which it was published:"),
    Start.SUMMED_UP: _("Counts from the day on which the synthesis was published:"),
    Start.RECEIPT: _("Counts from the day on the receipt of the commune:"),
    Start.FILED: _("Counts from the day on which the request was filed:"),
})  # fmt: skip


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

    ``starts`` is the event that it counts from, ``pauses`` whether the council may let it rest, with a public reason.
    ``law`` names the text, ``article`` its article where a source says it, and ``source`` where that is written.
    ``remind`` are the days before the end on which a letter goes out, ``escalate`` those after it (0: never).
    """

    name: str
    title: str
    starts: Start
    length: int
    unit: Unit
    pauses: bool
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
