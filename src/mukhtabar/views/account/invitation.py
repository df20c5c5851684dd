"""«You are invited»: choose a name and a password, and begin (J22)."""

from typing import Any

import colander
import deform
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.security import remember
from pyramid.view import view_config

from mukhtabar.actions.invite import accept
from mukhtabar.content.interfaces import IPortal
from mukhtabar.forms import nodes
from mukhtabar.forms.render import form
from mukhtabar.language import _
from mukhtabar.rules.refused import Refused
from mukhtabar.security.passwords import MINIMUM
from mukhtabar.security.throttle import SIGN_IN_ADDRESS
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import validate, with_refusal

NAME_MOST = 80
#: A token is shorter; what is longer is none.
KEY_MOST = 64


def _form(request: Request) -> deform.Form:
    schema = colander.SchemaNode(colander.Mapping())
    schema.add(nodes.line("name", _("Your name"), NAME_MOST, 2, required=_("Enter your name."),
                          help_text=_("Readers see it beside what you publish."), autocomplete="name"))
    schema.add(nodes.new_password(MINIMUM))
    return form(request, schema, (deform.Button("begin", _("Begin")),))


@view_config(
    context=IPortal,
    name="invitation",
    permission="view",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:account/invitation.pt",
)
def invitation(context: Any, request: Request) -> Any:
    """What one is invited to, and the form. A wrong, an old and a used address say the same."""
    token, made = request.GET.get("key", "")[:KEY_MOST], _form(request)
    person = request.register.invited(token, request.now)
    if person is None:
        return {"title": _("Invitation"), "form": None, "places": [], "error": True}
    h = Helpers(request)
    given = [(grant, context.uids.get(grant.node)) for grant in context.grants.of(person.pid)]
    page = {
        "title": _("Invitation"),
        "form": made,
        "email": person.email,
        "places": [
            (h.capacity(grant.role), request.page.place_of(node))
            for grant, node in given
            if node is not None
        ],
    }
    if request.method != "POST":
        return page
    request.site.throttle.hit(SIGN_IN_ADDRESS, request.remote_addr or "unknown")
    posted = validate(request, made)
    if posted.values is None:
        return {**page, "error": True}
    try:
        person = accept(request.ctx, token, posted.values["name"], request.site.passwords.hash(posted.values["new"]))
    except Refused as refusal:
        request.tm.doom()
        return {**page, "form": with_refusal(request, made, refusal), "error": True}
    remember(request, person.pid)
    request.flash("done", _("Welcome. Here is what waits for you."))
    return HTTPSeeOther(request.page.link("/desk"))
