"""A civil-society space: who runs it, its consultations, pages and news."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.interfaces import ISpace
from mukhtabar.services.events import coming
from mukhtabar.views.blocks import arrange, front_of
from mukhtabar.views.editions import reading
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
    soon = coming(request.portal, context, request.now, size=3)
    front = front_of(request, context)
    made = arrange(request, context, front.blocks if front is not None else ())
    until = min((moment for moment in (soon.until, made.until) if moment), default=None)
    request.depends_on(context, *made.beside, until=until)
    page = {
        "title": context.title.best(request.language)[1],
        "description": context.summary.best(request.language)[1],
        "reading": reading(request, context, "association"),
        "arranged": None,
    }
    if front is not None:
        lists = ("consultations", "answered", "news", "events", "charters", "files")
        return {**page, **{name: [] for name in lists}, "arranged": made.blocks}
    index = request.portal.listings_index
    return {
        **page,
        "consultations": documents(request, index.batch("consultations", context.uid, size=20)),
        "answered": documents(request, index.batch("proposals.answered", context.uid, size=5)),
        "news": documents(request, index.batch("news", context.uid, size=5)),
        "events": documents(request, soon.batch),
        "charters": documents(request, index.batch("charters", context.uid, size=5)),
        "files": files(request, context),
    }
