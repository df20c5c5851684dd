"""The last part of an address: short, Latin, readable aloud."""

import re
import unicodedata

from mukhtabar.language.search import fold
from mukhtabar.language.tamazight import to_latin

LONGEST = 60
EMPTY = "page"
#: Folded Arabic letters as Moroccans spell names in French (Agadir, Chefchaouen, Khouribga). Vowels are not written.
_ARABIC = str.maketrans(
    {
        "ا": "a",
        "ب": "b",
        "ت": "t",
        "ث": "t",
        "ج": "j",
        "ح": "h",
        "خ": "kh",
        "د": "d",
        "ذ": "d",
        "ر": "r",
        "ز": "z",
        "س": "s",
        "ش": "ch",
        "ص": "s",
        "ض": "d",
        "ط": "t",
        "ظ": "d",
        "ع": "a",
        "غ": "gh",
        "ف": "f",
        "ق": "q",
        "ك": "k",
        "ل": "l",
        "م": "m",
        "ن": "n",
        "ه": "h",
        "و": "ou",
        "ي": "i",
        "ء": "",
        "چ": "tch",
        "ژ": "j",
        "'": " ",
    }
)
#: Before folding: what a reader hears differently from what search compares.
_HEARD = str.maketrans({"ة": "ا", "إ": "ي"})


def slug(text: str) -> str:
    """Return ``text`` as ``[a-z0-9-]``, at most 60 letters, cut between words; ``page`` when nothing is left.

    Arabic and Tifinagh are transliterated, accents dropped; a slug of a slug is itself. It need not be unique.
    """
    heard = unicodedata.normalize("NFKC", text).translate(_HEARD)
    latin = to_latin(fold(heard), french=True).translate(_ARABIC)
    words = re.findall("[a-z0-9]+", latin)
    out = ""
    for word in words:
        longer = f"{out}-{word}" if out else word[:LONGEST]
        if len(longer) > LONGEST:
            break
        out = longer
    return out or EMPTY
