"""Requests for information that people follow for themselves: private, in the people book, and gone with the person.

The portal files none of them; what is kept are the days, so that a person sees how long an answer may still take.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree
from persistent import Persistent

from mukhtabar.rules.clocks import Start

#: How one ended.
OUTCOMES = ("answered", "refused", "silent")


@dataclass(frozen=True)
class InformationRequest:
    """What was asked, of whom, under which number, on which day; when it was prolonged and when and how it ended."""

    #: The clocks that may count for one -> what each counts from: data/clocks.toml must say the same.
    counts: ClassVar[Mapping[str, Start]] = {"information": Start.FILED, "urgent_information": Start.FILED}

    id: int
    subject: str
    body: str
    filed: date
    urgent: bool = False
    number: str = ""
    extended: date | None = None
    why: str = ""
    closed: date | None = None
    outcome: str = ""
    #: The day of the last letter about it, and the moment of the next.
    reminded: date | None = None
    next_letter: datetime | None = None

    @property
    def clock(self) -> str:
        """The name of its clock in data/clocks.toml."""
        return "urgent_information" if self.urgent else "information"


class Requests(Persistent):
    """Opaque person id -> their requests by id; and whose letter is due when."""

    def __init__(self) -> None:
        self._of: Any = OOBTree()
        self._due: Any = OOBTree()

    def of(self, person: str | None) -> list[InformationRequest]:
        """Return the requests of `person`, the one filed last first."""
        found = self._of.get(person, {}).values() if person else ()
        return sorted(found, key=lambda one: (one.filed, one.id), reverse=True)

    def get(self, person: str | None, number: int) -> InformationRequest | None:
        """Return that request of `person`, or None."""
        found: InformationRequest | None = self._of.get(person, {}).get(number) if person else None
        return found

    def put(self, person: str, request: InformationRequest) -> None:
        """Keep `request`, in the place of the one with its id if there is one."""
        if person not in self._of:
            self._of[person] = LOBTree()
        self._unwait(person, request.id)
        self._of[person][request.id] = request
        if request.next_letter is not None:
            self._due[request.next_letter, person, request.id] = True

    def drop(self, person: str, number: int) -> None:
        """Forget that request."""
        self._unwait(person, number)
        self._of[person].pop(number, None)

    def forget(self, person: str) -> None:
        """Forget everything of `person`."""
        for one in self.of(person):
            self.drop(person, one.id)
        self._of.pop(person, None)

    def due(self, now: datetime) -> list[tuple[str, int]]:
        """Return (person, id) of every request of which a letter is due at `now`."""
        found = []
        for moment, person, number in self._due:
            if moment > now:
                break
            found.append((person, number))
        return found

    def _unwait(self, person: str, number: int) -> None:
        before = self.get(person, number)
        if before is not None and before.next_letter is not None:
            self._due.pop((before.next_letter, person, number), None)
