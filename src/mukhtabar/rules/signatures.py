"""Which lines of signature sheets count: each line once, each person once, in whatever order they were typed in.

A signature is ink on paper. What is typed in is only its sheet, its line, the name on it, and why it does not count.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mukhtabar.language.folding import fold

#: Lines on one sheet, and the highest number of a sheet.
LINES, SHEETS = 10, 400
DOUBLE = "double"
#: Why a line does not count, in the order in which it is offered.
CAUSES = (DOUBLE, "not_of_commune", "illegible", "incomplete", "withdrawn")


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """One line that holds a signature. ``cause``: why it is struck out; "" for none.

    ``another`` says that this is another person of the same name: it was looked at, and counts beside the first.
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

    Of several lines with one name the first on the sheets counts, the others are double, but for those that are marked
    as another person. A line that is given twice is one line.
    """
    found: dict[tuple[int, int], str] = {}
    seen: set[str] = set()
    for line in sorted(set(lines)):
        place, who = (line.sheet, line.number), key(line.name)
        if place in found:
            continue
        cause = line.cause
        if not cause and not line.another:
            cause = DOUBLE if who in seen else ""
            seen.add(who)
        found[place] = cause
    return found


def counted(lines: Iterable[Line]) -> int:
    """Return how many of the lines count."""
    return sum(1 for cause in judged(lines).values() if not cause)
