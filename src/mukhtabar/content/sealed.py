"""What was blacked out, kept apart from the document: loaded when somebody opens it, or changes what is covered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from persistent import Persistent

from mukhtabar.rules.redaction import Place


@dataclass(frozen=True)
class Redaction:
    """One blacked-out place of the original text: why, since when, and by whom (opaque id)."""

    place: Place
    reason: str
    time: datetime
    actor: str | None


class Sealed(Persistent):
    """The words that nobody is to read. `texts` are the originals of what is covered now, by field."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        #: Key of a revision -> what it said.
        self.revisions: dict[int, dict[str, Any]] = {}
        #: Words that were covered in a text that was written anew since: older versions must go on without them.
        self.gone: dict[str, tuple[str, ...]] = {}
        #: Originals whose text was written anew since, with blocks in it: (when, field, original).
        self.earlier: tuple[tuple[datetime, str, str], ...] = ()
