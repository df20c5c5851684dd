"""On which day and at which hour a document goes on the site, and off it (J11)."""

from typing import Any

import colander
import deform
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.schedule import schedule
from mukhtabar.content.interfaces import IScheduled
from mukhtabar.content.scheduled import Scheduled
from mukhtabar.content.working import is_working_copy
from mukhtabar.forms import nodes
from mukhtabar.forms.days import moment
from mukhtabar.forms.render import form
from mukhtabar.language import _
from mukhtabar.rules.refused import Refused
from mukhtabar.store.revisions import digest_of
from mukhtabar.views.posting import validate, with_problem

#: A refusal stands beside the field that it is about.
FIELD_OF = {"on_passed": "on", "off_passed": "off", "dates": "off"}


def _form(request: Request, document: Scheduled) -> deform.Form:
    schema = colander.SchemaNode(colander.Mapping())
    if not document.is_published:
        schema.add(moment("on", _("Publish on"), _("Empty: when somebody publishes it. The hour is that of Morocco.")))
    if not is_working_copy(document):
        schema.add(moment("off", _("Take off the site on"), _("Empty: never by itself. It stays in the desk.")))
    schema.add(nodes.hidden("serial", 64))
    return form(request, schema, (deform.Button("save", _("Set the dates")),))


@view_config(
    context=IScheduled,
    name="schedule",
    permission="publish",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:desk/schedule.pt",
)
def dates(context: Any, request: Request) -> Any:
    """Two moments; setting them approves the text as it is."""
    made, now = _form(request, context), digest_of(context.field_values())
    page = {"title": _("Dates"), "name": request.page.title_of(context), "form": made}
    if request.method != "POST":
        held = context.schedule
        current = held is not None and (context.is_published or held.digest == now)
        made.set_appstruct({"serial": now, **({"on": held.on, "off": held.off} if held and current else {})})
        return {**page, "stale": held is not None and not current}
    posted = validate(request, made)
    if posted.values is None:
        return {**page, "stale": False, "error": True}
    given = posted.values
    try:
        is_set = schedule(request.ctx, context, given.get("on"), given.get("off"), given["serial"])
    except Refused as refusal:
        request.tm.doom()
        controls = [(name, now if name == "serial" else value) for name, value in request.POST.items()]
        shown = with_problem(made, controls, refusal.message, FIELD_OF.get(refusal.code, ""))
        return {**page, "form": shown, "stale": False, "error": True}
    request.flash("done", _("The dates are set.") if is_set else _("No date is set."))
    return HTTPSeeOther(request.page.url_of(context, "review"))
