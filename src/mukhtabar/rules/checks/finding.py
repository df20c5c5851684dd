"""What a check finds: where, what is wrong, how to put it right, and where that is written."""

from dataclasses import dataclass

from mukhtabar.language.message import Message

#: Characters of an excerpt.
EXCERPT = 90


@dataclass(frozen=True)
class Finding:
    """One finding. `blocks`: it must be put right before the text is published; otherwise it is a piece of advice.

    `where` is an excerpt, `source` the criterion (WCAG 2.2, a goal of ours), `times` how often it was met in that
    field. `key` is what a tick of the author is kept under, and empty when there is nothing to tick.
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
        cut = ("…" if first else "") + text[first:last] + ("…" if last < len(text) else "")
        return " ".join(cut.split())
    words = " ".join(text.split())
    return words if len(words) <= EXCERPT else words[:EXCERPT].rsplit(" ", 1)[0] + "…"
