"""One text, read once: the answers that say exactly this and wait for approval are decided on together (J18)."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.decide_answers import decide_answers
from mukhtabar.content.answer import same_text
from mukhtabar.content.council import seat_of
from mukhtabar.content.interfaces import IAnswer
from mukhtabar.language import Message, _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.views.council.review import said
from mukhtabar.views.council.to_publish import row
from mukhtabar.views.desk.selection import chosen
from mukhtabar.views.listed import documents
from mukhtabar.views.outcomes import told
from mukhtabar.views.posting import text

DONE: dict[str, Message] = {"approve": _("Approved"), "send_back": _("Sent back")}
MOST = 100


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
    comment = text(request, "comment")
    if request.method == "POST":
        try:
            step = name if name in DONE else ""
            outcomes = decide_answers(request.ctx, commune, chosen(request), step, comment)
        except Refused as refusal:
            request.tm.doom()
            problem = refusal
        asked = [one.refused for one in outcomes if one.refused and one.refused.code.startswith("comment")]
        problem = problem or next(iter(asked), None)
    batch = request.portal.listings_index.batch(same_text(context.digest), commune.uid, size=MOST)
    before = {uid for uid, _read in chosen(request)}
    waiting = [one for one in documents(request, batch) if request.page.may(Permission.APPROVE, one)]
    rows = [row(request, one, one.uid in before or not before) for one in waiting]
    return {
        "title": _("Answers with the same text"),
        "back": request.page.url_of(context, "review"),
        **said(request, context),
        "rows": rows,
        "outcomes": told(request, outcomes, DONE.get(name)),
        "comment": comment,
        "wrong": "comment" if problem and problem.code.startswith("comment") else "rows" if problem else "",
        "problem": problem.message if problem else None,
        "error": problem is not None,
    }
