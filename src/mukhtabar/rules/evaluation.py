"""What citizens say at the end of a commitment, counted: each person once, and shares only among enough people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

#: What can be said, in the order in which it is offered.
CHOICES = ("as_promised", "partly", "not_done")
#: Among fewer people no shares are shown: a share of three says who said what.
LEAST = 5


@dataclass(frozen=True, slots=True)
class Vote:
    """What one person says, when that was said last, and of which end (1 for the first that was reached)."""

    choice: str
    time: datetime
    end: int


def counted(votes: Iterable[Vote], end: int) -> dict[str, int]:
    """Return how many say what about that end; what was said of an earlier one is left out."""
    counts = dict.fromkeys(CHOICES, 0)
    for vote in votes:
        if vote.end == end and vote.choice in counts:
            counts[vote.choice] += 1
    return counts


def shares(counts: Mapping[str, int]) -> dict[str, int] | None:
    """Return whole percentages that make 100 together; None among fewer than LEAST people.

    What is left after rounding down goes to the largest remainders, the first choice first.
    """
    total = sum(counts.values())
    if total < LEAST:
        return None
    found = {choice: n * 100 // total for choice, n in counts.items()}
    by_remainder = sorted(counts, key=lambda choice: -(counts[choice] * 100 % total))
    for choice in by_remainder[: 100 - sum(found.values())]:
        found[choice] += 1
    return found
