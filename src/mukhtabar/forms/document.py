"""The forms in which the house writes: one for each kind of document, for adding it and for changing it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import colander
import deform
from pyramid.request import Request

from mukhtabar.content.audio import Audio
from mukhtabar.content.charter import Charter
from mukhtabar.content.collection import Collection
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.course import Course, Exercise, Lesson
from mukhtabar.content.event import Event
from mukhtabar.content.file import File, Image
from mukhtabar.content.front import Front
from mukhtabar.content.guidance import Guidance
from mukhtabar.content.menu import Menu
from mukhtabar.content.news import News
from mukhtabar.content.page import Page
from mukhtabar.content.space import Space
from mukhtabar.content.texts import HTML, Texts
from mukhtabar.forms import nodes
from mukhtabar.forms.collection import collection_fields, collection_whole
from mukhtabar.forms.consultation import consultation_fields
from mukhtabar.forms.course import exercise_fields
from mukhtabar.forms.days import same_day
from mukhtabar.forms.event import event_fields, event_whole
from mukhtabar.forms.file import file_fields, in_words, upload_fields
from mukhtabar.forms.front import block_rows, blocks_in, front_fields, front_whole
from mukhtabar.forms.guidance import guidance_fields
from mukhtabar.forms.menu import entries_in, entry_rows, menu_fields
from mukhtabar.forms.news import news_fields
from mukhtabar.forms.once import new_token
from mukhtabar.forms.page import page_fields, text_fields
from mukhtabar.forms.phases import phase_rows, phases_in
from mukhtabar.forms.render import form
from mukhtabar.forms.space import place_fields, portal_fields, space_fields
from mukhtabar.language import Message, _
from mukhtabar.language.marks_back import html_to_plain
from mukhtabar.language.untouched import to_html_keeping

#: In the address of a form: go on with what was left unsaved in it.
CONTINUE = "continue"
#: What belongs to one showing of a form, and is not kept with its fields.
UNKEPT = frozenset({"csrf_token", "__formid__", "draft", "keep", "publish", "ready", "save"})
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
    "event": Kind(Event, _("Add an event"), _(
        "A meeting or a workshop: when and where; it goes into people's calendars."), event_fields),
    "page": Kind(Page, _("Add a page"), _("A text that stays: who we are, how it works."), page_fields),
    "charter": Kind(Charter, _("Write a charter"), _(
        "What a council and associations agree on; both sides sign it."), text_fields),
    "resource": Kind(Guidance, _("Add a resource"), _(
        "A guide, a template or a text of law for associations."), guidance_fields),
    "course": Kind(Course, _("Begin a course"), _("Lessons and exercises for members of the spaces."), text_fields),
    "lesson": Kind(Lesson, _("Add a lesson"), _("A text to learn from; exercises stand in it."), text_fields),
    "exercise": Kind(Exercise, _("Add an exercise"), _("A question, or something to do in the rehearsal copy."),
                     exercise_fields),
    "file": Kind(File, _("Add a document"), _("A file to download: a report, minutes, a table."), upload_fields),
    "image": Kind(Image, _("Add an image"), _("A picture, with words for those who do not see it."), upload_fields),
    "audio": Kind(Audio, _("Add a recording"), _(
        "Somebody speaks, or reads a text aloud; what is said stands under it."), upload_fields),
    "collection": Kind(Collection, _("Add a collection"), _(
        "A list that fills itself: choose what it holds, from where, and in which order."), collection_fields),
    "menu": Kind(Menu, _("Add a menu"), _(
        "The entries at the top of every page. The menu that is published last counts."), menu_fields),
    "front": Kind(Front, _("Put together a home page"), _(
        "Blocks from top to bottom: texts, lists, pictures. The home page that is published last counts."),
        front_fields),
}  # fmt: skip
#: What is asked of all the fields of a form together.
WHOLE: dict[str, Callable[[Any, Mapping[str, Any]], None]] = {"collection": collection_whole, "event": event_whole,
    "front": front_whole}  # fmt: skip
#: Fields that are a day and an hour; the other moments are days.
MOMENTS = frozenset({"start", "end"})
EDITED: dict[str, Fields] = {
    "portal": portal_fields,
    "region": place_fields,
    "commune": place_fields,
    "space": space_fields,
    "consultation": consultation_fields,
    "page": page_fields,
    "event": event_fields,
    "collection": collection_fields,
    "menu": menu_fields,
    "front": front_fields,
    "charter": text_fields,
    "resource": guidance_fields,
    "course": text_fields,
    "lesson": text_fields,
    "exercise": exercise_fields,
    "news": news_fields,
    "file": file_fields,
    "image": file_fields,
    "audio": file_fields,
    # Nobody changes evidence; its words are named here for the pages that show what was kept.
    "evidence": file_fields,
    "photo": file_fields,
}


def add_form(request: Request, kind: str, blank: Any, keep: str) -> deform.Form:
    """Return the form that adds a document of `kind`; `blank` is a new one, `keep` where unsaved words are sent."""
    schema = colander.SchemaNode(colander.Mapping(), validator=WHOLE.get(kind) or in_words(blank))
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
    whole = WHOLE.get(document.type_name) or in_words(document)
    schema = colander.SchemaNode(colander.Mapping(), validator=whole)
    for node in EDITED[document.type_name](document):
        schema.add(node)
    schema.add(nodes.line("note", _("What did you change?"), 200, help_text=_("Kept with the history.")))
    schema.add(nodes.hidden("serial", 64))
    return keeping(form(request, schema, (deform.Button("save", _("Save")), keep_button(keep))), keep)


def shown_values(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return field values as a form shows them: HTML as simple marks, phases as rows."""
    values = dict(fields)
    for name in HTML & values.keys():
        if isinstance(values[name], str):
            # What a citizen wrote is no HTML.
            continue
        values[name] = {code: html_to_plain(html) for code, html in values[name].items()}
    if "phases" in values:
        values["phases"] = phase_rows(values["phases"])
    if "entries" in values:
        values["entries"] = entry_rows(values["entries"])
    if "blocks" in values:
        values["blocks"] = block_rows(values["blocks"])
    return values


def field_values(document: Any, posted: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Return posted values as fields of `document` keep them. What was not touched stays as it is, to the letter."""
    values: dict[str, Any] = {}
    for name, value in posted.items():
        before = getattr(document, name, None)
        if isinstance(before, Texts) and name in HTML:
            html = {code: to_html_keeping(before.get(code), text) for code, text in value.items()}
            values[name] = before.with_values(now, html)
        elif isinstance(before, Texts):
            values[name] = before.with_values(now, value)
        elif name == "phases":
            values[name] = phases_in(value, document.phases)
        elif name == "entries":
            values[name] = entries_in(value)
        elif name == "blocks":
            values[name] = blocks_in(value, document.blocks)
        elif isinstance(value, (set, frozenset)):
            values[name] = tuple(sorted(value))
        elif isinstance(value, datetime) and name not in MOMENTS:
            values[name] = same_day(value, before)
        else:
            values[name] = value
    return values
