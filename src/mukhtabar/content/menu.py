"""A menu: the entries at the top of every page of the portal, or of a space."""

from collections.abc import Iterator
from dataclasses import dataclass

from zope.interface import implementer

from mukhtabar.content.base import microseconds
from mukhtabar.content.interfaces import IMenu
from mukhtabar.content.scheduled import Scheduled
from mukhtabar.content.target import Target
from mukhtabar.content.texts import Texts
from mukhtabar.language import LANGUAGES
from mukhtabar.store.catalog.listings import Entry
from mukhtabar.store.folder import lineage

#: All published menus of the portal, the latest first: that one counts where it stands.
LIST = "menus"


def named(names: tuple[tuple[str, str], ...]) -> bool:
    """Whether these are (language, text) pairs, as far as a stranger's word goes."""
    return isinstance(names, tuple) and all(
        isinstance(pair, tuple) and len(pair) == 2 and pair[0] in LANGUAGES and isinstance(pair[1], str)
        for pair in names
    )


@dataclass(frozen=True)
class MenuEntry:
    """One line of a menu. Without `names` (language, text) it is called as what it leads to. Raises ValueError."""

    names: tuple[tuple[str, str], ...]
    to: Target
    on: bool = True

    def __post_init__(self) -> None:
        if not (named(self.names) and isinstance(self.to, Target) and isinstance(self.on, bool)):
            raise ValueError("a menu entry that cannot be")


@implementer(IMenu)
class Menu(Scheduled):
    """A menu. Its title is for those who edit it."""

    type_name = "menu"
    fields = ("title", "entries")
    title = Texts()
    entries: tuple[MenuEntry, ...] = ()

    @property
    def targets(self) -> tuple[Target, ...]:
        """What it points at, for the report of links that lead nowhere."""
        return tuple(entry.to for entry in self.entries)

    def listings(self) -> Iterator[Entry]:
        yield from super().listings()
        if self.is_public:
            yield Entry(LIST, list(lineage(self))[-1].uid, -microseconds(self.state_since))
