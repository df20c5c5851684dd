"""How a council answers, in figures: counted from what it was asked in a time, and when it answered. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from mukhtabar.rules.clocks import Calendar, Clock, Rest, read

#: Of fewer nothing is said but their number: a median of two answers is no figure of a council.
LEAST = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """What a council was asked on the day `since`, and on which day it answered first (None: it has not).

    `uid` names the document. Its `clock`, not everything has the same, rested in `rests`, and was `prolonged` or not.
    """

    uid: int
    clock: Clock
    since: date
    answered: date | None
    rests: Sequence[Rest] = ()
    prolonged: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole`; `few` when there are too few to call it a share."""

    part: int
    whole: int

    @property
    def few(self) -> bool:
        """Whether there are too few of them."""
        return self.whole < LEAST

    @property
    def value(self) -> float | None:
        """The share of one; None when there are too few."""
        return None if self.few else self.part / self.whole


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one council. `median` is in days, None when there are too few answers.

    `in_time` is of all whose time is over: those answered, and those that wait for longer than they should. So an
    answer that never comes counts like one that came too late. `same_day` is of the answers: approved on the day on
    which they were sent for approval. `oldest` waits longest, for `waited` days.
    """

    published: int
    answered: int
    waiting: int
    median: float | None
    in_time: Share
    same_day: Share
    oldest: int | None
    waited: int | None


def figures(calendar: Calendar, today: date, asked: Iterable[Asked], approved: Iterable[bool]) -> Figures:
    """Return the figures of one council on `today`, each by its own clock: all orders of `asked` give the same."""
    found = list(asked)
    days = [(one.answered - one.since).days for one in found if one.answered is not None]
    waiting = [one for one in found if one.answered is None]
    kept = decided = 0
    for one in found:
        reading = read(one.clock, one.since, today, calendar, one.rests, one.prolonged, one.answered)
        decided += one.answered is not None or reading.late > 0
        kept += one.answered is not None and not reading.late
    quick = list(approved)
    oldest = min(waiting, key=lambda one: (one.since, one.uid), default=None)
    return Figures(
        published=len(found),
        answered=len(days),
        waiting=len(waiting),
        median=float(median(days)) if len(days) >= LEAST else None,
        in_time=Share(kept, decided),
        same_day=Share(sum(quick), len(quick)),
        oldest=oldest.uid if oldest is not None else None,
        waited=(today - oldest.since).days if oldest is not None else None,
    )
