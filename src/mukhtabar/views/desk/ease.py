"""What is still hard in an easy-read text, said in words after it was saved."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.request import Request

from mukhtabar.content.texts import Texts
from mukhtabar.content.translations import EASY
from mukhtabar.language import LANGUAGES, NAMES, Message, _
from mukhtabar.language.easy import WHOLE, ease
from mukhtabar.language.marks_back import html_to_plain
from mukhtabar.views.shown import shorten

#: So much of a sentence is enough to find it again, and so many findings are enough to begin with.
BEGINNING, MOST = 60, 10


def ease_of(request: Request, document: Any) -> list[Shown]:
    """Return, for each language of the easy-read text, how many words it has and what is too long in it."""
    texts = getattr(document, EASY, None)
    if not isinstance(texts, Texts):
        return []
    return [_one(request, code, texts.get(code)) for code in LANGUAGES if texts.get(code)]


def _one(request: Request, language: str, html: str) -> Shown:
    found = ease(html_to_plain(html))
    problems: list[tuple[Message, str | None]] = []
    if found.words > WHOLE:
        said = _("${n} word in all: at most 150.", "${n} words in all: at most 150.", n=found.words)
        problems.append((said, None))
    problems += [
        (_("A sentence of ${n} word: at most 15.", "A sentence of ${n} words: at most 15.", n=n), text)
        for n, text in found.sentences
    ]
    problems += [
        (_("A paragraph of ${n} sentence: at most 3.", "A paragraph of ${n} sentences: at most 3.", n=n), text)
        for n, text in found.paragraphs
    ]
    return Shown(
        language=language,
        name=NAMES[language],
        words=_("${n} word", "${n} words", n=found.words),
        problems=[(said, shorten(text, BEGINNING) if text else None) for said, text in problems[:MOST]],
        more=max(0, len(problems) - MOST),
        easy=found.easy,
    )
