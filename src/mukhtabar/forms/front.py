"""The fields of a home page: a row for each block."""

from collections.abc import Mapping, Sequence
from typing import Any

import colander

from mukhtabar.content.front import ENTRIES_MOST, KINDS, Block
from mukhtabar.content.words import word
from mukhtabar.forms import nodes
from mukhtabar.forms.rows import STEP, in_order, pairs, row_node, rows_node
from mukhtabar.forms.space import title
from mukhtabar.forms.target import pointed
from mukhtabar.language import LANGUAGES, _
from mukhtabar.language.html import plain_to_html
from mukhtabar.language.marks_back import html_to_plain

ROWS = 10
NAME_MOST, TEXT_MOST = 120, 5000
WRONG = {
    "collection": _("This is not a collection. Copy the address of one."),
    "image": _("This is not an image of the portal. Add it first, then copy its address."),
}
#: Which kind of document a block shows.
SHOWN = {"picture": "image", "collection": "collection"}


def _row(node: Any, row: Mapping[str, Any]) -> None:
    """Validator: a row without a kind is left out; with one it says what that needs."""
    kind, wrong = row["kind"], colander.Invalid(node)
    if not kind:
        return
    if kind == "text" and not any(row["texts"].values()):
        wrong["texts"] = _("Write the text of this block.")
    if kind == "action" and not row["to"]:
        wrong["to"] = _("Enter the address that the button leads to.")
    if kind == "action" and not any(row["names"].values()):
        wrong["names"] = _("Say what the button is called.")
    if kind == "picture" and not row["to"]:
        wrong["to"] = _("Enter the address of an image of the portal.")
    if kind == "collection" and not row["to"]:
        wrong["to"] = _("Enter the address of a collection.")
    if wrong.children:
        raise wrong


def front_fields(document: Any) -> list[Any]:
    """Return the fields of a home page."""
    kinds = [(kind, word("block", kind)) for kind in KINDS]
    rows = [
        row_node(number, "block", _("Block ${number}", number=number + 1), len(document.blocks), _row, [
            nodes.choice("kind", _("What it is"), kinds, as_list=True, help_text=_("Nothing chosen: no block.")),
            nodes.texts("names", _("Heading, or the words on the button"), NAME_MOST,
                        help_text=_("Empty: the usual one, or none.")),
            nodes.texts("texts", _("Text"), TEXT_MOST, rows=4),
            pointed("to", _("Address of what it shows"), _("Of the collection, of the picture, or where the button"
                    " leads. Other blocks need none."), pages=True, outside=True),
            pointed("link", _("Where the picture leads"), pages=True, outside=True),
            nodes.whole("entries", _("How long its list is"), ENTRIES_MOST, help_text=_("0: the usual length.")),
        ])
        for number in range(ROWS)
    ]  # fmt: skip
    return [
        title(document, _("For you and your colleagues: readers do not see it.")),
        rows_node("blocks", _("Blocks"), _("Up to ${rows} blocks, from top to bottom.", rows=ROWS), rows),
    ]


def front_whole(node: Any, values: Mapping[str, Any]) -> None:
    """Validator: what a block shows is of its kind."""
    wrong, group = colander.Invalid(node), node["blocks"]
    inside = colander.Invalid(group)
    for number, (name, row) in enumerate(values["blocks"].items()):
        portal = group.bindings["request"].portal
        wanted, found = SHOWN.get(row["kind"]), row["to"].find(portal)
        if wanted and (found is None or found.type_name != wanted):
            each = colander.Invalid(group[name])
            each["to"] = WRONG[wanted]
            inside.add(each, number)
    if inside.children:
        wrong.add(inside, [child.name for child in node.children].index("blocks"))
        raise wrong


def blocks_in(rows: Mapping[str, Mapping[str, Any]], before: Sequence[Block] = ()) -> tuple[Block, ...]:
    """Return the blocks of the rows filled in, in their order. A text that was not touched stays to the letter."""
    kept = {html_to_plain(html): html for block in before for _code, html in block.texts}
    return tuple(
        Block(
            row["kind"],
            pairs(row["names"]),
            tuple((code, kept.get(text) or plain_to_html(text, editor=True)) for code, text in pairs(row["texts"])),
            row["to"],
            row["link"],
            row["entries"],
            row["on"],
        )
        for row in in_order(rows)
        if row["kind"]
    )


def block_rows(blocks: Sequence[Block]) -> dict[str, dict[str, Any]]:
    """Return what the rows should show at first."""
    return {
        f"block{number + 1}": {
            "kind": block.kind,
            "names": dict(block.names),
            "texts": {code: html_to_plain(html) for code, html in block.texts if code in LANGUAGES},
            "to": block.to,
            "link": block.link,
            "entries": block.entries,
            "place": (number + 1) * STEP,
            "on": block.on,
        }
        for number, block in enumerate(blocks[:ROWS])
    }
