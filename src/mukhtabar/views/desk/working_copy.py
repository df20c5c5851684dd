"""Work on what is published in a copy, and leave the published text alone until it is ready (J11)."""

from typing import Any

from pyramid.httpexceptions import HTTPForbidden, HTTPSeeOther
from pyramid.request import Request
from pyramid.security import Denied
from pyramid.view import view_config

from mukhtabar.actions.create import NEEDS
from mukhtabar.actions.working_copy import copyable, detach, make_working_copy
from mukhtabar.content.interfaces import IConsultation, IScheduled
from mukhtabar.content.working import copy_of, is_working_copy
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.security.acl import decide, may
from mukhtabar.views.desk.standing import standing


def _act(context: Any, request: Request) -> str:
    """Do what the button says and return where to go. Raises Refused."""
    if "detach" in request.POST:
        detach(request.ctx, context)
        request.flash("done", _("It is a document of its own now."))
        return str(request.page.url_of(context, "review"))
    there = copy_of(request.portal, context)
    made = make_working_copy(request.ctx, context)
    request.flash("done", _("There was a working copy already. This is it.") if there else _(
        "This is your working copy. Readers see the published text until you publish over it."))  # fmt: skip
    editable = may(made, Permission.EDIT, request.authenticated_userid, request.now)
    return str(request.page.url_of(made, "edit" if editable else "review"))


@view_config(
    context=IScheduled,
    name="working-copy",
    permission="see_history",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:desk/working_copy.pt",
)
@view_config(
    context=IConsultation,
    name="working-copy",
    permission="see_history",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:desk/working_copy.pt",
)
def working_copy(context: Any, request: Request) -> Any:
    """What a working copy is, with a button that makes one; or the one that there is, whose it is and since when."""
    if not is_working_copy(context):
        decision = decide(context.__parent__, NEEDS[context.type_name], request.authenticated_userid, request.now)
        if not decision:
            raise HTTPForbidden(result=Denied("%s", decision))
    problem = None
    if request.method == "POST":
        try:
            return HTTPSeeOther(_act(context, request))
        except Refused as refusal:
            request.tm.doom()
            problem = refusal.message
    copies = standing(request, context)
    return {
        "title": _("Working copy"),
        "name": request.page.title_of(context),
        "copies": copies,
        "may_make": copyable(context) and copy_of(request.portal, context) is None,
        "problem": problem,
        "error": problem is not None,
    }
