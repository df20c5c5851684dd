"""What readers reported about one text. Nothing here says who they are: only that two reports are of two people."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from BTrees.OOBTree import OOBTree
from persistent import Persistent

#: A report is to be looked at within so many days.
DAYS = 2


@dataclass(frozen=True)
class Report:
    """One report: when, its code (rules/reasons.py), and what the reader added."""

    time: datetime
    code: str
    words: str


@dataclass(frozen=True)
class Settled:
    """What a moderator found: `founded` or not, about how many reports, when, by whom (opaque id)."""

    time: datetime
    actor: str | None
    founded: bool
    count: int


class Reports(Persistent):
    """The open reports of one text, one for each reader, and what became of those before."""

    def __init__(self) -> None:
        #: A keyed hash of reader and text -> their report. It leads back to nobody.
        self._open: Any = OOBTree()
        self.settled: tuple[Settled, ...] = ()

    def add(self, who: str, report: Report) -> bool:
        """Keep the report of `who`; return False when an open one of theirs is kept already."""
        return bool(self._open.insert(who, report))

    def __iter__(self) -> Iterator[Report]:
        """Yield the open reports, oldest first."""
        return iter(sorted(self._open.values(), key=lambda report: report.time))

    def __len__(self) -> int:
        return len(self._open)

    @property
    def since(self) -> datetime:
        """Since when they count as waiting: each further reader makes them a day older, so that they are read sooner.

        No more than the days there are: who floods a text with reports gains nothing by the fourth.
        """
        first = next(iter(self)).time
        return first - timedelta(days=min(len(self) - 1, DAYS))

    def settle(self, time: datetime, actor: str | None, founded: bool) -> None:
        """Close all open reports with one finding."""
        self.settled = (*self.settled, Settled(time, actor, founded, len(self)))
        self._open.clear()
