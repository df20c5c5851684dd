"""A home page by itself: how it will look, before it is published and after."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.interfaces import IFront
from mukhtabar.views.blocks import arrange, front_of


@view_config(
    context=IFront,
    permission="view",
    request_method=("GET", "HEAD"),
    renderer="mukhtabar.templates:public/front.pt",
)
def front(context: Any, request: Request) -> dict[str, Any]:
    """The blocks, and whether this is the home page now."""
    place = context.__parent__
    made = arrange(request, place, context.blocks)
    request.depends_on(place, *made.beside, until=made.until)
    return {
        "title": request.page.title_of(context),
        "arranged": made.blocks,
        "place": place,
        "current": front_of(request, place) is context,
    }
