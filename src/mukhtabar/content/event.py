"""An event: a meeting, a workshop, a session that takes place from one moment to another."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from zope.interface import implementer

from mukhtabar.content.base import microseconds
from mukhtabar.content.gathered import closing
from mukhtabar.content.interfaces import IEvent
from mukhtabar.content.scheduled import Scheduled
from mukhtabar.content.texts import Texts
from mukhtabar.store.catalog.listings import Entry
from mukhtabar.store.folder import lineage

#: The list of events by their beginning: rank (start, end, uids of the containers with a state it is in).
LIST = "events"
#: No event lasts longer; so a list by beginnings finds all that are still going on close to the present.
LONGEST = timedelta(days=60)


@implementer(IEvent)
class Event(Scheduled):
    """An event. `start` and `end` are moments in UTC; `access` says in words what helps who needs it."""

    type_name = "event"
    fields = (
        "title", "summary", "body", "start", "end", "venue", "online", "organiser", "contact", "registration", "access",
    )  # fmt: skip
    title = Texts()
    summary = Texts()
    body = Texts()
    start: datetime
    end: datetime
    venue = Texts()
    #: An address of another site (https), where it can be followed from afar.
    online: str = ""
    organiser = Texts()
    #: Of an office, not of a person: everybody reads it.
    contact = Texts()
    registration = Texts()
    access = Texts()

    def is_over(self, now: datetime) -> bool:
        """Whether it has ended."""
        return self.end <= now

    def listings(self) -> Iterator[Entry]:
        yield from super().listings()
        if self.is_public:
            above = list(lineage(self.__parent__))
            inside = tuple(node.uid for node in above if closing(node))
            for node in above:
                yield Entry(LIST, node.uid, (microseconds(self.start), microseconds(self.end), inside))
