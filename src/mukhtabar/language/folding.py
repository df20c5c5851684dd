"""How two spellings become one: the folding that search, slugs and comparisons share (Unicode UAX #15)."""

import re
import unicodedata

from mukhtabar.language import arabic, french, tamazight
from mukhtabar.language.marks import FORMATS, MARKS

_LETTERS = {**arabic.FOLD, **french.FOLD, **tamazight.FOLD}
#: Harakat that stand alone: NFKC would put a blank before them and part the word.
_LONE_HARAKAT = dict.fromkeys([*range(0xFE70, 0xFE80), *range(0xFC5E, 0xFC64), *range(0xFCF2, 0xFCF5)])
_BEFORE = {**_LONE_HARAKAT, **french.FOLD}
UNSEEN = re.compile(f"[{MARKS}{FORMATS}]+")


def fold(text: str) -> str:
    """Return ``text`` as it is compared: one case, one spelling a letter, no accents, harakat, tatweel or hidden signs.

    Folding twice changes nothing, and NFC and NFD of a text fold alike.
    """
    if text.isascii():
        return text.translate(french.FOLD).lower()
    folded = _fold_once(text)
    # An accent can hide a letter of the table (ǽ), and a dropped sign can bring two together: go on until it rests.
    while (again := _fold_once(folded)) != folded:
        folded = again
    return folded


def _fold_once(text: str) -> str:
    # Letters are folded while they are whole: the table knows أ, and not ا with a hamza above it.
    text = unicodedata.normalize("NFKC", text.translate(_BEFORE)).casefold().translate(_LETTERS)
    return unicodedata.normalize("NFC", UNSEEN.sub("", unicodedata.normalize("NFD", text)))
