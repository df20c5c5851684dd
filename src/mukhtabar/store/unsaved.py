"""What somebody typed and has not saved: nobody else reads it, and a cut in the line does not lose it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from BTrees.OOBTree import OOBTree
from persistent import Persistent

#: How long it is kept, and for how many forms of one person.
DAYS = timedelta(days=30)
MOST = 50


class Drawer(Persistent):
    """The fields of one form as they were sent last, with the time. An object of its own: it is rewritten often."""

    def __init__(self, time: datetime, fields: tuple[tuple[str, str], ...]) -> None:
        self.time = time
        self.fields = fields


class Unsaved(Persistent):
    """(opaque person id, uid of the document, form) -> drawer. `form` is empty for the edit form."""

    def __init__(self) -> None:
        self._drawers: Any = OOBTree()

    def keep(self, person: str, uid: int, form: str, now: datetime, fields: tuple[tuple[str, str], ...]) -> None:
        """Keep `fields` instead of what the person had there; what is too old or too much goes."""
        drawer = self._drawers.get((person, uid, form))
        if drawer is not None:
            drawer.time, drawer.fields = now, fields
            return
        mine = sorted(self._of(person), key=lambda item: item[1].time)
        spare = len(mine) - MOST + 1
        for number, (key, old) in enumerate(mine):
            if number < spare or old.time + DAYS <= now:
                del self._drawers[key]
        self._drawers[person, uid, form] = Drawer(now, fields)

    def of(self, person: str | None, uid: int, form: str, now: datetime) -> Drawer | None:
        """Return what the person left unsaved in that form, or None."""
        drawer = self._drawers.get((person, uid, form)) if person else None
        return drawer if drawer is not None and now < drawer.time + DAYS else None

    def drop(self, person: str, uid: int, form: str) -> bool:
        """Let it go: it was saved, or is not wanted. Return whether there was any."""
        return self._drawers.pop((person, uid, form), None) is not None

    def _of(self, person: str) -> Iterator[tuple[Any, Drawer]]:
        for key, drawer in list(self._drawers.items((person, 0, ""))):
            if key[0] != person:
                return
            yield key, drawer
