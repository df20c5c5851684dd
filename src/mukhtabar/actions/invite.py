"""Give a role to somebody by e-mail address, who may not have an account yet."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.grant import grant
from mukhtabar.language import _
from mukhtabar.rules.roles import Role
from mukhtabar.store.register import Person

#: An invitation holds so long; a new one may be sent at any time.
HOLDS = timedelta(days=14)
#: Bytes of a token: more than anybody guesses (ASVS 5.0, 7.2.3).
TOKEN_BYTES = 16


def invite(
    ctx: Ctx, node: Any, email: str, role: Role, start: datetime, end: datetime | None, language: str
) -> Person | None:
    """Give `role` at `node` to whoever has the address `email`, from `start` until just before `end`.

    Whoever has no account is sent an invitation in `language`, and is returned; None when there is an account. Raises
    Refused; then nothing has changed.
    """
    return invite_by(ctx, node, email, language, lambda pid: grant(ctx, node, pid, role, start, end))


def invite_by(ctx: Ctx, node: Any, email: str, language: str, give: Callable[[str], object]) -> Person | None:
    """Do `give` with the opaque id of whoever has the address `email`, and send an invitation if that is news to them.

    Return the person when an invitation was sent.
    """
    ctx.in_earnest()
    person = ctx.register.by_address(email)
    newcomer = person is None
    if person is None:
        person = ctx.register.enrol("", ctx.now, email, language)
    give(person.pid)
    if not newcomer and person.password:
        return None
    send_invitation(ctx, node, person)
    return person


def send_invitation(ctx: Ctx, node: Any, person: Person) -> None:
    """Write to a person who has no account yet; an earlier invitation holds no more."""
    ctx.register.invite(person, secrets.token_urlsafe(TOKEN_BYTES), ctx.now + HOLDS)
    ctx.portal.outbox.put("invitation", person.pid, node.uid, ctx.now)


def accept(ctx: Ctx, token: str, name: str, hashed: str) -> Person:
    """Make whom `token` invites a person with `name` and a password (its hash), once. Raises Refused."""
    person = ctx.register.invited(token, ctx.now)
    if person is None:
        raise refused("no_invitation", _("This invitation holds no more. Ask for another one."))
    ctx.register.rename(person, name)
    person.password = hashed
    ctx.register.disinvite(person)
    return person
