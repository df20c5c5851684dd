"""A refusal that is kept: written down beside the transaction of the request, which is rolled back."""

from typing import Any

from pyramid.request import Request
from ZODB.POSException import ConflictError

from mukhtabar.actions.attempt import attempt
from mukhtabar.rules.refused import Refused

TRIES = 3


def note_attempt(request: Request, document: Any, step: str, refusal: Refused) -> None:
    """Keep in the journal that the person was refused `step`; nothing without one, or when it is rehearsed.

    Somebody in the way is met again at most TRIES times: then the refusal still reaches the person.
    """
    if not step or request.rehearsal is not None:
        return
    for _each in range(TRIES):
        try:
            with request.site.session(request.authenticated_userid) as ctx:
                found = ctx.portal.uids.get(document.uid)
                if found is not None:
                    attempt(ctx, found, step, refusal)
            return
        except ConflictError:
            continue
