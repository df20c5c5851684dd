"""Pass a question on to a member of the council: the one it is put to, or the one in charge of its field."""

from typing import Any

import colander
import deform
from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.question import pass_on
from mukhtabar.content.council import commune_of
from mukhtabar.content.interfaces import IProposal
from mukhtabar.content.proposal import QUESTION
from mukhtabar.forms import nodes
from mukhtabar.forms.render import form
from mukhtabar.language import _
from mukhtabar.rules.refused import Refused
from mukhtabar.views.posting import validate, with_refusal
from mukhtabar.views.public.council import choices
from mukhtabar.views.public.questions import asked_of

FIELDS = {"not_sitting": "member", "already": "member"}


def _form(request: Request, members: list[tuple[str, str]]) -> deform.Form:
    schema = colander.SchemaNode(colander.Mapping())
    schema.add(
        nodes.choice("member", _("Member of the council"), members, required=_("Choose a member."), as_list=True)
    )
    return form(request, schema, (deform.Button("pass", _("Pass on")),))


@view_config(
    context=IProposal,
    name="member",
    permission="add_answer",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:council/member.pt",
)
def member(context: Any, request: Request) -> Any:
    """Who it is put to, and to whom it goes."""
    if context.kind != QUESTION or context.state != "published":
        raise HTTPNotFound
    members = choices(request, commune_of(context))
    made = _form(request, members) if members else None
    page = {
        "title": _("Pass the question on to a member"),
        "name": request.page.title_of(context),
        "question": asked_of(request, context),
        "form": made,
    }
    if request.method != "POST" or made is None:
        if made is not None and context.asked_of:
            made.set_appstruct({"member": str(context.asked_of)})
        return page
    posted = validate(request, made)
    if posted.values is None:
        return {**page, "form": posted.form, "error": True}
    try:
        pass_on(request.ctx, context, int(posted.values["member"]))
    except Refused as refusal:
        request.tm.doom()
        return {**page, "form": with_refusal(request, made, refusal, FIELDS), "error": True}
    request.flash("done", _("The question is passed on. Who has an account gets a letter, and may draft the answer."))
    return HTTPSeeOther(request.page.url_of(context))
