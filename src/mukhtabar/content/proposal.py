"""A need, a proposal or a question of a citizen, with the answers the council gave."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import ClassVar

from zope.interface import implementer

from mukhtabar.content.answer import UNDER_WAY, Answer
from mukhtabar.content.answering import asked_entries
from mukhtabar.content.base import HistoryEntry, microseconds
from mukhtabar.content.commitment import Commitment
from mukhtabar.content.council import commune_of
from mukhtabar.content.interfaces import IProposal
from mukhtabar.content.matter import Matter
from mukhtabar.content.measured import Clocked, Measured
from mukhtabar.content.moderated import Moderated
from mukhtabar.content.seated import Seated
from mukhtabar.language.dates import local_day
from mukhtabar.rules.clocks import Rest, Start
from mukhtabar.rules.roles import COUNCIL
from mukhtabar.store.catalog.listings import Entry
from mukhtabar.store.folder import Folder, lineage
from mukhtabar.store.revisions import digest_of

QUESTION = "question"
#: The states in which the council can read it: days in others are no days of its clock.
BEFORE_COUNCIL = frozenset({"published", "answered"})
KINDS = ("need", "proposal", QUESTION)
#: How what somebody said or wrote, who is not online, was received.
CHANNELS = ("meeting", "desk", "paper", "phone")
TOPICS = (
    "water",
    "roads",
    "health",
    "education",
    "youth",
    "accessibility",
    "women",
    "environment",
    "economy",
    "culture",
    "governance",
    "other",
)


#: The list of what its author is asked to join to another, the first to lapse first.
ASKED = "asked"
#: The list of what has joined a proposal, the first first.
JOINED = "joined"


@dataclass(frozen=True)
class Asked:
    """The author is asked whether it may join the proposal `target` (its reference), until `until`.

    `mine` and `theirs` are the digests of the texts that the moderator `by` (opaque id) had read, `steps` how many
    steps its history had then. `agreed` is true only while the step that follows from the author's yes is taken.
    """

    target: str
    by: str
    until: datetime
    mine: str
    theirs: str
    note: str
    steps: int
    agreed: bool = False


@implementer(IProposal)
class Proposal(Folder, Clocked, Seated, Moderated, Matter):
    """What a citizen submitted. `creator` is the author's opaque id; `reference` is public, the receipt is not."""

    type_name = "proposal"
    circle = COUNCIL
    fields = ("kind", "title", "body", "topic", "place", "language")
    children = ("answer", "commitment")
    kept: ClassVar[tuple[str, ...]] = (
        "reference", "name_shown", "channel", "received", "entered_by", "joined_to", "addressee", "charge",
        "arrived",
    )  # fmt: skip
    written: ClassVar[tuple[str, ...]] = ("title", "body", "place")
    redactable: ClassVar[tuple[str, ...]] = written
    counts: ClassVar[Mapping[str, Start]] = {"answer": Start.PUBLISHED, "question": Start.PUBLISHED}
    kind: str = "proposal"
    title: str = ""
    body: str = ""
    topic: str = "other"
    place: str = ""
    language: str = "ar"
    reference: str = ""
    #: Whether the author's name is shown; a pseudonymous author is «a resident».
    name_shown: bool = True
    #: For what was entered for somebody: how and when it was received, and who typed it (opaque id).
    channel: str = ""
    received: datetime | None = None
    entered_by: str | None = None
    #: The reference of the proposal that it has joined.
    joined_to: str = ""
    #: Of a question: the mandate (id) that its author put it to, and the one that the council passed it to; 0 for none.
    addressee: int = 0
    charge: int = 0
    #: When it came from another commune, if it did: what was published there was asked of another council.
    arrived: datetime | None = None
    #: What its author was asked last, answered or not.
    asked: Asked | None = None

    @property
    def measured(self) -> Measured | None:
        """Return the clock of the council's answer: from the first publication to the first published answer."""
        start = self.published_at if self.state in BEFORE_COUNCIL else None
        if start is None:
            return None
        stood = self._answered()
        clock = "question" if self.kind == "question" else "answer"
        return Measured(clock, start, stood[-1][0] if stood and stood[-1][1] is None else None)

    def _answered(self) -> list[tuple[datetime, datetime | None]]:
        """Return from when until when an answer stood, oldest first; None for one that still does."""
        found: list[tuple[datetime, datetime | None]] = []
        for entry in self.history:
            if entry.after == "answered" and not (found and found[-1][1] is None):
                found.append((entry.time, None))
            elif entry.transition == "reopen":
                found[-1] = found[-1][0], entry.time
        return found

    def stood(self) -> list[tuple[datetime, datetime]]:
        """Return from when until when each answer stood that was withdrawn, oldest first."""
        return [(since, until) for since, until in self._answered() if until is not None]

    def _here(self) -> tuple[HistoryEntry, ...]:
        """Return the steps since it came to its commune: by their order, for the clock of a machine can go back."""
        came = (at for at, each in enumerate(self.history) if each.transition == "route" and each.time == self.arrived)
        return self.history[next(came, 0) :]

    def _lasting(self) -> list[HistoryEntry]:
        """Return the steps here that led from state to state, without those that were undone, and the undoing."""
        undoes, found = self.definition.undoes, list[HistoryEntry]()
        for entry in self._here():
            if entry.before == entry.after:
                continue
            if found and undoes.get(entry.transition) == found[-1].transition:
                found.pop()
            else:
                found.append(entry)
        return found

    def _before_council(self) -> list[tuple[datetime, datetime | None]]:
        """Return from when until when the council of its commune could read it, oldest first; None: it still can."""
        found: list[tuple[datetime, datetime | None]] = []
        for entry in self._lasting():
            before, after = entry.before in BEFORE_COUNCIL, entry.after in BEFORE_COUNCIL
            if after and not before:
                found.append((entry.time, None))
            elif before and not after and found:
                found[-1] = found[-1][0], entry.time
        return found

    def rest_days(self) -> list[Rest]:
        """Return the rests, with the days on which nothing was owed.

        Those are the days on which an answer stood that was withdrawn, and those on which the council could not read
        it: it was hidden, had joined another, or waited to be published again.
        """
        away = [(until, since) for (_since, until), (since, _until) in pairwise(self._before_council()) if until]
        idle = [Rest(local_day(since), local_day(until), "") for since, until in (*self.stood(), *away)]
        return sorted([*super().rest_days(), *idle], key=lambda rest: rest.start)

    @property
    def asked_of(self) -> int:
        """The mandate (id) that a question waits for: the one in charge, else the one addressed; 0 for the council."""
        return (self.charge or self.addressee) if self.kind == QUESTION else 0

    @property
    def writers(self) -> frozenset[str]:
        """Return who wrote it, and who typed it for somebody else: that person knows it too well to judge it."""
        return super().writers | ({self.entered_by} if self.entered_by else set())

    def answers(self) -> list[Answer]:
        """Return the answers, oldest first."""
        return sorted((item for item in self.values() if isinstance(item, Answer)), key=lambda item: item.created)

    @property
    def on_record(self) -> bool:
        """Whether the council has said something about it in public: an answer, a promise, a decision of a session."""
        said = any(each.published is not None for each in (*self.answers(), *self.commitments()))
        return said or any(each.decision for each in self.sittings)

    def answer_in_force(self) -> Answer | None:
        """Return what the commune says now, if it says anything."""
        return next((answer for answer in self.answers() if answer.in_force), None)

    @property
    def answered_at(self) -> datetime | None:
        """When the answer in force was published: a later answer is as new as a first one. None while none stands."""
        answer = self.answer_in_force() if self.state == "answered" else None
        return answer.said_at if answer is not None else None

    def answer_begun(self) -> Answer | None:
        """Return the answer that the council works on now: a draft, or one on its way to be published."""
        return next((answer for answer in self.answers() if answer.state in UNDER_WAY), None)

    def published_answers(self) -> list[Answer]:
        """Return the answers everyone may read, newest first."""
        return [answer for answer in reversed(self.answers()) if answer.is_public]

    def commitments(self) -> list[Commitment]:
        """Return what the council has promised about it, drafts too, the first first."""
        found = [child for child in self.values() if isinstance(child, Commitment)]
        return sorted(found, key=lambda child: (child.published or child.created, child.uid))

    @property
    def is_asked(self) -> bool:
        """Whether its author may still say yes: it is where it was, and says what it said, when the moderator asked."""
        ask = self.asked
        if ask is None or ask.mine != digest_of(self.field_values()):
            return False
        return all(entry.before == entry.after for entry in self.history[ask.steps :])

    @property
    def waits_for_author(self) -> bool:
        return self.is_asked and self.for_moderators(self.state)

    @property
    def published_at(self) -> datetime | None:
        """When it was first published in its commune; a publication that was undone does not count."""
        return next((since for since, _until in self._before_council()), None)

    @property
    def put_at(self) -> datetime:
        """Since when the council can have had it: when it was made, if no step says more (an archive need not)."""
        return self.published_at or self.created

    def listings(self) -> Iterator[Entry]:
        yield from super().listings()
        yield from self._joining_entries()
        if not self.is_public and next(iter(self), None) is not None:
            yield Entry("closed", list(lineage(self))[-1].uid, 0)
        if not self.is_public or self.state not in BEFORE_COUNCIL:
            return
        yield from self.reminder_entries()
        yield from asked_entries(self)
        since, answered = microseconds(self.put_at), microseconds(self.answered_at or self.state_since)
        for node in lineage(self.__parent__):
            yield Entry("proposals.newest", node.uid, -since)
            if self.state == "published":
                yield Entry("proposals.waiting", node.uid, since)
            else:
                yield Entry("proposals.answered", node.uid, -answered)
        yield from self._question_entries(since, answered)

    def _question_entries(self, since: int, answered: int) -> Iterator[Entry]:
        """Yield the places of a question in the lists of the council, and of the member it waits for."""
        commune = commune_of(self)
        if self.kind != QUESTION or commune is None:
            return
        for scope in {commune.uid, self.asked_of or commune.uid}:
            if self.state == "published":
                yield Entry("questions.waiting", scope, since)
            else:
                yield Entry("questions.answered", scope, -answered)

    def _joining_entries(self) -> Iterator[Entry]:
        root = list(lineage(self))[-1]
        if self.state == "merged" and (uid := root.references.get(self.joined_to)) is not None:
            yield Entry(JOINED, uid, microseconds(self.state_since))
        if self.asked is not None and self.is_asked:
            for node in lineage(self.__parent__):
                yield Entry(ASKED, node.uid, microseconds(self.asked.until))
