"""Which way a language runs, and which language a text looks like."""

import re

from mukhtabar.language import DEFAULT

_RTL = frozenset({"ar", "ary"})
#: Letters only: Arabic and its supplements and presentation forms (Unicode blocks 0600, 0750, 0870, 08A0, FB50, FE70).
_ARABIC = re.compile(
    "[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\u0870-\u088e"
    "\u08a0-\u08c9\ufb50-\ufdff\ufe70-\ufefc]"
)
_TIFINAGH = re.compile("[\u2d30-\u2d67\u2d6f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def direction(language: str) -> str:
    """Return ``"rtl"`` for Arabic, ``"ltr"`` for every other language (CLDR character order; zgh is left to right)."""
    return "rtl" if language in _RTL else "ltr"


def detect(text: str) -> str:
    """Return the language the letters of ``text`` suggest: Arabic script ``ar``, Tifinagh ``zgh``, Latin ``fr``.

    The script with the most letters wins, Arabic on a tie; a text without any letter is in the portal's own language.
    """
    arabic, tifinagh, latin = (len(script.findall(text)) for script in (_ARABIC, _TIFINAGH, _LATIN))
    if not arabic and not tifinagh and not latin:
        return "fr" if any(letter.isalpha() for letter in text) else DEFAULT
    if arabic >= tifinagh and arabic >= latin:
        return "ar"
    return "zgh" if tifinagh >= latin else "fr"
