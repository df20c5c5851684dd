"""Who holds which role at which node, from when to when: one BTree by person, one by node."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree, OOTreeSet
from persistent import Persistent

from mukhtabar.rules.roles import GRANTABLE, Role


class GrantRefused(ValueError):
    """The role may not be given at that kind of node, or the dates are reversed; the text is a sentence."""


@dataclass(frozen=True, order=True)
class Grant:
    """`person` (opaque id) holds `role` at the node `node` (uid) and everything below it."""

    person: str
    role: str
    node: int
    start: datetime
    end: datetime | None
    granted_by: str | None

    def holds(self, now: datetime) -> bool:
        """Whether the grant is in force at `now`: from `start`, until just before `end`."""
        return self.start <= now and self.ends_after(now)

    def ends_after(self, now: datetime) -> bool:
        """Whether the grant is in force at `now` or will be later."""
        return self.end is None or now < self.end


class Grants(Persistent):
    """Both directions are one look-up: where may she edit, and who may edit here."""

    def __init__(self) -> None:
        self._by_person: Any = OOBTree()
        self._by_node: Any = LOBTree()

    def give(self, grant: Grant, kind: str) -> None:
        """Record `grant` at a node of type `kind`. Raises GrantRefused."""
        if kind not in GRANTABLE.get(Role(grant.role), frozenset()):
            raise GrantRefused(f"The role '{grant.role}' cannot be given at a {kind}.")
        if grant.end is not None and grant.end <= grant.start:
            raise GrantRefused("The grant would end before it begins.")
        held = {g for g in self.of(grant.person) if (g.role, g.node) != (grant.role, grant.node)}
        self._by_person[grant.person] = tuple(sorted(held | {grant}, key=_order))
        people = self._by_node.get(grant.node)
        if people is None:
            people = self._by_node[grant.node] = OOTreeSet()
        people.add(grant.person)

    def take(self, person: str, role: str, node: int) -> bool:
        """Withdraw one grant; return whether there was one."""
        held = self.of(person)
        kept = tuple(g for g in held if (g.role, g.node) != (role, node))
        if len(kept) == len(held):
            return False
        self._by_person[person] = kept
        if not any(g.node == node for g in kept):
            self._by_node[node].remove(person)
        return True

    def of(self, person: str | None) -> tuple[Grant, ...]:
        """Return every grant of `person`, past and future too."""
        return tuple(self._by_person.get(person, ())) if person else ()

    def at(self, node: int) -> Iterator[Grant]:
        """Yield every grant made at the node `node` itself."""
        for person in self._by_node.get(node, ()):
            yield from (g for g in self.of(person) if g.node == node)

    def roles(self, person: str | None, nodes: Iterable[int], now: datetime) -> frozenset[Role]:
        """Return the roles `person` holds at any of `nodes` (uids of a lineage) at `now`."""
        held = self.of(person)
        if not held:
            return frozenset()
        here = set(nodes)
        return frozenset(Role(g.role) for g in held if g.node in here and g.holds(now))


def _order(grant: Grant) -> tuple[int, str]:
    return grant.node, grant.role
