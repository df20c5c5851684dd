"""What French (and other Latin letters) add to search: ligatures, elision, irregular plurals and stems.

Accents are dropped by the general folding, so that ``Education`` finds ``L’éducation``; stems are taken of the word
without accents, or typing them would change the result. The stemmer is Snowball's.
"""

import re
from functools import lru_cache
from threading import Lock

import snowballstemmer

_APOSTROPHES = "\u2018\u2019\u201b\u02bc\u02bb\u02b9\u00b4\u1ffd\u1fef`\u2032\uff07"
#: For ``str.translate``: one apostrophe, no ligature, letters whose stroke is no accent.
FOLD: dict[int, str | None] = {ord(sign): "'" for sign in _APOSTROPHES}
FOLD |= {
    ord(letter): plain
    for letter, plain in {"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i"}.items()
}

#: What stands before an apostrophe and is no word of its own: l'eau, qu'il, jusqu'à.
ELIDED = frozenset({"l", "d", "j", "m", "n", "s", "t", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"})
_STOPWORDS = """
a au aux avec ce ces cette dans de des du elle en est et il ils je la le les leur leurs lui mais ne nos notre nous ou
par pas pour qu que qui sa se ses son sur te tu un une vos votre vous y c d j l m n s t
the of and to in on at is are for with by an or
"""
#: Words too common to ask for, French and English.
STOPWORDS = frozenset(_STOPWORDS.split())

#: Plurals and homographs for which Snowball, or the loss of accents, would give a wrong stem.
_WORDS = {
    "travaux": "travail",
    "baux": "bail",
    "vitraux": "vitrail",
    "emaux": "email",
    "yeux": "oeil",
    "cieux": "ciel",
    "petition": "petition",
    "petitions": "petition",
}
_WORD = re.compile("[a-z]{3,}")

_stemmer = snowballstemmer.stemmer("french")
_lock = Lock()


@lru_cache(maxsize=32768)
def variants(word: str) -> tuple[str, ...]:
    """Return the index terms of one folded Latin ``word``: the word, its stem, and its singular where it is listed."""
    if not _WORD.fullmatch(word):
        return (word,)
    forms = [word]
    if word in _WORDS:
        forms.append(_WORDS[word])
    else:
        with _lock:
            forms.append(_stemmer.stemWord(word))
    if word.endswith("ies"):
        forms.append(f"{word[:-3]}y")
    return tuple(dict.fromkeys(form for form in forms if len(form) >= 2))
