"""The charter between a council and the associations of a commune, with those who signed it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from zope.interface import implementer

from mukhtabar.content.base import microseconds
from mukhtabar.content.interfaces import ICharter
from mukhtabar.content.matter import Matter
from mukhtabar.content.texts import Texts
from mukhtabar.store.catalog.listings import Entry
from mukhtabar.store.folder import lineage
from mukhtabar.store.revisions import digest_of

ASSOCIATION, COUNCIL = "association", "council"
SIDES = (ASSOCIATION, COUNCIL)


@dataclass(frozen=True)
class Signature:
    """One institution's word: which side, the place it speaks for (uid) and its name on that day, who signed
    (opaque id), in what capacity, when, and the digest of the text that was read; when and why it was withdrawn."""

    side: str
    node: int
    institution: Texts
    person: str
    capacity: Texts
    time: datetime
    digest: str
    withdrawn: datetime | None = None
    why: str = ""


@implementer(ICharter)
class Charter(Matter):
    """One edition. Its text does not change once it is open for signature."""

    type_name = "charter"
    fields: ClassVar[tuple[str, ...]] = ("title", "summary", "body")
    kept: ClassVar[tuple[str, ...]] = ("signatures", "replaces", "replaced_by")
    title = Texts()
    summary = Texts()
    body = Texts()
    signatures: tuple[Signature, ...] = ()
    #: Uids of the edition before this one, and of the one that took its place; 0 for none.
    replaces: int = 0
    replaced_by: int = 0

    @property
    def digest(self) -> str:
        """The hash of the text as it stands: what a signature is bound to."""
        return digest_of(self.field_values())

    def standing(self) -> list[Signature]:
        """Return the signatures under this text that were not withdrawn, oldest first."""
        return [one for one in self.signatures if one.withdrawn is None and one.digest == self.digest]

    @property
    def signed_by_both(self) -> bool:
        """Whether at least one institution of each side stands by this text."""
        return {one.side for one in self.standing()} == set(SIDES)

    def listings(self) -> Iterator[Entry]:
        yield from self.worklist_entries()
        if self.is_public and self.state != "superseded":
            for node in lineage(self.__parent__):
                yield Entry("charters", node.uid, -microseconds(self.state_since))
