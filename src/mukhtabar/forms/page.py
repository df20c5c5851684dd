"""The fields of a page."""

from typing import Any

from mukhtabar.forms import nodes
from mukhtabar.forms.leading import languages
from mukhtabar.forms.marked import MarkedWidget
from mukhtabar.forms.space import summary, title
from mukhtabar.language import Message, _

BODY_MAX = 20_000
EASY_MAX = 3000
#: The leading language has the room; the others follow it line by line.
OTHER_ROWS = 5


def marked(document: Any, name: str, heading: Message, rows: int = 10) -> Any:
    """Return the node of a text with marks, which the editor of the page shows as it will look."""
    group = nodes.texts(name, heading, BODY_MAX, rows=rows, languages=languages(getattr(document, name)))
    for place, text in enumerate(group.children):
        text.widget = MarkedWidget(rows=OTHER_ROWS if place else rows, attributes=text.widget.attributes)
        text.widget.explain = not place
    return group


def easy(document: Any) -> Any:
    """Return the node of the easy-read text."""
    return nodes.texts(
        "easy", _("Easy-read text"), EASY_MAX, rows=6, languages=languages(document.easy),
        help_text=_(
            "The same in easy words: short sentences, one idea a line, at most 150 words. Readers choose it by a link."
        ),
    )  # fmt: skip


def text_fields(document: Any) -> list[Any]:
    """Return the fields of a titled text."""
    return [title(document), summary(document), marked(document, "body", _("Text"))]


def page_fields(document: Any) -> list[Any]:
    """Return the fields of a page."""
    return [*text_fields(document), easy(document)]
