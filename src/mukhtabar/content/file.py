"""A document or an image to download, kept in a blob."""

from typing import ClassVar

from ZODB.blob import Blob
from zope.interface import implementer

from mukhtabar.content.base import Workflowed
from mukhtabar.content.interfaces import IFile, IImage
from mukhtabar.content.texts import Texts


@implementer(IFile)
class File(Workflowed):
    """A file. `media_type` was found from its bytes, `size` is in bytes, `digest` the SHA-256 of the content."""

    type_name = "file"
    fields: ClassVar[tuple[str, ...]] = ("title",)
    title = Texts()
    filename: str = ""
    media_type: str = ""
    size: int = 0
    digest: str = ""
    blob: Blob | None = None


@implementer(IImage)
class Image(File):
    """A picture. `alternative` is the text for those who do not see it (WCAG 1.1.1)."""

    type_name = "image"
    fields = ("title", "alternative")
    alternative = Texts()
