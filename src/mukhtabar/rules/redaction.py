"""Blacking out words: which places are meant, and what is left to read. Positions are those of the original text."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mukhtabar.language.marks import FORMATS, MARKS

#: What stands where something was blacked out: always the same length, so that it tells nothing of what it covers.
BLOCK = "█████"
_ANY_MARKS = f"[\u0640{MARKS}{FORMATS}]*"
_MARKS = re.compile(_ANY_MARKS)


class Place(NamedTuple):
    """The part of the original text of `field` from `start` until just before `end`."""

    field: str
    start: int
    end: int


def occurrences(field: str, original: str, covered: Iterable[Place], words: str) -> list[Place]:
    """Return every place of `original` that says `words` and is not covered, even in part, by `covered`.

    Blanks and line ends count as one blank each. Places do not overlap. No words are found nowhere.
    """
    asked = [re.escape(word) for word in words.split()]
    if not asked:
        return []
    taken = [place for place in covered if place.field == field]
    found = (Place(field, hit.start(), hit.end()) for hit in re.finditer(r"\s+".join(asked), original))
    return [place for place in found if all(place.end <= old.start or old.end <= place.start for old in taken)]


def blacked(field: str, original: str, covered: Iterable[Place], marks: Sequence[str] | None = None) -> str:
    """Return `original` with a BLOCK for each place of `field` in `covered`, or the mark of its number in `covered`."""
    out, at = [], 0
    mine = sorted((place, number) for number, place in enumerate(covered) if place.field == field)
    for place, number in mine:
        out += [original[at : place.start], marks[number] if marks is not None else BLOCK]
        at = place.end
    return "".join([*out, original[at:]])


def moved(covered: Sequence[Place]) -> list[Place]:
    """Return where the BLOCK of each place of `covered` stands in the text that blacked() returns."""
    found = list(covered)
    shift: dict[str, int] = {}
    for place, number in sorted((place, number) for number, place in enumerate(covered)):
        start = place.start + shift.get(place.field, 0)
        found[number] = Place(place.field, start, start + len(BLOCK))
        shift[place.field] = start + len(BLOCK) - place.end
    return found


def without(text: str, removed: Iterable[str]) -> str:
    """Return another version of a text with a BLOCK for every occurrence of what was `removed`, the longest first.

    However it was spelled there: other blanks and line ends, with harakat and tatweel or without, in capitals or not.
    """
    for words in sorted(removed, key=len, reverse=True):
        if letters := _MARKS.sub("", words).strip():
            spelled = r"\s+".join(_ANY_MARKS.join(map(re.escape, word)) + _ANY_MARKS for word in letters.split())
            text = re.sub(spelled, BLOCK, text, flags=re.IGNORECASE)
    return text
