"""A menu by itself, as it is shown to everybody: for those who edit it."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.navigation import line_of
from mukhtabar.content.interfaces import IMenu


@view_config(
    context=IMenu,
    permission="view",
    request_method=("GET", "HEAD"),
    renderer="mukhtabar.templates:public/menu.pt",
)
def menu(context: Any, request: Request) -> dict[str, Any]:
    """The lines that readers see, and how many entries they do not."""
    lines = [line_of(request.ctx, entry) for entry in context.entries if entry.on]
    shown = [request.page.line(line) for line in lines if line is not None]
    return {
        "title": request.page.title_of(context),
        "lines": shown,
        "hidden": len(context.entries) - len(shown),
        "place": context.__parent__,
    }
