"""Which addresses a text of ours may lead to."""

import re

from mukhtabar.language.clean import HOSTILE

#: A browser drops tabs and line ends inside an address and reads a backslash as a slash: none may stand in it.
_HREF = re.compile(
    rf"(?:https?://[^\s/?#\\{HOSTILE}][^\s\\{HOSTILE}]*|mailto:[^\s\\{HOSTILE}]+"
    rf"|/(?![/\\])[^\s\\{HOSTILE}]*)",
    re.IGNORECASE,
)


def safe_href(value: str) -> bool:
    """Tell whether ``value`` may be a link: http, https, mailto, or site-relative ``/...`` (not ``//``)."""
    return _HREF.fullmatch(value) is not None
