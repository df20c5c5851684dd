"""«Who can do what here, and why»: every grant that holds at a node, and where it comes from (J23)."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.grant import grant, withdraw_grant
from mukhtabar.actions.invite import invite
from mukhtabar.content.council import ENDED, LASTS, OUTLIVES, behind, office_of
from mukhtabar.content.interfaces import IResource
from mukhtabar.forms.grant import grant_form
from mukhtabar.language import Message, _
from mukhtabar.language.dates import local_day
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.roles import GRANTABLE, Role
from mukhtabar.security.acl import roles_at
from mukhtabar.store.folder import lineage
from mukhtabar.store.grants import Grant
from mukhtabar.store.groups import Group, is_group
from mukhtabar.views import shown
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import text, validate, with_refusal

TEMPLATE = "mukhtabar.templates:admin/who.pt"
#: What a role is to the mandate of who holds it.
LASTING: dict[str, Message] = {
    LASTS: _("ends with the mandate"),
    OUTLIVES: _("lasts longer than the mandate"),
    ENDED: _("the mandate is over, the role is not"),
}


def _holder(request: Request, h: Helpers, holder: str) -> str:
    group = request.portal.grants.groups.get(holder) if is_group(holder) else None
    return group.title if group is not None else h.person(holder)


def _groups(request: Request, context: Any) -> list[Group]:
    """Return the groups that a role may be given to here: those kept here or above."""
    return [group for node in lineage(context) for group in request.portal.grants.groups.at(node.uid)]


def _held(request: Request, context: Any) -> list[Shown]:
    h = Helpers(request)
    return [
        Shown(
            person=_holder(request, h, given.person),
            people=[h.person(pid) for pid in request.portal.grants.people(given)] if is_group(given.person) else None,
            pid=given.person,
            role=given.role,
            role_title=h.capacity(given.role),
            node=request.page.place_of(node),
            node_url=request.page.url_of(node, "who"),
            here=node is context,
            start=shown.when(h, given.start),
            end=shown.when(h, given.end),
            granted_by=h.person(given.granted_by) if given.granted_by else h.t(_("The portal")),
            holds=given.holds(request.now),
            why=given.why,
            mandate=_mandate(request, node, given),
        )
        for node in lineage(context)
        for given in sorted(request.portal.grants.at(node.uid), key=lambda given: (given.role, given.start))
    ]


def _mandate(request: Request, node: Any, given: Grant) -> tuple[str, Message] | None:
    """Return the capacity of the mandate that stands behind a role at a commune, and what the one is to the other."""
    found = behind(request.portal, node, given, local_day(request.now))
    if found is None:
        return None
    return Helpers(request).text(office_of(found[0])), LASTING[found[1]]


def _in_charge(request: Request, context: Any) -> str | None:
    """Return who drafts the answer because the question was passed to them, without a grant; None for nobody."""
    number = next((node.charge for node in lineage(context) if getattr(node, "charge", 0)), 0)
    mandate = request.portal.mandates.get(number)
    if mandate is None or Role.OFFICER not in roles_at(context, mandate.person, request.now):
        return None
    return Helpers(request).person(mandate.person)


def _matrix(request: Request, context: Any) -> list[tuple[str, list[str]]]:
    h = Helpers(request)
    return [
        (permission.value, [h.capacity(role) for role in Role if role in context.allowed(permission)])
        for permission in Permission
        if context.allowed(permission)
    ]


@view_config(
    context=IResource, name="who", permission="see_grants", request_method=("GET", "HEAD", "POST"), renderer=TEMPLATE
)
def who(context: Any, request: Request) -> Any:
    """Grants at this node and above it, the matrix of this document, and the form to give or take back a role."""
    offered = [role for role in Role if role != Role.DELEGATE and context.type_name in GRANTABLE.get(role, frozenset())]
    may_share = bool(offered) and (request.page.may(Permission.SHARE) or request.page.may(Permission.MANAGE))
    form = grant_form(request, offered, _groups(request, context)) if may_share else None
    error = False
    if request.method == "POST" and form is not None:
        if "take" in request.POST:
            return _take(context, request)
        posted = validate(request, form)
        if posted.values is None:
            error = True
        else:
            try:
                invited = _give(request, context, posted.values)
                request.flash("done", _("The invitation is sent.") if invited else _("The role is given."))
                return HTTPSeeOther(request.page.url_of(context, "who"))
            except Refused as refusal:
                request.tm.doom()
                form, error = with_refusal(request, form, refusal), True
    return {
        "title": _("Who can do what here, and why"),
        "held": _held(request, context),
        "in_charge": _in_charge(request, context),
        "matrix": _matrix(request, context),
        "form": form,
        "may_share": may_share,
        "groups_url": request.page.url_of(context, "groups") if form and request.page.may(Permission.SHARE) else None,
        "error": error,
        "name": request.page.title_of(context),
    }


def _give(request: Request, context: Any, given: dict[str, Any]) -> bool:
    """Give the role to the group or the person of the form; return whether somebody was invited. Raises Refused."""
    role, start = Role(given["role"]), max(given["since"] or request.now, request.now)
    if given.get("group"):
        grant(request.ctx, context, given["group"], role, start, given["until"])
        return False
    invited = invite(request.ctx, context, given["email"], role, start, given["until"], request.language)
    return invited is not None


def _take(context: Any, request: Request) -> Any:
    pid, _colon, role = text(request, "take").partition(":")
    try:
        withdraw_grant(request.ctx, context, pid, Role(role))
        request.flash("done", _("The role is taken back."))
    except (Refused, ValueError) as problem:
        request.tm.doom()
        request.flash("problem", problem.message if isinstance(problem, Refused) else _("There is no such role."))
    return HTTPSeeOther(request.page.url_of(context, "who"))
