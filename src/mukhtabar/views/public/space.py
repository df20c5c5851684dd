"""A civil-society space: who runs it, its consultations, pages and news."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.interfaces import ISpace
from mukhtabar.views.listed import documents
from mukhtabar.views.public.file import files


@view_config(
    context=ISpace,
    permission="view",
    request_method=("GET", "HEAD"),
    renderer="mukhtabar.templates:public/space.pt",
)
def space(context: Any, request: Request) -> dict[str, Any]:
    """The space and what stands in it."""
    request.depends_on(context)
    index = request.portal.listings_index
    return {
        "title": context.title.best(request.language)[1],
        "description": context.summary.best(request.language)[1],
        "consultations": documents(request, index.batch("consultations", context.uid, size=20)),
        "answered": documents(request, index.batch("proposals.answered", context.uid, size=5)),
        "news": documents(request, index.batch("news", context.uid, size=5)),
        "charters": documents(request, index.batch("charters", context.uid, size=5)),
        "files": files(request, context),
    }
