"""Put another file in the place of one that is there: same document, same address, same words."""

from typing import Any

import colander
import deform
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.edit import Stale, serial
from mukhtabar.actions.hold import let_go
from mukhtabar.actions.replace import replace
from mukhtabar.content.interfaces import IFile
from mukhtabar.forms import nodes
from mukhtabar.forms.file import file_node
from mukhtabar.forms.render import form
from mukhtabar.language import _
from mukhtabar.rules.refused import Refused
from mukhtabar.views.desk.holding import keep_file
from mukhtabar.views.desk.writing import next_page
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import validate, with_problem

FORM = "replace"


def _form(request: Request, document: Any) -> deform.Form:
    schema = colander.SchemaNode(colander.Mapping())
    schema.add(file_node(document, FORM))
    schema.add(nodes.line("note", _("What did you change?"), 200, help_text=_("Kept with the history.")))
    schema.add(nodes.hidden("serial", 64))
    schema["serial"].default = serial(document)
    return form(request, schema, (deform.Button("save", _("Replace the file")),))


@view_config(
    context=IFile,
    name="replace",
    permission="edit",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:desk/replace.pt",
)
def exchange(context: Any, request: Request) -> Any:
    """The form with what is there now: its name, its size, its fingerprint."""
    made, h = _form(request, context), Helpers(request)
    page = {
        "title": _("Replace the file"),
        "name": request.page.title_of(context),
        "form": made,
        "facts": [
            (_("File name"), context.filename),
            (_("Kind"), context.media.title),
            (_("Size"), h.size(context.size)),
            (_("Fingerprint of the file (SHA-256)"), context.digest[:16]),
        ],
    }
    if request.method != "POST":
        return page
    posted = validate(request, made)
    if posted.values is None:
        keep_file(request, made, context, FORM)
        return {**page, "error": True}
    sent, controls = posted.values["upload"], list(request.POST.items())
    try:
        replace(request.ctx, context, sent.name, sent.data, posted.values["note"], posted.values["serial"])
    except Stale:
        request.tm.doom()
        sentence = _("Somebody saved this meanwhile. Look at it again before you replace the file.")
        return {**page, "form": with_problem(_form(request, context), [], sentence), "error": True}
    except Refused as refusal:
        request.tm.doom()
        return {**page, "form": with_problem(made, controls, refusal.message, "upload"), "error": True}
    let_go(request.ctx, sent.key)
    request.flash("done", _("The file is replaced."))
    return HTTPSeeOther(next_page(request, context))
