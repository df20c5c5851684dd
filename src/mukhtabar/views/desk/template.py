"""Take a published consultation, of whichever commune, as the template of one's own."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.context import refused
from mukhtabar.actions.copy import copy
from mukhtabar.content.interfaces import IConsultation
from mukhtabar.language import Message, _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.security.acl import may
from mukhtabar.store.catalog.listings import Batch
from mukhtabar.views.desk.worklist import nodes_of
from mukhtabar.views.listed import page_number, paging
from mukhtabar.views.posting import text
from mukhtabar.views.staff import OPENERS

PER_PAGE = 20
#: Digits of a uid: 62 bits.
LONGEST_UID = 19


def _spaces(request: Request) -> Batch:
    """Return one page of the spaces at or below the person's roles, oldest first."""
    index, scopes = request.portal.listings_index, nodes_of(request, OPENERS)
    own = [uid for uid in scopes if request.portal.uids.get(uid).type_name == "space"]
    below = [uid for uid in scopes if uid not in own]
    found = index.merged("spaces", below, page=page_number(request), size=PER_PAGE)
    return Batch((*(own if found.page == 1 else ()), *found.uids), found.page, PER_PAGE, len(own) + found.total)


def _rows(request: Request, found: Batch) -> list[tuple[int, str, str]]:
    spaces = [request.portal.uids.get(uid) for uid in found.uids]
    actor, now, title = request.authenticated_userid, request.now, request.page.title_of
    return [
        (space.uid, title(space), title(space.__parent__))
        for space in spaces
        if space is not None and may(space, Permission.ADD_CONSULTATION, actor, now)
    ]


def _use(context: Any, request: Request) -> Any:
    """Copy what is public into the chosen space and return the draft. Raises Refused."""
    given = text(request, "space")
    uid = int(given) if given.isascii() and given.isdigit() and len(given) <= LONGEST_UID else 0
    space = request.portal.uids.get(uid)
    if space is None or space.type_name != "space":
        raise refused("no_space", _("Choose the space in which you want to open it."))
    return copy(request.ctx, context, space, only_public=True)


@view_config(
    context=IConsultation,
    name="template",
    permission="view",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:desk/template.pt",
)
def template(context: Any, request: Request) -> Any:
    """The spaces where the person may open a consultation, and a button that makes the draft there."""
    problem: Message | None = None
    if request.method == "POST":
        try:
            made = _use(context, request)
        except Refused as refusal:
            request.tm.doom()
            problem = refusal.message
        else:
            request.flash("done", _("It is a draft in your space. Look at its dates first: they were moved ahead."))
            return HTTPSeeOther(request.page.url_of(made, "edit"))
    found = _spaces(request)
    return {
        "title": _("Use as a template"),
        "name": request.page.title_of(context),
        "rows": _rows(request, found),
        "public": context.is_public,
        "chosen": text(request, "space"),
        "paging": paging(request, found),
        "problem": problem,
        "error": problem is not None,
    }
