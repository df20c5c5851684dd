"""What Arabic adds to search: letters written in several ways, prefixes, plurals and stems.

The letter folding is that of Lucene's ArabicNormalizer and pyarabic, with Morocco's گ ڭ ݣ for g; the stemmer is
Snowball's. Whatever is stripped is added beside the word, never in its place, so nothing is lost.
"""

import re
from functools import lru_cache
from threading import Lock

import snowballstemmer

from mukhtabar.language.plurals import PLURALS

_LETTERS = {
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ٲ": "ا",
    "ٳ": "ا",
    "ٵ": "ا",
    "ى": "ي",
    "ة": "ه",
    "ؤ": "و",
    "ئ": "ي",
    # Morocco's g, written with three letters by three ministries, and v; Maghrebi fa and qaf.
    "گ": "ك",
    "ڭ": "ك",
    "ݣ": "ك",
    "ݢ": "ك",
    "ڤ": "ف",
    "ڥ": "ف",
    "ڢ": "ف",
    "ڧ": "ق",
    "ٯ": "ق",
    "پ": "ب",
    # What a Persian or Urdu keyboard types for the same letters.
    "ک": "ك",
    "ڪ": "ك",
    "ی": "ي",
    "ې": "ي",
    "ے": "ي",
    "ہ": "ه",
    "ھ": "ه",
    "ە": "ه",
    "ۀ": "ه",
    "ۂ": "ه",
    "ۃ": "ه",
    "ۓ": "ي",
    "ۆ": "و",
    "ۇ": "و",
    "ٶ": "و",
    "ٸ": "ي",
}
#: For ``str.translate``: one spelling for each letter, no tatweel, ASCII digits.
FOLD: dict[int, str | None] = {ord(letter): plain for letter, plain in _LETTERS.items()}
FOLD[0x0640] = None
FOLD |= {start + n: str(n) for start in (0x0660, 0x06F0) for n in range(10)}

LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5-\u06ff\u0750-\u077f\u0870-\u08c9]")
_PREFIXES = ("وبال", "فبال", "ولل", "وال", "بال", "كال", "فال", "لل", "ال")
#: These also stand before a bare word; before three letters they are too often its own first letter (وجدة is not جدة).
_JOINED = re.compile("[وفبل](?=.{4})")
_SUFFIXES = (("تان", 3), ("تين", 3), ("ات", 3), ("ون", 4), ("ين", 4), ("ان", 4), ("ه", 3))
_KEPT = 3

_STOPWORDS = """
في من على إلى عن مع أو ثم أن إن كان كانت هذا هذه ذلك تلك التي الذي الذين هو هي ما لا لم لن قد كل بين بعد قبل عند حتى و
"""
#: Words too common to ask for.
STOPWORDS = frozenset(_STOPWORDS.translate(FOLD).split())

#: Words whose hamza takes another seat by school or by country, so that letters alone do not fold them together.
_SEATS = {"مسيول": "مسوول", "شيون": "شوون", "هياه": "هييه", "هيات": "هييات", "ملاءم": "ملايم"}
_SEAT = re.compile(rf"([وف]?(?:ال|لل|بال|كال|[بلك])?)({'|'.join(_SEATS)})(ه|ات|ون|ين|يه|يات|نا|ها|هم|ي)?")

_stemmer = snowballstemmer.stemmer("arabic")
_lock = Lock()


def _plural_map() -> dict[str, str]:
    pairs = ((plural, singular) for plural, singular in map(str.split, PLURALS.translate(FOLD).strip().split("\n")))
    return dict(pairs)


#: Folded plural -> folded singular.
SINGULARS = _plural_map()
_KNOWN = frozenset(SINGULARS) | frozenset(SINGULARS.values())


def settle(word: str) -> str:
    """Return the folded ``word`` with the hamza of the few words that have two right seats in one of them."""
    found = _SEAT.fullmatch(word)
    return f"{found[1]}{_SEATS[found[2]]}{found[3] or ''}" if found else word


def bare(word: str) -> str:
    """Return the folded ``word`` without ال, وال, بال, كال, فال, لل ... when at least three letters remain."""
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _KEPT:
            return word[len(prefix) :]
    return word


def light_stem(word: str) -> str:
    """Return ``word`` without the ending of a regular plural, a dual or a feminine (after Larkey's light stemmer)."""
    for suffix, kept in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= kept:
            return word[: -len(suffix)]
    return word


def stem(word: str) -> str:
    """Return Snowball's stem, or the word itself where fewer than three letters would be left."""
    # The stemmer keeps its working state in itself, so two threads may not share it.
    with _lock:
        found: str = _stemmer.stemWord(word)
    return found if len(found) >= _KEPT else word


def _known(word: str) -> str | None:
    """Return a listed word inside ``word`` after و ف ب ل ك: a list can tell بمدارس from بلدية, a rule cannot."""
    if word in _KNOWN:
        return word
    return word[1:] if word[:1] in "وفبلك" and len(word) > _KEPT and word[1:] in _KNOWN else None


@lru_cache(maxsize=32768)
def variants(word: str) -> tuple[str, ...]:
    """Return the index terms of one folded Arabic ``word``: the word first, then each form it may be looked for by."""
    word = settle(word)
    plain = bare(word)
    forms = [word, plain, stem(plain), light_stem(plain)]
    # After the article no such letter follows, and a listed word (بطاقة, بلدية) begins with its own.
    if plain == word and word not in _KNOWN and _JOINED.match(word):
        forms += [word[1:], light_stem(word[1:])]
    if plain.endswith("اء") and len(plain) > _KEPT + 1:
        forms.append(plain[:-1])
    for form in tuple(forms):
        if listed := _known(form):
            singular = SINGULARS.get(listed, listed)
            forms += [listed, singular, light_stem(singular)]
    return tuple(dict.fromkeys(forms))
