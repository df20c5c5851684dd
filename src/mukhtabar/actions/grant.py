"""Give a role at a node, and take it back."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.record import record
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.roles import COUNCIL, GRANTABLE, HOUSE, Role
from mukhtabar.store.folder import lineage
from mukhtabar.store.grants import Grant
from mukhtabar.store.groups import is_group

#: Roles that only an administrator may give: they speak for the council or for the portal.
ADMIN_ONLY = frozenset({Role.OFFICER, Role.APPROVER, Role.DELEGATE, Role.OBSERVER, Role.ADMIN, Role.SPACE_LEAD})
#: What is said when one account would stand on both sides: it would judge what it answers.
BOTH_SIDES = _("Who leads or moderates a space does not answer for its council as well. Choose somebody else.")


def may_give(ctx: Ctx, role: Role, node: Any) -> None:
    """Raise Refused unless the actor may give `role` at `node`, and so take it back."""
    ctx.in_earnest()
    ctx.require(Permission.MANAGE if role in ADMIN_ONLY else Permission.SHARE, node)


def on_both_sides(ctx: Ctx, node: Any, person: str, role: Role) -> bool:
    """Whether `role` at `node` would make `person` (or group) moderate and answer in one place, now or later."""
    other = COUNCIL if role in HOUSE else HOUSE if role in COUNCIL else frozenset()
    grants, uids = ctx.portal.grants, ctx.portal.uids
    people = grants.groups.members(person) if is_group(person) else (person,)
    near = (
        uids.get(given.node)
        for one in people
        for given in grants.of(one)
        if given.role in other and given.ends_after(ctx.now)
    )
    return any(at is not None and (at in lineage(node) or node in lineage(at)) for at in near)


def grant(ctx: Ctx, node: Any, person: str, role: Role, start: datetime, end: datetime | None = None) -> Grant:
    """Give `role` at `node` to `person` (opaque id, or the id of a group kept there or above) from `start` on.

    It ends just before `end`, if that is given. Raises Refused.
    """
    may_give(ctx, role, node)
    if role is Role.DELEGATE:
        raise refused("by_delegation", _("Only an approver of the commune gives this, on the page of delegations."))
    if node.type_name not in GRANTABLE.get(role, frozenset()):
        raise refused("wrong_node", _("This role cannot be given here."))
    if end is not None and end <= start:
        raise refused("dates", _("The end must come after the beginning."))
    if is_group(person):
        group = ctx.portal.grants.groups.get(person)
        if group is None or group.node not in {above.uid for above in lineage(node)}:
            raise refused("unknown_group", _("There is no such group here."))
    elif ctx.register.get(person) is None:
        raise refused("unknown_person", _("There is no such person."))
    if on_both_sides(ctx, node, person, role):
        raise refused("both_sides", BOTH_SIDES)
    given = Grant(person, role, node.uid, start, end, ctx.actor)
    ctx.portal.grants.give(given, node.type_name)
    record(ctx, node, "grant", {"person": person, "role": role})
    return given


def hand_over(ctx: Ctx, node: Any, person: str, successor: str, when: datetime) -> int:
    """Let the roles of `person` at `node` end at `when`, and `successor` hold them from then; return how many.

    Raises Refused; then nothing has changed.
    """
    ctx.in_earnest()
    # What somebody was trusted with for some days is theirs alone.
    held = [
        given
        for given in ctx.portal.grants.own(person)
        if given.node == node.uid and given.ends_after(when) and given.role != Role.DELEGATE
    ]
    if person == successor:
        raise refused("same_person", _("Choose somebody else."))
    if not held:
        raise refused("no_grant", _("This person does not have that role here."))
    if when < ctx.now:
        raise refused("dates", _("That day has passed."))
    for given in held:
        start, end = _with_own(ctx, node, successor, replace(given, start=max(when, given.start)))
        grant(ctx, node, successor, Role(given.role), start, end)
        if given.start < when:
            ctx.portal.grants.give(replace(given, end=when), node.type_name)
        else:
            ctx.portal.grants.take(person, given.role, node.uid)
        record(ctx, node, "hand_over", {"person": person, "successor": successor, "role": given.role})
    return len(held)


def _with_own(ctx: Ctx, node: Any, successor: str, given: Grant) -> tuple[datetime, datetime | None]:
    """Return from when to when `successor` holds the role of `given` at `node` with what they hold of it themselves.

    A person holds one grant of a role at a place: what is handed over would take the place of their own.
    """
    start, end = given.start, given.end
    for own in ctx.portal.grants.own(successor):
        if (own.role, own.node) == (given.role, node.uid) and own.ends_after(ctx.now):
            start = min(start, own.start)
            end = None if end is None or own.end is None else max(end, own.end)
    return start, end


def withdraw_grant(ctx: Ctx, node: Any, person: str, role: Role) -> None:
    """Take `role` at `node` back from `person`. Raises Refused."""
    may_give(ctx, role, node)
    if not ctx.portal.grants.take(person, role, node.uid):
        raise refused("no_grant", _("This person does not have that role here."))
    record(ctx, node, "withdraw_grant", {"person": person, "role": role})
