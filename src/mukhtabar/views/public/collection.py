"""A collection: what its query finds now, page by page, and as a feed."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.interfaces import ICollection
from mukhtabar.services.gathering import Found, find
from mukhtabar.views.feeds.atom import SIZE, entries
from mukhtabar.views.listed import documents, page_number, paging

READ = ("GET", "HEAD")


def _depends(request: Request, context: Any, found: Found) -> None:
    """Say that the page shows the collection and the place it looks in; what is gone may come back anywhere."""
    request.depends_on(context, found.place if found.place is not None else request.portal, until=found.until)


@view_config(
    context=ICollection, permission="view", request_method=READ, renderer="mukhtabar.templates:public/collection.pt"
)
def collection(context: Any, request: Request) -> dict[str, Any]:
    """One page of the list."""
    found = find(request.portal, context, request.now, page=page_number(request))
    _depends(request, context, found)
    return {
        "title": request.page.title_of(context),
        "description": context.summary.best(request.language)[1],
        "items": documents(request, found.batch),
        "paging": paging(request, found.batch),
        "place": found.place,
    }


@view_config(
    context=ICollection,
    name="feed",
    permission="view",
    request_method=READ,
    renderer="mukhtabar.templates:feeds/atom.pt",
)
def feed(context: Any, request: Request) -> dict[str, Any]:
    """The newest of what it finds, whatever order its page has (RFC 4287)."""
    order = "" if context.order == "waiting" else "newest"
    found = find(request.portal, context, request.now, size=SIZE, order=order)
    _depends(request, context, found)
    return entries(request, context, documents(request, found.batch))
