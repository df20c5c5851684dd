"""The templates for answers that the officers of a commune keep: add, change, remove."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.answer_template import drop_template, keep_template
from mukhtabar.content.interfaces import ICommune
from mukhtabar.forms.answer import template_form
from mukhtabar.language import _
from mukhtabar.rules.refused import Refused
from mukhtabar.views.posting import filled_in, text

#: The field that a refusal is about.
FIELD_OF = {"same_title": "title"}


@view_config(
    context=ICommune,
    name="answer-templates",
    permission="add_answer",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:council/answer_templates.pt",
)
def answer_templates(context: Any, request: Request) -> Any:
    """The list, and the form: of a new one, or of the one that the address names."""
    held, key = context.answer_templates, request.GET.get("key", "")
    kept = held.get(key) if held is not None and key else None
    if key and kept is None:
        raise HTTPNotFound
    form, here = template_form(request), request.page.url_of(context, "answer-templates")
    page = {
        "title": _("Templates for answers"),
        "name": request.page.title_of(context),
        "rows": [(one, f"{here}?key={one}", template.title) for one, template in held.items()] if held else [],
        "changing": kept.title if kept else None,
        "here": here,
        "form": form,
    }
    if "drop" in request.POST:
        return _drop(context, request, here)
    return filled_in(
        request,
        page,
        lambda given: keep_template(request.ctx, context, given.pop("title"), given, given.pop("key")),
        _("The template is saved."),
        lambda _done: here,
        first={**kept.values, "title": kept.title, "key": key} if kept else {},
        fields=FIELD_OF,
    )


def _drop(context: Any, request: Request, here: str) -> Any:
    try:
        drop_template(request.ctx, context, text(request, "drop"))
        request.flash("done", _("The template is removed. Answers begun with it stay as they are."))
    except Refused as refusal:
        request.tm.doom()
        request.flash("problem", refusal.message)
    return HTTPSeeOther(here)
