"""The menus as they are shown: one object, so that a page reads its menu without loading what it leads to."""

from collections.abc import Mapping
from typing import NamedTuple

from persistent import Persistent


class Shown(NamedTuple):
    """One line: the texts by language with the one that leads, and the address: a path, or another site (https)."""

    texts: tuple[tuple[str, str], ...]
    source: str
    address: str


class Navigation(Persistent):
    """The lines of each menu by the uid of the portal or the space it stands in (actions/navigation.py writes them)."""

    def __init__(self) -> None:
        self.shown: Mapping[int, tuple[Shown, ...]] = {}
        #: Documents with whose changes the lines may change.
        self.watched: frozenset[int] = frozenset()
