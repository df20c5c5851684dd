"""Labels that the desk puts on a document for itself."""

from typing import Any

import colander
import deform
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.label import LABEL_MOST, put_label, take_label
from mukhtabar.content.interfaces import IWorkflowed
from mukhtabar.forms import nodes
from mukhtabar.forms.render import form
from mukhtabar.language import _
from mukhtabar.rules.refused import Refused
from mukhtabar.views.posting import text, validate, with_refusal


def _form(request: Request) -> deform.Form:
    schema = colander.SchemaNode(colander.Mapping())
    schema.add(nodes.line("label", _("Label"), LABEL_MOST, required=_("Write the label."), help_text=_(
        "One or two words, for example: to visit.")))
    return form(request, schema, (deform.Button("put", _("Put it on")),))


@view_config(
    context=IWorkflowed,
    name="labels",
    permission="see_history",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:desk/labels.pt",
)
def labels(context: Any, request: Request) -> Any:
    """The labels on the document, each to be taken off, and the form that puts one on."""
    made, error = _form(request), False
    if request.method == "POST":
        here = request.page.url_of(context, "labels")
        if "take" in request.POST:
            take_label(request.ctx, context, text(request, "take"))
            return HTTPSeeOther(here)
        posted = validate(request, made)
        if posted.values is not None:
            try:
                put_label(request.ctx, context, posted.values["label"])
                return HTTPSeeOther(here)
            except Refused as refusal:
                request.tm.doom()
                made = with_refusal(request, made, refusal)
        error = True
    return {
        "title": _("Labels"),
        "name": request.page.title_of(context),
        "labels": sorted(context.labels),
        "form": made,
        "error": error,
    }
