"""A region: its communes as a map and a list, its open consultations."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.interfaces import IRegion
from mukhtabar.content.territory import territory
from mukhtabar.language import _
from mukhtabar.views.listed import documents
from mukhtabar.views.map import draw


@view_config(
    context=IRegion,
    permission="view",
    request_method=("GET", "HEAD"),
    renderer="mukhtabar.templates:public/region.pt",
)
def region(context: Any, request: Request) -> dict[str, Any]:
    """Communes by province; no commune is loaded for it, names and figures are facts."""
    request.depends_on(context)
    places, index = territory(), context.__parent__.listings_index
    communes = places.communes_of(context.code)
    active = {space.__parent__.code for space in _spaces(context, request)}
    return {
        "title": context.place.name(request.language),
        "place": context.place,
        "provinces": [
            (province, [place for place in communes if place.province == province.code])
            for province in places.provinces_of(context.code)
        ],
        "active": active,
        "svg": draw(request, context, communes, active) if communes else None,
        "consultations": documents(request, index.batch("consultations", context.uid, size=6)),
        "answered": documents(request, index.batch("proposals.answered", context.uid, size=4)),
        "note": _("Points: © OpenStreetMap contributors (ODbL). Names and figures: HCP, census 2024."),
    }


def _spaces(context: Any, request: Request) -> list[Any]:
    return documents(request, context.__parent__.listings_index.batch("spaces", context.uid, size=100))
