"""A region: one of twelve, three of them open."""

from zope.interface import implementer

from mukhtabar.content.base import Resource
from mukhtabar.content.interfaces import IRegion
from mukhtabar.content.territory import Place, territory
from mukhtabar.content.texts import Texts
from mukhtabar.store.folder import Folder


@implementer(IRegion)
class Region(Folder, Resource):
    """A region. Its name and figures are facts, looked up by `code`."""

    type_name = "region"
    fields = ("summary",)
    children = ("commune", "page", "news", "event", "collection")
    kept = ("code",)
    summary = Texts()

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code

    @property
    def place(self) -> Place:
        """The facts of this region."""
        return territory().regions[self.code]

    @property
    def title_text(self) -> Texts:
        return Texts(self.place.names)
