"""A proposal with its timeline and its official answers."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.report import reportable
from mukhtabar.content.interfaces import IProposal
from mukhtabar.content.words import word
from mukhtabar.language import _
from mukhtabar.language.dates import local_day
from mukhtabar.views import blacked, shown
from mukhtabar.views.spoken import spoken


@view_config(
    context=IProposal,
    permission="view",
    request_method=("GET", "HEAD"),
    renderer="mukhtabar.templates:public/proposal.pt",
)
def proposal(context: Any, request: Request) -> dict[str, Any]:
    """The text as its author wrote it, what happened to it, what the council said."""
    request.depends_on(context)
    answers = context.published_answers()
    return {
        "title": blacked.plain(request, context, context.title),
        "description": shown.shorten(blacked.plain(request, context, context.body)),
        "place": blacked.plain(request, context, context.place),
        "kind": word("kind", context.kind),
        "body": blacked.body(request, context),
        "answers": [_answer(request, answer) for answer in answers],
        "timeline": shown.timeline(request, context),
        "may_report": reportable(context),
        "short": request.page.link(f"/r/{context.reference}"),
        "waited": None if answers or not context.published_at else _(
            "Waiting for an answer for ${n} day", "Waiting for an answer for ${n} days",
            n=(local_day(request.now) - local_day(context.published_at)).days,
        ),
    }  # fmt: skip


def _answer(request: Request, answer: Any) -> Any:
    made = shown.answer(request, answer)
    made.spoken = spoken(request, answer)
    return made
