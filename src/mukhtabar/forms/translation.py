"""The form that translates a document into one language: each field beside what it says in another."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import colander
import deform
from pyramid.request import Request

from mukhtabar.actions.context import Ctx
from mukhtabar.actions.early import read_by
from mukhtabar.actions.translate import may_publish, written
from mukhtabar.content.base import Workflowed
from mukhtabar.content.texts import HTML
from mukhtabar.content.translations import originals
from mukhtabar.forms import nodes
from mukhtabar.forms.consultation import every_field
from mukhtabar.forms.document import EDITED, keep_button, keeping
from mukhtabar.forms.render import form
from mukhtabar.language import NAMES, _
from mukhtabar.language.direction import direction
from mukhtabar.language.html import plain_to_html
from mukhtabar.language.marks_back import html_to_plain

#: The edit form of a consultation shows some fields in some states only.
TRANSLATED = {**EDITED, "consultation": every_field}


@dataclass(frozen=True)
class Original:
    """What stands beside a field: the text in the language translated from, and how it changed since.

    `html` when it is rich text, else `text`; `parts` are the words that went and came (language.diff), `since` is
    (ISO, words) of the moment it moved on.
    """

    title: str
    language: str
    name: str
    text: str
    html: str = ""
    since: tuple[str, str] | None = None
    parts: tuple[tuple[str, str], ...] = ()

    @property
    def direction(self) -> str:
        """Which way it runs."""
        return direction(self.language)


def form_name(language: str) -> str:
    """Return the name of the drawer in which unsaved words of this form are kept."""
    return f"translate-{language}"


def field_nodes(ctx: Ctx, document: Any, language: str) -> list[Any]:
    """Return a node for each field that can be translated into `language`, as the edit form has it."""
    known = {node.name: node for node in TRANSLATED[document.type_name](document)}
    found = []
    for name in originals(document, language, read_by(ctx, document)):
        node = next(child for child in known[name].children if child.name == language).clone()
        node.name, node.title, node.missing = name, known[name].title, ""
        found.append(node)
    return found


def translation_form(
    request: Request, document: Any, language: str, beside: Mapping[str, Original], keep: str
) -> deform.Form:
    """Return the form; `beside` are the originals by field, unsaved words are sent to `keep`."""
    schema = colander.SchemaNode(colander.Mapping())
    for node in field_nodes(request.ctx, document, language):
        original = beside[node.name]
        node.title = f"{request.translate(node.title)} · {NAMES[language]}"
        node.original = original
        if hasattr(node.widget, "rows"):
            node.widget.rows = max(3, min(24, len(original.text) // 60 + original.text.count("\n") + 2))
        schema.add(node)
    if may_publish(request.ctx, document):
        schema.add(nodes.line("note", _("What did you change?"), 200, help_text=_("Kept with the history.")))
    schema.add(nodes.hidden("serial", 64))
    made = keeping(form(request, schema, (*_buttons(request, document), keep_button(keep))), keep)
    made.widget.item_template = "beside"
    made.widget.css_class = "translation"
    return made


def _buttons(request: Request, document: Any) -> tuple[deform.Button, ...]:
    if not may_publish(request.ctx, document):
        return (
            deform.Button("draft", _("Save as a draft")),
            deform.Button("ready", _("Ready: ask for publication")),
        )
    if isinstance(document, Workflowed) and not document.is_published:
        # Nobody reads it yet: it goes straight into the text, and comes out with the document.
        return (deform.Button("publish", _("Save")),)
    return (deform.Button("publish", _("Publish this translation")), deform.Button("draft", _("Save as a draft")))


def shown_translation(ctx: Ctx, document: Any, language: str) -> dict[str, str]:
    """Return what the fields show: the draft over what is public, HTML as simple marks."""
    found = written(ctx, document, language)
    return {name: html_to_plain(text) if name in HTML else text for name, text in found.items()}


def typed_translation(ctx: Ctx, document: Any, language: str, posted: Mapping[str, Any]) -> dict[str, str]:
    """Return posted fields as the document keeps them. What was not touched stays as it is, to the letter."""
    before = written(ctx, document, language)
    values = {name: text for name, text in posted.items() if name in before}
    for name in HTML & values.keys():
        same = before[name] and values[name] == html_to_plain(before[name])
        values[name] = before[name] if same else plain_to_html(values[name], editor=True)
    return values
