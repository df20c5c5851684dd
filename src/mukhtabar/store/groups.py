"""Groups of people: who is in which. A role given to a group is held by everybody in it, as long as they are."""

from dataclasses import dataclass
from typing import Any

from BTrees.OOBTree import OOBTree, OOTreeSet
from persistent import Persistent

from mukhtabar.rules.references import new_pid

#: What tells the id of a group from that of a person, which is letters only.
MARK = "g-"


def is_group(holder: str) -> bool:
    """Whether the holder of a grant is a group."""
    return holder.startswith(MARK)


@dataclass(frozen=True)
class Group:
    """`gid` is its id, `node` the uid of the place that keeps it, `title` what it is called there."""

    gid: str
    node: int
    title: str


class Groups(Persistent):
    """Groups by id, by place, and by the people in them."""

    def __init__(self) -> None:
        self._groups: Any = OOBTree()
        self._members: Any = OOBTree()
        self._of: Any = OOBTree()

    def make(self, node: int, title: str) -> Group:
        """Begin an empty group at the place `node` and return it."""
        group = Group(f"{MARK}{new_pid()}", node, title)
        self._groups[group.gid] = group
        self._members[group.gid] = OOTreeSet()
        return group

    def get(self, gid: str) -> Group | None:
        """Return the group `gid`, or None."""
        return self._groups.get(gid)

    def at(self, node: int) -> list[Group]:
        """Return the groups kept at the place `node`, by title."""
        return sorted((group for group in self._groups.values() if group.node == node), key=lambda group: group.title)

    def members(self, gid: str) -> tuple[str, ...]:
        """Return the opaque ids of the people in the group."""
        return tuple(self._members.get(gid, ()))

    def of(self, person: str) -> tuple[str, ...]:
        """Return the ids of the groups that `person` is in."""
        return tuple(self._of.get(person, ()))

    def join(self, gid: str, person: str) -> bool:
        """Put `person` into the group; return whether they were not in it. Raises KeyError."""
        added = bool(self._members[gid].insert(person))
        self._of[person] = tuple(sorted({*self.of(person), gid}))
        return added

    def leave(self, gid: str, person: str) -> bool:
        """Take `person` out of the group; return whether they were in it."""
        if person not in self.members(gid):
            return False
        self._members[gid].remove(person)
        left = tuple(group for group in self.of(person) if group != gid)
        if left:
            self._of[person] = left
        else:
            del self._of[person]
        return True

    def end(self, gid: str) -> None:
        """Take everybody out and forget the group. Raises KeyError."""
        for person in self.members(gid):
            self.leave(gid, person)
        del self._members[gid], self._groups[gid]
