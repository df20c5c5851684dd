"""An official answer: drafted by one person, approved by another, published, never edited after."""

from collections.abc import Iterator

from zope.interface import implementer

from mukhtabar.content.base import Workflowed, microseconds
from mukhtabar.content.interfaces import IAnswer
from mukhtabar.content.texts import Texts
from mukhtabar.store.catalog.listings import Entry
from mukhtabar.store.folder import lineage
from mukhtabar.store.revisions import digest_of

#: Outcome codes, in the order they are offered (DESIGN.md section 5).
OUTCOMES = ("accepted", "partly", "under_way", "not_now", "refused", "not_our_competence")


@implementer(IAnswer)
class Answer(Workflowed):
    """An answer under its proposal. `drafted_by` are all who wrote any of it: none of them may approve it."""

    type_name = "answer"
    fields = ("summary", "details", "outcome", "cost", "duration", "competence", "protocol")
    summary = Texts()
    details = Texts()
    outcome: str = ""
    cost: str = ""
    duration: str = ""
    #: Whose competence it is, when it is not the commune's: the addressee's name.
    competence: str = ""
    #: The number under which the commune registered the answer.
    protocol: str = ""
    drafted_by: frozenset[str] = frozenset()
    approved_by: str | None = None
    #: In what capacity the approver signed, as it was on that day.
    capacity: Texts = Texts()
    approved_digest: str = ""
    #: approver's opaque id -> digest of the text they last decided on.
    last_seen: dict[str, str] = {}

    @property
    def digest(self) -> str:
        """The hash of the text as it stands: what an approval is bound to."""
        return digest_of(self.field_values())

    @property
    def title_text(self) -> Texts:
        return self.summary

    def listings(self) -> Iterator[Entry]:
        yield from self.worklist_entries()
        if self.is_public:
            for node in lineage(self.__parent__):
                yield Entry("answers", node.uid, -microseconds(self.state_since))
