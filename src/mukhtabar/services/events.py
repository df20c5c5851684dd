"""Which events are still to come and which are over: read from one sorted list, by time, without a write."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from mukhtabar.content.base import microseconds
from mukhtabar.content.event import LIST, LONGEST
from mukhtabar.services.gathering import open_to_all, shut
from mukhtabar.store.catalog.listings import Batch

#: No calendar file holds more.
CALENDAR_MOST = 500


@dataclass(frozen=True)
class Coming:
    """One page of what is to come, the soonest first, and when the first of all that is to come will be over."""

    batch: Batch
    until: datetime | None


def _coming(portal: Any, place: Any, now: datetime) -> Iterator[tuple[int, int]]:
    """Yield (uid, end) of what is not over at `now`, by its beginning. An event that began long ago is over."""
    if shut(place):
        return
    present = microseconds(now)
    ranks = portal.listings_index.walk(LIST, place.uid, above=(microseconds(now - LONGEST),))
    for (_start, end, inside), uid in ranks:
        if end > present and open_to_all(portal, inside):
            yield uid, end


def _over(portal: Any, place: Any, now: datetime) -> Iterator[int]:
    """Yield the uid of what is over at `now`, by its beginning, the latest first."""
    if shut(place):
        return
    present = microseconds(now)
    for (_start, end, inside), uid in portal.listings_index.walk_back(LIST, place.uid, below=(present,)):
        if end <= present and open_to_all(portal, inside):
            yield uid


def coming(portal: Any, place: Any, now: datetime, page: int = 1, size: int = 20) -> Coming:
    """Return one page of the events at or below `place` that are not over at `now`. No event is loaded."""
    found = list(_coming(portal, place, now))
    page = max(1, min(page, -(-len(found) // size)))
    start = (page - 1) * size
    ends = min((end for _uid, end in found), default=None)
    batch = Batch(tuple(uid for uid, _end in found[start : start + size]), page, size, len(found))
    return Coming(batch, datetime.fromtimestamp(ends / 1_000_000, UTC) if ends is not None else None)


def over(portal: Any, place: Any, now: datetime, page: int = 1, size: int = 20) -> Batch:
    """Return one page of the events at or below `place` that are over at `now`. No event is loaded."""
    found = list(_over(portal, place, now))
    page = max(1, min(page, -(-len(found) // size)))
    start = (page - 1) * size
    return Batch(tuple(found[start : start + size]), page, size, len(found))


def for_calendar(portal: Any, place: Any, now: datetime) -> Batch:
    """Return what a calendar file of `place` holds: all that is to come, then the latest that are over."""
    uids = [uid for uid, _end in islice(_coming(portal, place, now), CALENDAR_MOST)]
    uids += islice(_over(portal, place, now), CALENDAR_MOST - len(uids))
    return Batch(tuple(uids), 1, CALENDAR_MOST, len(uids))
