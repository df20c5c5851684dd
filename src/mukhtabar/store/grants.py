"""Who holds which role at which node, from when to when: one BTree by holder, one by node.

A grant is given to a person or to a group; whoever is in a group holds what is given to it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree, OOTreeSet
from persistent import Persistent

from mukhtabar.rules.roles import GRANTABLE, Role
from mukhtabar.store.groups import Groups, is_group


class GrantRefused(ValueError):
    """The role may not be given at that kind of node, or the dates are reversed; the text is a sentence."""


@dataclass(frozen=True, order=True)
class Grant:
    """`person` (opaque id, or the id of a group) holds `role` at the node `node` (uid) and everything below it."""

    person: str
    role: str
    node: int
    start: datetime
    end: datetime | None
    granted_by: str | None
    #: Of a delegation: the reason, for the council to read.
    why: str = ""
    #: Whether it has ended for good: then it holds no more even when a clock goes back.
    over: bool = False

    def holds(self, now: datetime) -> bool:
        """Whether the grant is in force at `now`: from `start`, until just before `end`."""
        return self.start <= now and self.ends_after(now)

    def ends_after(self, now: datetime) -> bool:
        """Whether the grant is in force at `now` or will be later."""
        return not self.over and (self.end is None or now < self.end)


class Grants(Persistent):
    """Both directions are one look-up: where may she edit, and who may edit here."""

    def __init__(self) -> None:
        self._by_person: Any = OOBTree()
        self._by_node: Any = LOBTree()
        self.groups = Groups()

    def give(self, grant: Grant, kind: str) -> None:
        """Record `grant` at a node of type `kind`. Raises GrantRefused."""
        if kind not in GRANTABLE.get(Role(grant.role), frozenset()):
            raise GrantRefused(f"The role '{grant.role}' cannot be given at a {kind}.")
        if grant.end is not None and grant.end <= grant.start:
            raise GrantRefused("The grant would end before it begins.")
        held = {g for g in self.own(grant.person) if (g.role, g.node) != (grant.role, grant.node)}
        self._by_person[grant.person] = tuple(sorted(held | {grant}, key=_order))
        people = self._by_node.get(grant.node)
        if people is None:
            people = self._by_node[grant.node] = OOTreeSet()
        people.add(grant.person)

    def take(self, person: str, role: str, node: int) -> bool:
        """Withdraw one grant; return whether there was one."""
        held = self.own(person)
        kept = tuple(g for g in held if (g.role, g.node) != (role, node))
        if len(kept) == len(held):
            return False
        self._by_person[person] = kept
        if not any(g.node == node for g in kept):
            self._by_node[node].remove(person)
        return True

    def close(self, role: Role, moment: datetime) -> None:
        """Let every grant of `role` that had ended by `moment` have ended for good."""
        for person, held in list(self._by_person.items()):
            kept = tuple(replace(g, over=True) if g.role == role and not g.ends_after(moment) else g for g in held)
            if kept != held:
                self._by_person[person] = kept

    def own(self, holder: str) -> tuple[Grant, ...]:
        """Return every grant given to this person, or to this group, past and future too."""
        return tuple(self._by_person.get(holder, ()))

    def of(self, person: str | None) -> tuple[Grant, ...]:
        """Return every grant that `person` holds, past and future too: their own and those of their groups."""
        if not person:
            return ()
        return tuple(grant for holder in (person, *self.groups.of(person)) for grant in self.own(holder))

    def at(self, node: int) -> Iterator[Grant]:
        """Yield every grant made at the node `node` itself."""
        for holder in self._by_node.get(node, ()):
            yield from (g for g in self.own(holder) if g.node == node)

    def people(self, grant: Grant) -> tuple[str, ...]:
        """Return the opaque ids of everybody who holds `grant`."""
        return self.groups.members(grant.person) if is_group(grant.person) else (grant.person,)


def _order(grant: Grant) -> tuple[int, str]:
    return grant.node, grant.role
