"""A civil-society space (فضاء المجتمع المدني), run by an association in a commune."""

from collections.abc import Iterator

from zope.interface import implementer

from mukhtabar.content.base import Resource, microseconds
from mukhtabar.content.interfaces import ISpace
from mukhtabar.content.texts import Texts
from mukhtabar.store.catalog.listings import Entry
from mukhtabar.store.folder import Folder, lineage


@implementer(ISpace)
class Space(Folder, Resource):
    """A space: consultations, pages and news stand in it."""

    type_name = "space"
    fields = ("title", "summary", "association")
    children = (
        "consultation", "page", "news", "event", "collection", "menu", "front", "charter", "resource", "course", "file",
        "image", "audio",
    )  # fmt: skip
    title = Texts()
    summary = Texts()
    association = Texts()

    def listings(self) -> Iterator[Entry]:
        for node in lineage(self.__parent__):
            yield Entry("spaces", node.uid, microseconds(self.created))
