"""Read an answer with what changed since the last look; send, approve, send back, publish (J18)."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.answer import remember_look
from mukhtabar.content.interfaces import IAnswer
from mukhtabar.language import _
from mukhtabar.language.html import plain_to_html
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.views import shown
from mukhtabar.views.compare import differences
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.stepping import steps_form, take_step

DONE = {
    "send": _("Sent for approval."),
    "approve": _("Approved. It can be published now."),
    "send_back": _("Sent back to drafting."),
    "publish": _("The answer is public now."),
}


def _since_last_look(request: Request, answer: Any) -> list[Shown] | None:
    """The difference to the text this person last decided on, or None when they have not seen it before."""
    digest = answer.last_seen.get(request.authenticated_userid)
    seen = answer.revisions.find(digest) if digest else None
    return differences(seen.fields, answer.field_values()) if seen else None


@view_config(
    context=IAnswer,
    name="review",
    permission="see_history",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:council/review.pt",
)
def review(context: Any, request: Request) -> Any:
    """One page, few buttons; a GET never decides anything."""
    refusal = None
    if request.method == "POST":
        try:
            step = take_step(request, context)
        except Refused as problem:
            refusal = problem
        else:
            remember_look(request.ctx, context)
            request.flash("done", DONE.get(step.transition, _("Done.")))
            return HTTPSeeOther(request.page.url_of(context, "review"))
    h, proposal = Helpers(request), context.__parent__
    return {
        "title": _("Answer to a proposal"),
        "proposal": proposal,
        "proposal_html": plain_to_html(proposal.body),
        "state": h.state(context),
        "tone": h.tone(context.state),
        "summary": context.summary.best(request.language),
        "details": plain_to_html(h.text(context.details)),
        "outcome": h.word("outcome", context.outcome) if context.outcome else None,
        "outcome_tone": h.tone(context.outcome),
        "facts": [
            (title, value)
            for title, value in (
                (_("Cost"), context.cost),
                (_("Time to execute"), context.duration),
                (_("Competent body"), context.competence),
                (_("Registered under number"), context.protocol),
            )
            if value
        ],
        "drafted_by": [h.person(pid) for pid in sorted(context.drafted_by)],
        "approved_by": h.person(context.approved_by) if context.approved_by else None,
        "changes": _since_last_look(request, context),
        "workflow": steps_form(request, context, request.page.url_of(context, "review"), refusal=refusal),
        "history": shown.history(request, context),
        "refusal": refusal,
        "error": refusal is not None,
        "may_edit": request.page.may(Permission.EDIT),
    }
