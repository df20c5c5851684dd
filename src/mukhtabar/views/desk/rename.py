"""Give documents another name in their address. The old address leads to the new one."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.move import NAME_MOST, move
from mukhtabar.content.interfaces import IContainer
from mukhtabar.language import Message, _
from mukhtabar.rules.refused import Refused
from mukhtabar.views.desk.selection import named
from mukhtabar.views.posting import text


def _rows(request: Request, found: list[Any], errors: dict[str, Message]) -> list[Shown]:
    return [
        Shown(
            name=document.__name__,
            title=request.page.title_of(document),
            lang=document.title_text.best(request.language)[0],
            typed=text(request, f"to-{document.__name__}") if request.method == "POST" else document.__name__,
            error=errors.get(document.__name__),
        )
        for document in found
    ]


@view_config(
    context=IContainer,
    name="rename",
    permission="add_page",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:desk/rename.pt",
)
def rename(context: Any, request: Request) -> Any:
    """A field for each name. When one cannot be, none is changed."""
    found = named(request, context, request.GET.getall("name"))
    errors: dict[str, Message] = {}
    if request.method == "POST" and found:
        point = request.tm.get().savepoint()
        for document in found:
            name = document.__name__
            wanted = text(request, f"to-{name}").strip().lower()[: NAME_MOST + 1]
            try:
                move(request.ctx, document, context, wanted or "-")
            except Refused as refusal:
                errors[name] = refusal.message
        if not errors:
            request.flash("done", _("Renamed. The old addresses lead to the new ones."))
            return HTTPSeeOther(request.page.url_of(context, "contents"))
        point.rollback()
    return {
        "title": _("Rename"),
        "name": request.page.title_of(context),
        "rows": _rows(request, found, errors),
        "most": NAME_MOST,
        "error": bool(errors),
    }
