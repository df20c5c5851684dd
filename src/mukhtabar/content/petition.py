"""A petition to the council of a commune: its text, how many signed it on paper, and what the council did with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from persistent import Persistent
from zope.interface import implementer

from mukhtabar.content.base import microseconds
from mukhtabar.content.commune import Commune
from mukhtabar.content.interfaces import IPetition
from mukhtabar.content.matter import Matter
from mukhtabar.content.measured import Clocked, Measured
from mukhtabar.content.media import MEDIA
from mukhtabar.content.moderated import Moderated
from mukhtabar.content.seated import Seated
from mukhtabar.language import Message, _
from mukhtabar.language.dates import local_day
from mukhtabar.rules.clocks import Start, due_moment
from mukhtabar.rules.sessions import Session, from_code
from mukhtabar.rules.signatures import next_about_names
from mukhtabar.rules.thresholds import threshold
from mukhtabar.store.catalog.listings import Entry
from mukhtabar.store.folder import lineage

#: What can be attached: a document that belongs to the file, or the receipt that the commune gave.
DOCUMENT, RECEIPT = PURPOSES = ("document", "receipt")
#: What a decision in a council file (content/seated.py) is for the petition. One that was postponed or not taken up
#: decides nothing: the petition waits for the sitting after it, or is moved to another session.
OUTCOME_OF = {"adopted": "adopted", "adopted_in_part": "partly", "rejected": "rejected"}
OUTCOMES = tuple(OUTCOME_OF.values())
#: States that the end of the term of the law brings to an end, and those in which the council has said yes or no.
RUNNING, DECIDED = frozenset({"lodged", "with_bureau"}), frozenset({"accepted", "refused"})
#: The list of those that everyone may read, the newest first.
PETITIONS = "petitions"
#: The list of those that a session is to decide on, the first accepted first.
ACCEPTED = "petitions.accepted"
#: What is read of an attachment by those who may not open it, in the place of its title.
UNNAMED = _("A document for the council")
#: The list of those of which names are kept, by the moment at which the agent is told that they go, or they go.
NAMES = "petitions.names"


def mine(pid: str) -> str:
    """Return the name of the list of the petitions of one agent, in a commune or the portal, the newest first."""
    return f"petitions.of.{pid}"


@dataclass(frozen=True)
class Sheet:
    """What is known of one sheet here: its number, how many lines hold a signature, and how many of them count."""

    number: int
    signed: int
    counted: int


@dataclass(frozen=True)
class Annex:
    """A document that goes with it. `open` says that it holds no personal data, so that everyone may read it."""

    purpose: str
    title: str
    filename: str
    media_type: str
    size: int
    digest: str
    open: bool
    added: datetime

    @property
    def kind(self) -> Message:
        """What the bytes are, in a word."""
        return MEDIA[self.media_type].title


@dataclass(frozen=True)
class Lodging:
    """The day on the commune's receipt (the noon of it, UTC), and the number of the receipt."""

    day: datetime
    number: str


@dataclass(frozen=True)
class Deliberation:
    """What the council decided: on which day (the noon of it, UTC), the outcome, and the text of the decision.

    A council file may leave the text of what was adopted empty.
    """

    day: datetime
    outcome: str
    text: str


class Bytes(Persistent):
    """The contents of what is attached: digest -> blob. Loaded when somebody opens one."""

    def __init__(self) -> None:
        self.blobs: dict[str, Any] = {}


