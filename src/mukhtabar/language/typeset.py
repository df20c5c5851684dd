"""Signs that nobody sees, put in when a text is shown and never into what was written."""

import re

#: A French sign stands apart from its word and must not begin a line (Imprimerie nationale, Lexique des règles
#: typographiques). U+00A0 and not U+202F, which cheap telephones show as a box.
_BEFORE = re.compile(r" (?=[?!;:»](?:\s|$|[<.,)]))")
_AFTER = re.compile(r"« ")
#: A telephone number in groups, such as «0528 80 00 00» or «+212 528-80-00-00».
_NUMBER = re.compile(r"(?<![^\s(>])(?!\d{2}[.-]\d{2}[.-]\d{4}(?!\d))[+0]\d{1,4}(?:[ .-]\d{2,4}){2,5}(?!\w)")
_LRI, _PDI = "\u2066", "\u2069"


def typeset(text: str, language: str) -> str:
    """Return ``text`` with its French blanks unbreakable; every other language as it is."""
    if language != "fr":
        return text
    return _AFTER.sub("«\u00a0", _BEFORE.sub("\u00a0", text))


def dialled(text: str) -> str:
    """Return ``text`` with each telephone number in the order it is dialled in.

    In a line of Arabic its groups would stand from right to left (UAX #9, W2 and N1).
    """
    return _NUMBER.sub(lambda number: f"{_LRI}{number[0]}{_PDI}", text)
