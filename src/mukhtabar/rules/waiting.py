"""Since when something waits for a moderator, and how well the desk keeps up. Pure: steps in, figures out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

#: The promise that is measured: decided within so many days, over so many days back.
PROMISE_DAYS, WINDOW_DAYS = 7, 90
#: The pace of a desk is what it decided in these weeks, a week; a desk that has just begun is trusted with this much.
PACE_WEEKS, LEAST_PACE = 4, 10


class Taken(Protocol):
    """One step that was taken, as the history of a document keeps it."""

    @property
    def time(self) -> datetime: ...
    @property
    def transition(self) -> str: ...
    @property
    def before(self) -> str: ...
    @property
    def after(self) -> str: ...


def waiting_since(steps: Sequence[Taken], undoing: Collection[str], arrived: datetime) -> datetime:
    """Return since when a document waits in the state that its `steps` brought it to; `arrived` when there are none.

    A decision that was taken back (`undoing` are the steps that do so) never stopped the clock, and neither does a step
    that leaves the state as it is: nobody makes a queue younger by refusing and thinking better of it.
    """
    at = len(steps) - 1
    while at >= 0:
        if steps[at].transition in undoing:
            at -= 2
        elif steps[at].before == steps[at].after:
            at -= 1
        else:
            return steps[at].time
    return arrived


def in_time(since: datetime, decided: datetime) -> bool:
    """Whether a decision kept the promise: not later than seven days after the thing arrived, to the moment."""
    return decided - since <= timedelta(days=PROMISE_DAYS)


@dataclass(frozen=True)
class Pace:
    """How a desk keeps up. `decided` and `kept` are of the last 90 days, `lately` of the last four weeks."""

    waiting: int
    decided: int
    kept: int
    lately: int

    @property
    def share(self) -> float | None:
        """The part of the decisions that kept the promise, from 0 to 1; None when there was none."""
        return self.kept / self.decided if self.decided else None

    @property
    def weekly(self) -> int:
        """What the desk decides in a week, the rest of a division left out."""
        return max(self.lately // PACE_WEEKS, LEAST_PACE)

    @property
    def overloaded(self) -> bool:
        """Whether more waits than the desk decides in a week."""
        return self.waiting > self.weekly
