"""Pass a question on to a member of the council: the one it is put to, or the one in charge of its field."""

from typing import Any

import colander
import deform
from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.question import pass_on
from mukhtabar.content.council import commune_of
from mukhtabar.content.interfaces import IProposal
from mukhtabar.content.proposal import QUESTION
from mukhtabar.forms import nodes
from mukhtabar.forms.render import form
from mukhtabar.language import _
from mukhtabar.views.posting import filled_in
from mukhtabar.views.public.council import choices
from mukhtabar.views.public.questions import asked_of

FIELDS = {"not_sitting": "member", "already": "member", "both_sides": "member"}


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
    if made is None:
        return page
    return filled_in(
        request,
        page,
        lambda given: pass_on(request.ctx, context, int(given["member"])),
        _("The question is passed on. Who has an account gets a letter, and may draft the answer."),
        lambda _done: request.page.url_of(context),
        first={"member": str(context.asked_of)} if context.asked_of else None,
        fields=FIELDS,
    )
