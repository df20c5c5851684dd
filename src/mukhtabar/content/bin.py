"""The trash: a place that nobody sees into, where a document waits with all that stands in it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from BTrees.LOBTree import LOBTree

from mukhtabar.content.base import Resource
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.roles import Role
from mukhtabar.store.folder import Folder, lineage, path_of, subtree


@dataclass(frozen=True)
class Thrown:
    """Who threw `uid` away, when and why, where it stood, and how many documents went (itself included).

    `above` holds the uids of the containers it stood in, the nearest first.
    """

    uid: int
    time: datetime
    actor: str | None
    why: str
    name: str
    path: tuple[str, ...]
    above: tuple[int, ...]
    count: int


class Bin(Folder, Resource):
    """What was thrown away, under its uid. No address leads here, and nobody may view what lies in it."""

    type_name = "bin"

    def __init__(self, portal: Any) -> None:
        super().__init__()
        self.__parent__ = portal
        self._thrown: Any = LOBTree()

    def allowed(self, permission: Permission) -> frozenset[Role]:
        return frozenset()

    def throw(self, document: Resource, time: datetime, actor: str | None, why: str) -> Thrown:
        """Take `document` out of its container, with everything in it, and return what is remembered of it."""
        parent, name, path = document.__parent__, document.__name__, path_of(document)
        above = tuple(node.uid for node in lineage(parent))
        thrown = Thrown(document.uid, time, actor, why, name, path, above, sum(1 for _each in subtree(document)))
        parent.remove(name)
        self.add(str(document.uid), document)
        self._thrown[document.uid] = thrown
        return thrown

    def take(self, uid: int) -> tuple[Thrown, Resource]:
        """Take the document `uid` out of the trash. Raises KeyError."""
        thrown = self._thrown.pop(uid)
        return thrown, self.remove(str(uid))

    def find(self, uid: int) -> Thrown | None:
        """Return what is remembered of the document `uid`, or None when it does not lie here by itself."""
        return self._thrown.get(uid)

    def below(self, node: int) -> list[Thrown]:
        """Return what stood in the container `node` or below it, thrown away last first."""
        return sorted((t for t in self._thrown.values() if node in t.above), key=lambda t: t.time, reverse=True)


def in_bin(document: Any) -> bool:
    """Whether `document` lies in the trash, by itself or within something that does."""
    return any(isinstance(node, Bin) for node in lineage(document))
