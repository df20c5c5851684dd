"""What the council has promised about a proposal, followed until it is done: days, milestones, progress, evidence."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from BTrees.OOBTree import OOBTree
from zope.interface import implementer

from mukhtabar.content.approved import Approvable
from mukhtabar.content.base import microseconds
from mukhtabar.content.evidence import Evidence
from mukhtabar.content.interfaces import ICommitment
from mukhtabar.content.measured import MORNING, REMINDERS
from mukhtabar.content.texts import Texts
from mukhtabar.language.dates import ZONE, local_day
from mukhtabar.rules.evaluation import Vote
from mukhtabar.rules.progress import percent
from mukhtabar.store.catalog.listings import Entry
from mukhtabar.store.folder import Folder, lineage

#: The states in which it can still be late, and those in which citizens say how it was done.
OPEN, ENDED = frozenset({"planned", "in_progress"}), frozenset({"done", "dropped"})
#: The outcomes of an answer that promise something.
PROMISING = frozenset({"accepted", "partly", "under_way"})
#: The list of what is open, the day that comes first (or passed first) first.
DUE = "commitments.due"


@dataclass(frozen=True, slots=True)
class Milestone:
    """A part of it: what, on which day it is planned, on which day it was done (moments; None: not yet)."""

    title: str
    planned: datetime
    done: datetime | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What was reported of its progress: when, by whom (opaque id), in which words, and the milestone that was done."""

    time: datetime
    actor: str | None
    words: str
    milestone: str = ""


@implementer(ICommitment)
class Commitment(Folder, Approvable):
    """A promise under its proposal. Its words and its days are those that were confirmed: they change no more."""

    type_name = "commitment"
    fields = ("title", "details", "due", "budget", "service", "milestones")
    children = ("evidence", "photo")
    kept: ClassVar[tuple[str, ...]] = ("answer", "council_file", "notes", "reminded")
    title = Texts()
    #: What will be done.
    details = Texts()
    #: The first moment of the last day on which it is to be done.
    due: datetime | None = None
    budget: str = ""
    #: The service of the commune that is responsible: an office, not a person.
    service: str = ""
    milestones: tuple[Milestone, ...] = ()
    #: What it comes from: the uid of the published answer, or of the council file with the decision; 0 for the other.
    answer: int = 0
    council_file: int = 0
    notes: tuple[Note, ...] = ()
    #: When the last letter about its days was written.
    reminded: datetime | None = None
    #: pid -> what the person says at the end. Opinions: an archive leaves them out.
    votes: Any = None

    def say(self, pid: str, vote: Vote) -> None:
        """Keep what a person says at the end, in place of what they said before."""
        if self.votes is None:
            self.votes = OOBTree()
        self.votes[pid] = vote

    @property
    def ends(self) -> int:
        """How often it was done or dropped: what people say is said of one end."""
        return sum(entry.after in ENDED and entry.before not in ENDED for entry in self.history)

    @property
    def progress(self) -> int | None:
        """How much is done, in percent of its milestones; None when it has none."""
        return percent(sum(each.done is not None for each in self.milestones), len(self.milestones))

    def is_late(self, now: datetime) -> bool:
        """Whether its day has passed and it is neither done nor dropped."""
        return self.state in OPEN and self.due is not None and local_day(now) > local_day(self.due)

    def rests_on(self, portal: Any) -> Iterator[Any]:
        basis = portal.uids.get(self.answer or self.council_file)
        if basis is not None:
            yield basis
        yield from self.evidence()

    def evidence(self) -> list[Evidence]:
        """Return what shows that it is done, the first first; what was taken away is none."""
        found = [child for child in self.values() if isinstance(child, Evidence) and child.is_public]
        return sorted(found, key=lambda child: (child.created, child.uid))

    @property
    def reckoned_due(self) -> Any:
        """The day after which a letter says that it is late; see actions/remind.py."""
        return local_day(self.due) if self.state in OPEN and self.due is not None else None

    @property
    def next_reminder(self) -> datetime | None:
        """The morning after the next day that matters (an open milestone, the last day) has passed; None for none."""
        if self.state not in OPEN or self.due is None:
            return None
        days = [local_day(each.planned) for each in self.milestones if each.done is None] + [local_day(self.due)]
        last = local_day(self.reminded or self.published or self.created)
        coming = min((day + timedelta(days=1) for day in days if day + timedelta(days=1) > last), default=None)
        return datetime.combine(coming, MORNING, ZONE).astimezone(UTC) if coming is not None else None

    def listings(self) -> Iterator[Entry]:
        yield from self.worklist_entries()
        if not self.is_public or not self.__parent__.is_public:
            return
        if (reminder := self.next_reminder) is not None:
            yield Entry(REMINDERS, list(lineage(self))[-1].uid, microseconds(reminder))
        newest = -microseconds(self.published or self.created)
        for node in lineage(self.__parent__):
            yield Entry("commitments", node.uid, newest)
            yield Entry(f"commitments.{self.state}", node.uid, newest)
            if self.state in OPEN and self.due is not None:
                yield Entry(DUE, node.uid, microseconds(self.due))


@dataclass(frozen=True)
class Basis:
    """What a commitment can come from: a published answer, or else the council file of a decision (uids)."""

    answer: int = 0
    council_file: int = 0


def bases(proposal: Any) -> dict[Basis, str]:
    """Return what a commitment about `proposal` can come from, with its outcome or decision; newest first."""
    answers = [one for one in proposal.published_answers() if one.state == "published" and one.outcome in PROMISING]
    found = {Basis(answer=one.uid): one.outcome for one in answers}
    return found | {Basis(council_file=each.file): each.decision for each in proposal.adopted()}
