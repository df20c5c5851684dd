"""An approver lets somebody of the same commune approve in their name, from a day to a day; and ends that early."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.grant import on_both_sides
from mukhtabar.actions.record import record
from mukhtabar.language import _
from mukhtabar.language.clean import clean_text
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.roles import Role
from mukhtabar.security.acl import grants_at, may
from mukhtabar.store.folder import lineage
from mukhtabar.store.grants import Grant

#: Longer than this it is no longer standing in.
LONGEST = timedelta(days=366)
WHY_MOST = 300


def delegates(ctx: Ctx, commune: Any) -> list[tuple[str, Grant]]:
    """Return (opaque id, the grant for which) of everybody of `commune` to whom the actor may delegate, each once."""
    grants = ctx.portal.grants
    found: dict[str, Grant] = {}
    for given in grants.at(commune.uid):
        if given.ends_after(ctx.now) and given.role != Role.DELEGATE:
            found |= dict.fromkeys(grants.people(given), given)
    free = (
        pid
        for pid in found
        if pid != ctx.actor
        and not may(commune, Permission.DELEGATE, pid, ctx.now)
        and not on_both_sides(ctx, commune, pid, Role.DELEGATE)
    )
    return [(pid, found[pid]) for pid in free]


def delegate(ctx: Ctx, commune: Any, person: str, start: datetime, end: datetime, why: str) -> Grant:
    """Let `person` (opaque id) approve in the actor's name from `start` until just before `end`. Raises Refused.

    The grant says who gave it and why: the council reads it. A delegate holds no right to delegate.
    """
    ctx.in_earnest()
    ctx.require(Permission.DELEGATE, commune)
    why = clean_text(why)
    if not any(sign.isalnum() for sign in why):
        raise refused("why", _("Say why: the council reads it."))
    if len(why) > WHY_MOST:
        raise refused("why", _("This is too long: at most ${most} characters.", most=WHY_MOST))
    if end <= start or end <= ctx.now:
        raise refused("until", _("The last day must not lie before the first, nor before today."))
    if end - start > LONGEST:
        raise refused("until", _("A delegation lasts a year at most."))
    if person not in dict(delegates(ctx, commune)):
        sentence = _("Choose somebody else who has a role in this commune, and does not approve there already.")
        raise refused("person", sentence)
    # A person holds one grant of a role at a place: one to come would take the place of the one that runs.
    if any(_is_delegation(given, commune) and given.ends_after(ctx.now) for given in ctx.portal.grants.own(person)):
        raise refused("person", _("This person has a delegation already. End that one first."))
    given = Grant(person, Role.DELEGATE, commune.uid, max(start, ctx.now), end, ctx.actor, why)
    ctx.portal.grants.give(given, commune.type_name)
    days = {"start": given.start.isoformat(), "end": end.isoformat()}
    record(ctx, commune, "delegate", {"person": person, **days}, changed=False)
    ctx.portal.outbox.put("waiting", person, commune.uid, ctx.now, {"transition": "delegate", "comment": why})
    return given


def end_delegation(ctx: Ctx, commune: Any, person: str) -> None:
    """End the delegation of `person` at `commune` now. Any approver of the commune may. Raises Refused."""
    ctx.in_earnest()
    ctx.require(Permission.DELEGATE, commune)
    held = (given for given in ctx.portal.grants.own(person) if _is_delegation(given, commune))
    given = next((given for given in held if given.ends_after(ctx.now)), None)
    if given is None:
        raise refused("no_delegation", _("This delegation has ended already."))
    if given.start < ctx.now:
        ctx.portal.grants.give(replace(given, end=ctx.now, over=True), commune.type_name)
    else:
        ctx.portal.grants.take(person, given.role, commune.uid)
    record(ctx, commune, "end_delegation", {"person": person}, changed=False)
    ctx.portal.outbox.put("waiting", person, commune.uid, ctx.now, {"transition": "end_delegation"})


def delegation(ctx: Ctx, document: Any) -> Grant | None:
    """Return the delegation by which alone the actor approves at `document` now; None for who needs none."""
    held = grants_at(document, ctx.actor, ctx.now)
    if any(given.role == Role.APPROVER for given in held):
        return None
    return next((given for given in held if given.role == Role.DELEGATE), None)


def ended(ctx: Ctx, document: Any) -> Refused | None:
    """Return what to say to somebody whose delegation at `document` is over; None for everybody else."""
    above = {node.uid for node in lineage(document)}
    held = [given for given in ctx.portal.grants.of(ctx.actor) if given.role == Role.DELEGATE and given.node in above]
    if not held or any(given.ends_after(ctx.now) for given in held):
        return None
    sentence = _("Your delegation has ended, so nothing was changed. Ask whoever gave it to you.")
    return refused("delegation_ended", sentence)


def _is_delegation(given: Grant, commune: Any) -> bool:
    return bool(given.role == Role.DELEGATE and given.node == commune.uid)
