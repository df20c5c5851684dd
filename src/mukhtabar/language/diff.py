"""What changed between two texts, word by word, as a reader would say it."""

import re
import unicodedata
from collections import Counter
from difflib import SequenceMatcher

from mukhtabar.language.marks import FORMATS, MARKS

#: A paragraph end; a number with the signs inside it (a time, a day, an amount: in two pieces it would be shown in
#: another order among Arabic words); a word with its marks; or a sign. The blanks after it belong to it.
_PIECE = re.compile(
    rf"\s*\n\s*|\d+(?:[:.,/–-]\d+)+(?![\w{MARKS}{FORMATS}])[^\S\n]*"
    rf"|[\w{MARKS}{FORMATS}]+[^\S\n]*|[^\w\s{MARKS}{FORMATS}][^\S\n]*|[^\S\n]+"
)
_MARKS = re.compile(f"[\u0640{MARKS}{FORMATS}]+")
#: More pairs of equal words than this (a text of one repeated word) would take difflib minutes: then no finer diff.
_MOST_PAIRS = 400_000

Run = tuple[str, str]


def _key(piece: str) -> str:
    """Return what is compared: the word without harakat, accents, tatweel or blanks; every paragraph end is alike."""
    if "\n" in piece:
        return "\n"
    # A hamza over its letter is a letter's part in NFC, a mark in NFD: only what stays a mark in NFC is folded.
    return _MARKS.sub("", unicodedata.normalize("NFC", piece)).strip()


def word_diff(old: str, new: str) -> list[Run]:
    """Return the runs from ``old`` to ``new`` as ``("same" | "added" | "removed", text)``.

    Words that differ only by marks (harakat, tatweel) are the same and are shown as ``new`` has them, so the same and
    added runs joined give ``new`` exactly, paragraph ends included. A change shows what went before what came.
    """
    left, right = _PIECE.findall(old), _PIECE.findall(new)
    start, end = _common(left, right)
    runs: list[Run] = [("same", "".join(right[:start]))]
    runs += _middle(left[start : len(left) - end], right[start : len(right) - end])
    runs.append(("same", "".join(right[len(right) - end :])))
    return _joined(runs)


def _common(left: list[str], right: list[str]) -> tuple[int, int]:
    """Return how many pieces the two share at the start and at the end, so that difflib sees only the difference."""
    shortest = min(len(left), len(right))
    start = 0
    while start < shortest and _key(left[start]) == _key(right[start]):
        start += 1
    end = 0
    while end < shortest - start and _key(left[-1 - end]) == _key(right[-1 - end]):
        end += 1
    return start, end


def _middle(left: list[str], right: list[str]) -> list[Run]:
    a, b = [_key(piece) for piece in left], [_key(piece) for piece in right]
    count = Counter(b)
    if sum(n * count[key] for key, n in Counter(a).items()) > _MOST_PAIRS:
        return [("removed", "".join(left)), ("added", "".join(right))]
    runs: list[Run] = []
    for op, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if op == "equal":
            runs.append(("same", "".join(right[j1:j2])))
        else:
            runs += [("removed", "".join(left[i1:i2])), ("added", "".join(right[j1:j2]))]
    return runs


def _joined(runs: list[Run]) -> list[Run]:
    """Return the runs without empty ones, neighbours of one kind in one, what was removed before what was added."""
    out: list[Run] = []
    removed = added = ""
    for op, text in [*runs, ("same", "")]:
        if op == "removed":
            removed += text
        elif op == "added":
            added += text
        elif text or (op, text) == ("same", ""):
            out += [(kind, change) for kind, change in (("removed", removed), ("added", added)) if change]
            removed = added = ""
            if text and out and out[-1][0] == "same":
                out[-1] = ("same", out[-1][1] + text)
            elif text:
                out.append(("same", text))
    return out
