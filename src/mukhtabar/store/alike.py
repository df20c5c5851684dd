"""Which texts of one place are alike: their sketches, and where texts with the same bands stand side by side."""

from itertools import islice
from typing import Any

from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOTreeSet
from persistent import Persistent

from mukhtabar.language.likeness import SAME, bands, likeness

#: As many texts as one band is read for: a flood of copies costs no more than this.
MOST_IN_BAND = 60


class Alike(Persistent):
    """uid -> the sketch of its text (language/likeness.py). Finding what is like it reads a few neighbours."""

    def __init__(self) -> None:
        self._sketches: Any = LOBTree()
        #: (scope, band, key, uid)
        self._places: Any = OOTreeSet()

    def put(self, uid: int, scope: int, sketch: bytes) -> None:
        """Make `sketch` that of the document `uid` in the place `scope`; an empty one takes it out."""
        old = self._sketches.get(uid)
        new = (scope, sketch) if sketch else None
        if old == new:
            return
        before, after = _places(uid, old), _places(uid, new)
        for place in before - after:
            self._places.remove(place)
        for place in after - before:
            self._places.insert(place)
        if new is not None:
            self._sketches[uid] = new
        else:
            del self._sketches[uid]

    def get(self, uid: int) -> tuple[int, bytes] | None:
        """Return (scope, sketch) of the document `uid`, or None."""
        return self._sketches.get(uid)

    def near(self, uid: int, least: float = SAME) -> list[int]:
        """Return the uids of what is like the document `uid` in its place, the most alike first."""
        kept = self._sketches.get(uid)
        if kept is None:
            return []
        scope, mine = kept
        candidates = set()
        for band, key in enumerate(bands(mine)):
            found = self._places.keys((scope, band, key), (scope, band, key + 1))
            candidates |= {place[3] for place in islice(found, MOST_IN_BAND)}
        alike = ((likeness(mine, self._sketches[other][1]), other) for other in candidates - {uid})
        return [other for share, other in sorted(alike, key=lambda pair: (-pair[0], pair[1])) if share >= least]


def _places(uid: int, kept: tuple[int, bytes] | None) -> frozenset[tuple[int, int, int, int]]:
    if kept is None:
        return frozenset()
    scope, sketch = kept
    return frozenset((scope, band, key, uid) for band, key in enumerate(bands(sketch)))
