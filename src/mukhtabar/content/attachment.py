"""A document attached to an official answer: seen by whoever sees the answer, by nobody else, and never sooner."""

from typing import ClassVar

from ZODB.blob import Blob
from zope.interface import implementer

from mukhtabar.content.base import Resource
from mukhtabar.content.interfaces import IAttachment
from mukhtabar.content.media import MEDIA, Media
from mukhtabar.content.texts import Texts
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.roles import Role


@implementer(IAttachment)
class Attachment(Resource):
    """`media_type` was found from its bytes, `size` is in bytes, `digest` the SHA-256 of the content."""

    type_name = "attachment"
    fields: ClassVar[tuple[str, ...]] = ("title",)
    carried: ClassVar[tuple[str, ...]] = ("filename", "media_type", "size", "digest", "blob")
    noted = ("digest",)
    title: str = ""
    filename: str = ""
    media_type: str = ""
    size: int = 0
    digest: str = ""
    blob: Blob | None = None

    @property
    def media(self) -> Media:
        """What kind of file it is."""
        return MEDIA[self.media_type]

    @property
    def title_text(self) -> Texts:
        return Texts({"ar": self.title})

    def allowed(self, permission: Permission) -> frozenset[Role]:
        """It is part of its answer: whoever may do something with that may do it with this."""
        above = self.__parent__
        roles: frozenset[Role] = above.allowed(permission) if above is not None else frozenset()
        return roles
