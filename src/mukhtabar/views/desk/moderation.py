"""The moderation desk: all that waits for a moderator at or below a node, the longest waiting first (J12)."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.interfaces import IContainer
from mukhtabar.language import _
from mukhtabar.services.moderation import queue
from mukhtabar.views.desk import queued
from mukhtabar.views.listed import documents, page_number, paging


@view_config(
    context=IContainer,
    name="moderation",
    permission="moderate",
    request_method=("GET", "HEAD"),
    renderer="mukhtabar.templates:desk/moderation.pt",
)
def moderation(context: Any, request: Request) -> dict[str, Any]:
    """The queue, its filters, and how the desk keeps up."""
    kind, late = queued.chosen(request)
    now = request.now if late else None
    batch = queue(request.portal, context.uid, queued.kinds_of(kind), now, page=page_number(request))
    return {
        "title": _("Moderation"),
        "name": request.page.title_of(context),
        "rows": [queued.row(request, document) for document in documents(request, batch)],
        "paging": paging(request, batch),
        "tabs": queued.tabs(request, context),
        "filters": queued.places(request, context),
        "pace": queued.pace(request, context),
    }
