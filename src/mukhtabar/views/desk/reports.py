"""The reports of one text, and what a moderator finds about them (J12)."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.report import close_reports, hidden_at_once
from mukhtabar.content.interfaces import IModerated
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.reasons import REASONS, REPORTING
from mukhtabar.rules.refused import Refused
from mukhtabar.security.acl import may
from mukhtabar.store.revisions import digest_of
from mukhtabar.views import shown
from mukhtabar.views.given_back import words_of_theirs
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import text
from mukhtabar.views.written import whole


def _settled(context: Any, request: Request) -> list[Shown]:
    h = Helpers(request)
    past = context.reports.settled if context.reports is not None else ()
    return [
        Shown(when=shown.when(h, one.time, time=True), actor=h.person(one.actor), founded=one.founded, count=one.count)
        for one in reversed(past)
    ]


def _founded(request: Request) -> bool:
    """Return which of the two buttons was pressed. Raises Refused when it was neither."""
    found = {"yes": True, "no": False}.get(text(request, "founded"))
    if found is None:
        raise Refused("no_finding", _("Say whether the reports are founded."))
    return found


@view_config(
    context=IModerated,
    name="reports",
    permission="moderate",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:desk/reports.pt",
)
def reports(context: Any, request: Request) -> Any:
    """What was reported, with the text; two buttons. Who reported is not known here."""
    h, problem = Helpers(request), None
    if request.method == "POST":
        comment, reason, serial = (text(request, name) for name in ("comment", "reason", "serial"))
        try:
            close_reports(request.ctx, context, _founded(request), comment, reason or None, serial)
        except Refused as refusal:
            request.tm.doom()
            problem = refusal
        else:
            request.flash("done", _("The reports are closed."))
            stays = may(context, Permission.SEE_HISTORY, request.authenticated_userid, request.now)
            return HTTPSeeOther(request.page.url_of(context, "review") if stays else request.page.link("/desk"))
    code = problem.code if problem else ""
    found = list(context.reports) if context.reports is not None else []
    return {
        "title": _("Reports"),
        "name": request.page.title_of(context),
        "html": whole(request, context),
        "found": [(REPORTING[one.code].title, shown.when(h, one.time, time=True), one.words) for one in found],
        "settled": _settled(context, request),
        "at_once": hidden_at_once(context),
        "reasons": list(REASONS["refusal"].values()),
        "values": {name: text(request, name) for name in ("reason", "comment")},
        "serial": digest_of(context.field_values()),
        "field": next((name for name in ("reason", "comment") if code.startswith(name)), "close"),
        "problem": problem.message if problem else None,
        "error": problem is not None,
        # Somebody closed them first, and the form is not there any more.
        "given_back": words_of_theirs(request) if problem is not None and not found else [],
    }
