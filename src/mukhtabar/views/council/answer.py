"""Draft an answer, and save it again without losing anybody's words (J17)."""

from collections.abc import Mapping
from types import SimpleNamespace as Shown
from typing import Any

import deform
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.answer import begin_answer
from mukhtabar.actions.edit import edit, serial
from mukhtabar.content.answer import Answer
from mukhtabar.content.answer_template import AnswerTemplates
from mukhtabar.content.council import seat_of
from mukhtabar.content.interfaces import IAnswer, IProposal
from mukhtabar.content.texts import Texts
from mukhtabar.forms.answer import answer_form
from mukhtabar.forms.document import shown_values
from mukhtabar.forms.once import new_token
from mukhtabar.language import Message, _
from mukhtabar.rules.permissions import Permission
from mukhtabar.views.desk.writing import differing
from mukhtabar.views.posting import Differs, filled_in

READ_POST = ("GET", "HEAD", "POST")
TEMPLATE = "mukhtabar.templates:council/draft.pt"
#: In the address of a new answer: the template that fills its form.
FROM = "template"


def field_values(request: Request, posted: Mapping[str, Any], before: Answer | None = None) -> dict[str, Any]:
    """Turn the posted fields into field values; texts keep the date of the languages that did not change."""
    values = dict(posted)
    for name in ("summary", "details"):
        texts = getattr(before, name) if before else Texts()
        values[name] = texts.with_values(request.now, values[name])
    return values


def templates_of(request: Request, commune: Any, here: str) -> list[tuple[str, str, bool]]:
    """Return (address, title, whether it is the one chosen) of each template; `here` is the form that it fills."""
    held, wanted = _held(request, commune), request.GET.get(FROM, "")
    return [(f"{here}{FROM}={key}", kept.title, key == wanted) for key, kept in held.items()] if held else []


def _held(request: Request, commune: Any) -> AnswerTemplates | None:
    """Return the templates of those who draft for the whole commune; a member in charge of one question has none."""
    held: AnswerTemplates | None = getattr(commune, "answer_templates", None)
    return held if held and request.page.may(Permission.ADD_ANSWER, commune) else None


def filled(request: Request, commune: Any) -> Mapping[str, Any]:
    """Return what the chosen template says; nothing when none is chosen, or it is gone."""
    held = _held(request, commune)
    kept = held.get(request.GET.get(FROM, "")) if held else None
    return kept.values if kept is not None else {}


def _page(title: Message, proposal: Any, form: deform.Form, **more: Any) -> dict[str, Any]:
    return {"title": title, "proposal": proposal, "form": form, "conflict": None, "templates": [], **more}


@view_config(context=IProposal, name="answer", permission="add_answer", request_method=READ_POST, renderer=TEMPLATE)
def begin(context: Any, request: Request) -> Any:
    """A new answer to a proposal, empty or from a template."""
    form, commune = answer_form(request), seat_of(context)
    here = f"{request.page.url_of(context, 'answer')}?"
    page = _page(_("Draft an answer"), context, form, templates=templates_of(request, commune, here))
    keeps = commune.type_name == "commune" and request.page.may(Permission.ADD_ANSWER, commune)
    page["keep"] = request.page.url_of(commune, "answer-templates") if keeps else None
    return filled_in(
        request,
        page,
        lambda values: begin_answer(request.ctx, context, field_values(request, values)),
        _("The draft is saved. Nobody outside the commune sees it."),
        lambda answer: request.page.url_of(answer, "review"),
        first={**filled(request, commune), "serial": new_token()},
        # Until there is a draft, the serial is the token of this form.
        once="serial",
        again=lambda answer: _changing(request, answer),
    )


def _changing(request: Request, answer: Answer) -> tuple[dict[str, Any], Differs]:
    """Return the page on which a draft is changed, and what differs when somebody else saved it meanwhile."""
    form = answer_form(request)

    def differs(now: Mapping[str, Any], sent: Mapping[str, Any]) -> list[Shown]:
        # What is attached is in no form: it is compared with what was attached when this one was opened.
        opened = answer.revisions.find(sent.get("serial", ""))
        mine = {**sent, "attached": (opened.fields if opened is not None else now)["attached"]}
        return differing(request, form, shown_values(now), shown_values(mine))

    sent = answer.state != "drafting"
    return _page(_("Draft an answer"), answer.__parent__, form, keep=None, sent=sent), differs


@view_config(context=IAnswer, name="edit", permission="edit", request_method=READ_POST, renderer=TEMPLATE)
def change(context: Any, request: Request) -> Any:
    """Go on with a draft. Who saves over somebody else's change gets both texts side by side."""
    page, differs = _changing(request, context)
    again = _("Saved. What was changed is a draft again: send it for approval once more.")

    def save(values: dict[str, Any]) -> None:
        expected = values.pop("serial")
        edit(request.ctx, context, field_values(request, values, context), expected=expected)

    return filled_in(
        request,
        page,
        save,
        again if page["sent"] else _("The draft is saved."),
        lambda _done: request.page.url_of(context, "review"),
        first={**context.field_values(), "serial": serial(context)},
        differs=differs,
    )
