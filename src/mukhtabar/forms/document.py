"""The forms in which the house writes: one for each kind of document, for adding it and for changing it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import colander
import deform
from pyramid.request import Request

from mukhtabar.content.charter import Charter
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.course import Course, Exercise, Lesson
from mukhtabar.content.file import File, Image
from mukhtabar.content.guidance import Guidance
from mukhtabar.content.news import News
from mukhtabar.content.page import Page
from mukhtabar.content.space import Space
from mukhtabar.content.texts import HTML, Texts
from mukhtabar.forms import nodes
from mukhtabar.forms.consultation import consultation_fields
from mukhtabar.forms.course import exercise_fields
from mukhtabar.forms.days import same_day
from mukhtabar.forms.file import file_fields, upload_fields
from mukhtabar.forms.guidance import guidance_fields
from mukhtabar.forms.news import news_fields
from mukhtabar.forms.once import new_token
from mukhtabar.forms.page import page_fields
from mukhtabar.forms.phases import phase_rows, phases_in
from mukhtabar.forms.render import form
from mukhtabar.forms.space import place_fields, portal_fields, space_fields
from mukhtabar.language import Message, _
from mukhtabar.language.html import plain_to_html
from mukhtabar.language.marks_back import html_to_plain

#: In the address of a form: go on with what was left unsaved in it.
CONTINUE = "continue"
#: What belongs to one showing of a form, and is not kept with its fields.
UNKEPT = frozenset({"csrf_token", "__formid__", "keep", "save"})
#: Fields kept as sanitised HTML and written with simple marks.
Fields = Callable[[Any], list[Any]]


@dataclass(frozen=True)
class Kind:
    """What can be added from the web: how it is made, what the page that adds it is called, and its fields."""

    make: Callable[[], Any]
    title: Message
    about: Message
    fields: Fields


ADDED: dict[str, Kind] = {
    "consultation": Kind(Consultation, _("Open a consultation"), _(
        "Ask the citizens something, from one day to another."), consultation_fields),
    "space": Kind(Space, _("Open a space"), _("The civil-society space of this commune."), space_fields),
    "news": Kind(News, _("Add news"), _("Tell what happened or what is to come; readers may comment."), news_fields),
    "page": Kind(Page, _("Add a page"), _("A text that stays: who we are, how it works."), page_fields),
    "charter": Kind(Charter, _("Write a charter"), _(
        "What a council and associations agree on; both sides sign it."), page_fields),
    "resource": Kind(Guidance, _("Add a resource"), _(
        "A guide, a template or a text of law for associations."), guidance_fields),
    "course": Kind(Course, _("Begin a course"), _("Lessons and exercises for members of the spaces."), page_fields),
    "lesson": Kind(Lesson, _("Add a lesson"), _("A text to learn from; exercises stand in it."), page_fields),
    "exercise": Kind(Exercise, _("Add an exercise"), _("A question, or something to do in the rehearsal copy."),
                     exercise_fields),
    "file": Kind(File, _("Add a document"), _("A file to download: a report, minutes, a table."), upload_fields),
    "image": Kind(Image, _("Add an image"), _("A picture, with words for those who do not see it."), upload_fields),
}  # fmt: skip
EDITED: dict[str, Fields] = {
    "portal": portal_fields,
    "region": place_fields,
    "commune": place_fields,
    "space": space_fields,
    "consultation": consultation_fields,
    "page": page_fields,
    "charter": page_fields,
    "resource": guidance_fields,
    "course": page_fields,
    "lesson": page_fields,
    "exercise": exercise_fields,
    "news": news_fields,
    "file": file_fields,
    "image": file_fields,
}


def add_form(request: Request, kind: str, blank: Any, keep: str) -> deform.Form:
    """Return the form that adds a document of `kind`; `blank` is a new one, `keep` where unsaved words are sent."""
    schema = colander.SchemaNode(colander.Mapping())
    for node in ADDED[kind].fields(blank):
        schema.add(node)
    schema.add(nodes.hidden("once"))
    schema["once"].default = new_token()
    words = _("Open the space") if kind == "space" else _("Save as a draft")
    return keeping(form(request, schema, (deform.Button("save", words), keep_button(keep))), keep)


def keep_button(keep: str) -> deform.Button:
    """Return the button that keeps what is typed for later: at the address `keep`, and unchecked."""
    there = {"formaction": keep, "formnovalidate": "formnovalidate", "data-keep-button": ""}
    return deform.Button("keep", _("Go on later"), attributes=there)


def keeping(made: deform.Form, keep: str) -> deform.Form:
    """Return the form, telling the script where it sends what is typed every few seconds."""
    made.widget.attributes = {"data-keep": keep}
    return made


def edit_form(request: Request, document: Any, keep: str = "") -> deform.Form:
    """Return the form that changes `document`; unsaved words are sent to `keep`."""
    schema = colander.SchemaNode(colander.Mapping())
    for node in EDITED[document.type_name](document):
        schema.add(node)
    schema.add(nodes.line("note", _("What did you change?"), 200, help_text=_("Kept with the history.")))
    schema.add(nodes.hidden("serial", 64))
    return keeping(form(request, schema, (deform.Button("save", _("Save")), keep_button(keep))), keep)


def shown_values(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return field values as a form shows them: HTML as simple marks, phases as rows."""
    values = dict(fields)
    for name in HTML & values.keys():
        values[name] = {code: html_to_plain(html) for code, html in values[name].items()}
    if "phases" in values:
        values["phases"] = phase_rows(values["phases"])
    return values


def field_values(document: Any, posted: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Return posted values as fields of `document` keep them. What was not touched stays as it is, to the letter."""
    values: dict[str, Any] = {}
    for name, value in posted.items():
        before = getattr(document, name, None)
        if isinstance(before, Texts):
            values[name] = before.with_values(now, _html(before, value) if name in HTML else value)
        elif name == "phases":
            values[name] = phases_in(value, document.phases)
        else:
            values[name] = same_day(value, before) if isinstance(value, datetime) else value
    return values


def _html(before: Texts, typed: Mapping[str, str]) -> dict[str, str]:
    def kept(code: str, text: str) -> str:
        html = before.get(code)
        return html if html and text == html_to_plain(html) else plain_to_html(text, editor=True)

    return {code: kept(code, text) for code, text in typed.items()}
