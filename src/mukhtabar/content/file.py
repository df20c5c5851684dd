"""A document or an image to download, kept in a blob."""

from collections.abc import Iterator
from typing import ClassVar

from ZODB.blob import Blob
from zope.interface import implementer

from mukhtabar.content.interfaces import IFile, IImage
from mukhtabar.content.media import MEDIA, Media
from mukhtabar.content.scheduled import Scheduled
from mukhtabar.content.texts import Texts
from mukhtabar.store.catalog.listings import Entry


@implementer(IFile)
class File(Scheduled):
    """A file. `media_type` was found from its bytes, `size` is in bytes, `digest` the SHA-256 of the content."""

    type_name = "file"
    fields: ClassVar[tuple[str, ...]] = ("title",)
    carried = ("filename", "media_type", "size", "digest", "blob", "width", "height")
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
    """A picture. `alternative` is the text for those who do not see it (WCAG 1.1.1)."""

    type_name = "image"
    fields = ("title", "alternative")
    alternative = Texts()
