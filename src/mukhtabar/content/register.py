"""What became of a consultation, topic by topic: what was asked, said, decided and done.

The space words it and the council approves it. What is counted is frozen when it is sent, so that what is approved is
what is shown; what readers see is the last edition that was approved, whatever is being drafted meanwhile.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from zope.interface import implementer

from mukhtabar.content.approved import Approvable
from mukhtabar.content.interfaces import IRegister
from mukhtabar.content.proposal import TOPICS
from mukhtabar.content.texts import Texts
from mukhtabar.store.catalog.listings import Entry

#: The register of a consultation, whatever its state; the rank is 1 when an edition is public, else 0.
LIST = "register"
#: How many proposals, answers, commitments and pieces of evidence are named of each kind; all are counted.
NAMED = 3
#: Under which code evidence is counted, beside the commitments by their states.
EVIDENCE = "evidence"

Pairs = tuple[tuple[str, str], ...]
#: The names, from the consultation down, of documents that are looked up when they are shown.
Paths = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Row:
    """What the space says of a topic, as (language, text) pairs; `into` is the topic in whose row it stands, or ""."""

    topic: str
    title: Pairs = ()
    said: Pairs = ()
    into: str = ""

    def __post_init__(self) -> None:
        if self.topic not in TOPICS or self.into not in {"", *TOPICS}:
            raise ValueError("a row of no topic")


@dataclass(frozen=True)
class Counted:
    """So many of one code (an outcome, a decision in session, a state, EVIDENCE), and the first of them."""

    code: str
    count: int
    first: Paths


@dataclass(frozen=True)
class Part:
    """What was counted for one row: the topics in it, and of their proposals the people and those that wait.

    `decided` are the answers by outcome and the proposals by what the council decided in session, `done` the
    commitments by state and what shows that they are kept.
    """

    topics: tuple[str, ...]
    proposals: int
    voices: int
    waiting: int
    first: Paths
    decided: tuple[Counted, ...]
    done: tuple[Counted, ...]


@dataclass(frozen=True)
class Taken:
    """All that was counted, and when; whether the council had replied by then."""

    time: datetime
    parts: tuple[Part, ...]
    proposals: int
    voices: int
    replied: bool


@dataclass(frozen=True)
class Edition:
    """What readers see: the words and the figures that were approved, by whom (opaque id), in what capacity, when."""

    number: int
    rows: tuple[Row, ...]
    taken: Taken
    approved_by: str
    capacity: Texts
    time: datetime


@implementer(IRegister)
class Register(Approvable):
    """The register of the consultation that it stands in."""

    type_name = "register"
    fields: ClassVar[tuple[str, ...]] = ("rows",)
    noted: ClassVar[tuple[str, ...]] = ("taken",)
    kept: ClassVar[tuple[str, ...]] = ("taken", "edition")
    rows: tuple[Row, ...] = ()
    #: The figures of what was sent to the council; None while it is drafted: then they are counted as it is read.
    taken: Taken | None = None
    edition: Edition | None = None

    @property
    def title_text(self) -> Texts:
        return self.__parent__.title_text if self.__parent__ is not None else Texts()

    def listings(self) -> Iterator[Entry]:
        yield from self.worklist_entries()
        yield Entry(LIST, self.__parent__.uid, int(self.edition is not None))


def groups(rows: Sequence[Row], topics: Sequence[str]) -> list[tuple[str, ...]]:
    """Return which of `topics` stand together in a row, in the order of `rows`; those without a row come last."""
    order = [row.topic for row in rows] + [topic for topic in topics if all(row.topic != topic for row in rows)]
    into = {row.topic: row.into for row in rows if row.into}
    found: dict[str, list[str]] = {topic: [] for topic in order if topic not in into}
    for topic in order:
        if topic in topics:
            # One whose row is gone stands by itself.
            found.setdefault(into.get(topic, topic), []).append(topic)
    return [tuple(together) for together in found.values() if together]
