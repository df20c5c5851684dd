"""Hand the roles of one person over to another from a day on: the end of a term (J22)."""

from typing import Any

import colander
import deform
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.grant import hand_over
from mukhtabar.content.interfaces import IResource
from mukhtabar.forms import nodes
from mukhtabar.forms.days import day
from mukhtabar.forms.render import form
from mukhtabar.language import _
from mukhtabar.rules.refused import Refused
from mukhtabar.views import shown
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import filled_in


def _form(request: Request) -> deform.Form:
    schema = colander.SchemaNode(colander.Mapping())
    schema.add(nodes.email("email", _("E-mail of who follows"), required=_("Enter the person's e-mail address.")))
    schema.add(day("since", _("From"), help_text=_("Empty: from now on.")))
    return form(request, schema, (deform.Button("hand_over", _("Hand over")),))


@view_config(
    context=IResource,
    name="hand-over",
    permission="share",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:admin/handover.pt",
)
def handover(context: Any, request: Request) -> Any:
    """What the person holds here, and to whom it goes from when on."""
    h, pid = Helpers(request), request.GET.get("person", "")
    held = [given for given in request.portal.grants.own(pid) if given.node == context.uid]
    if not held:
        return HTTPSeeOther(request.page.url_of(context, "who"))
    page = {
        "title": _("Hand over"),
        "name": request.page.place_of(context),
        "person": h.person(pid),
        "roles": [(h.capacity(given.role), shown.when(h, given.end)) for given in held],
        "form": _form(request),
    }

    def give(values: dict[str, Any]) -> None:
        successor = request.register.by_address(values["email"])
        if successor is None:
            raise Refused("email", _("Nobody is registered with that address. Invite the person first."))
        hand_over(request.ctx, context, pid, successor.pid, values["since"] or request.now)

    here = request.page.url_of(context, "who")
    return filled_in(request, page, give, _("The roles are handed over."), lambda _done: here)
