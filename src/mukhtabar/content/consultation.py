"""A consultation: what is asked, when, who decides and what can still change."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, ClassVar

from zope.interface import implementer

from mukhtabar.content.approved import Approvable
from mukhtabar.content.base import microseconds
from mukhtabar.content.interfaces import IConsultation
from mukhtabar.content.measured import Clocked, Measured
from mukhtabar.content.texts import Texts
from mukhtabar.rules.clocks import Start
from mukhtabar.rules.phases import Phase, allows, current
from mukhtabar.store.catalog.listings import Entry
from mukhtabar.store.folder import Folder, lineage

#: What is written on the way, and the states in which everyone reads it.
SHOWN_IN = {"synthesis": frozenset({"synthesis", "replied"}), "reply": frozenset({"replied"})}


@implementer(IConsultation)
class Consultation(Folder, Clocked, Approvable):
    """A consultation with dated phases; proposals stand in it."""

    type_name = "consultation"
    fields = ("title", "summary", "body", "easy", "decides", "synthesis", "reply", "phases")
    children = ("proposal", "register", "page", "news", "event", "file", "image", "audio")
    counts: ClassVar[Mapping[str, Start]] = {"reply": Start.SUMMED_UP}
    title = Texts()
    summary = Texts()
    body = Texts()
    #: The same in short sentences, one idea a line.
    easy = Texts()
    #: Who decides, and what can still change.
    decides = Texts()
    #: What the proposals said, written by the space when the consultation has closed; and the council's reply.
    synthesis = Texts()
    reply = Texts()
    phases: tuple[Phase, ...] = ()

    @property
    def early(self) -> frozenset[str]:
        return frozenset(name for name, states in SHOWN_IN.items() if self.state not in states)

    def for_readers(self, name: str) -> Any:
        """Return a field as it is read now: the synthesis and the reply have states from which on they are public."""
        return Texts() if name in self.early else super().for_readers(name)

    def by_council(self, language: str) -> bool:
        """Whether the reply in that language is the council's own: once it was approved, others translate it.

        Where the save that was approved is not known it is so for the language in which the reply was written first.
        """
        approved = self.revisions.find(self.approved_digest)
        said = approved.fields["reply"] if approved is not None else {}
        return language == self.reply.source or said.get(language) == self.reply.get(language)

    def phases_at(self, now: datetime) -> tuple[Phase, ...]:
        """Return the phases running at `now`."""
        return current(self.phases, now)

    def phase_allows(self, verb: str, now: datetime) -> bool:
        """Whether the consultation is in a public state and a running phase allows `verb`."""
        return self.is_public and allows(self.phases, verb, now)

    @property
    def measured(self) -> Measured | None:
        """Return the clock of the council's reply: from the publication of the synthesis to that of the reply."""
        summed_up = self.entered("synthesis") if self.state in {"synthesis", "replied"} else None
        replied = self.entered("replied")
        return Measured("reply", summed_up.time, replied.time if replied else None) if summed_up else None

    def worklist_entries(self) -> Iterator[Entry]:
        """An officer drafts the reply that an approver publishes: it waits for both."""
        yield from super().worklist_entries()
        for node in lineage(self.__parent__) if self.state == "synthesis" else ():
            yield Entry("worklist.officer", node.uid, microseconds(self.state_since))

    def listings(self) -> Iterator[Entry]:
        yield from self.worklist_entries()
        yield from self.reminder_entries()
        if self.is_public:
            last = max((phase.end for phase in self.phases), default=self.state_since)
            for node in lineage(self.__parent__):
                yield Entry("consultations", node.uid, -microseconds(last))
        else:  # what stands inside is closed with it
            yield Entry("closed", list(lineage(self))[-1].uid, 0)
        if self.state in {"announced", "open"} and self.phases:
            yield Entry("clock", list(lineage(self))[-1].uid, self._next_tick())

    def _next_tick(self) -> int:
        starts = min(phase.start for phase in self.phases)
        ends = max(phase.end for phase in self.phases)
        return microseconds(starts if self.state == "announced" else ends)
