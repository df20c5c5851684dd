"""What can come before the council: on which agenda it stood, and what was decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

#: What the council can decide on a point, in the order in which it is offered.
DECISIONS = ("adopted", "adopted_in_part", "postponed", "rejected", "not_taken_up")
#: Those from which a commitment can begin.
ADOPTED = frozenset({"adopted", "adopted_in_part"})
#: Those after which nothing waits for a later session.
SETTLED = ADOPTED | {"rejected"}


@dataclass(frozen=True, slots=True)
class Sitting:
    """One sitting: the uid of the council file, the session ("2027-02"), its day, when the agenda was sent.

    `decision` and `words` are empty until they are confirmed, at `decided`; `cancelled` is when it was called off.
    """

    file: int
    session: str
    day: datetime
    listed: datetime
    decision: str = ""
    words: str = ""
    decided: datetime | None = None
    cancelled: datetime | None = None


class Seated:
    """A document that can be a point of an agenda."""

    kept: ClassVar[tuple[str, ...]] = ("sittings", "sat_elsewhere")
    sittings: tuple[Sitting, ...] = ()
    #: How many of them, from the first, were of another council.
    sat_elsewhere: int = 0

    def _last_first(self) -> Iterator[Sitting]:
        """Yield the sittings of this council, the last first; what another one decided is not its word."""
        return reversed(self.sittings[self.sat_elsewhere :])

    @property
    def decision(self) -> str:
        """What the council decided last, as far as it is confirmed; "" for nothing."""
        return next((each.decision for each in self._last_first() if each.decision), "")

    def adopted(self) -> list[Sitting]:
        """Return the sittings in which the council adopted it, or a part of it, the last first."""
        return [each for each in self._last_first() if each.decision in ADOPTED]
