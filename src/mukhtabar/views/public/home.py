"""The home page, and the list of all communes."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.front import USUAL
from mukhtabar.content.interfaces import IPortal
from mukhtabar.content.territory import territory
from mukhtabar.language import _
from mukhtabar.views.blocks import arrange, front_of

READ = ("GET", "HEAD")


@view_config(context=IPortal, permission="view", request_method=READ, renderer="mukhtabar.templates:public/home.pt")
def home(context: Any, request: Request) -> dict[str, Any]:
    """The way to one's commune, then the blocks that were put together, or the usual ones."""
    front = front_of(request, context)
    made = arrange(request, context, front.blocks if front is not None else USUAL)
    request.depends_on(context, until=made.until)
    return {
        "title": _("Say what your commune needs. Follow the answer."),
        "description": _("Proposals, public debate and official answers in the communes of three regions."),
        "arranged": made.blocks,
    }


@view_config(
    context=IPortal,
    name="regions",
    permission="view",
    request_method=READ,
    renderer="mukhtabar.templates:public/regions.pt",
)
def regions(context: Any, request: Request) -> dict[str, Any]:
    """The twelve regions, the three open ones with their communes."""
    request.depends_on(context)
    places = territory()
    return {
        "title": _("Find your commune"),
        "regions": [(place, len(places.communes_of(code))) for code, place in places.regions.items()],
    }
