"""A comment of a reader, shown after moderation. Its author's address is in the register and never shown."""

from collections.abc import Iterator

from zope.interface import implementer

from mukhtabar.content.base import microseconds
from mukhtabar.content.interfaces import IComment
from mukhtabar.content.moderated import Moderated
from mukhtabar.content.texts import Texts
from mukhtabar.store.catalog.listings import Entry


@implementer(IComment)
class Comment(Moderated):
    """A comment. `creator` is the author's opaque id."""

    type_name = "comment"
    fields = ("body", "language")
    body: str = ""
    language: str = "ar"


    @property
    def was_shown(self) -> bool:
        """Whether its place is kept in the list of comments, with what became of it."""
        return self.published is not None and self.definition.state(self.state).tombstone

    @property
    def title_text(self) -> Texts:
        return Texts({self.language: self.body[:80]}, {}, self.language)

    def listings(self) -> Iterator[Entry]:
        yield from super().listings()
        if self.is_public or self.was_shown:
            yield Entry("comments", self.__parent__.uid, microseconds(self.created))
