"""What a document has when a second person must approve it: who worked on it, who approved which text, as what."""

from typing import ClassVar

from mukhtabar.content.matter import Matter
from mukhtabar.content.texts import Texts
from mukhtabar.store.revisions import digest_of


class Approvable(Matter):
    """`drafted_by` are all who wrote any of it (opaque ids): none of them may approve it, whatever their role."""

    kept: ClassVar[tuple[str, ...]] = ("drafted_by", "approved_by", "capacity", "approved_digest", "on_behalf")
    drafted_by: frozenset[str] = frozenset()
    approved_by: str | None = None
    #: In what capacity the approver signed, as it was on that day.
    capacity: Texts = Texts()
    approved_digest: str = ""
    #: Who had delegated the right to approve (opaque id), when it was done in another's name, and in what capacity
    #: that one is.
    on_behalf: tuple[str, Texts] | None = None

    @property
    def digest(self) -> str:
        """The hash of the text as it stands: what an approval is bound to."""
        return digest_of(self.field_values())
