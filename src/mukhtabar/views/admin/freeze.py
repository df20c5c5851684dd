"""The periods in which the councils of a place publish nothing, set by whoever runs the portal."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.freeze import lift_freeze, set_freeze
from mukhtabar.content.interfaces import ICommune, IPortal, IRegion
from mukhtabar.forms.mandate import freeze_form
from mukhtabar.language import Message, _
from mukhtabar.language.dates import local_day, noon
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.spans import Span
from mukhtabar.store.folder import lineage
from mukhtabar.views import shown
from mukhtabar.views.desk.selection import uid_in
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import filled_in, text

#: Code of a refusal -> the field it stands beside.
FIELDS = {
    "dates": "end", "passed": "end", "too_long_a_time": "end", "reason_required": "reason", "too_long": "reason",
}  # fmt: skip
READ_POST = ("GET", "HEAD", "POST")
TEMPLATE = "mukhtabar.templates:admin/freeze.pt"


def _standing(span: Span, request: Request) -> tuple[Message, str]:
    """Return whether a period runs, in words, and the tone of that."""
    today = local_day(request.now)
    if span.over(today):
        return _("over"), "neutral"
    return (_("runs now"), "waiting") if span.holds(today) else (_("to come"), "open")


def _rows(context: Any, request: Request) -> list[Shown]:
    h = Helpers(request)
    return [
        Shown(
            id=one.id,
            start=shown.when(h, noon(one.span.start)),
            end=shown.when(h, noon(one.span.end or one.span.start)),
            reason=one.reason,
            by=h.person(one.by),
            place=request.page.place_of(place),
            here=place is context,
            mark=_standing(one.span, request),
        )
        for place in lineage(context)
        for one in sorted(request.portal.freezes.at(place.uid), key=lambda one: one.span.start, reverse=True)
    ]


@view_config(context=ICommune, name="freeze", permission="manage", request_method=READ_POST, renderer=TEMPLATE)
@view_config(context=IRegion, name="freeze", permission="manage", request_method=READ_POST, renderer=TEMPLATE)
@view_config(context=IPortal, name="freeze", permission="manage", request_method=READ_POST, renderer=TEMPLATE)
def freeze(context: Any, request: Request) -> Any:
    """The periods set here and above, and a form for one more."""
    form = freeze_form(request)
    page = {
        "title": _("Nothing published before an election"),
        "name": request.page.place_of(context),
        "rows": _rows(context, request),
        "form": form,
    }
    here = request.page.url_of(context, "freeze")
    if "lift" in request.POST:
        return _lift(context, request, here)
    return filled_in(
        request,
        page,
        lambda given: set_freeze(
            request.ctx, context, local_day(given["start"]), local_day(given["end"]), given["reason"]
        ),
        _("The period is set. Everyone reads why beside the clocks."),
        lambda _done: here,
        fields=FIELDS,
    )


def _lift(context: Any, request: Request, here: str) -> HTTPSeeOther:
    try:
        lift_freeze(request.ctx, context, uid_in(text(request, "lift")) or 0)
        request.flash("done", _("The period is lifted."))
    except Refused as refusal:
        # The page was open still when it was lifted, here or in another window.
        request.tm.doom()
        request.flash("problem", refusal.message)
    return HTTPSeeOther(here)
