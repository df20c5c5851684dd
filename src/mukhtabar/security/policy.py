"""Pyramid's security policy over our decision: who is signed in, and what they may do at a resource."""

import secrets
from dataclasses import dataclass
from typing import Any

from pyramid.config import Configurator
from pyramid.request import Request
from pyramid.security import Allowed, Denied

from mukhtabar.content.doors import Door, Receipt
from mukhtabar.rules.permissions import Permission
from mukhtabar.security.acl import decide
from mukhtabar.store.register import Person

#: What the holder of a receipt may do with the submission, being its author without an account.
RECEIPT_ALLOWS = frozenset({Permission.VIEW, Permission.EDIT, Permission.SUBMIT, Permission.WITHDRAW})
#: Browsers in which one person is signed in at once; the oldest gives way.
MOST_SESSIONS = 20


@dataclass(frozen=True)
class Identity:
    """The person signed in."""

    person: Person

    @property
    def pid(self) -> str:
        """The opaque id."""
        return self.person.pid


class Policy:
    """Sessions name the person; acl.py decides."""

    def identity(self, request: Request) -> Identity | None:
        """Return who is signed in; none after a password change elsewhere, or when the account is closed."""
        if not request.has_session or "pid" not in request.session:
            return None
        person = request.people.get(request.session["pid"])
        if person is None or person.disabled or person.session_epoch != request.session.get("epoch"):
            return None
        # The cookie alone proves nothing: a copy made before the sign-out must not outlive it.
        if request.session.get("sid") not in person.sessions:
            return None
        return Identity(person)

    def authenticated_userid(self, request: Request) -> str | None:
        """Return the opaque id of who is signed in."""
        identity = request.identity
        return identity.pid if identity else None

    def permits(self, request: Request, context: Any, permission: str) -> Allowed | Denied:
        """Decide; what is not a document of ours is refused."""
        wanted = Permission(permission)
        if isinstance(context, Receipt):
            return (
                Allowed("holder of the receipt") if wanted in RECEIPT_ALLOWS else Denied("a receipt does not allow it")
            )
        if isinstance(context, Door):
            return Allowed("a door") if wanted == Permission.VIEW else Denied("a door")
        decision = decide(context, wanted, request.authenticated_userid, request.now)
        return Allowed("%s", decision) if decision else Denied("%s", decision)

    def remember(self, request: Request, userid: str, **_more: Any) -> list[tuple[str, str]]:
        """Start a new session for the person `userid`: the old one, and its CSRF token, are gone (abuse case 77)."""
        person = request.register.get(userid)
        request.session.invalidate()
        request.session["pid"] = userid
        request.session["epoch"] = person.session_epoch
        request.session["sid"] = sid = secrets.token_urlsafe(12)
        person.sessions = (*person.sessions, sid)[-MOST_SESSIONS:]
        request.session.new_csrf_token()
        return []

    def forget(self, request: Request, **_more: Any) -> list[tuple[str, str]]:
        """End the session, and every copy of its cookie."""
        identity = request.identity
        if identity is not None:
            sid = request.session.get("sid")
            identity.person.sessions = tuple(one for one in identity.person.sessions if one != sid)
        request.session.invalidate()
        return []


def includeme(config: Configurator) -> None:
    """Install the policy. There is no default permission: derivers.py refuses a view that names none."""
    config.set_security_policy(Policy())
