"""Two people do not write in one document at the same time, unless one of them takes over."""

from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.record import record
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission
from mukhtabar.store.locks import Lock


def held_by_another(ctx: Ctx, document: Any) -> Lock | None:
    """Return the lock of somebody else on `document`, or None."""
    lock = ctx.portal.locks.of(document.uid, ctx.now)
    return lock if lock is not None and lock.by != ctx.actor else None


def unlocked(ctx: Ctx, document: Any) -> None:
    """Raise Refused("locked") while somebody else writes in `document`. The portal's own clock waits for nobody."""
    if not ctx.system and held_by_another(ctx, document) is not None:
        raise refused("locked", _("Somebody else is writing here. Ask, or take over: nobody's words are lost."))


def hold(ctx: Ctx, document: Any) -> None:
    """Give a sign that the actor is writing in `document`. Raises Refused.

    It is not journaled: nothing is decided, and it ends by itself (store/locks.py).
    """
    ctx.require(Permission.EDIT, document)
    unlocked(ctx, document)
    if ctx.actor is not None:
        ctx.portal.locks.hold(document.uid, ctx.actor, ctx.now)


def take_over(ctx: Ctx, document: Any) -> None:
    """Write instead of the one who does, who keeps what they typed. Raises Refused when nobody does."""
    ctx.require(Permission.EDIT, document)
    lock = held_by_another(ctx, document)
    if lock is None or ctx.actor is None:
        raise refused("not_locked", _("Nobody else is writing here now."))
    ctx.portal.locks.release(document.uid)
    ctx.portal.locks.hold(document.uid, ctx.actor, ctx.now)
    record(ctx, document, "take_over", {"from": lock.by, "since": lock.since.isoformat()}, changed=False)


def release(ctx: Ctx, document: Any) -> None:
    """Let go of the actor's own lock."""
    lock = ctx.portal.locks.of(document.uid, ctx.now)
    if lock is not None and lock.by == ctx.actor:
        ctx.portal.locks.release(document.uid)
