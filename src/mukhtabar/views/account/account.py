"""My account: who I am here, what I may do, what I submitted."""

from typing import Any

import colander
import deform
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.interfaces import IPortal
from mukhtabar.forms import nodes
from mukhtabar.forms.render import form
from mukhtabar.language import _
from mukhtabar.security.passwords import MINIMUM
from mukhtabar.views.posting import validate, with_problem

READ = ("GET", "HEAD")


def signed_in(request: Request) -> Any:
    """Return where a visitor signs in first; None for who has."""
    if request.identity is None:
        return HTTPSeeOther(request.page.link("/sign-in") + "?next=" + request.page.here)
    return None


@view_config(
    context=IPortal,
    name="account",
    permission="view",
    request_method=READ,
    renderer="mukhtabar.templates:account/account.pt",
)
def account(context: Any, request: Request) -> Any:
    """Name, roles with their dates, submissions with their status pages."""
    if (away := signed_in(request)) is not None:
        return away
    person = request.identity.person
    grants = [
        (grant, context.uids.get(grant.node)) for grant in context.grants.of(person.pid) if grant.holds(request.now)
    ]
    mine = [(context.uids.get(uid), receipt) for uid, receipt in person.receipts.items()]
    return {
        "title": _("My account"),
        "person": person,
        "grants": [(grant, node) for grant, node in grants if node is not None],
        "submissions": [(document, receipt) for document, receipt in mine if document is not None],
    }


def _form(request: Request) -> deform.Form:
    schema = colander.SchemaNode(colander.Mapping())
    schema.add(nodes.password("current", _("Present password"), "current-password", required=_("Enter your password.")))
    schema.add(nodes.new_password(MINIMUM))
    return form(request, schema, (deform.Button("save", _("Change the password")),))


@view_config(
    context=IPortal,
    name="password",
    permission="view",
    request_method=(*READ, "POST"),
    renderer="mukhtabar.templates:account/password.pt",
)
def password(context: Any, request: Request) -> Any:
    """Change the password; every other session of this person ends (abuse case 77)."""
    if (away := signed_in(request)) is not None:
        return away
    made, person = _form(request), request.identity.person
    page = {"title": _("Change the password"), "form": made}
    if request.method != "POST":
        return page
    posted = validate(request, made)
    if posted.values is None:
        return {**page, "error": True}
    if not request.site.passwords.matches(person.password, posted.values["current"]):
        return {**page, "form": with_problem(made, [], _("The present password is not right.")), "error": True}
    person.password = request.site.passwords.hash(posted.values["new"])
    person.session_epoch += 1
    request.session["epoch"] = person.session_epoch
    request.flash("done", _("Your password is changed."))
    return HTTPSeeOther(request.page.link("/account"))
