"""A news item with moderated comments."""

from collections.abc import Iterator
from datetime import datetime

from zope.interface import implementer

from mukhtabar.content.base import microseconds
from mukhtabar.content.interfaces import INews
from mukhtabar.content.scheduled import Scheduled
from mukhtabar.content.texts import Texts
from mukhtabar.store.catalog.listings import Entry
from mukhtabar.store.folder import Folder, lineage

CATEGORIES = ("initiatives", "meetings", "training", "decisions", "announcements")


@implementer(INews)
class News(Folder, Scheduled):
    """A news item. `author` is the line under the title; `dated` the day it tells of (UTC)."""

    type_name = "news"
    fields = ("title", "summary", "body", "easy", "category", "author", "dated")
    children = ("comment", "image", "file", "audio")
    title = Texts()
    summary = Texts()
    body = Texts()
    #: The same in short sentences, one idea a line.
    easy = Texts()
    category: str = "initiatives"
    author = Texts()
    dated: datetime

    def listings(self) -> Iterator[Entry]:
        yield from super().listings()
        if self.is_public:
            for node in lineage(self.__parent__):
                yield Entry("news", node.uid, -microseconds(self.dated))
        else:  # what stands inside is closed with it
            yield Entry("closed", list(lineage(self))[-1].uid, 0)
