"""Hold a commune, or all of them, out of the table of answering until a day."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.embargo import hold_out, show_again
from mukhtabar.content.interfaces import ICommune, IPortal
from mukhtabar.forms.embargo import embargo_form
from mukhtabar.language import _
from mukhtabar.language.dates import local_day, noon
from mukhtabar.rules.refused import Refused
from mukhtabar.views.desk.writing import beside
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import validate, with_refusal

METHODS = ("GET", "HEAD", "POST")
TEMPLATE = "mukhtabar.templates:admin/embargo.pt"
#: Code of a refusal -> the field it is about.
FIELD_OF = {"past": "until", "too_far": "until", "no_reason": "reason", "too_long": "reason"}


@view_config(context=IPortal, name="embargo", permission="manage", request_method=METHODS, renderer=TEMPLATE)
@view_config(context=ICommune, name="embargo", permission="manage", request_method=METHODS, renderer=TEMPLATE)
def embargo(context: Any, request: Request) -> Any:
    """What holds now, and the form that sets it anew."""
    form, h, held = embargo_form(request), Helpers(request), context.embargo_on(local_day(request.now))
    page = {
        "title": _("Hold figures out of the table"),
        "name": request.page.place_of(context),
        "whole": context.__parent__ is None,
        "day": h.date(noon(held.until)) if held is not None else None,
        "reason": held.reason if held is not None else "",
        "form": form,
        "problem": None,
    }
    if request.method != "POST":
        if held is not None:
            form.set_appstruct({"until": noon(held.until), "reason": held.reason})
        return page
    if "show" in request.POST:
        return _done(request, page, lambda: show_again(request.ctx, context))
    posted = validate(request, form)
    if posted.values is None:
        return {**page, "form": posted.form, "error": True}
    values = posted.values
    return _done(request, page, lambda: hold_out(request.ctx, context, local_day(values["until"]), values["reason"]))


def _done(request: Request, page: dict[str, Any], act: Any) -> Any:
    try:
        act()
    except Refused as refusal:
        request.tm.doom()
        form, controls = page["form"], list(request.POST.items())
        if refusal.code not in FIELD_OF:
            return {**page, "form": with_refusal(request, form, refusal), "error": True}
        return {**page, "form": beside(form, controls, FIELD_OF[refusal.code], refusal.message), "error": True}
    request.flash("done", _("Done. The table follows at once."))
    return HTTPSeeOther(request.page.url_of(request.context, "embargo"))
