"""What Tamazight adds to search: Tifinagh words are also found by their Latin spelling, and the other way round.

Letters after IRCAM's neo-Tifinagh (Unicode block 2D30). Latin comes twice: as linguists write it (c, x, u) and as
Moroccans write names in French (ch, kh, ou). The schwa and the labial mark follow the same tables.
"""

import re
from functools import lru_cache

LETTER = re.compile("[\u2d30-\u2d6f]")
#: For ``str.translate``: letters for spirantised sounds, which no school book keeps, as the plain ones; gh, and ayn.
FOLD: dict[int, str | None] = {
    ord(letter): plain
    for letter, plain in {
        "ⴲ": "ⴱ",
        "ⴴ": "ⴳ",
        "ⴸ": "ⴷ",
        "ⴿ": "ⴽ",
        "ⵝ": "ⵜ",
        "ⴵ": "ⵊ",
        "ⵆ": "ⵅ",
        "ⵈ": "ⵇ",
        "ⵗ": "ⵖ",
        "ⵘ": "ⵖ",
        "ⵌ": "ⵊ",
        "ⴶ": "ⵊ",
        "ⴾ": "ⴽ",
        "ⵋ": "ⵊ",
        "ⵤ": "ⵣ",
        "ɣ": "gh",
        "ɛ": "e",
        "ʕ": "e",
    }.items()
}

_LATIN = {
    "ⴰ": "a",
    "ⴱ": "b",
    "ⴳ": "g",
    "ⴷ": "d",
    "ⴹ": "d",
    "ⴺ": "d",
    "ⴻ": "e",
    "ⴼ": "f",
    "ⴽ": "k",
    "ⵀ": "h",
    "ⵁ": "h",
    "ⵂ": "h",
    "ⵃ": "h",
    "ⵄ": "e",
    "ⵅ": "x",
    "ⵇ": "q",
    "ⵉ": "i",
    "ⵊ": "j",
    "ⵍ": "l",
    "ⵎ": "m",
    "ⵏ": "n",
    "ⵐ": "ny",
    "ⵑ": "ng",
    "ⵒ": "p",
    "ⵓ": "u",
    "ⵔ": "r",
    "ⵕ": "r",
    "ⵖ": "gh",
    "ⵙ": "s",
    "ⵚ": "s",
    "ⵛ": "c",
    "ⵜ": "t",
    "ⵞ": "tc",
    "ⵟ": "t",
    "ⵠ": "v",
    "ⵡ": "w",
    "ⵢ": "y",
    "ⵣ": "z",
    "ⵥ": "z",
    "ⵦ": "e",
    "ⵧ": "o",
}
_FRENCH = {**_LATIN, "ⵅ": "kh", "ⵓ": "ou", "ⵛ": "ch", "ⵞ": "tch", "ⵡ": "ou"}
_LATIN_TABLE = str.maketrans(_LATIN)
_FRENCH_TABLE = str.maketrans(_FRENCH)


def to_latin(text: str, french: bool = False) -> str:
    """Return ``text`` with Tifinagh letters in Latin: ``tamazight``; ``french=True`` gives ``marrakch``, ``oujda``."""
    return text.translate(_FRENCH_TABLE if french else _LATIN_TABLE)


@lru_cache(maxsize=8192)
def variants(word: str) -> tuple[str, ...]:
    """Return the index terms of one folded Tifinagh ``word``: the word and its two Latin spellings."""
    return tuple(dict.fromkeys([word, to_latin(word), to_latin(word, french=True)]))
