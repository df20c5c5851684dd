"""Atom feeds: what is new in the portal, a region, a commune, a space or a consultation (RFC 4287)."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.interfaces import ICommune, IConsultation, IPortal, IRegion, ISpace
from mukhtabar.services.events import coming
from mukhtabar.store.catalog.listings import Batch
from mukhtabar.views import shown
from mukhtabar.views.listed import documents

SIZE = 30


def _moment(document: Any) -> Any:
    # An event is news when it is announced, not when it takes place; what has no state, when it was made.
    return getattr(document, "dated", None) or getattr(document, "state_since", None) or document.created


def feed(context: Any, request: Request) -> dict[str, Any]:
    """The newest proposals, answers, petitions, consultations, news, commitments and coming events, by date."""
    soon = coming(request.portal, context, request.now, size=SIZE)
    request.depends_on(context, until=soon.until)
    index = request.portal.listings_index
    uids: dict[int, None] = dict.fromkeys(soon.batch.uids)
    for listing in ("proposals.newest", "proposals.answered", "petitions", "consultations", "news", "commitments"):
        uids |= dict.fromkeys(index.batch(listing, context.uid, size=SIZE).uids)
    return entries(request, context, documents(request, Batch(tuple(uids), 1, SIZE, len(uids))))


def entries(request: Request, context: Any, found: list[Any]) -> dict[str, Any]:
    """Return what the template of a feed of `context` needs for these documents, the latest first."""
    found = sorted(found, key=_moment, reverse=True)[:SIZE]
    base = request.site.settings.base_url
    request.response.content_type = "application/atom+xml"
    return {
        "title": request.page.title_of(context),
        "base": base,
        "here": base + request.page.url_of(context),
        "updated": _moment(found[0]) if found else context.modified,
        "entries": [
            (document, shown.marked(request, document), shown.item(request, document), _moment(document))
            for document in found
        ],
    }


for _interface in (IPortal, IRegion, ICommune, ISpace, IConsultation):
    feed = view_config(
        context=_interface,
        name="feed",
        permission="view",
        request_method=("GET", "HEAD"),
        renderer="mukhtabar.templates:feeds/atom.pt",
    )(feed)
