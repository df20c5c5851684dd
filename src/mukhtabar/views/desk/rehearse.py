"""The rehearsal copy of a space: make it, enter it, wipe it. In it, its root is the desk."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.rehearse import rehearse, wipe
from mukhtabar.content.interfaces import IRehearsal, ISpace
from mukhtabar.content.rehearsal import Rehearsal, rehearsal_of
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission
from mukhtabar.views import shown
from mukhtabar.views.desk.worklist import worklists
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import asked_once

METHODS = ("GET", "HEAD", "POST")


def _made(request: Request, rehearsal: Rehearsal | None) -> Shown | None:
    """Return what is said of a rehearsal copy."""
    if rehearsal is None:
        return None
    h = Helpers(request)
    return Shown(
        url=request.page.url_of(rehearsal),
        when=shown.when(h, rehearsal.created, time=True),
        person=h.person(rehearsal.creator),
        count=len(rehearsal.uids) - 1,
    )


def _page(context: Any, request: Request) -> dict[str, Any]:
    """Return what both pages need. In a rehearsal there is no other: the page is not there."""
    if request.rehearsal is not None:
        raise HTTPNotFound
    return {
        "name": request.page.title_of(context),
        "made": _made(request, rehearsal_of(request.portal, context.uid)),
        "may": request.page.may(Permission.REHEARSE),
    }


@view_config(
    context=ISpace,
    name="rehearse",
    permission="see_desk",
    request_method=METHODS,
    renderer="mukhtabar.templates:desk/rehearse.pt",
)
def make(context: Any, request: Request) -> Any:
    """What a rehearsal copy is, the way into it, and the one button that makes it."""
    return asked_once(
        request,
        {"title": _("Rehearsal copy"), **_page(context, request)},
        lambda: rehearse(request.ctx, context),
        _("The rehearsal copy is made. Try everything: nothing here counts."),
        request.page.url_of,
    )


@view_config(
    context=ISpace,
    name="wipe",
    permission="rehearse",
    request_method=METHODS,
    renderer="mukhtabar.templates:desk/wipe.pt",
)
def wipe_out(context: Any, request: Request) -> Any:
    """What goes for good, and the button."""
    return asked_once(
        request,
        {"title": _("Wipe the rehearsal copy"), **_page(context, request)},
        lambda: wipe(request.ctx, context),
        _("The rehearsal copy is wiped. You may make a new one."),
        lambda _done: request.page.url_of(context, "rehearse"),
    )


@view_config(
    context=IRehearsal,
    permission="view",
    request_method=("GET", "HEAD"),
    renderer="mukhtabar.templates:desk/rehearsal.pt",
)
def desk(context: Any, request: Request) -> dict[str, Any]:
    """What can be tried here, and all that waits for somebody."""
    return {
        "title": _("Rehearsal: ${space}", space=request.page.title_of(context.space)),
        "space_url": request.page.url_of(context.space),
        "trash_url": request.page.url_of(context.space, "trash"),
        "wipe_url": request.page.url_of(context.original, "wipe")
        if request.page.may(Permission.REHEARSE, context.original)
        else None,
        **worklists(request),
    }
