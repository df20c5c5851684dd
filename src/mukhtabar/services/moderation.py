"""The moderation desk's figures and lists, read from sorted lists and counters: a page costs what it shows."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from heapq import merge
from itertools import islice
from typing import Any

from mukhtabar.actions.tally import DECIDED, KEPT
from mukhtabar.content.base import microseconds
from mukhtabar.content.moderated import PARKED, REPORT, days_of, list_of
from mukhtabar.content.proposal import ASKED
from mukhtabar.language.dates import local_day
from mukhtabar.rules.waiting import PACE_WEEKS, WINDOW_DAYS, Pace
from mukhtabar.store.catalog.listings import Batch

#: What waits for moderators, in the order of the filters.
KINDS = ("proposal", "comment", REPORT)
#: Late things are counted one by one, so no further than this.
MOST_COUNTED = 1000
#: As many consultations as a list to choose from holds.
MOST_OPEN = 200


def _late(kind: str, now: datetime) -> int:
    """Return the rank from which on things of `kind` are not late yet: within a kind the oldest is due first."""
    return microseconds(now - timedelta(days=days_of(kind)))


def _walk(portal: Any, scope: int, kinds: tuple[str, ...], late: datetime | None, facet: str) -> Iterator[int]:
    index = portal.listings_index
    runs = (index.walk(list_of(kind, facet), scope, _late(kind, late) if late else None) for kind in kinds)
    return (uid for _rank, uid in merge(*runs))


def waiting(portal: Any, scope: int, kinds: tuple[str, ...] = KINDS, facet: str = "") -> int:
    """Return how much of `kinds` waits for moderators below the node `scope`. Loads a counter for each kind."""
    return sum(portal.listings_index.count(list_of(kind, facet), scope) for kind in kinds)


def late(portal: Any, scope: int, now: datetime, kinds: tuple[str, ...] = KINDS, facet: str = "") -> int:
    """Return how much of it is late at `now`; MOST_COUNTED stands for that many or more."""
    return sum(1 for _uid in islice(_walk(portal, scope, kinds, now, facet), MOST_COUNTED))


#: Tab of the desk -> the list of what somebody else has the next word about, the first to come back first.
ASIDE = {PARKED: list_of(PARKED), ASKED: ASKED}


def aside(portal: Any, scope: int, kind: str) -> int:
    """Return how much below the node `scope` is set aside, or waits for its author."""
    n: int = portal.listings_index.count(ASIDE[kind], scope)
    return n


def set_aside(portal: Any, scope: int, kind: str, page: int = 1, size: int = 20) -> Batch:
    """Return one page of that, the first to come back first."""
    batch: Batch = portal.listings_index.batch(ASIDE[kind], scope, page=page, size=size)
    return batch


def queue(
    portal: Any,
    scope: int,
    kinds: tuple[str, ...] = KINDS,
    only_late: datetime | None = None,
    page: int = 1,
    size: int = 20,
    facet: str = "",
) -> Batch:
    """Return one page of what waits below the node `scope`, oldest first; `only_late` leaves what is not late then."""
    total = late(portal, scope, only_late, kinds, facet) if only_late else waiting(portal, scope, kinds, facet)
    page = max(1, min(page, -(-total // size)))
    start = (page - 1) * size
    return Batch(tuple(islice(_walk(portal, scope, kinds, only_late, facet), start, start + size)), page, size, total)


def taking_proposals(portal: Any, now: datetime, scope: int | None = None) -> list[Any]:
    """Return the consultations that take proposals at `now`, the one that ends last first; at most MOST_OPEN.

    With a `scope` (uid of a node) those below it alone.
    """
    found = []
    # The list is by the last day: where it lies in the past, nothing that follows is open.
    for _rank, uid in portal.listings_index.walk("consultations", scope or portal.uid, -microseconds(now)):
        node = portal.uids.get(uid)
        if node.phase_allows("propose", now):
            found.append(node)
        if len(found) == MOST_OPEN:
            break
    return found


def pace(portal: Any, scope: int, now: datetime) -> Pace:
    """Return how the moderators of the node `scope` keep up: reads one counter for each day on which they decided."""
    if portal.tallies is None:
        return Pace(waiting(portal, scope), 0, 0, 0)
    today = local_day(now).toordinal()
    whole = portal.tallies.sums(scope, today - WINDOW_DAYS + 1, today)
    lately = portal.tallies.sums(scope, today - PACE_WEEKS * 7 + 1, today)
    return Pace(waiting(portal, scope), whole.get(DECIDED, 0), whole.get(KEPT, 0), lately.get(DECIDED, 0))
