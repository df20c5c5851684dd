"""The decision: may this person do that here, and why (DESIGN.md section 6).

Effective permission = a role held here that the document's state allows, and the document and every container lets the
person view.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mukhtabar.language.dates import local_day
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.roles import HOUSE, Role
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


def _roles(nodes: Sequence[Any], actor: str | None, now: datetime) -> list[frozenset[Role]]:
    """Return the roles that `actor` holds at each of `nodes`, a lineage: what is held at a node is held below it."""
    if actor is None:
        return [VISITOR] * len(nodes)
    held = [grant for grant in nodes[-1].grants.of(actor) if grant.holds(now)]
    roles = VISITOR | {Role.CITIZEN} | ({Role.MEMBER} if held else set())
    found = []
    for node in reversed(nodes):
        uid = getattr(node, "uid", None)
        roles |= {Role(grant.role) for grant in held if grant.node == uid}
        # Whoever moderates here judges it already: the charge gives them nothing, whichever came first.
        if not roles & HOUSE and _in_charge(node, nodes, actor, now):
            roles |= {Role.OFFICER}
        found.append(roles | {Role.AUTHOR} if getattr(node, "creator", None) == actor else roles)
    return found[::-1]


def _in_charge(node: Any, nodes: Sequence[Any], actor: str, now: datetime) -> bool:
    """Whether a question was passed to `actor`, who sits in the council above it today: then they draft its answer."""
    number = getattr(node, "charge", 0)
    mandate = nodes[-1].mandates.get(number) if number else None
    if mandate is None or mandate.person != actor or not mandate.span.holds(local_day(now)):
        return False
    # An archive brings a question in elsewhere with the number of a seat in another council.
    return any(getattr(above, "uid", None) == mandate.node for above in nodes)


def _in_sight(nodes: Sequence[Any], roles: Sequence[frozenset[Role]]) -> bool:
    """Whether the roles held at each of `nodes`, a lineage, let the person view it."""
    return all(there & node.allowed(Permission.VIEW) for node, there in zip(nodes, roles, strict=True))


def roles_at(target: Any, actor: str | None, now: datetime) -> frozenset[Role]:
    """Return every role `actor` (opaque id, None for a visitor) holds at `target` at `now`."""
    return _roles(list(lineage(target)), actor, now)[0]


def grants_at(target: Any, actor: str | None, now: datetime) -> tuple[Grant, ...]:
    """Return the grants of `actor` that hold at `target` at `now`: the «why» of their roles."""
    nodes = {node.uid for node in lineage(target)}
    return tuple(grant for grant in _root(target).grants.of(actor) if grant.node in nodes and grant.holds(now))


def decide(target: Any, permission: Permission, actor: str | None, now: datetime) -> Decision:
    """Decide whether `actor` holds `permission` on `target` at `now`. What no rule allows is refused.

    Nobody does anything with what they may not see, be it the document itself or a container it stands in.
    """
    nodes = list(lineage(target))
    roles = _roles(nodes, actor, now)
    held, enough = roles[0], target.allowed(permission)
    return Decision(bool(held & enough) and _in_sight(nodes, roles), permission, held, enough)


def effective(target: Any, actor: str | None, now: datetime) -> frozenset[Role]:
    """Return the roles of `actor` that count at `target`: those held there, or none when it is out of their sight.

    For who asks for many permissions on one document: each is held when one of these roles is among `target.allowed()`.
    """
    nodes = list(lineage(target))
    roles = _roles(nodes, actor, now)
    return roles[0] if _in_sight(nodes, roles) else frozenset()


def may(target: Any, permission: Permission, actor: str | None, now: datetime) -> bool:
    """Shorthand for the bare answer of decide()."""
    return decide(target, permission, actor, now).allowed
