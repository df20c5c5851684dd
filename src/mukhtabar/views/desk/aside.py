"""Set a text aside until a day, bring it back, or pass it on to the consultation where it belongs (J12)."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.park import park, unpark
from mukhtabar.actions.route import route, takes
from mukhtabar.content.interfaces import IModerated, IProposal
from mukhtabar.forms.moderation import park_form, route_form
from mukhtabar.language import _
from mukhtabar.rules.refused import Refused
from mukhtabar.services.moderation import taking_proposals
from mukhtabar.store.revisions import digest_of
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import filled_in, text, validate, with_refusal

READ_POST = ("GET", "HEAD", "POST")


@view_config(
    context=IModerated,
    name="park",
    permission="moderate",
    request_method=READ_POST,
    renderer="mukhtabar.templates:desk/park.pt",
)
def aside(context: Any, request: Request) -> Any:
    """Until when and why; for what is set aside already, a button that brings it back now."""
    form, serial = park_form(request), digest_of(context.field_values())
    form.set_appstruct({"serial": serial})
    page = {
        "title": _("Set aside"),
        "name": request.page.title_of(context),
        "form": form,
        "problem": None,
        "parked": context.parked if context.is_parked else None,
        "serial": serial,
    }
    if request.method != "POST":
        return page
    try:
        if "unpark" in request.POST:
            unpark(request.ctx, context, text(request, "serial"))
            request.flash("done", _("It is back in the queue."))
            return HTTPSeeOther(request.page.url_of(context, "review"))
        posted = validate(request, form)
        if posted.values is None:
            return {**page, "error": True}
        park(request.ctx, context, posted.values["until"], posted.values["note"], posted.values["serial"])
    except Refused as refusal:
        request.tm.doom()
        if "unpark" in request.POST:
            return {**page, "problem": refusal.message, "error": True}
        return {**page, "form": with_refusal(request, form, refusal), "error": True}
    day = Helpers(request).date(context.parked.until)
    request.flash("done", _("Set aside until ${day}. It comes back by itself.", day=day))
    return HTTPSeeOther(request.page.url_of(context.__parent__, "moderation"))


def _targets(context: Any, request: Request) -> list[tuple[str, str]]:
    """Return (uid, place and title) of the consultations that take proposals, but this one."""
    found = [node for node in taking_proposals(request.portal, request.now) if takes(request.ctx, context, node)]
    title = request.page.title_of
    named = [(str(node.uid), f"{title(node.__parent__.__parent__)} – {title(node)}") for node in found]
    return sorted(named, key=lambda pair: pair[1])


@view_config(
    context=IProposal,
    name="route",
    permission="moderate",
    request_method=READ_POST,
    renderer="mukhtabar.templates:desk/route.pt",
)
def pass_on(context: Any, request: Request) -> Any:
    """Choose the consultation where the submission belongs; its author is told."""
    targets = _targets(context, request)
    page = {"title": _("Pass on"), "name": request.page.title_of(context), "form": None}
    if not targets or not context.for_moderators(context.state):
        return page
    page["form"] = form = route_form(request, targets)
    form.set_appstruct({"serial": digest_of(context.field_values())})
    queue = request.page.url_of(context.__parent__, "moderation")
    return filled_in(
        request,
        page,
        lambda given: route(
            request.ctx, context, request.portal.uids.get(int(given["target"])), given["reason"], given["comment"],
            given["serial"],
        ),
        _("Passed on. It waits in the queue of that consultation, and its author is told."),
        lambda _done: queue,
    )  # fmt: skip
