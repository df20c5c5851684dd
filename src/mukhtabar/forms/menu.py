"""The fields of a menu: a row for each entry."""

from collections.abc import Mapping, Sequence
from typing import Any

import colander

from mukhtabar.content.menu import MenuEntry
from mukhtabar.forms import nodes
from mukhtabar.forms.rows import STEP, in_order, pairs, row_node, rows_node
from mukhtabar.forms.space import title
from mukhtabar.forms.target import pointed
from mukhtabar.language import _

ROWS = 10
NAME_MOST = 60


def _row(node: Any, row: Mapping[str, Any]) -> None:
    """Validator: a name without an address leads nowhere; another site has no title of its own."""
    wrong = colander.Invalid(node)
    if any(row["names"].values()) and not row["to"]:
        wrong["to"] = _("Enter the address that this entry leads to.")
    elif row["to"].outside and not any(row["names"].values()):
        wrong["names"] = _("Give this entry a name: it leads to another site.")
    else:
        return
    raise wrong


def menu_fields(document: Any) -> list[Any]:
    """Return the fields of a menu."""
    rows = [
        row_node(number, "entry", _("Entry ${number}", number=number + 1), len(document.entries), _row, [
            pointed("to", _("Leads to"), _("An address of this portal, such as /news or /souss-massa/tata, or one of"
                    " another site with https://. Empty: no entry."), pages=True, outside=True),
            nodes.texts("names", _("Name"), NAME_MOST, help_text=_("Empty: the title of the page itself.")),
        ])
        for number in range(ROWS)
    ]  # fmt: skip
    return [
        title(document, _("For you and your colleagues: readers do not see it.")),
        rows_node("entries", _("Entries"), _("Up to ${rows} entries. An entry that leads to something that not"
                  " everybody may read is not shown.", rows=ROWS), rows),
    ]  # fmt: skip


def entries_in(rows: Mapping[str, Mapping[str, Any]]) -> tuple[MenuEntry, ...]:
    """Return the entries of the rows filled in, in their order."""
    return tuple(MenuEntry(pairs(row["names"]), row["to"], row["on"]) for row in in_order(rows) if row["to"])


def entry_rows(entries: Sequence[MenuEntry]) -> dict[str, dict[str, Any]]:
    """Return what the rows should show at first."""
    return {
        f"entry{number + 1}": {
            "to": entry.to, "names": dict(entry.names), "place": (number + 1) * STEP, "on": entry.on,
        }
        for number, entry in enumerate(entries[:ROWS])
    }  # fmt: skip
