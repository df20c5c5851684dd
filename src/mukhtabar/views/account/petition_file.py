"""The file of a petition, made for paper: cover, contents, text, sheets with their counts, what is attached."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.interfaces import IPetition
from mukhtabar.content.petition import DOCUMENT
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission
from mukhtabar.views import shown
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.petition import annexes, in_council, is_agent, not_allowed
from mukhtabar.views.written import parts


@view_config(
    context=IPetition,
    name="full-file",
    permission="view",
    request_method=("GET", "HEAD"),
    renderer="mukhtabar.templates:account/petition_file.pt",
)
def full_file(context: Any, request: Request) -> dict[str, Any]:
    """For the agent once the list is closed, and for the council once it was lodged: it names the agent."""
    closed = context.state not in {"drafting", "collecting", "hidden", "withdrawn"}
    if not closed or not (is_agent(request, context) or in_council(request, context)):
        raise not_allowed(request, context, Permission.SUBMIT)
    h, closings = Helpers(request), context.closings
    return {
        "title": _("Petition to the council of the commune"),
        "commune": context.commune.place.name(request.language),
        "province": context.commune.province.name(request.language),
        "agent": request.register.petitioners.agent(context.creator, context.uid),
        "date": shown.when(h, closings[-1] if closings else request.now),
        "parts": [(title, html) for _name, title, html in parts(request, context)],
        "documents": [one for one in annexes(request, context) if one.purpose == DOCUMENT],
        "counted": context.counted,
        "signed": sum(sheet.signed for sheet in context.sheets),
    }
