"""An official answer: drafted by one person, approved by another, published, never edited after."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, ClassVar

from zope.interface import implementer

from mukhtabar.content.approved import Approvable
from mukhtabar.content.attachment import Attachment
from mukhtabar.content.base import HistoryEntry, microseconds
from mukhtabar.content.interfaces import IAnswer
from mukhtabar.content.scheduled import Dated
from mukhtabar.content.texts import Texts
from mukhtabar.rules.roles import COUNCIL
from mukhtabar.store.catalog.listings import Entry
from mukhtabar.store.folder import Folder, lineage

#: Outcome codes, in the order they are offered (DESIGN.md section 5).
OUTCOMES = ("accepted", "partly", "under_way", "not_now", "refused", "not_our_competence")
#: The list of what is approved and waits to be published.
TO_PUBLISH = "to_publish"


#: The states in which answers with one text are found together: to be sent, or to be approved.
SHARED = frozenset({"drafting", "for_approval"})
#: The states in which the council works on it.
UNDER_WAY = SHARED | {"approved"}


def same_text(state: str) -> str:
    """Return the name of the list of the answers in a state of SHARED; a rank is (digest, since when)."""
    return f"same_text.{state}"


def with_text(portal: Any, place: Any, state: str, digest: str) -> Iterator[int]:
    """Yield the uids of the answers below `place` that are in `state` with the text of that digest, the first first."""
    # Digests are of one length, and hold no «~».
    found = portal.listings_index.walk(same_text(state), place.uid, above=(digest,), below=(f"{digest}~",))
    return (uid for _rank, uid in found)


@implementer(IAnswer)
class Answer(Folder, Dated, Approvable):
    """An answer under its proposal. Documents are attached to it while it is drafted, and approved with it."""

    type_name = "answer"
    fields = (
        "summary", "details", "outcome", "cost", "duration", "competence", "addressee", "protocol", "registered",
    )  # fmt: skip
    #: So a save says which documents were attached, and who approves a text approves them with it.
    noted = ("attached",)
    children = ("attachment",)
    circle = COUNCIL
    kept: ClassVar[tuple[str, ...]] = ("last_seen",)
    summary = Texts()
    details = Texts()
    outcome: str = ""
    cost: str = ""
    duration: str = ""
    #: Whose competence it is, when it is not the commune's, and where people turn to.
    competence: str = ""
    addressee: str = ""
    #: The number under which the commune registered the answer, and on which day (its first moment).
    protocol: str = ""
    registered: datetime | None = None
    #: approver's opaque id -> digest of the text they last decided on.
    last_seen: dict[str, str] = {}

    def for_readers(self, name: str) -> Any:
        """Return the attribute as everyone reads it; who of the council looked at what is the council's own."""
        return {} if name == "last_seen" else super().for_readers(name)

    @property
    def title_text(self) -> Texts:
        return self.summary

    def attachments(self) -> list[Attachment]:
        """Return the documents attached, the first attached first."""
        return sorted((item for item in self.values() if isinstance(item, Attachment)), key=lambda item: item.position)

    @property
    def attached(self) -> str:
        """What is attached, a line each: the title, the name of the file and the SHA-256 of its bytes."""
        return "\n".join(f"{one.title} ({one.filename}) {one.digest}" for one in self.attachments())

    @property
    def in_force(self) -> bool:
        """Whether this is what the commune says now."""
        return self.state == "published"

    @property
    def said_at(self) -> datetime:
        """When it was published: what takes its place later moves its state, and not this day."""
        return self.published or self.state_since

    @property
    def replaced(self) -> HistoryEntry | None:
        """When a later answer took its place; None when none did. It stays so when that one is withdrawn."""
        return self.entered("superseded") if self.state == "superseded" else None

    @property
    def withdrawal(self) -> HistoryEntry | None:
        """When and why it was withdrawn; None when it was not."""
        return self.entered("withdrawn") if self.state == "withdrawn" else None

    @property
    def next_date(self) -> datetime | None:
        """When the portal publishes it by itself: no date holds for another text than the approved one."""
        held = self.schedule
        return held.on if held is not None and self.state == "approved" and held.digest == self.digest else None

    @property
    def holder(self) -> str:
        """An answer goes with its proposal, until it is given to somebody of its own."""
        own: str = super().holder
        return own or self.__parent__.held_for(self.waits_for)

    def listings(self) -> Iterator[Entry]:
        yield from self.worklist_entries()
        yield from self.clock_entries()
        above = list(lineage(self.__parent__))
        since = microseconds(self.state_since)
        for node in above if self.state == "approved" else ():
            yield Entry(TO_PUBLISH, node.uid, since)
        if self.state in SHARED:
            digest = self.digest
            for node in above:
                yield Entry(same_text(self.state), node.uid, (digest, since))
