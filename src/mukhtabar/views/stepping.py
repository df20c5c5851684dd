"""The next steps under a document (parts/steps.pt): the buttons, their reasons, and what was pressed."""

from collections.abc import Callable, Collection, Mapping
from types import SimpleNamespace as Shown
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request

from mukhtabar.actions.context import refused
from mukhtabar.actions.transition import offers, transition
from mukhtabar.content.base import HistoryEntry
from mukhtabar.language import Message, _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.reasons import REASONS
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.workflow.engine import Step
from mukhtabar.security.acl import may
from mukhtabar.store.revisions import digest_of
from mukhtabar.views.attempts import note_attempt
from mukhtabar.views.given_back import words_of_theirs
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import text
from mukhtabar.views.shown import step_title, when

#: Steps by tone of their button; every other one is secondary.
MAIN = frozenset({
    "publish", "publish_over", "approve", "approve_again", "confirm", "convene", "confirm_decisions", "send",
    "send_again", "report", "announce", "resubmit", "accept", "collect", "make_ready", "pass_on", "start", "complete",
})  # fmt: skip
DANGER = frozenset({"refuse", "hide", "withdraw", "supersede", "drop", "cancel"})
TONES = ("main", "secondary", "danger")
#: What stands within reach of the thumb beside the main steps, where a council decides (GOALS U2).
BACK = frozenset({"send_back", "send_back_again", "return_decisions"})
#: What is told after the steps that lead to an approval and back, whatever is approved.
TOWARDS_APPROVAL = {
    "send": _("Sent for approval."),
    "recall": _("Taken back to drafting."),
    "send_back": _("Sent back to drafting."),
}
#: What a step asks for: whether a reason, whether a comment, and whether everyone reads the comment.
HINTS = {
    (True, True, True): _("Choose a reason and write a comment: everyone reads both."),
    (True, True, False): _("Choose a reason and write a comment."),
    (True, False, True): _("Choose a reason."),
    (True, False, False): _("Choose a reason."),
    (False, True, True): _("Write a comment: everyone reads it."),
    (False, True, False): _("Write a comment."),
    (False, False, True): _("Everyone reads the comment."),
}
#: What an editor chooses from another page, not from the row of buttons.
ELSEWHERE = frozenset({"has_merge_target"})


def steps(
    request: Request,
    document: Any,
    said: Callable[[str], Message | None] = lambda step: None,
    *,
    view: str = "review",
    act: Callable[[Request, Any], Any] | None = None,
    leads: Callable[[str], str] | None = None,
    only: Collection[str] | None = None,
    apart: Mapping[str, str] | None = None,
    reach: bool = False,
) -> HTTPSeeOther | dict[str, Any]:
    """Take the step that was posted and return the way on; without one, or if it is refused, what parts/steps.pt shows.

    `said` gives what is told when a step was taken, its title otherwise; `act` takes it, take_step unless told so;
    `leads` names where to go from there: back to `view` otherwise, or to the desk for who may not see it any more.
    Offered are `only` these steps, and not those with a form `apart`, whose field is named for what is refused. With
    `reach`, the main steps and the way back stand in a row of their own within reach of the thumb.
    """
    pressed, apart, refusal = text(request, "transition"), apart or {}, None
    if request.method == "POST":
        try:
            _as_seen(request, document)
            (act or take_step)(request, document)
        except Refused as problem:
            request.tm.doom()
            note_attempt(request, document, pressed, problem)
            refusal = problem
        else:
            request.flash("done", said(pressed) or step_title(document.definition, pressed))
            return HTTPSeeOther((leads or (lambda step: _lead(request, document, view)))(pressed))
    workflow = _form(request, document, request.page.url_of(document, view), only, apart, refusal)
    if workflow is not None and reach:
        workflow.reach = [one for one in workflow.offers if one.tone == "main" or one.name in BACK]
    at = apart.get(pressed) or (workflow.at if workflow is not None else "main")
    # Somebody was faster, and the form in which the words stood is not there any more.
    lost = (
        refusal is not None
        and pressed not in apart
        and all(offer.transition.name != pressed for offer in offers(request.ctx, document))
    )
    return {
        "workflow": workflow,
        "refusal": refusal,
        "came_back": came_back(request, document),
        "problems": [(at, refusal.message)] if refusal is not None else [],
        "error": refusal is not None,
        "given_back": words_of_theirs(request) if lost else [],
    }


def sent_back(document: Any) -> HistoryEntry | None:
    """Return the step that sent `document` back, when nothing has moved it on since."""
    last = next((entry for entry in reversed(document.history) if entry.before != entry.after), None)
    return last if last is not None and last.transition in BACK else None


def came_back(request: Request, document: Any) -> Shown | None:
    """Return who sent it back, when and why, for those who change it now; None when that was not the last step."""
    last, h = sent_back(document), Helpers(request)
    if last is None or not last.comment:
        return None
    return Shown(name=h.actor(document, last.actor), when=when(h, last.time), comment=last.comment)


def _lead(request: Request, document: Any, view: str) -> str:
    stays = may(document, Permission.SEE_HISTORY, request.authenticated_userid, request.now)
    return str(request.page.url_of(document, view) if stays else request.page.link("/desk"))


def _as_seen(request: Request, document: Any) -> None:
    """Raise Refused when the document is not any more where it was on the screen."""
    seen = text(request, "seen")
    if seen and seen != document.state:
        raise refused(
            "wrong_state",
            _("Somebody has already moved this on. Reload the page to see where it stands and what can be done now."),
        )


def _form(
    request: Request,
    document: Any,
    action: str,
    only: Collection[str] | None,
    apart: Collection[str],
    refusal: Refused | None,
) -> Shown | None:
    """Return what parts/workflow.pt needs, or None when nothing can be done here now."""
    found = [
        offer
        for offer in offers(request.ctx, document)
        if (only is None or offer.transition.name in only)
        and offer.transition.name not in apart
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
    errors = _errors(refusal) if text(request, "transition") not in apart else {}
    return Shown(
        action=action,
        csrf=request.page.csrf,
        seen=document.state,
        offers=sorted(
            (Shown(name=step.name, title=_(step.title), tone=_tone(step), hint=_hint(step)) for step in ready),
            key=lambda offer: TONES.index(offer.tone),
        ),
        reach=[],
        blocked=[(_(o.transition.title), o.refused.message) for o in found if o.refused and o.transition not in ready],
        comment=comment,
        reasons=list(reasons.items()),
        serial=digest_of(document.field_values()),
        values={"comment": text(request, "comment"), "reason": text(request, "reason")},
        errors=errors,
        at=next((f"wf-{field}" for field in errors), "wf-comment" if comment else "steps" if ready else "main"),
    )


def _tone(step: Any) -> str:
    return "main" if step.name in MAIN else "danger" if step.name in DANGER else "secondary"


def _hint(step: Any) -> Message | None:
    return HINTS.get((bool(step.reasons), step.comment == "required", step.public_comment))


def _errors(refusal: Refused | None) -> dict[str, Message]:
    if refusal is None:
        return {}
    field = "reason" if refusal.code.startswith("reason") else "comment" if refusal.code.startswith("comment") else ""
    return {field: refusal.message} if field else {}


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
