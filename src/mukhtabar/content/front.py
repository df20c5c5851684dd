"""A home page put together from blocks: the portal's or a space's. The one published last is shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from zope.interface import implementer

from mukhtabar.content.base import microseconds
from mukhtabar.content.interfaces import IFront
from mukhtabar.content.menu import named
from mukhtabar.content.scheduled import Scheduled
from mukhtabar.content.target import Target
from mukhtabar.content.texts import Texts
from mukhtabar.store.catalog.listings import Entry

#: The published ones of each place, the latest first.
LIST = "fronts"
KINDS = (
    "text", "picture", "action", "collection", "consultations", "events", "news", "answers", "regions", "figures",
)  # fmt: skip
ENTRIES_MOST = 20
NOWHERE = Target()


@dataclass(frozen=True)
class Block:
    """One part of a home page. `names` is its heading and `texts` sanitised HTML, both (language, text) pairs.

    `to` is the picture, the collection, or where the button leads; `link` where a picture leads. `entries` is how long
    its list is, 0 for the usual length. Raises ValueError.
    """

    kind: str
    names: tuple[tuple[str, str], ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    to: Target = NOWHERE
    link: Target = NOWHERE
    entries: int = 0
    on: bool = True

    def __post_init__(self) -> None:
        right = isinstance(self.entries, int) and isinstance(self.on, bool) and named(self.names) and named(self.texts)
        if not (right and self.kind in KINDS and isinstance(self.to, Target) and isinstance(self.link, Target)):
            raise ValueError("a block that cannot be")


#: What a portal shows before anybody has put a home page together.
USUAL = (
    Block("figures"), Block("regions"), Block("consultations", entries=4), Block("answers", entries=4),
    Block("news", entries=3),
)  # fmt: skip


@implementer(IFront)
class Front(Scheduled):
    """A home page. Its title is for those who edit it."""

    type_name = "front"
    fields = ("title", "blocks")
    title = Texts()
    blocks: tuple[Block, ...] = ()

    @property
    def targets(self) -> tuple[Target, ...]:
        """What it points at, for the report of links that lead nowhere."""
        return tuple(target for block in self.blocks for target in (block.to, block.link) if target)

    def listings(self) -> Iterator[Entry]:
        yield from super().listings()
        if self.is_public:
            yield Entry(LIST, self.__parent__.uid, -microseconds(self.state_since))
