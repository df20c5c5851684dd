"""The language of a field, and of the passages in it (WCAG 3.1.1, 3.1.2)."""

import re
from collections.abc import Iterator

from mukhtabar.language.folding import fold
from mukhtabar.language.message import _
from mukhtabar.rules.checks.finding import Finding, Passage, excerpt
from mukhtabar.rules.checks.parts import Parts

#: With fewer letters a text is a name, and says nothing about its language.
FEWEST = 24
_SCRIPTS = {
    "arabic": re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f]"),
    "latin": re.compile("[A-Za-z\u00c0-\u024f\u0263\u025b\u1e00-\u1eff]"),
    "tifinagh": re.compile("[\u2d30-\u2d67]"),
}
_WRITTEN = {"ar": {"arabic"}, "ary": {"arabic"}, "fr": {"latin"}, "en": {"latin"}, "zgh": {"tifinagh", "latin"}}
#: Small words that no other of these languages has.
_SMALL = {
    "fr": frozenset({
        "le", "la", "les", "des", "une", "du", "dans", "pour", "que", "qui", "est", "sont", "aux", "sur", "avec", "par",
        "cette", "et", "ou", "nous", "vous", "ne", "pas",
    }),
    "en": frozenset({
        "the", "and", "of", "to", "in", "for", "that", "with", "are", "be", "this", "by", "from", "it", "was", "you",
        "we", "not", "as", "at",
    }),
    "zgh": frozenset({
        "d", "n", "ad", "ur", "is", "s", "g", "deg", "ghef", "ayt", "ini", "mani", "nna", "iga", "gan", "dar", "gh",
        "ula", "wa", "ta", "ayad",
    }),
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
#: Letters that only Tamazight in Latin letters has.
_TAMAZIGHT = re.compile("[ɣɛḍṭṣẓṛǧč]", re.IGNORECASE)
#: Small words of another language that say that the text is in it.
ENOUGH = 4


def script_of(text: str) -> str:
    """Return the script of most letters of a text: arabic, latin, tifinagh; empty when there are too few to say."""
    counts = {name: len(letters.findall(text)) for name, letters in _SCRIPTS.items()}
    name = max(counts, key=lambda one: counts[one])
    return name if sum(counts.values()) >= FEWEST and counts[name] * 2 > sum(counts.values()) else ""


def latin_language(text: str) -> str:
    """Return which language in Latin letters a text is in, told by its small words: fr, en, zgh; empty when unclear."""
    words = [fold(word) for word in _WORD.findall(text)]
    counts = {language: sum(word in small for word in words) for language, small in _SMALL.items()}
    counts["zgh"] += 2 * len(_TAMAZIGHT.findall(text))
    best = max(counts, key=lambda one: counts[one])
    second = max(n for language, n in counts.items() if language != best)
    return best if counts[best] >= ENOUGH and counts[best] >= 2 * second else ""


def tongue(passage: Passage, parts: Parts) -> Iterator[Finding]:
    """Yield where a field, or a passage in it, is in another language than the one it is said to be in."""
    runs = [(language, words) for block in parts.blocks for language, words in block.runs]
    own = "".join(words for language, words in runs if language == passage.language)
    whole = script_of(own)
    if whole and whole not in _WRITTEN[passage.language]:
        sentence = _("This field is of another language than its words. Move them to the field of their language.")
        yield Finding("wrong_language", True, passage.field, passage.language, excerpt(own), sentence, "WCAG 3.1.1")
        return
    if whole == "latin" and (told := latin_language(own)) and told != passage.language:
        sentence = _("This seems to be written in another language than the field says. Move it to its own field.")
        yield Finding("other_language", False, passage.field, passage.language, excerpt(own), sentence, "WCAG 3.1.1")
        return
    if whole == "latin" and passage.language == "zgh":
        sentence = _("This Tamazight is in Latin letters. The portal writes it in Tifinagh.")
        yield Finding("latin_tamazight", False, passage.field, passage.language, excerpt(own), sentence, "WCAG 3.1.1")
    yield from _passages(passage, parts)


def _passages(passage: Passage, parts: Parts) -> Iterator[Finding]:
    strange = []
    for block in parts.blocks:
        for language in {language for language, _words in block.runs}:
            words = "".join(words for said, words in block.runs if said == language)
            script = script_of(words)
            if script and script not in _WRITTEN.get(language, {script}):
                strange.append(words)
    if strange:
        sentence = _("A passage is in another language. Say in the editor which one, or move it to its own field.")
        yield Finding("foreign_passage", False, passage.field, passage.language, excerpt(strange[0]), sentence,
                      "WCAG 3.1.2", times=len(strange))  # fmt: skip
