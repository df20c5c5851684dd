"""What waits for the council of a commune: filtered and counted by the ranks of one list, no document loaded."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mukhtabar.content.matter import RESTS, WAITING, Waits
from mukhtabar.store.catalog.listings import Batch, Listings
from mukhtabar.store.groups import is_group

#: From so many days before its last day on a matter is pressing.
PRESSING = 10
LATE, SOON, RESTING = "late", "soon", "resting"
MINE, NOBODY, GONE = "me", "nobody", "gone"
#: What the list is filtered by: the term, whose work it is, the topic, the consultation, to whom it is assigned.
DIMENSIONS = ("when", "do", "topic", "in", "for")


@dataclass(frozen=True, slots=True)
class Looking:
    """Who looks, and on which day: their opaque id, and the ids of all people and services that have a role there."""

    today: date
    me: str | None
    known: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """One page of the list, and how many each choice of each filter would show: (dimension, code) -> number."""

    batch: Batch
    counts: Mapping[tuple[str, str], int]


def codes(waits: Waits, looking: Looking) -> dict[str, frozenset[str]]:
    """Return the codes under which a matter is found in each dimension; "" is any."""
    left = waits.due - looking.today.toordinal()
    when = RESTING if waits.due == RESTS else LATE if left < 0 else SOON if left <= PRESSING else ""
    held = {waits.holder} if is_group(waits.holder) else {MINE} if waits.holder == looking.me else set()
    if not waits.holder:
        held = {NOBODY}
    elif waits.holder not in looking.known:
        held = {GONE}
    consultation = str(waits.consultation) if waits.consultation else ""
    chosen = {"when": {when}, "do": {waits.role}, "topic": {waits.topic}, "in": {consultation}, "for": held}
    return {name: frozenset({"", *found}) for name, found in chosen.items()}


def waiting(
    index: Listings, commune: int, looking: Looking, chosen: Mapping[str, str], page: int = 1, size: int = 20
) -> Found:
    """Return one page of what waits for the council of `commune` (uid), the longest waiting first.

    `chosen` holds the code wanted in each dimension; none, or "", is any.
    """
    found: list[int] = []
    counts: Counter[tuple[str, str]] = Counter()
    for rank, uid in index.walk(WAITING, commune):
        has = codes(Waits(*rank), looking)
        missed = [name for name in DIMENSIONS if chosen.get(name, "") not in has[name]]
        if not missed:
            found.append(uid)
        # A choice shows what all other filters let through.
        for name in DIMENSIONS if not missed else missed if len(missed) == 1 else ():
            counts.update((name, code) for code in has[name])
    page = max(1, min(page, -(-len(found) // size)))
    return Found(Batch(tuple(found[(page - 1) * size : page * size]), page, size, len(found)), counts)
