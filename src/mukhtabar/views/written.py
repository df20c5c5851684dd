"""What somebody wrote, part by part: for its page, and in one piece for who decides on it."""

from html import escape
from typing import Any

from pyramid.request import Request

from mukhtabar.language import Message, _
from mukhtabar.views import blacked

#: The parts of a text that has several, under its title.
PARTS: dict[str, Message] = {
    "body": _("What is asked of the council"),
    "reasons": _("Reasons"),
    "aims": _("Aims"),
}


def parts(request: Request, document: Any) -> list[tuple[str, Message, str]]:
    """Return (field, heading, safe HTML) of each part that a document of its kind has."""
    there = [(name, title) for name, title in PARTS.items() if name in document.written]
    return [(name, title, blacked.body(request, document, name)) for name, title in there]


def whole(request: Request, document: Any) -> str:
    """Return all that stands under the title as safe HTML; of several parts each under its heading."""
    found = parts(request, document)
    if len(found) < 2:
        return blacked.body(request, document)
    # The headings are in the language of the reader, whatever the text is written in.
    part = '<p dir="auto" lang="{}"><b>{}</b></p>{}'
    said = [(escape(request.translate(title)), html) for _name, title, html in found]
    return "".join(part.format(request.language, title, html) for title, html in said)
