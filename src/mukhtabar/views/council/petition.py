"""What the council does with a petition: passes it on, refuses or accepts it, records the deliberation."""

from datetime import date
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.bureau import accept, deliberate, offered, put_off
from mukhtabar.actions.petition import may_correct
from mukhtabar.actions.transition import offers
from mukhtabar.content.council_file import sent_with
from mukhtabar.content.interfaces import IPetition
from mukhtabar.content.petition import OUTCOMES
from mukhtabar.content.words import word
from mukhtabar.language import _
from mukhtabar.language.clean import ascii_digits
from mukhtabar.language.dates import local_day
from mukhtabar.rules.refused import Refused
from mukhtabar.views import shown
from mukhtabar.views.clock import clock
from mukhtabar.views.desk.moderated import moderated
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.petition import annexes, decision, in_council, progress
from mukhtabar.views.posting import text
from mukhtabar.views.stepping import steps, take_step
from mukhtabar.views.written import parts

#: Steps that ask for more than a comment and a reason: each has a form of its own.
APART = {"accept": {"accept": "session"}, "deliberate": {"deliberate": "day", "put_off": "other-session"}}

#: What is told when a step was taken.
DONE = {
    "pass_on": _("Passed to the bureau. Everyone reads it on the page of the petition."),
    "accept": _("Accepted. Everyone reads the session on the page of the petition."),
    "put_off": _("Moved to another session. Everyone reads why on the page of the petition."),
    "refuse": _("Refused. Everyone reads the reasons on the page of the petition."),
    "deliberate": _("Recorded. Everyone reads the decision on the page of the petition."),
    "hide": _("Hidden. The reason is public."),
    "restore": _("Shown again. Everyone reads it."),
    "restore_ready": _("Shown again. Everyone reads it."),
}
#: What is refused of a deliberation -> the field that it is about; the day otherwise.
ABOUT = {"no_outcome": "outcome", "no_text": "decision", "text_too_long": "decision"}


def _day(request: Request) -> date | None:
    given = ascii_digits(text(request, "day")[:40].strip())
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise Refused("no_day", _("Enter a day such as 2027-12-31.")) from None


def _do(request: Request, context: Any) -> None:
    """Take the step whose button was pressed. Raises Refused."""
    match text(request, "transition"):
        case "accept":
            accept(request.ctx, context, text(request, "session"), text(request, "comment"))
        case "put_off":
            put_off(request.ctx, context, text(request, "session"), text(request, "comment"))
        case "deliberate":
            deliberate(request.ctx, context, _day(request), text(request, "outcome"), text(request, "decision"))
        case _:
            take_step(request, context)


@view_config(
    context=IPetition,
    name="review",
    permission="see_history",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:council/petition.pt",
)
def review(context: Any, request: Request) -> Any:
    """One page; a GET decides nothing. What is refused leaves what was typed where it was typed."""
    names = {offer.transition.name for offer in offers(request.ctx, context)}
    # What was typed stays on the page when somebody was faster: the form whose button was pressed is shown once more.
    pressed = text(request, "transition")
    used = {name for name, forms in APART.items() if name in names or pressed in forms}
    apart = {step: field for name in used for step, field in APART[name].items()}
    below = steps(request, context, DONE.get, act=_do, apart=apart)
    if isinstance(below, HTTPSeeOther):
        return below
    refusal, comments = below["refusal"], {"accept": "accept-comment", "put_off": "other-why"}
    about_words = refusal is not None and refusal.code.startswith("comment") and pressed in comments
    at = ABOUT.get(refusal.code, "day") if refusal is not None and pressed == "deliberate" else ""
    if refusal is not None and (about_words or at):
        below["problems"] = [(at or comments[pressed], refusal.message)]
    file = sent_with(request.portal, context)
    return {
        "title": _("Petition to the council"),
        "name": request.page.title_of(context),
        "parts": parts(request, context),
        "moderated": moderated(request, context),
        "here": request.page.url_of(context, "review"),
        "progress": progress(request, context),
        "clock": clock(request, context),
        "decision": decision(request, context),
        "annexes": annexes(request, context),
        "lodged": shown.when(Helpers(request), context.lodging.day) if context.lodging else None,
        "correct": request.page.url_of(context, "lodging") if may_correct(request.ctx, context) else None,
        "full_file": request.page.url_of(context, "full-file") if in_council(request, context) else None,
        **below,
        "accepts": "accept" in (used if below["error"] else names),
        "deliberates": "deliberate" in (used if below["error"] else names if file is None else ()),
        "about_words": about_words,
        "at": at,
        "file": (request.page.url_of(file), request.page.title_of(file)) if file is not None else None,
        "sessions": [(one.code, Helpers(request).session(one.code)) for one in offered(local_day(request.now))],
        "outcomes": [(code, word("petition_outcome", code)) for code in OUTCOMES],
        "given": {name: text(request, name) for name in ("session", "comment", "day", "outcome", "decision")},
        "pressed": pressed,
        "history": shown.history(request, context),
    }
