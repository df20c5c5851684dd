"""Where something points: a document, which it follows wherever it is moved, a page of the portal, another site."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from mukhtabar.content.bin import in_bin
from mukhtabar.content.links import leads_to
from mukhtabar.language import Message, _
from mukhtabar.store.folder import path_of
from mukhtabar.store.links import NOWHERE

#: The portal's own pages that may be pointed at, and what each is called.
PORTAL_PAGES: dict[str, Message] = {
    "/": _("Home"),
    "/accessibility": _("Accessibility statement"),
    "/consultations": _("Consultations"),
    "/events": _("Events"),
    "/news": _("News"),
    "/regions": _("Communes"),
    "/s": _("Follow a submission"),
    "/search": _("Search"),
    "/sources": _("Sources and licences"),
}
ADDRESS_MOST = 300


#: What an address may not hold: blanks, control and invisible characters, quotation marks, backslashes.
UNFIT = re.compile(r"[\s\x00-\x1f\x7f\"'<>\\\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def is_outside(address: str) -> bool:
    """Whether `address` is a whole address of another site, encrypted, and without a name or password in it."""
    if UNFIT.search(address) or len(address) > ADDRESS_MOST:
        return False
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return False
    return parts.scheme == "https" and bool(host) and "." in str(host) and "@" not in parts.netloc


@dataclass(frozen=True)
class Target:
    """`address` as it was written, without a language; `uid` of the document that stood there, 0 when none did.

    Raises ValueError.
    """

    address: str = ""
    uid: int = 0

    def __post_init__(self) -> None:
        if not isinstance(self.address, str) or len(self.address) > ADDRESS_MOST or not isinstance(self.uid, int):
            raise ValueError("a target that cannot be")

    def __bool__(self) -> bool:
        return bool(self.address or self.uid)

    @property
    def outside(self) -> bool:
        """Whether it is on another site."""
        return is_outside(self.address)

    def find(self, portal: Any) -> Any:
        """Return the document, or None: for a page of the portal, another site, and what is in the trash or gone.

        What was brought in from elsewhere has other uids; it is looked for at its address.
        """
        document = portal.uids.get(self.uid) if self.uid else None
        if document is None and (self.address == "/" or self.address not in PORTAL_PAGES) and self.address[:1] == "/":
            document = portal.uids.get(leads_to(portal, self.address) or NOWHERE)
        return None if document is None or in_bin(document) else document

    def path(self, portal: Any) -> str:
        """Return the address as it is now; empty when nothing stands there any more."""
        if self.outside or self.address in PORTAL_PAGES:
            return self.address
        document = self.find(portal)
        return "" if document is None else "/" + "/".join(path_of(document))
