"""One form sent twice makes one document: the form carries a token, the token remembers what it made (invariant 3)."""

import hashlib
import secrets
from typing import Any

from pyramid.request import Request

#: Fields in which two sendings of the same words may differ: a session began meanwhile, a question was answered.
NO_WORDS = frozenset({"csrf_token", "seen", "anyway"})


def new_token() -> str:
    """Return a token for one showing of one form."""
    return secrets.token_urlsafe(18)


class Once:
    """The token of one posted form. `done` is the document it made before, if any; `changed` says that it was made
    from other words than those that are sent now: they are in no document.

    It holds for this form only. What it is kept under and what was sent are kept as hashes: what a token has made can
    lead to a receipt, and the token is sent with the words, so that nobody guesses them from their hash.
    """

    def __init__(self, request: Request, token: str) -> None:
        self.request, self.token = request, token
        self._key = _hashed(request.context.uid, request.view_name, token)
        # Of a file its name is enough.
        fields = ((name, getattr(value, "filename", value)) for name, value in request.POST.items())
        self._sent = _hashed(*(field for field in fields if field[0] not in NO_WORDS))
        uid, first = request.portal.tokens.get(self._key, (None, "")) if token else (None, "")
        self.done: Any = request.portal.uids.get(uid) if uid else None
        self.changed = self.done is not None and first != self._sent

    def remember(self, document: Any) -> None:
        """Note that this token made `document` from what is sent now."""
        if self.token:
            self.request.portal.tokens[self._key] = document.uid, self._sent


def _hashed(*parts: Any) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()
