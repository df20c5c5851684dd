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


def row_node(name: str, title: Message, is_open: bool, validator: Any, parts: Sequence[Any]) -> Any:
    """Return the node of one row; closed unless it `is_open` or something in it is wrong."""
    row = colander.SchemaNode(
        colander.Mapping(),
        name=name,
        title=title,
        validator=validator,
        widget=deform.widget.MappingWidget(template="mapping_accordion", open=is_open),
    )
    for part in parts:
        row.add(part)
    return row


def place_node(number: int) -> Any:
    """Return the node for where the row `number` (from 0) stands among the others."""
    return nodes.whole("place", _("Position: smaller numbers come first"), NUMBER_MOST, default=(number + 1) * STEP)


def pairs(values: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return (language, text) of what was filled in, in the order of the languages."""
    return tuple((code, values[code]) for code in LANGUAGES if values.get(code))


def in_order(rows: Mapping[str, Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the rows by their positions; those with the same position in the order of the form."""
    return sorted(rows.values(), key=lambda row: int(row["place"]))
