"""Signs and spelling: what makes a text harder to read, to hear or to search; and signs that lie."""

import re
from collections.abc import Iterator

from mukhtabar.language.clean import HOSTILE
from mukhtabar.language.message import Message, _
from mukhtabar.rules.checks.finding import Finding, Passage, excerpt

_LETTER = "\u0620-\u063f\u0641-\u064a"
_CAPITALS = re.compile(r"\b[A-ZÀ-ÖØ-Þ]{2,}(?:[\s'’,\-]+[A-ZÀ-ÖØ-Þ]{2,}){2,}\b")
#: Embeddings, overrides and isolates reorder what is read (UAX #9); the rest shows nothing and hides words.
_HOSTILE = re.compile(f"[{HOSTILE}]")

#: (code, languages, what is looked for, what to do, source)
_ADVICE: tuple[tuple[str, frozenset[str], re.Pattern[str], Message, str], ...] = (
    (
        "capitals", frozenset({"fr", "en", "zgh"}), _CAPITALS,
        _("Several words are in capitals. They are hard to read, and some are read out letter by letter."),
        "WCAG 3.1.5",
    ),
    (
        "tatweel", frozenset({"ar"}), re.compile(f"(?<=[{_LETTER}])\u0640+(?=[{_LETTER}])"),
        _("Words are stretched. Take the stretching sign out: it stops searching and is read out wrongly."),
        "WCAG 1.3.1",
    ),
    (
        "double_space", frozenset({"ar", "fr", "zgh", "en"}), re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)"),
        _("There are several blanks in a row. Leave one."), "WCAG 1.3.2",
    ),
    (
        "arabic_digits", frozenset({"ar"}), re.compile("[\u0660-\u0669\u06f0-\u06f9]+"),
        _("Digits are in the Eastern form. Write 0 to 9, as all pages of the portal do."), "CLDR ar-MA",
    ),
    (
        "latin_signs", frozenset({"ar"}), re.compile(rf"(?<=[{_LETTER}])[ ]?[,;?](?=\s|$|[{_LETTER}])"),
        _("Latin signs stand in an Arabic sentence. Write «،», «؛» and «؟»."), "CLDR ar",
    ),
)  # fmt: skip


def signs(passage: Passage, text: str) -> Iterator[Finding]:
    """Yield what is wrong with the signs of a field, whose words as they were typed are `text`."""
    if found := _HOSTILE.findall(text):
        at = _HOSTILE.search(text)
        assert at is not None
        sentence = _("The text holds hidden signs that turn words around. Type the sentence again, without copying it.")
        shown = excerpt(_HOSTILE.sub("", text[max(0, at.start() - 30) : at.end() + 30]))
        yield Finding("hidden_signs", True, passage.field, passage.language, shown, sentence, "UAX #9", len(found))
    for code, languages, sought, sentence, source in _ADVICE:
        if passage.language not in languages:
            continue
        places = list(sought.finditer(text))
        if places:
            where = excerpt(text, places[0].start(), places[0].end())
            what = " ".join(places[0][0].split())
            yield Finding(code, False, passage.field, passage.language, where, sentence, source, len(places), what=what)
