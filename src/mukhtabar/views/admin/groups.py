"""Groups kept at a place: who is in them, and which roles they have (J22, J23)."""

from types import SimpleNamespace as Shown
from typing import Any
from urllib.parse import urlencode

import deform
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.group import begin_group, end_group, put_in, take_out
from mukhtabar.content.interfaces import IPlace
from mukhtabar.forms.grant import group_form, member_form
from mukhtabar.language import Message, _
from mukhtabar.rules.refused import Refused
from mukhtabar.store.groups import Group
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import text, validate, with_refusal


def _url(request: Request, context: Any, group: Group) -> str:
    return f"{request.page.url_of(context, 'groups')}?{urlencode({'group': group.gid})}"


def _shown(request: Request, context: Any, group: Group) -> Shown:
    """Return a group with its people and its roles."""
    h, grants, portal = Helpers(request), request.portal.grants, request.portal
    places = ((given, portal.uids.get(given.node)) for given in grants.own(group.gid))
    return Shown(
        gid=group.gid,
        title=group.title,
        url=_url(request, context, group),
        people=sorted((h.person(pid), pid) for pid in grants.groups.members(group.gid)),
        roles=[
            (h.capacity(given.role), request.page.place_of(node), request.page.url_of(node, "who"))
            for given, node in places
            if node is not None
        ],
    )


@view_config(
    context=IPlace,
    name="groups",
    permission="share",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:admin/groups.pt",
)
def groups(context: Any, request: Request) -> Any:
    """All groups of this place and the form that begins one; or one of them, and the form that puts people into it."""
    gid = request.GET.get("group")
    kept = request.portal.grants.groups.at(context.uid)
    one = next((group for group in kept if group.gid == gid), None)
    if gid is not None and one is None:
        return HTTPSeeOther(request.page.url_of(context, "groups"))
    form = group_form(request) if one is None else member_form(request)
    error = False
    if request.method == "POST":
        done, form = _posted(context, request, one, form)
        if done is not None:
            return done
        error = True
    return {
        "title": _("Groups"),
        "name": request.page.place_of(context),
        "groups": [_shown(request, context, group) for group in kept] if one is None else [],
        "group": _shown(request, context, one) if one is not None else None,
        "form": form,
        "error": error,
    }


def _posted(context: Any, request: Request, one: Group | None, form: deform.Form) -> tuple[Any, deform.Form]:
    """Do what was asked; return the answer, or None and the form with what is wrong."""
    posted = None if one is not None and {"take_out", "end"} & set(request.POST) else validate(request, form)
    if posted is not None and posted.values is None:
        return None, posted.form
    try:
        said = _done(context, request, one, posted.values if posted is not None else None)
    except Refused as refusal:
        request.tm.doom()
        return None, with_refusal(request, form, refusal)
    request.flash("done", said)
    stays = one is not None and "end" not in request.POST
    return HTTPSeeOther(_url(request, context, one) if one and stays else request.page.url_of(context, "groups")), form


def _done(context: Any, request: Request, one: Group | None, values: dict[str, Any] | None) -> Message:
    """Do it and return what is said then. Raises Refused."""
    if one is None:
        assert values is not None
        begin_group(request.ctx, context, values["title"])
        return _("The group is there. Put people into it, then give it a role.")
    if values is not None:
        invited = put_in(request.ctx, context, one.gid, values["email"], request.language)
        return _("The invitation is sent.") if invited else _("The person is in the group.")
    if "end" in request.POST:
        end_group(request.ctx, context, one.gid)
        return _("The group is ended, and its roles with it.")
    take_out(request.ctx, context, one.gid, text(request, "take_out"))
    return _("The person is out of the group.")
