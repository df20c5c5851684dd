"""Atom feeds: what is new in the portal, a region, a commune, a space or a consultation (RFC 4287)."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.interfaces import ICommune, IConsultation, IPortal, IRegion, ISpace
from mukhtabar.store.catalog.listings import Batch
from mukhtabar.views import shown
from mukhtabar.views.listed import documents

SIZE = 30


def _moment(document: Any) -> Any:
    return getattr(document, "dated", None) or document.state_since


def feed(context: Any, request: Request) -> dict[str, Any]:
    """The newest proposals, answered proposals, consultations and news at or below this node, by date."""
    request.depends_on(context)
    index = request.portal.listings_index
    uids: dict[int, None] = {}
    for listing in ("proposals.newest", "proposals.answered", "consultations", "news"):
        uids |= dict.fromkeys(index.batch(listing, context.uid, size=SIZE).uids)
    found = documents(request, Batch(tuple(uids), 1, SIZE, len(uids)))
    found = sorted(found, key=_moment, reverse=True)[:SIZE]
    base = request.site.settings.base_url
    request.response.content_type = "application/atom+xml"
    return {
        "title": request.page.title_of(context),
        "base": base,
        "here": base + request.page.url_of(context),
        "updated": _moment(found[0]) if found else context.modified,
        "entries": [(document, shown.item(request, document), _moment(document)) for document in found],
    }


for _interface in (IPortal, IRegion, ICommune, ISpace, IConsultation):
    feed = view_config(
        context=_interface,
        name="feed",
        permission="view",
        request_method=("GET", "HEAD"),
        renderer="mukhtabar.templates:feeds/atom.pt",
    )(feed)
