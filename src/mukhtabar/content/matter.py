"""What a council has before it: whose work it waits for, until when, and to whom that work is assigned."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, NamedTuple

from zope.interface import implementer

from mukhtabar.content.base import Workflowed, microseconds
from mukhtabar.content.interfaces import IMatter
from mukhtabar.content.measured import Clocked
from mukhtabar.language.dates import local_day
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.roles import COUNCIL, Role
from mukhtabar.store.catalog.listings import Entry
from mukhtabar.store.folder import lineage

#: The list of what waits for the council of a commune, the longest waiting first.
WAITING = "council"
#: Where the last day would stand of what has none while its clock rests.
RESTS = 0


class Waits(NamedTuple):
    """The rank of one matter in that list: all that it is filtered by, so that no document is loaded for it.

    `since` is in microseconds, `due` the ordinal of its last day or RESTS, `role` whose work it is, `consultation` the
    uid of the one it belongs to or 0, `holder` the opaque id of the person or group it is assigned to, or "".
    """

    since: int
    due: int
    role: str
    topic: str
    consultation: int
    holder: str


@dataclass(frozen=True, slots=True)
class Assigned:
    """To whom (opaque id of a person or a group), by whom and when."""

    holder: str
    by: str | None
    time: datetime


@implementer(IMatter)
class Matter(Workflowed):
    """A document that a council acts on. To whom it is assigned is the council's own business: no archive holds it."""

    #: Who of the council works on it and reads what is noted there. A delegate approves answers, and no more (0025).
    circle: ClassVar[frozenset[Role]] = COUNCIL - {Role.DELEGATE}
    #: Role of the council -> who does its work. Replaced, never changed in place: actions/assign.py.
    assigned: Mapping[str, Assigned] = {}

    def allowed(self, permission: Permission) -> frozenset[Role]:
        found = super().allowed(permission)
        return found & self.circle if permission is Permission.CONFER else found

    @property
    def waits_for(self) -> str:
        """The role of the council that has the next word; "" when it does not wait for the council."""
        queue = self.definition.state(self.state).queue
        return queue.role if queue is not None and queue.role in COUNCIL else ""

    def held_for(self, role: str) -> str:
        """Return to whom it is assigned for the work of `role`: who drafts is not whom the approval waits for."""
        given = self.assigned.get(role)
        return given.holder if given is not None else ""

    @property
    def holder(self) -> str:
        """To whom the work that waits now is assigned; "" for nobody."""
        return self.held_for(self.waits_for)

    def council_entries(self) -> Iterator[Entry]:
        """Yield its place in the list of the commune it stands in."""
        commune = _nearest(self, "commune")
        if self.waits_for and commune is not None:
            since, due = self._term()
            consultation = _nearest(self, "consultation")
            topic = next((node.topic for node in lineage(self) if hasattr(node, "topic")), "")
            uid = consultation.uid if consultation is not None else 0
            rank = (microseconds(since), due, self.waits_for, topic, uid, self.holder)
            yield Entry(WAITING, commune.uid, rank)

    def _term(self) -> tuple[datetime, int]:
        """Return since when it waits, and the ordinal of its last day: by its clock, or else by the queue it is in."""
        measured = self.measured if isinstance(self, Clocked) else None
        if isinstance(self, Clocked) and measured is not None and measured.stop is None:
            due: date | None = self.reckoned_due
            return measured.start, RESTS if due is None else due.toordinal()
        queue = self.definition.state(self.state).queue
        assert queue is not None
        start = self.entered(queue.since)
        return self.state_since, local_day(queue.due(start.time if start else self.state_since)).toordinal()


def _nearest(document: Any, kind: str) -> Any:
    """Return the nearest of that kind among `document` and what it stands in; None for none."""
    return next((node for node in lineage(document) if node.type_name == kind), None)
