"""The forms of a council file: its sitting and its note; and what was decided on each point."""

from collections.abc import Sequence

import colander
import deform
from pyramid.request import Request

from mukhtabar.content.seated import DECISIONS
from mukhtabar.content.words import word
from mukhtabar.forms import nodes
from mukhtabar.forms.days import day
from mukhtabar.forms.once import new_token
from mukhtabar.forms.render import form
from mukhtabar.language import _

NOTE_MAX, WORDS_MAX = 4000, 1000


def file_form(request: Request, sessions: Sequence[tuple[str, str]]) -> deform.Form:
    """Return the form of the sitting; `sessions` are those that can be chosen: (code, words)."""
    schema = colander.SchemaNode(colander.Mapping())
    for node in (
        nodes.choice("session", _("Session"), sessions, required=_("Choose the session.")),
        day("day", _("Day of the sitting"),
            help_text=_("As the convocation says. It may wait while the file is drafted.")),
        nodes.texts("details", _("Agenda note"), NOTE_MAX, rows=6,
                    help_text=_("Printed before the points. An empty line begins a paragraph, a hyphen a list.")),
        nodes.hidden("serial", 64),
        nodes.hidden("once"),
    ):  # fmt: skip
        schema.add(node)
    schema["once"].default = new_token()
    return form(request, schema, (deform.Button("save", _("Save the draft")),))


def decisions_form(request: Request, points: Sequence[tuple[str, str]]) -> deform.Form:
    """Return the form of what was decided; `points` are (reference, title), in the order of the agenda."""
    schema = colander.SchemaNode(colander.Mapping())
    for number, (reference, title) in enumerate(points):
        row = colander.SchemaNode(
            colander.Mapping(),
            name=reference,
            title=f"{number + 1}. {title}",
            widget=deform.widget.MappingWidget(),
        )
        # A list and no buttons: buttons of one name are one choice in all rows of a form.
        choices = [(code, word("decision", code)) for code in DECISIONS]
        row.add(nodes.choice("decision", _("Decision"), choices, as_list=True))
        row.add(nodes.text("words", _("In words"), WORDS_MAX, rows=3, dir="auto",
                           help_text=_("Needed unless it was adopted: why, until when, or which part.")))  # fmt: skip
        schema.add(row)
    schema.add(nodes.hidden("serial", 64))
    return form(request, schema, (deform.Button("save", _("Save the decisions")),))
