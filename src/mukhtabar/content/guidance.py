"""A resource of the resource centre: a guide, a template, a law, a recording or an answer for associations."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import ClassVar

from zope.interface import implementer

from mukhtabar.content.addressed import EVERYONE, Addressed
from mukhtabar.content.base import microseconds
from mukhtabar.content.interfaces import IGuidance
from mukhtabar.content.texts import Texts
from mukhtabar.store.catalog.listings import Entry
from mukhtabar.store.folder import Folder, lineage

KINDS = ("guide", "template", "law", "recording", "faq")
THEMES = ("founding", "governance", "money", "participation", "inclusion", "communication")
#: What was checked longer ago than this is marked for the editors: laws and forms change.
RECHECK = timedelta(days=365)
#: The lists: those for everyone, and those that hold what is for members as well.
OPEN, ALL = "resources.open", "resources.all"
CHECKED = "resources.checked"


def list_of(base: str, kind: str = "", theme: str = "") -> str:
    """Return the name of the sorted list of the resources of a kind and a theme; without them, of all."""
    return ":".join((base, kind, theme))


@implementer(IGuidance)
class Guidance(Folder, Addressed):
    """A resource. `source` says where it comes from, `checked` when somebody last held it against that."""

    type_name = "resource"
    fields: ClassVar[tuple[str, ...]] = ("title", "summary", "body", "kind", "theme", "audience", "source", "checked")
    children = ("file", "image")
    title = Texts()
    summary = Texts()
    body = Texts()
    kind: str = "guide"
    theme: str = "governance"
    source: str = ""
    checked: datetime | None = None

    def overdue(self, now: datetime) -> bool:
        """Whether it is to be checked again."""
        return self.checked is None or self.checked + RECHECK <= now

    @property
    def has_source(self) -> bool:
        """Whether it says where it comes from, which what cites the law must."""
        return self.kind != "law" or bool(self.source and self.checked)

    def listings(self) -> Iterator[Entry]:
        yield from super().listings()
        if not self.is_public:  # what stands inside is closed with it
            yield Entry("closed", list(lineage(self))[-1].uid, 0)
        if not self.is_published:
            return
        bases = (OPEN, ALL) if self.audience == EVERYONE else (ALL,)
        newest = -microseconds(self.state_since)
        for node in lineage(self.__parent__):
            for base in bases:
                for kind in ("", self.kind):
                    for theme in ("", self.theme):
                        yield Entry(list_of(base, kind, theme), node.uid, newest)
            yield Entry(CHECKED, node.uid, microseconds(self.checked or self.created))
