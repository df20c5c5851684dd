"""Whole days from one to another, both included: how long an office is held, how long nothing is published. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `start` to `end`, both included; without an end it has none. Raises ValueError when reversed."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError("days that end before they begin")

    def holds(self, day: date) -> bool:
        """Whether `day` is one of them."""
        return self.start <= day and not self.over(day)

    def over(self, day: date) -> bool:
        """Whether the last of them has passed on `day`."""
        return self.end is not None and self.end < day

    def overlaps(self, other: "Span") -> bool:
        """Whether a day is in both."""
        return not (self.over(other.start) or other.over(self.start))


def last_of(spans: Iterable[Span], day: date) -> date | None:
    """Return the last day on which some of `spans` still holds without a gap from `day` on; None when none does.

    Raises ValueError for a span without an end.
    """
    last = None
    for span in sorted(spans, key=lambda span: span.start):
        if span.end is None:
            raise ValueError("a span without an end has no last day")
        if span.start <= (last + ONE if last is not None else day) and span.end >= day:
            last = max(span.end, last or span.end)
    return last
