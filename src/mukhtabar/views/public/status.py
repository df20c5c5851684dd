"""/s/<receipt>: the private status page of a submission, and what its author can still do there (under 5 kB)."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.context import Ctx
from mukhtabar.actions.edit import edit, serial
from mukhtabar.actions.transition import offers, transition
from mukhtabar.content.interfaces import IReceipt
from mukhtabar.content.proposal import Proposal
from mukhtabar.forms.proposal import amend_form
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.security.acl import may
from mukhtabar.views import shown
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import asked_once, filled_in, text
from mukhtabar.views.public.join import question
from mukhtabar.views.shown import joining

READ = ("GET", "HEAD")


def _author(context: Any, request: Request) -> Ctx:
    """The holder of the receipt acts as the author of the submission."""
    if context.target is None:
        raise HTTPNotFound
    return Ctx(request.portal, request.register, context.target.creator, request.now)


#: Steps whose reason and comment the author reads here, while the submission stands where they brought it.
TELLING = frozenset({"return", "refuse", "hide", "route"})


def _reason(request: Request, proposal: Any) -> dict[str, Any] | None:
    last = next((entry for entry in reversed(proposal.history) if entry.transition in TELLING), None)
    if last is None or last.after != proposal.state:
        return None
    coded = shown.reason_of(proposal, last)
    return {"title": request.translate(coded) if coded else "", "comment": last.comment}


def _place(request: Request, proposal: Any) -> tuple[str, str] | None:
    """Return (address, title) of what the submission stands in, where everyone may go."""
    above = proposal.__parent__
    if not may(above, Permission.VIEW, None, request.now):
        return None
    return request.page.url_of(above), request.page.title_of(above)


@view_config(context=IReceipt, permission="view", request_method=READ, renderer="mukhtabar.templates:public/status.pt")
def status(context: Any, request: Request) -> dict[str, Any]:
    """Where the submission stands, what happened, and what the author can do."""
    proposal, ctx = context.target, _author(context, request)
    found = {offer.transition.name: offer.refused for offer in offers(ctx, proposal)}
    possible = {name for name, refusal in found.items() if refusal is None}
    barred = found.get("withdraw")
    return {
        "title": _("Your submission"),
        "proposal": proposal,
        "receipt": context.__name__,
        "state": Helpers(request).state(proposal),
        "tone": Helpers(request).tone(proposal.state),
        "timeline": shown.timeline(request, proposal),
        "reason": _reason(request, proposal),
        "asked": question(ctx, request, proposal),
        "joined": joining(request, proposal),
        "consultation": _place(request, proposal),
        "may_amend": "resubmit" in possible,
        "may_withdraw": "withdraw" in possible,
        "barred": barred.message if barred is not None else None,
        "may_appeal": "appeal" in possible,
        "public_url": request.page.url_of(proposal) if proposal.is_public else None,
        "status_url": request.site.settings.base_url + request.page.link(f"/s/{context.__name__}"),
    }


@view_config(
    context=IReceipt,
    name="amend",
    permission="edit",
    request_method=(*READ, "POST"),
    renderer="mukhtabar.templates:public/amend.pt",
)
def amend(context: Any, request: Request) -> Any:
    """The author completes what was returned, and submits it again."""
    proposal, ctx = context.target, _author(context, request)
    if not isinstance(proposal, Proposal):
        raise HTTPNotFound

    def complete(values: dict[str, Any]) -> None:
        expected = values.pop("serial")
        values.pop("website", None)
        edit(ctx, proposal, values, expected=expected)
        transition(ctx, proposal, "resubmit")

    return filled_in(
        request,
        {"title": _("Complete your submission"), "reason": _reason(request, proposal), "form": amend_form(request)},
        complete,
        _("Thank you. The space will read it again."),
        lambda _done: request.page.link(f"/s/{context.__name__}"),
        first={**proposal.field_values(), "serial": serial(proposal)},
    )


@view_config(
    context=IReceipt,
    name="appeal",
    permission="submit",
    request_method=(*READ, "POST"),
    renderer="mukhtabar.templates:public/appeal.pt",
)
def appeal(context: Any, request: Request) -> Any:
    """The author asks for a second decision, once, saying why; who refused does not take it."""
    document, ctx = context.target, _author(context, request)
    offer = next((offer for offer in offers(ctx, document) if offer.transition.name == "appeal"), None)
    barred = _("Only what was refused can be appealed against, once.") if offer is None else None
    page = {
        "title": _("Ask for a second decision"),
        "document": document,
        "reason": _reason(request, document),
        "barred": offer.refused.message if offer and offer.refused else barred,
        "comment": text(request, "comment"),
        "refusal": None,
    }
    if request.method != "POST":
        return page
    try:
        transition(ctx, document, "appeal", comment=page["comment"])
    except Refused as refusal:
        request.tm.doom()
        silent = refusal.code == "comment_required"
        said = _("Say why it should be published, in a sentence or two.") if silent else refusal.message
        return {**page, "refusal": said, "error": True}
    request.flash("done", _("Your request was sent. Somebody else decides on it."))
    return HTTPSeeOther(request.page.link(f"/s/{context.__name__}"))


@view_config(
    context=IReceipt,
    name="withdraw",
    permission="withdraw",
    request_method=(*READ, "POST"),
    renderer="mukhtabar.templates:public/withdraw.pt",
)
def withdraw(context: Any, request: Request) -> Any:
    """The author takes the submission back, after being asked once."""
    proposal, ctx = context.target, _author(context, request)
    return asked_once(
        request,
        {"title": _("Withdraw your submission"), "proposal": proposal},
        lambda: transition(ctx, proposal, "withdraw", comment=text(request, "comment")),
        _("Your submission is withdrawn."),
        lambda _done: request.page.link(f"/s/{context.__name__}"),
    )
