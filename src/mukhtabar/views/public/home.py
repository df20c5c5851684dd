"""The home page, and the list of all communes."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.interfaces import IPortal
from mukhtabar.content.territory import territory
from mukhtabar.language import _
from mukhtabar.views.listed import documents

READ = ("GET", "HEAD")
OPEN_REGIONS = ("08", "09", "10")


@view_config(context=IPortal, permission="view", request_method=READ, renderer="mukhtabar.templates:public/home.pt")
def home(context: Any, request: Request) -> dict[str, Any]:
    """What is open, what was answered, what is new."""
    request.depends_on(context)
    index = context.listings_index
    return {
        "title": _("Say what your commune needs. Follow the answer."),
        "description": _("Proposals, public debate and official answers in the communes of three regions."),
        "consultations": documents(request, index.batch("consultations", context.uid, size=4)),
        "answered": documents(request, index.batch("proposals.answered", context.uid, size=4)),
        "waiting": documents(request, index.batch("proposals.waiting", context.uid, size=3)),
        "news": documents(request, index.batch("news", context.uid, size=3)),
        "figures": {
            "proposals": index.count("proposals.newest", context.uid),
            "answered": index.count("proposals.answered", context.uid),
            "waiting": index.count("proposals.waiting", context.uid),
        },
        "regions": [territory().regions[code] for code in OPEN_REGIONS],
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
