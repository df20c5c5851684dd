"""Rows of a form that are put into order by a number: what menus and home pages are made of."""

from collections.abc import Mapping, Sequence
from typing import Any

import colander
import deform.widget

from mukhtabar.forms import nodes
from mukhtabar.language import LANGUAGES, Message, _

#: Between two rows there is room for another: 10, 20, 30.
STEP = 10
NUMBER_MOST = 999


def rows_node(name: str, title: Message, help_text: Message, rows: Sequence[Any]) -> Any:
    """Return the node that holds all rows."""
    group = colander.SchemaNode(
        colander.Mapping(), name=name, title=title, description=help_text, widget=deform.widget.MappingWidget()
    )
    for row in rows:
        group.add(row)
    return group


def row_node(number: int, name: str, title: Message, filled: int, validator: Any, parts: Sequence[Any]) -> Any:
    """Return the node of the row `number` (from 0) out of `filled` and empty ones: `parts`, its position, «Shown».

    Those filled and the first empty one are open, the others closed unless something in them is wrong.
    """
    on = nodes.tick("on", _("Shown"))
    on.default = True
    row = colander.SchemaNode(
        colander.Mapping(),
        name=f"{name}{number + 1}",
        title=title,
        validator=validator,
        widget=deform.widget.MappingWidget(template="mapping_accordion", open=number <= filled),
    )
    for part in (*parts, _place_node(number), on):
        row.add(part)
    return row


def _place_node(number: int) -> Any:
    """Return the node for where the row `number` (from 0) stands among the others."""
    return nodes.whole("place", _("Position: smaller numbers come first"), NUMBER_MOST, default=(number + 1) * STEP)


def pairs(values: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return (language, text) of what was filled in, in the order of the languages."""
    return tuple((code, values[code]) for code in LANGUAGES if values.get(code))


def in_order(rows: Mapping[str, Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the rows by their positions; those with the same position in the order of the form."""
    return sorted(rows.values(), key=lambda row: int(row["place"]))
