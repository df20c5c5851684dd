"""Which lines of signature sheets count: each line once, each person once, in whatever order they were typed in.

A signature is ink on paper. What is typed in is only its sheet, its line, the name on it, and why it does not count.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from mukhtabar.language.dates import ZONE
from mukhtabar.language.folding import fold
from mukhtabar.rules.months import add_months

#: Lines on one sheet, and the highest number of a sheet.
LINES, SHEETS = 10, 400
DOUBLE = "double"
#: Why a line does not count, in the order in which it is offered.
CAUSES = (DOUBLE, "not_of_commune", "illegible", "incomplete", "withdrawn")

#: For so many months names are kept while nothing happens: in that time each ordinary session of a council has come by,
#: and what was lodged for none of them waits for nothing. A rule of the platform: no source at hand names a term.
KEPT_MONTHS = 12
#: The agent is told so long before the names go.
NOTICE = timedelta(days=30)


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """One line that holds a signature. ``cause``: why it is struck out; "" for none.

    ``another`` says that this is another person than those of the same name before: it was looked at, and counts.
    """

    sheet: int
    number: int
    name: str
    cause: str = ""
    another: bool = False


def key(name: str) -> str:
    """Return under what one name in several spellings, or with its parts in another order, is the same name."""
    return " ".join(sorted(fold(name).split()))


def judged(lines: Iterable[Line]) -> Mapping[tuple[int, int], str]:
    """Return for each (sheet, line) why it does not count; "" for one that counts.

    Of several lines with one name the first that is not struck out counts, and each that is marked as another person;
    the others are double, because they may be any of those. A line that is given twice is one line.
    """
    found: dict[tuple[int, int], str] = {}
    seen: set[str] = set()
    for line in sorted(set(lines)):
        place, who = (line.sheet, line.number), key(line.name)
        if place in found:
            continue
        cause = line.cause
        if not cause:
            cause = DOUBLE if who in seen and not line.another else ""
            seen.add(who)
        found[place] = cause
    return found


def counted(lines: Iterable[Line]) -> int:
    """Return how many of the lines count."""
    return sum(1 for cause in judged(lines).values() if not cause)


def next_about_names(since: datetime, told: datetime | None) -> datetime:
    """Return when the agent is told that the names will go, or, once `told`, when they go: NOTICE after that at least.

    `since` is when something last happened to the list, `told` when the agent was told since then; both aware.
    """
    end = add_months(since.astimezone(ZONE), KEPT_MONTHS).astimezone(UTC)
    return end - NOTICE if told is None else max(end, told + NOTICE)
