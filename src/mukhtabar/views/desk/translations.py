"""What is missing or out of date here, and what waits to be published: documents by languages (point 7)."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.early import read_by
from mukhtabar.content.interfaces import IContainer
from mukhtabar.content.translations import standings
from mukhtabar.content.words import word
from mukhtabar.language import LANGUAGES, NAMES, _
from mukhtabar.views.desk.translate import state_of
from mukhtabar.views.listed import documents, page_number, paging

PER_PAGE = 25


def _row(request: Request, document: Any) -> Shown:
    language, title = document.title_text.best(request.language)
    found = standings(document, read_by(request.ctx, document))
    return Shown(
        title=request.page.title_of(document),
        lang=language if title else None,
        kind=word("type", document.type_name),
        url=request.page.url_of(document, "translate"),
        cells=[state_of(request, document, each) for each in sorted(found, key=_order)],
    )


def _order(standing: Any) -> int:
    return LANGUAGES.index(standing.language)


@view_config(
    context=IContainer,
    name="translations",
    permission="translate",
    request_method=("GET", "HEAD"),
    renderer="mukhtabar.templates:desk/translations.pt",
)
def translations(context: Any, request: Request) -> dict[str, Any]:
    """One page of the documents here in which one language waits for somebody, what is ready first."""
    index = request.portal.listings_index
    asked = request.GET.get("to", "")
    counts = {code: index.count(f"translations.{code}", context.uid) for code in LANGUAGES}
    chosen = asked if asked in LANGUAGES else next((code for code in LANGUAGES if counts[code]), LANGUAGES[1])
    batch = index.batch(f"translations.{chosen}", context.uid, page=page_number(request), size=PER_PAGE)
    here = request.page.url_of(context, "translations")
    return {
        "title": _("Translations here"),
        "name": request.page.place_of(context),
        "tabs": [(f"{here}?to={code}", code, NAMES[code], counts[code], code == chosen) for code in LANGUAGES],
        "rows": [_row(request, document) for document in documents(request, batch)],
        "paging": paging(request, batch, to=chosen),
    }
