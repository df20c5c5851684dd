"""What every submitted text goes through first: one normal form, nothing invisible that lies.

Sources: Unicode UAX #15 (NFC), UAX #9 (bidirectional controls), UTS #39 (mixed scripts), CVE-2021-42574.
"""

import re
import unicodedata

from mukhtabar.language.marks import BASIC_MARKS, MARKS

#: Bidi embeddings, overrides and isolates; zero-width space, BOM, word joiner and its invisible kin; deprecated format
#: characters; interlinear annotation; tags and supplementary variation selectors (they can carry a hidden message);
#: Mongolian vowel separator; noncharacters; surrogates; C0 and C1 controls except tab and line feed.
HOSTILE = (
    "\u202a-\u202e\u2066-\u2069\u200b\ufeff\u2060-\u2065\u206a-\u206f\ufff0-\ufffb\ufdd0-\ufdef\ufffe\uffff\u180e"
    "\U000e0000-\U000e0fff\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
)
_HOSTILE = re.compile(f"[{HOSTILE}]")
#: In a title or a name also the implicit direction marks, soft hyphens and letters that show nothing.
_UNSEEN_IN_LINE = re.compile("[\u200e\u200f\u061c\u00ad\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
#: Joiners and direction marks do not end a letter's cluster (UAX #29), so they must not restart the count of marks.
_PILE, _BASIC_PILE = (
    re.compile(f"([{marks}\u200c-\u200f\u061c]{{4}})[{marks}\u200c-\u200f\u061c]+") for marks in (MARKS, BASIC_MARKS)
)
_BEYOND_BASIC = re.compile("[\U00010000-\U0010ffff]")
_SPACE = re.compile(r"\s+")
_VISIBLE = re.compile(rf"[^\s\u200c-\u200f\u061c\u00ad{MARKS}]")
_DIGITS = {start + n: str(n) for start in (0x0660, 0x06F0) for n in range(10)}
_SCRIPTS = ("ARABIC", "LATIN", "TIFINAGH", "CYRILLIC", "GREEK", "ARMENIAN", "HEBREW", "CHEROKEE", "COPTIC")


def drop_hostile(text: str) -> str:
    """Return ``text`` with one kind of line end and without the characters of ``HOSTILE``; nothing is composed."""
    return _HOSTILE.sub("", _LINE_END.sub("\n", text))


def _normal(text: str) -> str:
    """Return ``text`` in NFC with at most four marks, joiners included, after each letter."""
    apart = unicodedata.normalize("NFD", text)
    pile = _PILE if _BEYOND_BASIC.search(apart) else _BASIC_PILE
    return unicodedata.normalize("NFC", pile.sub(r"\1", apart))


def clean_text(text: str) -> str:
    """Return a safe text of many lines: NFC, ``\\n`` line ends, no hostile character, at most 4 marks a letter.

    ZWNJ and ZWJ stay (Persian and Tamazight words need them), and the implicit direction marks, which cannot reorder
    words. Blank space at both ends goes. Cleaning twice changes nothing.
    """
    return _normal(drop_hostile(text)).strip()


def clean_line(text: str) -> str:
    """Return a safe text of one line, for a title or a name: as ``clean_text``, and all space collapsed to one blank.

    Direction marks and letters that show nothing go too; what has nothing visible left is the empty string.
    """
    line = _SPACE.sub(" ", _normal(_UNSEEN_IN_LINE.sub("", drop_hostile(text)))).strip()
    return line if _VISIBLE.search(line) else ""


def ascii_digits(text: str) -> str:
    """Return ``text`` with Arabic-Indic (U+0660..) and Persian (U+06F0..) digits as 0-9; everything else unchanged."""
    return text.translate(_DIGITS)


def mixed_script(text: str) -> list[str]:
    """Return the words of ``text`` that mix letters of two scripts, as a homoglyph name does (UTS #39, 5.1).

    An Arabic article joined to a Latin word by a tatweel (``الـPDF``) is ordinary writing and is not reported.
    """
    return [word for word in re.findall(r"[^\W\d_]+", text.replace("\u0640", " ")) if len(_scripts(word)) > 1]


def _scripts(word: str) -> set[str]:
    names = (unicodedata.name(letter, "") for letter in unicodedata.normalize("NFKC", word))
    return {script for name in names for script in _SCRIPTS if name.startswith(script)}
