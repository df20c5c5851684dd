"""A document or an image to download, kept in a blob."""

from collections.abc import Iterator
from typing import ClassVar

from ZODB.blob import Blob
from zope.interface import implementer

from mukhtabar.content.interfaces import IFile, IImage
from mukhtabar.content.media import MEDIA, Media
from mukhtabar.content.scales import CENTRE, Scale
from mukhtabar.content.scheduled import Scheduled
from mukhtabar.content.texts import Texts
from mukhtabar.store.catalog.listings import Entry


@implementer(IFile)
class File(Scheduled):
    """A file. `media_type` was found from its bytes, `size` is in bytes, `digest` the SHA-256 of the content."""

    type_name = "file"
    fields: ClassVar[tuple[str, ...]] = ("title",)
    carried: ClassVar[tuple[str, ...]] = ("filename", "media_type", "size", "digest", "blob", "width", "height")
    #: So a save says which bytes stood there, and who approves a text approves the bytes with it.
    noted = ("digest",)
    #: What its reference begins with, where its name in an address is one; empty where that is made from its title.
    prefix: ClassVar[str] = ""
    title = Texts()
    filename: str = ""
    media_type: str = ""
    size: int = 0
    digest: str = ""
    blob: Blob | None = None
    #: In pixels; none but a picture has them.
    width: int = 0
    height: int = 0

    @property
    def media(self) -> Media:
        """What kind of file it is."""
        return MEDIA[self.media_type]

    def listings(self) -> Iterator[Entry]:
        yield from super().listings()
        if self.is_public:
            yield Entry("files", self.__parent__.uid, self.position)


@implementer(IImage)
class Image(File):
    """A picture. `alternative` is the text for those who do not see it (WCAG 1.1.1), unless it is `decorative`.

    `focus` is the point that every cut keeps, "across down" in percent. What is kept is drawn anew from what was sent
    (content/picture.py), and `scales` from what is kept.
    """

    type_name = "image"
    fields = ("title", "alternative", "decorative", "focus")
    derived = ("scales",)
    alternative = Texts()
    decorative: bool = False
    focus: str = CENTRE
    scales: tuple[Scale, ...] = ()

    def scale(self, digest: str) -> Scale | None:
        """Return the scale whose digest begins so, or None."""
        return next((scale for scale in self.scales if digest and scale.digest.startswith(digest)), None)
