"""Read one submission, comment or page, and decide (J12)."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.interfaces import IProposal, IWorkflowed
from mukhtabar.language import _
from mukhtabar.language.html import plain_to_html
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.security.acl import may
from mukhtabar.views import shown
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.stepping import steps_form, take_step

DONE = {
    "publish": _("Published."),
    "return": _("Returned to the author."),
    "refuse": _("Refused. The reason is public."),
}


@view_config(
    context=IWorkflowed,
    name="review",
    permission="see_history",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:desk/review.pt",
)
def review(context: Any, request: Request) -> Any:
    """The text, its history, and the buttons. Publishing is bound to the text that was on the screen."""
    refusal = None
    if request.method == "POST":
        try:
            step = take_step(request, context)
        except Refused as problem:
            refusal = problem
        else:
            request.flash("done", DONE.get(step.transition, _("Done.")))
            stays = may(context, Permission.SEE_HISTORY, request.authenticated_userid, request.now)
            return HTTPSeeOther(request.page.url_of(context, "review") if stays else request.page.link("/desk"))
    text = getattr(context, "body", "")
    return {
        "title": context.title_text.best(request.language)[1],
        "html": plain_to_html(text) if isinstance(text, str) else Helpers(request).html(text),
        "workflow": steps_form(request, context, request.page.url_of(context, "review"), refusal=refusal),
        "history": shown.history(request, context),
        "dates": shown.dates(request, context),
        "refusal": refusal,
        "error": refusal is not None,
        "answers": context.answers() if IProposal.providedBy(context) else [],
        "may_answer": request.page.may(Permission.ADD_ANSWER) if IProposal.providedBy(context) else False,
    }
