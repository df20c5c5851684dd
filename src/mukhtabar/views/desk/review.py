"""Read one submission, comment or page, and decide (J12)."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.interfaces import IAnswer, IModerated, IProposal, IWorkflowed, IWritten
from mukhtabar.content.working import original_of
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission
from mukhtabar.security.acl import may
from mukhtabar.views import blacked, checked, shown
from mukhtabar.views.desk import queued
from mukhtabar.views.desk.ease import ease_of
from mukhtabar.views.desk.moderated import moderated
from mukhtabar.views.desk.standing import link_to, standing
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import text
from mukhtabar.views.stepping import steps

DONE = {
    "publish": _("Published."),
    "publish_over": _("Published over the original. The working copy lies in the trash."),
    "return": _("Returned to the author."),
    "refuse": _("Refused. The reason is public."),
}


def _answers(proposal: Any, request: Request) -> list[Any]:
    """Return the answers that the person may see: the house does not read what the council is still drafting."""
    actor, now = request.authenticated_userid, request.now
    return [answer for answer in proposal.answers() if may(answer, Permission.VIEW, actor, now)]


def has_timeline(context: Any) -> bool:
    """Whether the saves and steps of a document have a page of their own: those of a comment stand here."""
    return IWritten.providedBy(context) or IProposal.providedBy(context) or IAnswer.providedBy(context)


@view_config(
    context=IWorkflowed,
    name="review",
    permission="see_history",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:desk/review.pt",
)
def review(context: Any, request: Request) -> Any:
    """The text, its history, and the buttons. Publishing is bound to the text that was on the screen."""
    original = original_of(request.portal, context) if text(request, "transition") == "publish_over" else None
    leads = (lambda step: link_to(request, original)) if original is not None else None
    below = steps(request, context, DONE.get, leads=leads)
    if isinstance(below, HTTPSeeOther):
        return below
    body = getattr(context, "body", "")
    return {
        "title": request.page.title_of(context),
        "html": blacked.body(request, context) if isinstance(body, str) else Helpers(request).html(body),
        **below,
        "copies": standing(request, context),
        "timeline": request.page.url_of(context, "history") if has_timeline(context) else None,
        "history": shown.history(request, context),
        "moderated": moderated(request, context),
        "checked": checked.summary(request, context) if IWritten.providedBy(context) else None,
        "dates": shown.dates(request, context),
        "ease": ease_of(request, context),
        "alike": queued.beside(request, context) if IModerated.providedBy(context) else None,
        "joined": shown.joining(request, context),
        "answers": _answers(context, request) if IProposal.providedBy(context) else [],
        "may_answer": request.page.may(Permission.ADD_ANSWER) if IProposal.providedBy(context) else False,
    }
