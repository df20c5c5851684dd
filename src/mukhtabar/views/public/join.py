"""/s/<receipt>/join: the author is asked whether a submission may join another, and says yes or no."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.context import Ctx
from mukhtabar.actions.merge import agree, holds, keep_separate
from mukhtabar.content.interfaces import IReceipt
from mukhtabar.content.proposal import Proposal
from mukhtabar.language import _
from mukhtabar.rules.refused import Refused
from mukhtabar.views import blacked, shown
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import text

ANSWERS = {"yes": agree, "no": keep_separate}


def question(ctx: Ctx, request: Request, proposal: Any) -> dict[str, Any] | None:
    """Return what the author of `proposal` is asked, as a page shows it; None when nothing, or when it has lapsed."""
    target = holds(ctx, proposal) if isinstance(proposal, Proposal) else None
    if target is None or proposal.asked is None:
        return None
    return {
        "title": request.page.title_of(target),
        "lang": target.language,
        "url": request.page.link(f"/r/{target.reference}"),
        "html": blacked.body(request, target),
        "note": proposal.asked.note,
        "until": shown.when(Helpers(request), proposal.asked.until),
    }


def _answer(ctx: Ctx, request: Request, proposal: Any) -> Any:
    """Carry out the answer and return what is said about it. Raises Refused."""
    given = ANSWERS.get(text(request, "answer"))
    if given is None:
        raise Refused("no_answer", _("Choose one of the two answers."))
    agreed = given(ctx, proposal)
    if given is keep_separate:
        return "done", _("It stays separate. The moderators go on with it.")
    if agreed:
        return "done", _("Thank you. Your proposal has joined the other one.")
    sentence = _("One of the two changed after you were asked, so they stay separate. The moderators look again.")
    return "problem", sentence


@view_config(
    context=IReceipt,
    name="join",
    permission="submit",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:public/join.pt",
)
def join(context: Any, request: Request) -> Any:
    """Both texts, what a yes means, and two buttons."""
    proposal = context.target
    ctx = Ctx(request.portal, request.register, proposal.creator if proposal is not None else None, request.now)
    home, refusal = request.page.link(f"/s/{context.__name__}"), None
    if request.method == "POST":
        try:
            kind, said = _answer(ctx, request, proposal)
        except Refused as problem:
            request.tm.doom()
            refusal = problem.message
        else:
            request.flash(kind, said)
            return HTTPSeeOther(home)
    return {
        "title": _("May it join another proposal?"),
        "proposal": proposal,
        "mine": blacked.body(request, proposal) if isinstance(proposal, Proposal) else "",
        "asked": question(ctx, request, proposal),
        "home": home,
        "action": f"{home}/join",
        "refusal": refusal,
        "error": refusal is not None,
    }
