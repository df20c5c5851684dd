"""Sign in, sign out."""

from typing import Any

import colander
import deform
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.security import forget, remember
from pyramid.view import view_config

from mukhtabar.content.interfaces import IPortal
from mukhtabar.forms import nodes
from mukhtabar.forms.render import form
from mukhtabar.language import Message, _
from mukhtabar.security.redirects import safe_path
from mukhtabar.security.throttle import SIGN_IN_ADDRESS, SIGN_IN_PERSON
from mukhtabar.store.register import Person, canonical
from mukhtabar.views.posting import validate, with_problem

READ = ("GET", "HEAD")
#: The same words for an unknown address and a wrong password (abuse case 20).
WRONG = _("The address or the password is not right.")
TOO_MANY = _("Too many attempts. Wait five minutes and try again.")


def _form(request: Request) -> deform.Form:
    schema = colander.SchemaNode(colander.Mapping())
    schema.add(nodes.email("email", _("E-mail"), required=_("Enter your e-mail address.")))
    schema.add(nodes.password("password", _("Password"), "current-password", required=_("Enter your password.")))
    schema.add(nodes.hidden("next", 2000))
    return form(request, schema, (deform.Button("sign_in", _("Sign in")),))


def _check(request: Request, email: str, password: str) -> Person | Message:
    """Return the person, or the sentence to show."""
    throttle, key = request.site.throttle, canonical(email)
    who, where = throttle.hit(SIGN_IN_PERSON, key), throttle.hit(SIGN_IN_ADDRESS, request.remote_addr or "unknown")
    if not (who and where):
        return TOO_MANY
    person = request.register.by_address(email)
    hashed = person.password if person is not None and not person.disabled else ""
    if not request.site.passwords.matches(hashed, password):
        return WRONG
    return person


@view_config(
    context=IPortal,
    name="sign-in",
    permission="view",
    request_method=(*READ, "POST"),
    renderer="mukhtabar.templates:account/sign_in.pt",
)
def sign_in(context: Any, request: Request) -> Any:
    """Address and password; pasting works, nothing has to be remembered or solved (WCAG 3.3.8)."""
    made = _form(request)
    page = {"title": _("Sign in"), "form": made}
    if request.method != "POST":
        if request.identity is not None and (on := safe_path(request.GET.get("next", ""), "")):
            # A letter leads here whoever opens it: nobody signs in twice.
            return HTTPSeeOther(on)
        made.set_appstruct({"next": request.GET.get("next", "")})
        return page
    posted = validate(request, made)
    if posted.values is None:
        return {**page, "error": True}
    found = _check(request, posted.values["email"], posted.values["password"])
    if not isinstance(found, Person):
        return {**page, "form": with_problem(made, list(request.POST.items()), found), "error": True}
    remember(request, found.pid)
    staff = bool(request.portal.grants.of(found.pid))
    return HTTPSeeOther(safe_path(posted.values["next"], request.page.link("/desk" if staff else "/account")))


@view_config(context=IPortal, name="sign-out", permission="view", request_method="POST")
def sign_out(context: Any, request: Request) -> Any:
    """End the session."""
    forget(request)
    request.flash("done", _("You are signed out."))
    return HTTPSeeOther(request.page.home_url)
