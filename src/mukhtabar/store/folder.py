"""A container whose children are reached by name, and nothing else is (DESIGN.md section 4)."""

from collections.abc import Iterator
from typing import Any

from BTrees.OOBTree import OOBTree
from persistent import Persistent


class NameTaken(ValueError):
    """A child of that name exists already."""


class Located(Persistent):
    """A persistent object that knows its place: `__parent__` and `__name__`."""

    __parent__: Any = None
    __name__: str = ""


class Folder(Located):
    """Children by name in a BTree: loading the folder loads none of them."""

    def __init__(self) -> None:
        super().__init__()
        self._children: Any = OOBTree()

    def __getitem__(self, name: str) -> Any:
        """Return the child called `name`; raises KeyError. Attributes and internals are never items."""
        return self._children[name]

    def __contains__(self, name: str) -> bool:
        return name in self._children

    def __iter__(self) -> Iterator[str]:
        return iter(self._children.keys())

    def __bool__(self) -> bool:
        return True

    def values(self) -> Iterator[Any]:
        """Yield the children in the order of their names."""
        return iter(self._children.values())

    def get(self, name: str, default: Any = None) -> Any:
        """Return the child called `name`, or `default`."""
        return self._children.get(name, default)

    def add(self, name: str, child: Located) -> None:
        """Place `child` here under `name`; raises NameTaken."""
        if not self._children.insert(name, child):
            raise NameTaken(name)
        child.__parent__ = self
        child.__name__ = name

    def remove(self, name: str) -> Any:
        """Take the child called `name` out and return it; raises KeyError."""
        child = self._children.pop(name)
        child.__parent__ = None
        return child


def lineage(node: Any) -> Iterator[Any]:
    """Yield `node`, its parent, and so on up to the root."""
    while node is not None:
        yield node
        node = getattr(node, "__parent__", None)


def subtree(node: Any) -> Iterator[Any]:
    """Yield `node` and everything below it, what contains before what is contained."""
    yield node
    if isinstance(node, Folder):
        for child in node.values():
            yield from subtree(child)


def path_of(node: Any) -> tuple[str, ...]:
    """Return the names from the root down to `node`, the root's own empty name left out."""
    return tuple(reversed([step.__name__ for step in lineage(node) if step.__name__]))
