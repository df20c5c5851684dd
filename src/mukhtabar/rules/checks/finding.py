"""What a check finds: where, what is wrong, how to put it right, and where that is written."""

from dataclasses import dataclass

from mukhtabar.language.message import Message

#: Characters of an excerpt.
EXCERPT = 90


@dataclass(frozen=True)
class Finding:
    """One finding. `blocks`: it must be put right before the text is published; otherwise it is a piece of advice.

    `where` is an excerpt and `what` the words in it that are meant, empty when all are; `source` is the criterion
    (WCAG 2.2, a law, a goal of ours), `times` how often it was met in that field. `key` is what a tick of the author is
    kept under, and empty when there is nothing to tick.
    """

    code: str
    blocks: bool
    field: str
    language: str
    where: str
    sentence: Message
    source: str
    times: int = 1
    key: str = ""
    what: str = ""


@dataclass(frozen=True)
class Passage:
    """One field of a document in one language, as it is kept: sanitised HTML, or plain text."""

    field: str
    language: str
    text: str
    html: bool = False


def excerpt(text: str, start: int = 0, end: int | None = None) -> str:
    """Return the words from `start` to `end` with a little of what stands before and after, on one line."""
    if end is not None:
        around = max(0, (EXCERPT - (end - start)) // 2)
        first, last = max(0, start - around), min(len(text), end + around)
        before, after = text[first:start], text[end:last]
        # No word is cut in two.
        before = f"…{before.partition(' ')[2] or before}" if first else before
        after = f"{after.rpartition(' ')[0] or after}…" if last < len(text) else after
        return " ".join(f"{before}{text[start:end]}{after}".split())
    words = " ".join(text.split())
    return words if len(words) <= EXCERPT else words[:EXCERPT].rsplit(" ", 1)[0] + "…"
