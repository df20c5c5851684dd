"""One text, read once: the answers that say exactly this are sent together, and decided on together (J17, J18)."""

from itertools import islice
from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.decide_answers import decide_answers
from mukhtabar.content.answer import Answer, with_text
from mukhtabar.content.council import seat_of
from mukhtabar.content.interfaces import IAnswer
from mukhtabar.language import Message, _
from mukhtabar.rules.refused import Refused
from mukhtabar.store.catalog.listings import Batch
from mukhtabar.views.council.review import TOGETHER, said
from mukhtabar.views.council.to_publish import row
from mukhtabar.views.desk.selection import chosen
from mukhtabar.views.listed import documents
from mukhtabar.views.outcomes import told
from mukhtabar.views.posting import text

#: State of the answers -> what is done to them here, and how it is told.
DONE: dict[str, dict[str, Message]] = {
    "drafting": {"send": _("Sent for approval.")},
    "for_approval": {"approve": _("Approved"), "send_back": _("Sent back")},
}
MOST = 100


def _state(answer: Answer, name: str) -> str:
    """Return the state of those that stand on the page: before the step that was just taken, or as `answer` is."""
    taken = next((state for state, steps in DONE.items() if name in steps), answer.state)
    return taken if taken in DONE else "for_approval"


def _mine(request: Request, answer: Answer) -> bool:
    """Whether a box is ticked from the start: a draft of somebody else may lack something yet."""
    return answer.state != "drafting" or request.authenticated_userid in answer.drafted_by


@view_config(
    context=IAnswer,
    name="together",
    permission="see_history",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:council/together.pt",
)
def together(context: Any, request: Request) -> dict[str, Any]:
    """The text, the proposals that it answers with their boxes, and the buttons. Each is held against what was read."""
    commune, name, outcomes, problem = seat_of(context), text(request, "do"), [], None
    comment, state = text(request, "comment"), _state(context, name)
    if request.method == "POST":
        try:
            step = name if name in DONE[state] else ""
            outcomes = decide_answers(request.ctx, commune, chosen(request), step, comment)
        except Refused as refusal:
            request.tm.doom()
            problem = refusal
        asked = [one.refused for one in outcomes if one.refused and one.refused.code.startswith("comment")]
        problem = problem or next(iter(asked), None)
    uids = tuple(islice(with_text(request.portal, commune, state, context.digest), MOST))
    before = {uid for uid, _read in chosen(request)}
    found = documents(request, Batch(uids, 1, MOST, len(uids)))
    waiting = [one for one in found if request.page.may(TOGETHER[state], one)]
    rows = [row(request, one, one.uid in before if before else _mine(request, one)) for one in waiting]
    return {
        "title": _("Answers with the same text"),
        "back": request.page.url_of(context, "review"),
        **said(request, context),
        "state": state,
        "rows": rows,
        "outcomes": told(request, outcomes, DONE[state].get(name)),
        "comment": comment,
        "wrong": "comment" if problem and problem.code.startswith("comment") else "rows" if problem else "",
        "problem": problem.message if problem else None,
        "error": problem is not None,
    }
