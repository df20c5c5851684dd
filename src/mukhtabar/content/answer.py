"""An official answer: drafted by one person, approved by another, published, never edited after."""

from collections.abc import Iterator
from typing import ClassVar

from zope.interface import implementer

from mukhtabar.content.approved import Approvable
from mukhtabar.content.base import microseconds
from mukhtabar.content.interfaces import IAnswer
from mukhtabar.content.matter import Matter
from mukhtabar.content.texts import Texts
from mukhtabar.store.catalog.listings import Entry
from mukhtabar.store.folder import lineage

#: Outcome codes, in the order they are offered (DESIGN.md section 5).
OUTCOMES = ("accepted", "partly", "under_way", "not_now", "refused", "not_our_competence")


@implementer(IAnswer)
class Answer(Approvable, Matter):
    """An answer under its proposal."""

    type_name = "answer"
    fields = ("summary", "details", "outcome", "cost", "duration", "competence", "protocol")
    kept: ClassVar[tuple[str, ...]] = ("last_seen",)
    summary = Texts()
    details = Texts()
    outcome: str = ""
    cost: str = ""
    duration: str = ""
    #: Whose competence it is, when it is not the commune's: the addressee's name.
    competence: str = ""
    #: The number under which the commune registered the answer.
    protocol: str = ""
    #: approver's opaque id -> digest of the text they last decided on.
    last_seen: dict[str, str] = {}

    @property
    def title_text(self) -> Texts:
        return self.summary

    @property
    def holder(self) -> str:
        """An answer goes with its proposal, until it is given to somebody of its own."""
        own: str = super().holder
        return own or self.__parent__.held_for(self.waits_for)

    def listings(self) -> Iterator[Entry]:
        yield from self.worklist_entries()
        if self.is_public:
            for node in lineage(self.__parent__):
                yield Entry("answers", node.uid, -microseconds(self.state_since))
