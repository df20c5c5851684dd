"""The weight of a page: who pays by the megabyte reads it too (GOALS W1)."""

from mukhtabar.language.message import Message, _
from mukhtabar.rules.checks.finding import Finding

#: Thousands of bytes, compressed, of the first view with everything it shows.
TYPICAL, MOST = 60, 100


def weight(size: int) -> Finding | None:
    """Return what is to be said about a page of `size` bytes as they go over the wire; None when it is light."""
    thousands = -(-size // 1000)
    if thousands <= TYPICAL:
        return None
    sentence: Message = _(
        "The page weighs ${size} kB; ${typical} are usual. Make its pictures smaller, or part the text in two pages.",
        size=thousands, typical=TYPICAL,
    )  # fmt: skip
    if thousands > MOST:
        sentence = _(
            "The page weighs ${size} kB, and ${most} are the most. Many readers would wait or pay for it: make its "
            "pictures smaller, or part the text in two pages.",
            size=thousands, most=MOST,
        )  # fmt: skip
    return Finding("weight", False, "", "", "", sentence, "GOALS W1")
