"""What readers see where words were blacked out: the reason, in their own language, read aloud like any other text."""

import re
from html import escape
from typing import Any

from pyramid.request import Request

from mukhtabar.language import _
from mukhtabar.language.html import plain_to_html
from mukhtabar.rules.reasons import REDACTION
from mukhtabar.rules.redaction import BLOCK, Place, blacked, moved

#: Private-use characters around the number of a mark while a text becomes HTML; no text of a person keeps them.
_OPEN, _CLOSE = "\ue000", "\ue001"
_TAG = re.compile(r"(<[^>]*>)")
_TOKEN = re.compile(f"{_OPEN}(\\d{{1,6}}){_CLOSE}")


def plain(request: Request, document: Any, text: str) -> str:
    """Return one line of a document's text with a word for each block: for titles and lists."""
    if not getattr(document, "redactions", ()):
        return text
    return text.replace(BLOCK, f"[{request.translate(_('blacked out'))}]")


def body(request: Request, document: Any, field: str = "body") -> str:
    """Return a text of many lines as safe HTML, each blacked-out place saying why."""
    text, redactions = str(getattr(document, field, "")), getattr(document, "redactions", ())
    if not redactions:
        return plain_to_html(text)
    text = text.replace(_OPEN, " ").replace(_CLOSE, " ")
    marks = [f"{_OPEN}{number}{_CLOSE}" for number in range(len(redactions))]
    places: list[Place] = moved([one.place for one in redactions])
    said = [_mark(request, one.reason) for one in redactions]

    def told(part: str) -> str:
        # Inside a tag, in an address, there is no room for a mark.
        return _TOKEN.sub(lambda hit: BLOCK if part.startswith("<") else said[int(hit[1])], part)

    return "".join(told(part) for part in _TAG.split(plain_to_html(blacked(field, text, places, marks))))


def _mark(request: Request, code: str) -> str:
    reason = request.translate(REDACTION[code].title) if code in REDACTION else code
    said = request.translate(_("blacked out: ${reason}", reason=reason))
    return f'<bdi class="redacted" lang="{request.language}">[{escape(said)}]</bdi>'
