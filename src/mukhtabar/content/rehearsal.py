"""A rehearsal copy of a space: a root of its own, with machines of its own, that nothing outside of it can reach.

Lists, references, receipts, counters and letters are found through the root of a document. What stands in a rehearsal
has another root than the portal: so it counts nowhere, by its place and not by questions asked here and there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, ClassVar

from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree
from persistent import Persistent
from zope.interface import implementer_only

from mukhtabar.content.interfaces import IRehearsal
from mukhtabar.content.portal import Portal
from mukhtabar.content.territory import Place, territory
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.roles import Role
from mukhtabar.store.folder import lineage
from mukhtabar.store.grants import Grant, Grants
from mukhtabar.store.links import Links
from mukhtabar.store.outbox import Outbox
from mukhtabar.store.queue import Queue

#: The first segment of the address of all that stands in a rehearsal.
DOOR = "rehearsal"
#: Whoever takes part may play these as well: there is nobody of a council in most rehearsals.
PLAYED = (Role.OFFICER, Role.APPROVER)


class NoLetters(Outbox):
    """Nothing is mailed out of a rehearsal."""

    def put(self, kind: str, person: str, uid: int, asked: datetime, detail: Mapping[str, str] | None = None) -> None:
        """Keep no letter."""


class NoQueue(Queue):
    """Nothing in a rehearsal is found by the search."""

    def put(self, uid: int) -> None:
        """Ask for nothing to be indexed."""


class NoLinks(Links):
    """The texts of a copy link to the portal itself: nothing here is checked."""

    def put(self, source: int, found: Iterable[tuple[str, int]]) -> None:
        """Keep no link."""


class Played(Grants):
    """Who has which role in a rehearsal: what they hold at the original space now, and both roles of the council.

    Read from the portal's own grants each time: whoever loses a role there loses it here.
    """

    def __init__(self, rehearsal: "Rehearsal") -> None:
        super().__init__()
        self._rehearsal = rehearsal

    def _above(self) -> frozenset[int]:
        space = self._rehearsal.original
        return frozenset(node.uid for node in lineage(space)) if space is not None else frozenset()

    def of(self, person: str | None) -> tuple[Grant, ...]:
        """Return every role of `person` here; a sample person has one."""
        here = self._rehearsal.space_uid
        if person in self._rehearsal.extras:
            role = self._rehearsal.extras[person][1]
            return (Grant(str(person), role, here, datetime.min.replace(tzinfo=UTC), None, None),)
        above = self._above()
        held = [grant for grant in self._rehearsal.home.grants.of(person) if grant.node in above]
        roles = ((grant, role) for grant in held for role in (grant.role, *PLAYED))
        # What they hold through a group they hold themselves here.
        return tuple(replace(grant, person=str(person), node=here, role=role) for grant, role in roles)

    def at(self, node: int) -> Iterator[Grant]:
        """Yield every role of every real person, all of them at the copied space."""
        if node == self._rehearsal.space_uid:
            home = self._rehearsal.home.grants
            given = (grant for above in self._above() for grant in home.at(above))
            for person in sorted({person for grant in given for person in home.people(grant)}):
                yield from sorted(set(self.of(person)), key=lambda grant: grant.role)


@implementer_only(IRehearsal)
class Rehearsal(Portal):
    """The root. The copied space stands in it; `home` is the portal that the original stands in."""

    type_name = "rehearsal"
    fields: ClassVar[tuple[str, ...]] = ()
    children: ClassVar[tuple[str, ...]] = ("space",)
    rehearsing: ClassVar[bool] = True
    sample = True
    #: Uid of the copied space, in this root's own book.
    space_uid: int = 0

    def __init__(self, home: Portal, original: Any, name: str, now: datetime, creator: str | None) -> None:
        super().__init__()
        # The name is the whole way to this root: addresses are made of the names from the root down.
        self.__name__ = f"{DOOR}/{name}"
        self.home, self.original_uid, self.code = home, original.uid, original.__parent__.code
        self.created = self.modified = now
        self.creator = creator
        self.grants, self.outbox, self.queue, self.links = Played(self), NoLetters(), NoQueue(), NoLinks()
        #: Sample persons: opaque id -> the name shown, and the role.
        self.extras: Any = OOBTree()
        #: (opaque id, uid) -> receipt. A receipt opens the door of this root only.
        self.given: Any = OOBTree()

    @property
    def original(self) -> Any:
        """The space this is a copy of; None when it was removed for good."""
        return self.home.uids.get(self.original_uid)

    @property
    def space(self) -> Any:
        """The copied space."""
        return self.uids.get(self.space_uid)

    @property
    def place(self) -> Place:
        """The facts of the commune that the original stands in."""
        return territory().communes[self.code]

    @property
    def title_text(self) -> Any:
        return self.space.title_text

    def allowed(self, permission: Permission) -> frozenset[Role]:
        """Who may look in: nobody without a role at the original space."""
        return frozenset({Role.MEMBER}) if permission is Permission.VIEW else frozenset()


class Rehearsals(Persistent):
    """All of them, by the name in their address, and by the uid of the original space: each has one at most."""

    def __init__(self) -> None:
        self._by_name: Any = OOBTree()
        self._by_space: Any = LOBTree()

    def add(self, name: str, rehearsal: Rehearsal) -> None:
        """Keep `rehearsal` under `name`."""
        self._by_name[name] = rehearsal
        self._by_space[rehearsal.original_uid] = name

    def get(self, name: str) -> Rehearsal | None:
        """Return the one whose address has `name`."""
        return self._by_name.get(name)

    def of(self, space: int) -> Rehearsal | None:
        """Return that of the space with the uid `space`."""
        return self.get(self._by_space.get(space, ""))

    def drop(self, space: int) -> Rehearsal | None:
        """Let go of that of the space `space`, with everything in it, and return it."""
        name = self._by_space.pop(space, None)
        return self._by_name.pop(name) if name is not None else None

    def __iter__(self) -> Iterator[Rehearsal]:
        return iter(list(self._by_name.values()))

    def __len__(self) -> int:
        return len(self._by_name)


def rehearsal_of(portal: Any, space: int) -> Rehearsal | None:
    """Return the rehearsal copy of the space with the uid `space`, if there is one."""
    return portal.rehearsals.of(space) if portal.rehearsals is not None else None
