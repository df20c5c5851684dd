"""Atom feeds: what is new in the portal, a region, a commune, a space or a consultation (RFC 4287)."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.interfaces import ICommune, IConsultation, IPortal, IRegion, ISpace
from mukhtabar.content.proposal import Proposal
from mukhtabar.services.events import coming
from mukhtabar.store.catalog.listings import Batch
from mukhtabar.views import shown
from mukhtabar.views.listed import documents

SIZE = 30


def _moment(document: Any) -> Any:
    # An event is news when it is announced, not when it takes place; what has no state, when it was made.
    known = (getattr(document, name, None) for name in ("dated", "answered_at", "state_since"))
    return next((moment for moment in known if moment is not None), document.created)


def _id(document: Any) -> str:
    # Whatever happens to a document is news of its own: its state, and which answer it is that stands.
    answered = isinstance(document, Proposal) and document.state == "answered"
    answer = document.answer_in_force() if answered else None
    parts = (document.uid, getattr(document, "state", ""), answer.__name__ if answer is not None else "")
    return ":".join(str(part) for part in ("urn:mukhtabar", *parts) if part)


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
            (_id(document), shown.marked(request, document), shown.item(request, document), _moment(document))
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
