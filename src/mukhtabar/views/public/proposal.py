"""A proposal with its timeline and its official answers."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.report import reportable
from mukhtabar.content.interfaces import IProposal
from mukhtabar.content.words import word
from mukhtabar.store.folder import lineage
from mukhtabar.views import blacked, shown
from mukhtabar.views.agenda import sittings
from mukhtabar.views.clock import clock
from mukhtabar.views.commitment import commitment
from mukhtabar.views.public.questions import asked_of
from mukhtabar.views.spoken import spoken


def _common(one: Any, other: Any) -> Any:
    """Return the nearest node that both stand below: a page that names both is as fresh as that."""
    above = list(lineage(other))
    return next(node for node in lineage(one) if node in above)


@view_config(
    context=IProposal,
    permission="view",
    request_method=("GET", "HEAD"),
    renderer="mukhtabar.templates:public/proposal.pt",
)
def proposal(context: Any, request: Request) -> dict[str, Any]:
    """The text as its author wrote it, what happened to it, what the council said."""
    joined = shown.joining(request, context)
    request.depends_on(_common(context, joined.target) if joined else context)
    answers = context.published_answers()
    return {
        "title": blacked.plain(request, context, context.title),
        "description": shown.shorten(blacked.plain(request, context, context.body)),
        "place": blacked.plain(request, context, context.place),
        "kind": word("kind", context.kind),
        "body": blacked.body(request, context),
        "answers": [_answer(request, answer) for answer in answers],
        "withdrawn": shown.withdrawals(request, context),
        "joined": joined,
        "behind": shown.behind(request, context),
        "commitments": [commitment(request, one) for one in context.commitments() if one.is_public],
        "timeline": shown.timeline(request, context, sittings(request, context)),
        "may_report": reportable(context),
        "short": request.page.link(f"/r/{context.reference}"),
        "clock": clock(request, context),
        "question": asked_of(request, context),
    }


def _answer(request: Request, answer: Any) -> Any:
    made = shown.answer(request, answer)
    made.spoken = spoken(request, answer)
    return made
