"""What the people of a council write to each other about a document: apart from it, loaded when they look."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from BTrees.LOBTree import LOBTree
from persistent import Persistent


@dataclass(frozen=True, slots=True)
class Note:
    """When, by whom (opaque id), the text, whom it was told (opaque ids), and when it was withdrawn with its text."""

    time: datetime
    author: str
    text: str
    told: tuple[str, ...] = ()
    withdrawn: datetime | None = None


class Pad(Persistent):
    """The notes on one document, oldest first."""

    notes: tuple[Note, ...] = ()


class Notes(Persistent):
    """The pads by the uid of their document."""

    def __init__(self) -> None:
        self._pads: Any = LOBTree()

    def of(self, uid: int) -> tuple[Note, ...]:
        """Return the notes on the document `uid`, oldest first."""
        pad = self._pads.get(uid)
        return pad.notes if pad is not None else ()

    def keep(self, uid: int, notes: tuple[Note, ...]) -> None:
        """Make `notes` those on the document `uid`."""
        if uid not in self._pads:
            self._pads[uid] = Pad()
        self._pads[uid].notes = notes

    def forget(self, uid: int) -> None:
        """Remove all notes on the document `uid`."""
        self._pads.pop(uid, None)
