"""A collection: a saved query, shown as a list that keeps itself up to date."""

from datetime import datetime

from zope.interface import implementer

from mukhtabar.content.interfaces import ICollection
from mukhtabar.content.scheduled import Scheduled
from mukhtabar.content.target import Target
from mukhtabar.content.texts import Texts

#: newest, oldest, title: what they say. waiting: proposals without an answer, the longest waiting first.
#: hand: as the editors of the place have put them, only what stands in it directly.
ORDERS = ("newest", "oldest", "title", "waiting", "hand")
PAGE_MOST = 100


@implementer(ICollection)
class Collection(Scheduled):
    """A saved query. A filter that is empty filters nothing, nor does one that says nothing about a type."""

    type_name = "collection"
    fields = (
        "title", "summary", "body", "kinds", "where", "states", "topics", "categories", "since", "within", "coming",
        "order", "size",
    )  # fmt: skip
    title = Texts()
    summary = Texts()
    body = Texts()
    kinds: tuple[str, ...] = ()
    #: The place at and below which it looks; none is the container it stands in.
    where = Target()
    states: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    #: From that moment on (UTC); and no longer ago than so many days, 0 for no bound.
    since: datetime | None = None
    within: int = 0
    #: Of events, only those that are not over.
    coming: bool = False
    order: str = "newest"
    size: int = 20

    @property
    def targets(self) -> tuple[Target, ...]:
        """What it points at, for the report of links that lead nowhere."""
        return (self.where,) if self.where else ()
