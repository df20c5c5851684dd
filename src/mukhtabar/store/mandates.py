"""Who sits in which council, as what, from which day to which: one small object for each council, never the commune's.

A person is an opaque id here as everywhere in the record.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from BTrees.LOBTree import LOBTree
from persistent import Persistent

from mukhtabar.rules.spans import Span


@dataclass(frozen=True)
class Mandate:
    """`person` holds the `office` (a code of data/offices.toml) at the commune `node` (uid) on the days of `span`.

    `of` says by language which committee or field, `term` are the years of the council's term; with `approves` the
    person approves answers for the council as long as it lasts.
    """

    id: int
    node: int
    person: str
    office: str
    woman: bool
    span: Span
    term: tuple[int, int]
    of: Mapping[str, str] = field(default_factory=dict)
    approves: bool = False


class Council(Persistent):
    """The mandates of one council, past and future ones too."""

    mandates: tuple[Mandate, ...] = ()


class Mandates(Persistent):
    """Both ways are one look-up: the council of a commune, and one mandate by its id."""

    def __init__(self) -> None:
        self._councils: Any = LOBTree()
        self._nodes: Any = LOBTree()

    def at(self, node: int) -> tuple[Mandate, ...]:
        """Return every mandate of the council of the commune `node` (uid)."""
        council = self._councils.get(node)
        return council.mandates if council is not None else ()

    def get(self, number: int) -> Mandate | None:
        """Return the mandate with that id, or None."""
        node = self._nodes.get(number)
        return next((one for one in self.at(node) if one.id == number), None) if node is not None else None

    def people(self) -> frozenset[str]:
        """Return the opaque id of everybody who holds or held a mandate. Reads every council: for commands."""
        return frozenset(one.person for council in self._councils.values() for one in council.mandates)

    def put(self, mandate: Mandate) -> None:
        """Keep `mandate`, in the place of the one with its id if there is one."""
        council = self._councils.get(mandate.node)
        if council is None:
            council = self._councils[mandate.node] = Council()
        council.mandates = (*(one for one in council.mandates if one.id != mandate.id), mandate)
        self._nodes[mandate.id] = mandate.node

    def drop(self, mandate: Mandate) -> None:
        """Forget `mandate`."""
        council = self._councils[mandate.node]
        council.mandates = tuple(one for one in council.mandates if one.id != mandate.id)
        del self._nodes[mandate.id]
