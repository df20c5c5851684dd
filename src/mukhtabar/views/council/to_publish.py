"""The approved answers of a commune: publish the chosen ones now, or set a moment for them (J19)."""

from datetime import datetime
from types import SimpleNamespace as Shown
from typing import Any

import colander
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.context import refused
from mukhtabar.actions.decide_answers import decide_answers
from mukhtabar.content.answer import TO_PUBLISH, Answer
from mukhtabar.content.interfaces import ICommune
from mukhtabar.forms.days import moment
from mukhtabar.language import Message, _
from mukhtabar.rules.refused import Refused
from mukhtabar.views import shown
from mukhtabar.views.desk.selection import chosen
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.listed import documents, page_number, paging
from mukhtabar.views.outcomes import told
from mukhtabar.views.posting import text

PER_PAGE = 50
DONE: dict[str, Message] = {"publish": _("Published"), "schedule": _("Date set")}


def _moment(request: Request) -> datetime:
    """Return the moment that was typed. Raises Refused."""
    try:
        when: datetime | None = moment("on", _("Publish on"), _("Publish on")).deserialize(text(request, "on"))
    except colander.Invalid as wrong:
        raise refused("on", wrong.msg) from None
    if when is None:
        raise refused("on", _("Choose a day and an hour."))
    if when <= request.now:
        raise refused("on", _("This moment has passed. Publish it now, or choose a later one."))
    return when


def row(request: Request, answer: Answer, ticked: bool) -> Shown:
    """Return one answer to be ticked: what it answers, what it says, who drafted and approved it, its date if any."""
    h, proposal = Helpers(request), answer.__parent__
    language, summary = answer.summary.best(request.language)
    return Shown(
        uid=answer.uid,
        key=f"{answer.uid}.{answer.digest}",
        ticked=ticked,
        url=request.page.url_of(answer, "review"),
        title=request.page.title_of(proposal),
        title_lang=proposal.language,
        lang=language,
        summary=summary,
        outcome=h.word("outcome", answer.outcome) if answer.outcome else "",
        tone=h.tone(answer.outcome),
        drafted_by=[h.person(pid) for pid in sorted(answer.drafted_by)],
        approved_by=h.person(answer.approved_by) if answer.approved_by else None,
        since=shown.when(h, answer.state_since),
        on=shown.when(h, answer.next_date, time=True),
    )


@view_config(
    context=ICommune,
    name="to-publish",
    permission="see_council",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:council/to_publish.pt",
)
def to_publish(context: Any, request: Request) -> dict[str, Any]:
    """The list, its boxes and two buttons; what became of each is told."""
    name, outcomes, problem = text(request, "do"), [], None
    if request.method == "POST":
        try:
            on = _moment(request) if name == "schedule" else None
            outcomes = decide_answers(request.ctx, context, chosen(request), name if name in DONE else "", on=on)
        except Refused as refusal:
            request.tm.doom()
            problem = refusal
    index = request.portal.listings_index
    batch = index.batch(TO_PUBLISH, context.uid, page=page_number(request), size=PER_PAGE)
    failed = {one.document.uid for one in outcomes if one.refused and one.document}
    ticked = failed if outcomes else {uid for uid, _read in chosen(request)}
    return {
        "title": _("Answers to publish"),
        "name": request.page.title_of(context),
        "rows": [row(request, answer, answer.uid in ticked) for answer in documents(request, batch)],
        "paging": paging(request, batch),
        "outcomes": told(request, outcomes, DONE.get(name)),
        "on": text(request, "on"),
        "wrong": "on" if problem and problem.code == "on" else "rows" if problem else "",
        "problem": problem.message if problem else None,
        "error": problem is not None,
    }
