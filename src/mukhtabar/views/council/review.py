"""Read an answer with what changed since the last look; send, approve, send back, publish, withdraw (J18)."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.answer import remember_look
from mukhtabar.content.answer import Answer, with_text
from mukhtabar.content.council import seat_of
from mukhtabar.content.interfaces import IAnswer
from mukhtabar.forms.answer import answer_form
from mukhtabar.forms.document import shown_values
from mukhtabar.language import Message, _
from mukhtabar.language.html import plain_to_html
from mukhtabar.rules.permissions import Permission
from mukhtabar.views import shown
from mukhtabar.views.desk.writing import differing
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.stepping import TOWARDS_APPROVAL, steps, take_step

DONE = {
    **TOWARDS_APPROVAL,
    "approve": _("Approved. It can be published now."),
    "publish": _("The answer is public now."),
    "withdraw": _("The answer is withdrawn. The reason is public, and the proposal waits again."),
}
#: State -> what it takes to send, or to decide on, all answers in it that have one text.
TOGETHER = {"drafting": Permission.ANSWER, "for_approval": Permission.APPROVE}


def _changes(request: Request, answer: Answer) -> tuple[Message, list[Shown]] | None:
    """Return since when, in words, and what has changed; None for who drafted it or has nothing to compare with.

    A look is not kept: reading a page writes nothing. So it is the text that this person last decided on; and for an
    approver who has not decided yet, the one that was sent for approval before, which they can have read.
    """
    if request.authenticated_userid in answer.drafted_by:
        return None
    digest = answer.last_seen.get(request.authenticated_userid or "")
    seen, since = answer.revisions.find(digest) if digest else None, _("Changed since you last decided")
    if seen is None and request.page.may(Permission.APPROVE):
        sent = [step.time for step in answer.history if step.transition == "send"]
        seen, since = answer.revisions.at(sent[-2]) if len(sent) > 1 else None, _("Changed since it was sent before")
    if seen is None:
        return None
    form = answer_form(request)
    rows = differing(request, form, shown_values(seen.fields), shown_values(answer.field_values()))
    return since, rows


def _step(request: Request, answer: Answer) -> None:
    """Take the step whose button was pressed, and remember what its taker read. Raises Refused."""
    take_step(request, answer)
    remember_look(request.ctx, answer)


def _links(request: Request, answer: Answer) -> list[tuple[str, Any]]:
    """Return (address, title) of what else the person may do with it."""
    page, found = request.page, []
    if page.may(Permission.EDIT):
        found.append((page.url_of(answer, "edit"), _("Change the draft")))
    if page.may(Permission.ADD_FILE):
        found.append((page.url_of(answer, "files"), _("Attached documents")))
    if answer.state == "approved" and page.may(Permission.ANSWER):
        dated = answer.next_date is not None
        found.append((page.url_of(answer, "schedule"), _("Change the date") if dated else _("Publish at a set time")))
    return found


def _together(request: Request, answer: Answer) -> tuple[str, Message] | None:
    """Return the address where all answers with this text are sent or decided on, and how many more; or None."""
    if answer.state not in TOGETHER or not request.page.may(TOGETHER[answer.state]):
        return None
    n = sum(1 for _uid in with_text(request.portal, seat_of(answer), answer.state, answer.digest)) - 1
    if answer.state == "drafting":
        words = _("${n} more draft has this text: send them together",
                  "${n} more drafts have this text: send them together", n=n)  # fmt: skip
    else:
        words = _("${n} more answer has this text: decide on them together",
                  "${n} more answers have this text: decide on them together", n=n)  # fmt: skip
    return (request.page.url_of(answer, "together"), words) if n > 0 else None


@view_config(
    context=IAnswer,
    name="review",
    permission="see_history",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:council/review.pt",
)
def review(context: Any, request: Request) -> Any:
    """One page, few buttons; a GET never decides anything, and shows what is true now."""
    below = steps(request, context, DONE.get, act=_step, reach=True)
    if isinstance(below, HTTPSeeOther):
        return below
    h, proposal = Helpers(request), context.__parent__
    return {
        "title": _("Answer to a proposal"),
        "proposal": proposal,
        "proposal_html": plain_to_html(proposal.body),
        "state": h.state(context),
        "tone": h.tone(context.state),
        "dates": shown.dates(request, context),
        **said(request, context),
        "drafted_by": [h.person(pid) for pid in sorted(context.drafted_by)],
        "approved_by": h.person(context.approved_by) if context.approved_by else None,
        "capacity": shown.capacity(h, context) if context.approved_by else None,
        "changes": _changes(request, context),
        **below,
        "links": _links(request, context),
        "together": _together(request, context),
        "history": shown.history(request, context),
    }


def said(request: Request, answer: Answer) -> dict[str, Any]:
    """Return what the answer says, as parts/proposed.pt shows it."""
    h = Helpers(request)
    return {
        "summary": answer.summary.best(request.language),
        "details": plain_to_html(h.text(answer.details)),
        "outcome": h.word("outcome", answer.outcome) if answer.outcome else None,
        "outcome_tone": h.tone(answer.outcome),
        "facts": shown.answer_facts(h, answer),
        "files": shown.attached(request, answer),
    }
