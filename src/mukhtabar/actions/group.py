"""Groups at a place: begin one, put people into it, take them out, end it.

Whoever puts somebody into a group gives them every role that the group has, so they must be one who may give each of
these; a role given to a group is given like any other (actions/grant.py).
"""

from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.grant import BOTH_SIDES, may_give, on_both_sides
from mukhtabar.actions.invite import invite_by
from mukhtabar.actions.record import record
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.roles import Role
from mukhtabar.store.groups import Group
from mukhtabar.store.register import Person

TITLE_MOST = 80
#: More people in one group than any council has; more groups than anybody oversees.
MEMBERS_MOST, GROUPS_MOST = 500, 100


def begin_group(ctx: Ctx, node: Any, title: str) -> Group:
    """Begin an empty group at `node`, called `title`, and return it. Raises Refused."""
    ctx.in_earnest()
    ctx.require(Permission.SHARE, node)
    groups = ctx.portal.grants.groups
    here = groups.at(node.uid)
    if title in {group.title for group in here}:
        raise refused("title_taken", _("There is a group of that name here already."))
    if len(here) >= GROUPS_MOST:
        raise refused("too_many", _("There are enough groups here: at most ${most}.", most=GROUPS_MOST))
    group = groups.make(node.uid, title)
    record(ctx, node, "begin_group", {"group": group.gid}, changed=False)
    return group


def put_in(ctx: Ctx, node: Any, gid: str, email: str, language: str) -> Person | None:
    """Put whoever has the address `email` into a group. Who has no account is invited and returned. Raises Refused."""
    group = _mine(ctx, node, gid)
    if len(ctx.portal.grants.groups.members(gid)) >= MEMBERS_MOST:
        raise refused("too_many", _("This group is full: at most ${most} people.", most=MEMBERS_MOST))
    return invite_by(ctx, node, email, language, lambda pid: _join(ctx, node, group, pid))


def _join(ctx: Ctx, node: Any, group: Group, person: str) -> None:
    if not ctx.portal.grants.groups.join(group.gid, person):
        raise refused("in_it", _("This person is in the group already."))
    for given in ctx.portal.grants.own(group.gid):
        at = ctx.portal.uids.get(given.node)
        if at is not None and given.ends_after(ctx.now) and on_both_sides(ctx, at, person, Role(given.role)):
            raise refused("both_sides", BOTH_SIDES)
    record(ctx, node, "put_in_group", {"group": group.gid, "person": person}, changed=False)


def take_out(ctx: Ctx, node: Any, gid: str, person: str) -> None:
    """Take `person` (opaque id) out of the group, and the roles it gave with it. Raises Refused."""
    _mine(ctx, node, gid)
    if not ctx.portal.grants.groups.leave(gid, person):
        raise refused("not_in_it", _("This person is not in the group."))
    record(ctx, node, "take_out_of_group", {"group": gid, "person": person}, changed=False)


def end_group(ctx: Ctx, node: Any, gid: str) -> None:
    """Take every role back from the group, and end it. Raises Refused."""
    _mine(ctx, node, gid)
    for given in ctx.portal.grants.own(gid):
        ctx.portal.grants.take(gid, given.role, given.node)
    ctx.portal.grants.groups.end(gid)
    record(ctx, node, "end_group", {"group": gid}, changed=False)


def _mine(ctx: Ctx, node: Any, gid: str) -> Group:
    """Return the group `gid` of `node`, of which the actor may give every role."""
    ctx.in_earnest()
    ctx.require(Permission.SHARE, node)
    group = ctx.portal.grants.groups.get(gid)
    if group is None or group.node != node.uid:
        raise refused("unknown_group", _("There is no such group here."))
    for given in ctx.portal.grants.own(gid):
        place = ctx.portal.uids.get(given.node)
        if place is not None:
            may_give(ctx, Role(given.role), place)
    return group
