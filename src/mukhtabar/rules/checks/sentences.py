"""Sentences that can be read aloud in one breath (reference of the easy-read guidelines; WCAG 3.1.5)."""

import re
from collections.abc import Iterator

from mukhtabar.language.message import _
from mukhtabar.rules.checks.finding import Finding, Passage, excerpt

#: Words in a sentence; more is hard to follow.
MOST_WORDS = 25
#: Words in a sentence on average, where there are so many sentences.
MEAN_WORDS, MEAN_OF = 18, 4
_END = re.compile(r"(?<=[.!?؟…۔])[\"'»”)\]]*\s+|(?<=[؛;])\s+|\n+")
#: A point after these ends no sentence.
_SHORT = re.compile(
    r"(?:^|[\s(«])(?:\w|MM|Mme|Mlle|Dr|Pr|art|cf|av|bd|éd|vol|env|tél|hab|p\.? ?ex|etc|الخ|إلخ)\.$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]")


def sentences(text: str) -> list[str]:
    """Return the sentences of a plain text in Arabic, French, Tamazight or English; a line end ends one too."""
    found: list[str] = []
    open_ended = False
    start = 0
    pieces: list[tuple[str, str]] = []
    for end in _END.finditer(text):
        pieces.append((text[start : end.start()], end[0]))
        start = end.end()
    pieces.append((text[start:], ""))
    for piece, gap in pieces:
        words = piece.strip()
        if not words:
            continue
        found[-1:] = [f"{found[-1]} {words}"] if open_ended else [*found[-1:], words]
        open_ended = "\n" not in gap and bool(_SHORT.search(words))
    return found


def count_words(sentence: str) -> int:
    """Return how many words a sentence has: what stands between blanks and holds a letter or a digit."""
    return sum(1 for word in sentence.split() if _WORD.search(word))


def long_sentences(passage: Passage, lines: str) -> Iterator[Finding]:
    """Yield what is hard to follow in a field whose words are `lines`, a line for each block."""
    found = sentences(lines)
    lengths = [count_words(sentence) for sentence in found]
    long = [(n, sentence) for n, sentence in zip(lengths, found, strict=True) if n > MOST_WORDS]
    if long:
        most, longest = max(long)
        sentence = _("A sentence has ${words} words. Make two of it: up to ${most} are easy to follow.", words=most,
                     most=MOST_WORDS)  # fmt: skip
        yield Finding("long_sentence", False, passage.field, passage.language, excerpt(longest), sentence,
                      "WCAG 3.1.5", times=len(long))  # fmt: skip
    real = [n for n in lengths if n > 2]
    if len(real) >= MEAN_OF and sum(real) / len(real) > MEAN_WORDS:
        sentence = _("On average a sentence has ${words} words here. Shorter ones reach more people: ${most} or fewer.",
                     words=round(sum(real) / len(real)), most=MEAN_WORDS)  # fmt: skip
        yield Finding("mean_sentence", False, passage.field, passage.language, "", sentence, "WCAG 3.1.5")
