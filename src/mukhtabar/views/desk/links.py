"""Links that lead nowhere, here and below."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.interfaces import IContainer
from mukhtabar.content.links import leads_to
from mukhtabar.language import _
from mukhtabar.store.links import NOWHERE
from mukhtabar.views import shown
from mukhtabar.views.listed import documents, page_number, paging


@view_config(
    context=IContainer,
    name="links",
    permission="add_page",
    request_method=("GET", "HEAD"),
    renderer="mukhtabar.templates:desk/links.pt",
)
def links(context: Any, request: Request) -> dict[str, Any]:
    """The documents with a broken link, each with the addresses as they were written."""
    batch = request.portal.listings_index.batch("links.broken", context.uid, page=page_number(request), size=25)
    rows = []
    for document in documents(request, batch):
        noted = [href for href, uid in request.portal.links.of(document.uid) if uid == NOWHERE]
        # Something may stand there again since.
        broken = [href for href in noted if leads_to(request.portal, href) == NOWHERE]
        if broken:
            edit = request.page.url_of(document, "edit")
            rows.append(Shown(entry=shown.item(request, document), broken=broken, edit=edit))
    return {
        "title": _("Links that lead nowhere"),
        "name": request.page.place_of(context),
        "rows": rows,
        "paging": paging(request, batch),
    }