@implementer(IPetition)
class Petition(Clocked, Seated, Moderated, Matter):
    """A petition. `creator` is the agent; their name, and those of who signed, are in the people book alone."""

    type_name = "petition"
    fields: ClassVar[tuple[str, ...]] = ("title", "body", "reasons", "aims", "language")
    kept: ClassVar[tuple[str, ...]] = (
        "reference", "name_shown", "checks", "sheets", "annexes", "lodging", "corrected", "session", "deliberation",
    )  # fmt: skip
    written: ClassVar[tuple[str, ...]] = ("title", "body", "reasons", "aims")
    #: What was signed is what stands there: no word of it is blacked out. It is hidden as a whole.
    redactable: ClassVar[tuple[str, ...]] = ()
    counts: ClassVar[Mapping[str, Start]] = {"petition": Start.RECEIPT}
    title: str = ""
    body: str = ""
    reasons: str = ""
    aims: str = ""
    language: str = "ar"
    reference: str = ""
    name_shown: bool = True
    #: Code of a check (rules/admissibility.py) -> what the agent answered.
    checks: Mapping[str, str] = {}
    sheets: tuple[Sheet, ...] = ()
    #: When names were last typed in, None when none were; when the agent was told that they go. No archive holds
    #: either: the names stay where they are.
    names_since: datetime | None = None
    names_told: datetime | None = None
    annexes: tuple[Annex, ...] = ()
    contents: Bytes | None = None
    lodging: Lodging | None = None
    #: What stood there before each correction, the oldest first.
    corrected: tuple[Lodging, ...] = ()
    #: The code of the session on whose agenda it is (rules/sessions.py).
    session: str = ""
    deliberation: Deliberation | None = None

    @property
    def commune(self) -> Commune:
        """The commune whose council it is for."""
        found: Commune = self.__parent__
        return found

    @property
    def threshold(self) -> int | None:
        """How many signatures the portal reckons with; None when the population is not known."""
        return threshold().signatures(self.commune.place.population_2024)

    @property
    def counted(self) -> int:
        """How many signatures count."""
        return sum(sheet.counted for sheet in self.sheets)

    @property
    def unlodged(self) -> bool:
        """Whether it is still to be lodged: its agent may withdraw it, and names of who signed may be kept."""
        return self.state in self.definition.transitions["withdraw"].from_

    def stir(self, now: datetime) -> None:
        """Note that somebody went on with it: names that are kept are kept from now."""
        if self.names_since is not None:
            self.names_since = now

    @property
    def told_of_names(self) -> datetime | None:
        """When the agent was told that the names go, if nothing happened since."""
        idle, told = self._idle_since, self.names_told
        return told if idle is not None and told is not None and told > idle else None

    @property
    def _idle_since(self) -> datetime | None:
        """Since when nothing happened to names that are kept."""
        return max(self.names_since, self.state_since) if self.names_since is not None and self.unlodged else None

    @property
    def on_agenda(self) -> Session | None:
        """The session on whose agenda it is."""
        return from_code(self.session)

    @property
    def closings(self) -> list[datetime]:
        """When the list of signatures was closed, each time; to hide it and to show it again closes nothing."""
        return [entry.time for entry in self.history if entry.transition == "make_ready"]

    @property
    def list_closed(self) -> bool:
        """Whether the list of signatures is closed, though the petition may be hidden now."""
        return self.state == "ready" or (self.state == "hidden" and self.was_ready)

    @property
    def was_ready(self) -> bool:
        """Whether its list was closed when it was hidden last."""
        hidden = self.entered("hidden")
        return hidden is not None and hidden.before == "ready"

    @property
    def measured(self) -> Measured | None:
        """Return the clock of the law: from the day on the receipt until the council accepted or refused."""
        if self.lodging is None:
            return None
        decided = next((entry.time for entry in self.history if entry.after in DECIDED - {entry.before}), None)
        return Measured("petition", self.lodging.day, decided)

    @property
    def due(self) -> datetime | None:
        """The moment at which the term of the law ends; None when it does not run."""
        day: date | None = self.reckoned_due
        return due_moment(day) if day is not None else None

    @property
    def silent_since(self) -> date | None:
        """The last day of the term of the law, once that has passed without a reply; None otherwise."""
        return self.reckoned_due if self.state == "overdue" else None

    @property
    def refused_on(self) -> date | None:
        """The day on which its refusal became known: it was published and its agent written to at that moment."""
        refused = self.entered("refused") if self.state == "refused" else None
        return local_day(refused.time) if refused is not None else None

    def listings(self) -> Iterator[Entry]:
        yield from super().listings()
        root = list(lineage(self))[-1]
        if self.creator and self.state != "withdrawn":
            yield Entry(mine(self.creator), self.__parent__.uid, -microseconds(self.created))
            yield Entry(mine(self.creator), root.uid, -microseconds(self.created))
        if (idle := self._idle_since) is not None:
            yield Entry(NAMES, root.uid, microseconds(next_about_names(idle, self.told_of_names)))
        if not self.is_public:
            return
        for node in lineage(self.__parent__):
            yield Entry(PETITIONS, node.uid, -microseconds(self.published or self.created))
            if self.state == "accepted":
                yield Entry(ACCEPTED, node.uid, microseconds(self.state_since))
        if self.state in RUNNING and self.due is not None:
            yield Entry("clock", root.uid, microseconds(self.due))
            yield from self.reminder_entries()
