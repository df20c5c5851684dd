"""The decision: may this person do that here, and why (DESIGN.md section 6).

Effective permission = a role held here that the document's state allows, and the document and every container lets the
person view.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.roles import Role
from mukhtabar.store.folder import lineage
from mukhtabar.store.grants import Grant

#: What everybody is.
VISITOR = frozenset({Role.EVERYONE})


@dataclass(frozen=True)
class Decision:
    """The answer, the roles the person holds here, and the roles that would have been enough."""

    allowed: bool
    permission: Permission
    held: frozenset[Role]
    enough: frozenset[Role]

    def __bool__(self) -> bool:
        return self.allowed


def _root(target: Any) -> Any:
    return list(lineage(target))[-1]


def roles_at(target: Any, actor: str | None, now: datetime) -> frozenset[Role]:
    """Return every role `actor` (opaque id, None for a visitor) holds at `target` at `now`."""
    if actor is None:
        return VISITOR
    nodes = list(lineage(target))
    roles = {*VISITOR, Role.CITIZEN}
    roles |= nodes[-1].grants.roles(actor, (node.uid for node in nodes if hasattr(node, "uid")), now)
    if any(grant.holds(now) for grant in nodes[-1].grants.of(actor)):
        roles.add(Role.MEMBER)
    if getattr(target, "creator", None) == actor:
        roles.add(Role.AUTHOR)
    return frozenset(roles)


def grants_at(target: Any, actor: str | None, now: datetime) -> tuple[Grant, ...]:
    """Return the grants of `actor` that hold at `target` at `now`: the «why» of their roles."""
    nodes = {node.uid for node in lineage(target)}
    return tuple(grant for grant in _root(target).grants.of(actor) if grant.node in nodes and grant.holds(now))


def decide(target: Any, permission: Permission, actor: str | None, now: datetime) -> Decision:
    """Decide whether `actor` holds `permission` on `target` at `now`. What no rule allows is refused.

    Nobody does anything with what they may not see, be it the document itself or a container it stands in.
    """
    held = roles_at(target, actor, now)
    enough = target.allowed(permission)
    allowed = bool(held & enough)
    for node in list(lineage(target))[1 if permission == Permission.VIEW else 0 :]:
        if not allowed:
            break
        allowed = bool(roles_at(node, actor, now) & node.allowed(Permission.VIEW))
    return Decision(allowed, permission, held, enough)


def may(target: Any, permission: Permission, actor: str | None, now: datetime) -> bool:
    """Shorthand for the bare answer of decide()."""
    return decide(target, permission, actor, now).allowed
