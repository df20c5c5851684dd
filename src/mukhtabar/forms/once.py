"""One form sent twice makes one document: the form carries a token, the token remembers what it made (invariant 3)."""

import hashlib
import secrets
from typing import Any

from pyramid.request import Request


def new_token() -> str:
    """Return a token for one showing of one form."""
    return secrets.token_urlsafe(18)


class Once:
    """The token of one posted form. `done` is the document it made before, if any.

    It holds for this form only, and is kept as a hash: what a token has made can lead to a receipt.
    """

    def __init__(self, request: Request, token: str) -> None:
        self.request, self.token = request, token
        form = f"{request.context.uid} {request.view_name} {token}"
        self._key = hashlib.sha256(form.encode()).hexdigest()
        uid = request.portal.tokens.get(self._key) if token else None
        self.done: Any = request.portal.uids.get(uid) if uid else None

    def remember(self, document: Any) -> None:
        """Note that this token made `document`."""
        if self.token:
            self.request.portal.tokens[self._key] = document.uid
