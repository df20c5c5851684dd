"""The form of next steps that stands under a document: its buttons, its reasons, and what was pressed."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request

from mukhtabar.actions.transition import offers, transition
from mukhtabar.language import Message, _
from mukhtabar.rules.reasons import REASONS
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.workflow.engine import Step
from mukhtabar.store.revisions import digest_of
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import text

#: Steps by tone of their button; every other one is secondary.
MAIN = frozenset({
    "publish", "publish_over", "approve", "approve_again", "send", "send_again", "announce", "resubmit", "accept",
    "collect", "make_ready", "pass_on",
})  # fmt: skip
DANGER = frozenset({"refuse", "hide", "withdraw", "supersede"})
#: Steps whose comment is the public reason.
PUBLIC_COMMENT = frozenset({"withdraw"})
#: What an editor chooses from another page, not from the row of buttons.
ELSEWHERE = frozenset({"has_merge_target"})


def steps_form(
    request: Request, document: Any, action: str, only: frozenset[str] | None = None, refusal: Refused | None = None
) -> Shown | None:
    """Return what parts/workflow.pt needs, or None when nothing can be done here now."""
    found = [
        offer
        for offer in offers(request.ctx, document)
        if (only is None or offer.transition.name in only)
        and (not offer.refused or offer.refused.code not in ELSEWHERE)
    ]
    ready = [
        offer.transition for offer in found if offer.refused is None or offer.refused.code == "read_what_is_current"
    ]
    if not found:
        return None
    needs = {step.comment for step in ready}
    comment = "required" if needs == {"required"} else "optional" if needs & {"required", "optional"} else None
    h = Helpers(request)
    reasons = {code: h.reason(one) for step in ready if step.reasons for code, one in REASONS[step.reasons].items()}
    return Shown(
        action=action,
        csrf=request.page.csrf,
        offers=[
            Shown(
                name=step.name,
                title=_(step.title),
                tone="main" if step.name in MAIN else "danger" if step.name in DANGER else "secondary",
                hint=_hint(step),
            )
            for step in ready
        ],
        blocked=[(_(o.transition.title), o.refused.message) for o in found if o.refused and o.transition not in ready],
        comment=comment,
        reasons=list(reasons.items()),
        serial=digest_of(document.field_values()),
        values={"comment": text(request, "comment"), "reason": text(request, "reason")},
        errors=_errors(refusal),
        problem=refusal.message if refusal else None,
    )


def _hint(step: Any) -> Message | None:
    if step.name in PUBLIC_COMMENT and step.comment == "required":
        return _("Write a comment: everyone reads it.")
    if step.reasons and step.comment == "required":
        return _("Choose a reason and write a comment.")
    if step.reasons:
        return _("Choose a reason.")
    if step.comment == "required":
        return _("Write a comment.")
    return None


def _errors(refusal: Refused | None) -> dict[str, Message]:
    if refusal is None:
        return {}
    field = "reason" if refusal.code.startswith("reason") else "comment" if refusal.code.startswith("comment") else ""
    return {field: refusal.message} if field else {}


def posted_step(request: Request, document: Any) -> HTTPSeeOther | Refused | None:
    """Take the step that was posted: return the way back to the page, or why it was refused; None when none was."""
    if request.method != "POST":
        return None
    try:
        take_step(request, document)
    except Refused as refusal:
        return refusal
    request.flash("done", _("Done."))
    return HTTPSeeOther(request.page.url_of(document, "review"))


def take_step(request: Request, document: Any) -> Step:
    """Take the step whose button was pressed. Raises Refused, and the transaction is doomed then."""
    try:
        return transition(
            request.ctx,
            document,
            text(request, "transition"),
            comment=text(request, "comment"),
            reason=text(request, "reason") or None,
            read_hash=text(request, "serial") or None,
        )
    except Refused:
        request.tm.doom()
        raise
