"""All consultations, across the portal."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.interfaces import IPortal
from mukhtabar.language import _
from mukhtabar.views.listed import documents, page_number, paging


@view_config(
    context=IPortal,
    name="consultations",
    permission="view",
    request_method=("GET", "HEAD"),
    renderer="mukhtabar.templates:public/consultations.pt",
)
def consultations(context: Any, request: Request) -> dict[str, Any]:
    """Every public consultation, the one that ends last first."""
    request.depends_on(context)
    batch = context.listings_index.batch("consultations", context.uid, page=page_number(request), size=20)
    return {"title": _("Consultations"), "items": documents(request, batch), "paging": paging(request, batch)}
