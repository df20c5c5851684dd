"""What a moderator reads before, or after, everybody does: where it stands in the moderation queue, and since when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from zope.interface import implementer

from mukhtabar.content.base import Workflowed, microseconds
from mukhtabar.content.bin import in_bin
from mukhtabar.content.interfaces import IModerated
from mukhtabar.content.reports import DAYS, Reports
from mukhtabar.content.sealed import Redaction, Sealed
from mukhtabar.language.likeness import sketch
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.roles import Role
from mukhtabar.rules.waiting import waiting_since
from mukhtabar.rules.workflow.installed import workflows
from mukhtabar.store.catalog.listings import Entry
from mukhtabar.store.folder import lineage

#: Whose queues the moderation desk works through. The council's are not among them.
QUEUES = frozenset({Role.EDITOR, Role.MODERATOR})
#: The list of what is set aside, the first to come back first.
PARKED = "parked"
#: The fields of a text by which the queue is filtered.
FACETS = ("topic", "kind", "language")
#: What is public, or was until a report of personal data hid it, and was reported.
REPORT = "report"


def list_of(kind: str, facet: str = "") -> str:
    """Return the name of the sorted list of all of `kind` that waits for a moderator, the longest waiting first.

    With a `facet` (`topic=water`, see Moderated.facets) it is the list of those alone.
    """
    return f"moderation.{kind}@{facet}" if facet else f"moderation.{kind}"


def days_of(kind: str) -> int:
    """Return within how many days the charter promises a decision on `kind`."""
    if kind == REPORT:
        return DAYS
    states = workflows().for_type(kind).states.values()
    return min(state.queue.days for state in states if state.queue and state.queue.role in QUEUES)


def due(kind: str, since: datetime) -> datetime:
    """Return until when something of `kind` that waits since `since` is to be decided."""
    return since + timedelta(days=days_of(kind))


@dataclass(frozen=True)
class Parked:
    """Set aside until `until`, with a note for colleagues, by whom (opaque id), after how many steps of its history."""

    until: datetime
    note: str
    actor: str | None
    steps: int


@implementer(IModerated)
class Moderated(Workflowed):
    """A document that a citizen wrote and a moderator decides on."""

    #: What its author wrote for everyone to read, in the order of the page; and where words of it can be blacked out.
    written: ClassVar[tuple[str, ...]] = ("body",)
    redactable: ClassVar[tuple[str, ...]] = written
    #: What is blacked out now. The words themselves are in `sealed`, and nowhere else.
    redactions: tuple[Redaction, ...] = ()
    sealed: Sealed | None = None
    parked: Parked | None = None
    reports: Reports | None = None
    #: The digest of the text that a moderator looked at after a report, and found nothing in.
    checked_digest: str = ""

    @property
    def writers(self) -> frozenset[str]:
        """Return the opaque ids of those who do not decide on it, because they wrote it."""
        return frozenset({self.creator} if self.creator else ())

    @property
    def waiting_since(self) -> datetime:
        """Since when it is in the state it is in; decisions that were taken back do not count."""
        return self.since_before(0)

    def since_before(self, steps: int) -> datetime:
        """Return since when it was in the state in which the last `steps` steps found it."""
        return waiting_since(self.history[: len(self.history) - steps], self.definition.undoes, self.created)

    def for_moderators(self, state: str) -> bool:
        """Whether what is in `state` waits for a moderator."""
        queue = self.definition.state(state).queue
        return queue is not None and queue.role in QUEUES

    @property
    def moderation(self) -> tuple[str, datetime] | None:
        """As what it waits for a moderator, and since when; None when it does not, or others have the next word."""
        return None if self.is_parked or self.waits_for_author else self.to_decide

    @property
    def to_decide(self) -> tuple[str, datetime] | None:
        """As what a moderator is to decide on it, set aside or not, and since when."""
        if self.for_moderators(self.state):
            return self.type_name, self.waiting_since
        if self.reports is not None and len(self.reports) and self.allowed(Permission.MODERATE):
            return REPORT, self.reports.since
        return None

    @property
    def is_parked(self) -> bool:
        """Whether it is set aside. What has moved on since is not."""
        if self.parked is None or self.to_decide is None:
            return False
        return all(entry.before == entry.after for entry in self.history[self.parked.steps :])

    @property
    def waits_for_author(self) -> bool:
        """Whether the author is asked something, and moderators wait for the answer."""
        return False

    @property
    def sketch(self) -> bytes:
        """By what texts that say nearly the same are found; empty for what no moderator reads and nobody sees."""
        if in_bin(self) or not (self.is_public or self.for_moderators(self.state)):
            return b""
        return sketch("\n".join(str(getattr(self, field)) for field in ("title", "body") if field in self.fields))

    def moderation_entries(self) -> Iterator[Entry]:
        """Yield its places in the queues of every node above it."""
        if (waits := self.moderation) is not None:
            kind, since = waits
        elif self.parked is not None and self.is_parked:
            kind, since = PARKED, self.parked.until
        else:
            return
        for node in lineage(self.__parent__):
            for facet in ("", *self.facets) if kind != PARKED else ("",):
                yield Entry(list_of(kind, facet), node.uid, microseconds(since))

    @property
    def facets(self) -> tuple[str, ...]:
        """By what moderators pick it out of the queue: `name=value` of each of its fields that holds a code."""
        return tuple(f"{name}={getattr(self, name)}" for name in FACETS if name in self.fields)

    def listings(self) -> Iterator[Any]:
        if not self.is_parked and not self.waits_for_author:
            yield from self.worklist_entries()
        yield from self.moderation_entries()
