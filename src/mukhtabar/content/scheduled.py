"""What a document has when it can be published, and taken off the site, on a date."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from mukhtabar.content.base import Workflowed, microseconds
from mukhtabar.store.catalog.listings import Entry
from mukhtabar.store.folder import lineage
from mukhtabar.store.revisions import digest_of


@dataclass(frozen=True)
class Schedule:
    """When it goes on the site and off it; who said so (opaque id), and of which text (its digest)."""

    on: datetime | None
    off: datetime | None
    by: str
    digest: str


class Dated(Workflowed):
    """A document that the portal itself takes a step with, on a date that somebody set."""

    #: No archive takes it along: a date that somebody set here publishes nothing elsewhere.
    schedule: Schedule | None = None

    @property
    def next_date(self) -> datetime | None:
        """When the portal itself takes the next step; each kind says when it does."""
        return None

    def clock_entries(self) -> Iterator[Entry]:
        """Yield the place in the portal's calendar."""
        if (date := self.next_date) is not None:
            yield Entry("clock", list(lineage(self))[-1].uid, microseconds(date))


class Scheduled(Dated):
    """A document of the page workflow."""

    @property
    def next_date(self) -> datetime | None:
        """When the portal itself takes the next step, if it does: no date holds for a text that was changed since."""
        if self.schedule is None:
            return None
        if self.is_published:
            return self.schedule.off
        current = self.state == "pending" and self.schedule.digest == digest_of(self.field_values())
        return self.schedule.on if current else None

    def listings(self) -> Iterator[Entry]:
        yield from self.worklist_entries()
        yield from self.clock_entries()
