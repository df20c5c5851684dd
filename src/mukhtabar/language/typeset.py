"""Spaces that must not break, put in when a text is shown and never into what was written."""

import re

#: A French sign stands apart from its word and must not begin a line (Imprimerie nationale, Lexique des règles
#: typographiques). U+00A0 and not U+202F, which cheap telephones show as a box.
_BEFORE = re.compile(r" (?=[?!;:»](?:\s|$|[<.,)]))")
_AFTER = re.compile(r"« ")


def typeset(text: str, language: str) -> str:
    """Return ``text`` with its French blanks unbreakable; every other language as it is."""
    if language != "fr":
        return text
    return _AFTER.sub("«\u00a0", _BEFORE.sub("\u00a0", text))
