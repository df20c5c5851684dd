"""Who approves in whose name, from when to when and why; an approver begins one here, and ends one."""

from datetime import timedelta
from types import SimpleNamespace as Shown
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.delegate import delegate, delegates, end_delegation
from mukhtabar.content.interfaces import ICommune
from mukhtabar.forms.delegation import delegation_form
from mukhtabar.language import _
from mukhtabar.language.dates import local_day
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.roles import Role
from mukhtabar.store.grants import Grant
from mukhtabar.views import shown
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import filled_in, text


def _row(request: Request, given: Grant) -> Shown:
    h, now = Helpers(request), request.now
    state = (_("In force"), "done") if given.holds(now) else (_("Ended"), "neutral")
    if given.start > now and not given.over:
        state = _("Not begun yet"), "waiting"
    return Shown(
        pid=given.person,
        person=h.person(given.person),
        by=h.person(given.granted_by),
        start=shown.when(h, given.start),
        # It ends just before: a midnight belongs to the day that went.
        last=shown.when(h, given.end and given.end - timedelta(microseconds=1)),
        why=given.why,
        state=state,
        stands=given.ends_after(now),
    )


@view_config(
    context=ICommune,
    name="delegations",
    permission="see_council",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:council/delegations.pt",
)
def delegations(context: Any, request: Request) -> Any:
    """The list, the newest first, and for approvers the form and the buttons."""
    h, may = Helpers(request), request.page.may(Permission.DELEGATE)
    people = [(pid, f"{h.person(pid)} ({h.capacity(given.role)})") for pid, given in delegates(request.ctx, context)]
    form = delegation_form(request, people) if may and people else None
    held = (given for given in request.portal.grants.at(context.uid) if given.role == Role.DELEGATE)
    page = {
        "title": _("Delegations"),
        "name": request.page.title_of(context),
        "rows": [_row(request, given) for given in sorted(held, key=lambda given: given.start, reverse=True)],
        "may": may,
        "form": form,
    }
    if "end" in request.POST:
        return _end(context, request)
    if form is None:
        return page

    def give(given: dict[str, Any]) -> None:
        today = local_day(given["since"]) == local_day(request.now)
        start = max(given["since"], request.now) if today else given["since"]
        if start < request.now:
            raise Refused("since", _("This day has passed. Begin today, or later."))
        delegate(request.ctx, context, given["person"], start, given["until"], given["why"])

    here = request.page.url_of(context, "delegations")
    return filled_in(request, page, give, _("Delegated. It ends by itself after the last day."), lambda _done: here)


def _end(context: Any, request: Request) -> Any:
    try:
        end_delegation(request.ctx, context, text(request, "end"))
        request.flash("done", _("The delegation has ended."))
    except Refused as refusal:
        request.tm.doom()
        request.flash("problem", refusal.message)
    return HTTPSeeOther(request.page.url_of(context, "delegations"))
