"""Hold a commune, or all of them, out of the table of answering until a day."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.embargo import hold_out, show_again
from mukhtabar.content.interfaces import ICommune, IPortal
from mukhtabar.forms.embargo import embargo_form
from mukhtabar.language import _
from mukhtabar.language.dates import local_day, noon
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import asked_once, filled_in

METHODS = ("GET", "HEAD", "POST")
TEMPLATE = "mukhtabar.templates:admin/embargo.pt"
#: Code of a refusal -> the field it is about.
FIELD_OF = {"past": "until", "too_far": "until", "no_reason": "reason", "too_long": "reason"}


@view_config(context=IPortal, name="embargo", permission="manage", request_method=METHODS, renderer=TEMPLATE)
@view_config(context=ICommune, name="embargo", permission="manage", request_method=METHODS, renderer=TEMPLATE)
def embargo(context: Any, request: Request) -> Any:
    """What holds now, and the form that sets it anew."""
    h, held = Helpers(request), context.embargo_on(local_day(request.now))
    page = {
        "title": _("Hold figures out of the table"),
        "name": request.page.place_of(context),
        "whole": context.__parent__ is None,
        "day": h.date(noon(held.until)) if held is not None else None,
        "reason": held.reason if held is not None else "",
        "form": embargo_form(request),
        "problem": None,
    }
    done, here = _("The table follows at once."), request.page.url_of(context, "embargo")
    if "show" in request.POST:
        return asked_once(request, page, lambda: show_again(request.ctx, context), done, lambda _done: here)
    return filled_in(
        request,
        page,
        lambda given: hold_out(request.ctx, context, local_day(given["until"]), given["reason"]),
        done,
        lambda _done: here,
        first={"until": noon(held.until), "reason": held.reason} if held is not None else None,
        fields=FIELD_OF,
    )
