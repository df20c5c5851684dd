"""The words a text is found by. One recipe for index and query, so that what is written one way is found any way.

``VERSION`` goes up whenever a word's terms change: the catalog keeps it and rebuilds when it differs.
Source: Unicode UAX #29 for what belongs to a word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mukhtabar.language import arabic, french, tamazight
from mukhtabar.language.folding import UNSEEN, fold
from mukhtabar.language.marks import FORMATS, MARKS, SYMBOLS

VERSION = 1
__all__ = ["VERSION", "Token", "fold", "matches", "query_terms", "snippet", "terms", "tokens"]

#: Longer "words" are no words: more would only fill the index.
LONGEST_WORD = 64
#: A query of more words than this is cut, for each word costs a look-up.
MOST_QUERY_WORDS = 24

#: A piece of the original text that may hold a word: letters, what hangs on them, and signs such as ℃ or №.
_PIECE = re.compile(rf"[\w{SYMBOLS}][\w{SYMBOLS}{MARKS}{FORMATS}]*")
_WORD = re.compile(r"[^\W_]+")
_STOPWORDS = arabic.STOPWORDS | french.STOPWORDS


@dataclass(frozen=True, slots=True)
class Token:
    """A word as written, where it stands (``text[start:end]`` of the original), and the terms it is found by."""

    text: str
    start: int
    end: int
    terms: tuple[str, ...]


def _variants(word: str) -> tuple[str, ...]:
    """Return the terms of one folded word, by its letters."""
    word = word[:LONGEST_WORD]
    if word.isascii():
        return french.variants(word)
    if arabic.LETTER.search(word):
        return arabic.variants(word)
    if tamazight.LETTER.search(word):
        return tamazight.variants(word)
    return (word,)


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each folded word and the place of the piece of ``text`` it was written in; elided articles are left out."""
    for piece in _PIECE.finditer(text):
        folded = fold(piece[0])
        for word in _WORD.finditer(folded):
            # The sign after it tells the article of "l'eau" from a word "l"; folded, so any apostrophe will do.
            sign = folded[word.end() : word.end() + 1] or fold(text[piece.end() : piece.end() + 1])
            if word[0] not in french.ELIDED or sign != "'":
                yield word[0], piece.start(), piece.end()


def tokens(text: str) -> list[Token]:
    """Return the words of the original ``text`` in order; one sign that stands for several words gives several."""
    return [Token(text[start:end], start, end, _variants(word)) for word, start, end in _words(text)]


def terms(text: str) -> list[str]:
    """Return every index term of ``text`` in order, a term as often as it occurs (a text index counts them)."""
    return [term for word, _start, _end in _words(text) for term in _variants(word)]


def query_terms(text: str) -> list[frozenset[str]]:
    """Return for each word asked for the set of terms that answer it: any term of a set, and every set.

    Each set is the word's own terms, so a document matches its own words. Articles and prepositions are left out
    unless there is nothing else; a word asked twice counts once.
    """
    words = [word for word, _start, _end in _words(text)]
    asked = dict.fromkeys([word for word in words if word not in _STOPWORDS] or words)
    return list(dict.fromkeys(frozenset(_variants(word)) for word in [*asked][:MOST_QUERY_WORDS]))


def matches(text: str, query: str) -> bool:
    """Tell whether ``text`` answers ``query``: every word by one of its terms. An empty query matches nothing."""
    found, asked = set(terms(text)), query_terms(query)
    return bool(asked) and all(not found.isdisjoint(alternatives) for alternatives in asked)


def snippet(text: str, query: str, width: int = 160) -> list[tuple[str, bool]]:
    """Return the part of the original ``text`` that answers ``query`` best, as runs ``(text, found)``.

    The part holds about ``width`` characters at most and is cut between words; ``…`` marks a cut. The words found are
    their own runs, as written. Without a match it is the beginning of the text; of a blank text, no runs.
    """
    asked = query_terms(query)
    words = tokens(text)
    hits = [
        (word, {n for n, alternatives in enumerate(asked) if not alternatives.isdisjoint(word.terms)}) for word in words
    ]
    found = [(word, numbers) for word, numbers in hits if numbers]
    start, end = _window(text, words, _best(found, width), width)
    runs: list[tuple[str, bool]] = []
    at = start
    for word, _numbers in found:
        if at <= word.start and word.end <= end:
            runs += [(text[at : word.start], False), (text[word.start : word.end], True)]
            at = word.end
    runs.append((text[at:end], False))
    if start > 0 and text[:start].strip():
        runs.insert(0, ("…", False))
    if _PIECE.search(text, end):
        runs.append(("…", False))
    return _joined(runs) if text.strip() else []


def _best(found: list[tuple[Token, set[int]]], width: int) -> Token | None:
    """Return the found word from which ``width`` characters hold the most different words asked for."""
    best, most = None, 0
    # A word that fills a long text is not looked at more than a few hundred times.
    for place, (word, _numbers) in enumerate(found[:300]):
        near = [numbers for other, numbers in found[place : place + 50] if other.end - word.start <= width]
        if len(set().union(*near)) > most:
            best, most = word, len(set().union(*near))
    return best


def _window(text: str, words: list[Token], word: Token | None, width: int) -> tuple[int, int]:
    """Return the start and end of the part to show: a little before ``word``, whole words where there are any."""
    if len(text) <= width:
        return 0, len(text)
    start = 0
    if word and word.end > width * 3 // 4:
        lead = max(word.start - width // 4, min(word.end - width, word.start))
        start = next(other.start for other in words if other.start >= min(lead, len(text) - width))
    if len(text) <= start + width:
        return start, len(text)
    end = max((other.end for other in words if start < other.end <= start + width), default=start + width)
    # A "word" longer than the part is cut, but not between a letter and its marks.
    while end > start + 1 and UNSEEN.match(text, end):
        end -= 1
    return start, end


def _joined(runs: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Return the runs without empty ones and with plain neighbours in one."""
    out: list[tuple[str, bool]] = []
    for text, hit in runs:
        if text and out and not hit and not out[-1][1]:
            out[-1] = (out[-1][0] + text, False)
        elif text:
            out.append((text, hit))
    return out
