"""The words of a register: one group for each topic, with where it stands and in whose row."""

from collections.abc import Mapping, Sequence
from typing import Any

import colander
import deform
from pyramid.request import Request

from mukhtabar.content.register import Row
from mukhtabar.content.words import word
from mukhtabar.forms import nodes
from mukhtabar.forms.render import form
from mukhtabar.forms.rows import STEP, pairs, rows_node
from mukhtabar.language import LANGUAGES, _

TITLE_MOST, SAID_MOST, PLACE_MOST = 80, 600, 999
#: Those in which a space words its register.
SPOKEN = LANGUAGES[:3]


def register_form(request: Request, topics: Sequence[str]) -> deform.Form:
    """Return the form with a group for each of `topics`."""
    schema = colander.SchemaNode(colander.Mapping())
    schema.add(
        rows_node(
            "rows",
            _("Topics"),
            _("What is counted is added by itself. Leave empty what needs no words of yours."),
            [_row(number, topic, topics) for number, topic in enumerate(topics)],
        )
    )
    schema["rows"].validator = _joined_once
    schema.add(nodes.hidden("serial", 64))
    return form(request, schema, (deform.Button("save", _("Save the draft")),))


def _row(number: int, topic: str, topics: Sequence[str]) -> Any:
    row = colander.SchemaNode(
        colander.Mapping(),
        name=topic,
        title=word("topic", topic),
        widget=deform.widget.MappingWidget(template="mapping_accordion", open=number == 0),
    )
    others = [(other, word("topic", other)) for other in topics if other != topic]
    usual = _("Empty: the name of the topic.")
    row.add(nodes.texts("title", _("Title of the row"), TITLE_MOST, languages=SPOKEN, help_text=usual))
    told = _("Two or three sentences. The figures and the proposals stand under them.")
    row.add(nodes.texts("said", _("What was said, in your words"), SAID_MOST, 3, languages=SPOKEN, help_text=told))
    if others:
        own = _("Choose nothing to give it a row of its own.")
        row.add(nodes.choice("into", _("Stands in the row of"), others, as_list=True, help_text=own))
    row.add(nodes.whole("place", _("Position: smaller numbers come first"), PLACE_MOST, default=(number + 1) * STEP))
    return row


def _joined_once(node: Any, rows: Mapping[str, Mapping[str, Any]]) -> None:
    """Validator: what stands in the row of another has no other in its own."""
    wrong = colander.Invalid(node)
    for number, row in enumerate(rows.values()):
        into = row.get("into") or ""
        if into and rows[into].get("into"):
            each = colander.Invalid(node.children[number])
            each["into"] = _("That topic stands in the row of another one itself. Choose that one.")
            wrong.add(each, number)
    if wrong.children:
        raise wrong


def rows_in(rows: Mapping[str, Mapping[str, Any]]) -> tuple[Row, ...]:
    """Return the rows as the register keeps them, in their order."""
    ordered = sorted(rows.items(), key=lambda one: int(one[1]["place"]))
    return tuple(Row(topic, pairs(row["title"]), pairs(row["said"]), row.get("into") or "") for topic, row in ordered)


def row_values(rows: Sequence[Row]) -> dict[str, dict[str, Any]]:
    """Return what the form should show of `rows` at first."""
    return {
        row.topic: {
            "title": dict(row.title),
            "said": dict(row.said),
            "into": row.into,
            "place": (number + 1) * STEP,
        }
        for number, row in enumerate(rows)
    }
