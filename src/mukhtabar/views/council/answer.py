"""Draft an answer, and save it again without losing anybody's words (J17)."""

from collections.abc import Mapping
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.answer import begin_answer
from mukhtabar.actions.edit import Stale, edit, serial
from mukhtabar.content.answer import Answer
from mukhtabar.content.interfaces import IAnswer, IProposal
from mukhtabar.content.texts import Texts
from mukhtabar.forms.answer import answer_form
from mukhtabar.language import _
from mukhtabar.rules.refused import Refused
from mukhtabar.views.compare import compared
from mukhtabar.views.posting import validate, with_refusal

READ_POST = ("GET", "HEAD", "POST")
TEMPLATE = "mukhtabar.templates:council/draft.pt"


def _values(request: Request, posted: Mapping[str, Any], before: Answer | None) -> dict[str, Any]:
    """Turn the posted fields into field values; texts keep the date of the languages that did not change."""
    values = dict(posted)
    for name in ("summary", "details"):
        texts = getattr(before, name) if before else Texts()
        values[name] = texts.with_values(request.now, values[name])
    return values


@view_config(context=IProposal, name="answer", permission="add_answer", request_method=READ_POST, renderer=TEMPLATE)
def begin(context: Any, request: Request) -> Any:
    """A new answer to a proposal."""
    form = answer_form(request)
    page = {"title": _("Draft an answer"), "proposal": context, "form": form, "conflict": None}
    if request.method != "POST":
        return page
    posted = validate(request, form)
    if posted.values is None:
        return {**page, "error": True}
    posted.values.pop("serial")
    try:
        answer = begin_answer(request.ctx, context, _values(request, posted.values, None))
    except Refused as refusal:
        request.tm.doom()
        return {**page, "form": with_refusal(request, form, refusal), "error": True}
    request.flash("done", _("The draft is saved. Nobody outside the commune sees it."))
    return HTTPSeeOther(request.page.url_of(answer, "review"))


@view_config(context=IAnswer, name="edit", permission="edit", request_method=READ_POST, renderer=TEMPLATE)
def change(context: Any, request: Request) -> Any:
    """Go on with a draft. Who saves over somebody else's change gets both texts side by side."""
    form = answer_form(request)
    page = {"title": _("Draft an answer"), "proposal": context.__parent__, "form": form, "conflict": None}
    if request.method != "POST":
        form.set_appstruct({**context.field_values(), "serial": serial(context)})
        return page
    posted = validate(request, form)
    if posted.values is None:
        return {**page, "error": True}
    expected = posted.values.pop("serial")
    try:
        edit(request.ctx, context, _values(request, posted.values, context), expected=expected)
    except Stale as stale:
        request.tm.doom()
        return {**page, **compared(request, form, posted.values, stale.current)}
    except Refused as refusal:
        request.tm.doom()
        return {**page, "form": with_refusal(request, form, refusal), "error": True}
    request.flash("done", _("The draft is saved."))
    return HTTPSeeOther(request.page.url_of(context, "review"))
