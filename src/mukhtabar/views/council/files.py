"""Documents of a draft answer: attach one, take one off (J17). They are approved with the text, and public with it."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.answer import attach_to, take_off
from mukhtabar.actions.hold import let_go
from mukhtabar.content.file import File
from mukhtabar.content.interfaces import IAnswer
from mukhtabar.forms.answer import ATTACHING, attachment_form
from mukhtabar.language import _
from mukhtabar.rules.refused import Refused
from mukhtabar.views import shown
from mukhtabar.views.desk.holding import keep_file
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import text, validate, with_problem


@view_config(
    context=IAnswer,
    name="files",
    permission="add_file",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:council/files.pt",
)
def files(context: Any, request: Request) -> Any:
    """What is attached, each with a button that takes it off, and the form for one more."""
    form, h = attachment_form(request), Helpers(request)
    page = {
        "title": _("Attached documents"),
        "name": request.page.title_of(context),
        "form": form,
        "attached": [
            (one.__name__, request.page.url_of(one), one.title, shown.kind_and_size(h, one.media.title, one.size))
            for one in context.attachments()
        ],
    }
    if request.method != "POST":
        return page
    if "take_off" in request.POST:
        return _take_off(context, request)
    posted = validate(request, form)
    if posted.values is None:
        keep_file(request, form, File(), ATTACHING)
        return {**page, "error": True}
    sent = posted.values["upload"]
    try:
        attach_to(request.ctx, context, posted.values["title"], sent.name, sent.data)
    except Refused as refusal:
        request.tm.doom()
        refused = with_problem(form, list(request.POST.items()), refusal.message, "upload")
        return {**page, "form": refused, "error": True}
    let_go(request.ctx, sent.key)
    request.flash("done", _("The document is attached. It becomes public with the answer, and not before."))
    return HTTPSeeOther(request.page.url_of(context, "files"))


def _take_off(context: Any, request: Request) -> Any:
    try:
        take_off(request.ctx, context, text(request, "take_off"))
        request.flash("done", _("The document is taken off."))
    except Refused as refusal:
        request.tm.doom()
        request.flash("problem", refusal.message)
    return HTTPSeeOther(request.page.url_of(context, "files"))
