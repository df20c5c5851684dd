"""In which edition a reader gets a document, and which others there are: in easy words now, others beside it."""

from dataclasses import dataclass
from types import SimpleNamespace as Shown
from typing import Any

from pyramid.request import Request

from mukhtabar.content.texts import Texts
from mukhtabar.content.translations import EASY, PLAIN, leading, older_since
from mukhtabar.language import NAMES, Message, _
from mukhtabar.views.language import in_language


@dataclass(frozen=True)
class Edition:
    """The same document told another way, and where: what a link to it says."""

    url: str
    title: Message


def editions(request: Request, document: Any, easy: bool) -> list[Edition]:
    """Return the editions of `document` other than the one shown; a recording of it would be listed here too."""
    found = []
    here = request.page.url_of(document)
    if easy:
        found.append(Edition(here, _("Read the full text")))
    elif getattr(document, EASY, None):
        found.append(Edition(f"{here}?easy=1", _("Read it in easy words")))
    return found


def reading(request: Request, document: Any, *more: str) -> Shown:
    """Return what a reader gets: in easy words when asked for and written, and how it stands to the original.

    `more` are the fields shown beside title, summary and text.
    """
    easy = request.GET.get("easy") == "1" and bool(getattr(document, EASY, None))
    main = EASY if easy else PLAIN
    texts = getattr(document, main, None)
    first = leading(document)
    shown = ("title", "summary", main, *more) if not easy else ("title", main)
    return Shown(
        easy=easy,
        text=texts,
        stale=older_since(document, shown, request.language),
        untranslated=isinstance(texts, Texts) and texts.best(request.language)[0] != request.language,
        original=None if first == request.language else Shown(
            url=in_language(request, first, request.page.path), language=first, name=NAMES[first]),
        editions=editions(request, document, easy),
    )  # fmt: skip
