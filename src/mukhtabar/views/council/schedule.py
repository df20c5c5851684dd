"""On which day and at which hour an approved answer is published; change it, let it go (J19)."""

from typing import Any

import colander
import deform
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.publish_at import publish_at
from mukhtabar.content.interfaces import IAnswer
from mukhtabar.forms import nodes
from mukhtabar.forms.days import moment
from mukhtabar.forms.render import form
from mukhtabar.language import Message, _
from mukhtabar.rules.refused import Refused
from mukhtabar.views.attempts import note_attempt
from mukhtabar.views.posting import validate, with_refusal

#: Refusals that are about the moment.
FIELDS = {"on_passed": "on", "too_far": "on"}
HOUR: Message = _("Empty: when somebody publishes it. The hour is that of Morocco.")


def _form(request: Request) -> deform.Form:
    schema = colander.SchemaNode(colander.Mapping())
    schema.add(moment("on", _("Publish on"), HOUR))
    schema.add(nodes.hidden("serial", 64))
    return form(request, schema, (deform.Button("save", _("Set the date")),))


@view_config(
    context=IAnswer,
    name="schedule",
    permission="answer",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:council/schedule.pt",
)
def date(context: Any, request: Request) -> Any:
    """One moment, held against the text that was on the screen."""
    made = _form(request)
    page = {"title": _("Date of publication"), "name": request.page.title_of(context), "form": made}
    if request.method != "POST":
        made.set_appstruct({"serial": context.digest, "on": context.next_date})
        return page
    posted = validate(request, made)
    if posted.values is None:
        return {**page, "error": True}
    try:
        is_set = publish_at(request.ctx, context, posted.values["on"], posted.values["serial"])
    except Refused as refusal:
        request.tm.doom()
        note_attempt(request, context, "schedule", refusal)
        return {**page, "form": with_refusal(request, made, refusal, FIELDS), "error": True}
    request.flash("done", _("The date is set.") if is_set else _("No date is set."))
    return HTTPSeeOther(request.page.url_of(context, "review"))
