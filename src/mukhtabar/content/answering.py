"""The lists that the figures of answering are counted from: what each council was asked and when it answered.

A rank holds all that is counted, so no document is loaded; and each document keeps its own entry in step, whatever
happens to it. Only days that have been are kept, and the name of the clock: when something is due is reckoned when it
is read (decision 0023).
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from mukhtabar.language.dates import local_day
from mukhtabar.rules.answering import Asked
from mukhtabar.rules.clocks import Rest
from mukhtabar.rules.clocks.loader import clocks
from mukhtabar.store.catalog.listings import Entry
from mukhtabar.store.folder import lineage

#: The published proposals of a place.
ASKED = "answering.asked"
#: The places that such figures are shown for.
PLACES = frozenset({"portal", "region", "commune"})
#: The states in which an answer counts.
STANDING = frozenset({"published", "superseded"})


class AskedRank(NamedTuple):
    """A rank read. Days are ordinals, 0 for none; `commune` is a uid; `rests` are (first day, day it ran again).

    `clock` is its name in data/clocks.toml: a question has less time than a proposal.

    `quick` says of each answer that stands whether it was approved on the day on which it was sent for approval.
    """

    since: int
    clock: str
    commune: int
    answered: int
    prolonged: int
    sample: int
    rests: tuple[tuple[int, int], ...]
    quick: tuple[int, ...]

    def asked(self, uid: int) -> Asked:
        """Return what the rules count, of the document `uid`."""
        rests = [Rest(date.fromordinal(first), _day(until), "") for first, until in self.rests]
        since, answered = date.fromordinal(self.since), _day(self.answered)
        return Asked(uid, clocks()[self.clock], since, answered, rests, bool(self.prolonged))


def asked_entries(document: Any) -> Iterator[Entry]:
    """Yield the places of a published proposal."""
    above, measured = list(lineage(document.__parent__)), document.measured
    commune = next((node.uid for node in above if node.type_name == "commune"), None)
    if measured is None or commune is None:
        return
    # One whose answer was taken back waits again.
    answered = measured.stop if document.state == "answered" else None
    rests = tuple((rest.start.toordinal(), _ordinal(rest.until)) for rest in document.rest_days())
    rank = AskedRank(
        local_day(measured.start).toordinal(),
        measured.clock,
        commune,
        local_day(answered).toordinal() if answered is not None else 0,
        int(bool(document.prolonged)),
        int(any(node.sample for node in (document, *above))),
        rests,
        tuple(int(approved_same_day(each)) for each in document.answers() if each.state in STANDING),
    )
    for node in above:
        if node.type_name in PLACES:
            yield Entry(ASKED, node.uid, tuple(rank))


def approved_same_day(document: Any) -> bool:
    """Whether an answer was approved on the day, in Casablanca, on which it was sent for approval."""
    approved = document.entered("approved")
    sent = [step.time for step in document.history if step.after == "for_approval" and approved is not None]
    before = [time for time in sent if time <= approved.time]
    return bool(before) and local_day(before[-1]) == local_day(approved.time)


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day is not None else 0


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None
