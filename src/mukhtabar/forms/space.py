"""The fields of a space, and of the places above it."""

from typing import Any

from mukhtabar.content.base import is_draft
from mukhtabar.forms import nodes
from mukhtabar.forms.leading import languages
from mukhtabar.language import Message, _

TITLE_MAX, SUMMARY_MAX, NAME_MAX = 150, 600, 200


def title(document: Any, help_text: Message | None = None) -> Any:
    """Return the node of the title: the one text that must be there, in the leading language.

    A draft may wait for it: the workflow asks for it when the draft is handed on.
    """
    needed = not is_draft(document)
    return nodes.texts(
        "title", _("Title"), TITLE_MAX, required=_("Give it a title.") if needed else None, help_text=help_text,
        languages=languages(document.title),
    )  # fmt: skip


def summary(document: Any) -> Any:
    """Return the node of the summary."""
    return nodes.texts(
        "summary", _("Summary"), SUMMARY_MAX, rows=3, languages=languages(document.summary),
        help_text=_("Two or three sentences, shown in lists and under the title."),
    )  # fmt: skip


def space_fields(document: Any) -> list[Any]:
    """Return the fields of a space."""
    return [
        title(document),
        summary(document),
        nodes.texts("association", _("Run by"), NAME_MAX, languages=languages(document.association),
                    help_text=_("The association that runs the space.")),
    ]  # fmt: skip


def place_fields(document: Any) -> list[Any]:
    """Return the fields of a region or a commune: its name and figures are facts, not texts."""
    return [summary(document)]


def portal_fields(document: Any) -> list[Any]:
    """Return the fields of the portal itself."""
    return [title(document), summary(document)]
