"""Who is held out of the comparison of councils for a time: a new commune is not compared before it had time."""

from dataclasses import dataclass
from datetime import date, datetime

#: The list of what is held out, or was, by the first day on which its figures are shown again.
EMBARGOES = "embargoes"


@dataclass(frozen=True, slots=True)
class Embargo:
    """No figure is shown before the day `until`, for a `reason` that everyone reads; who said so (opaque id), when."""

    until: date
    reason: str
    actor: str | None
    time: datetime


class Compared:
    """A place whose councils are compared; `embargo` is the last one there was."""

    embargo: Embargo | None = None

    def embargo_on(self, day: date) -> Embargo | None:
        """Return the embargo that holds on `day`, or None."""
        return self.embargo if self.embargo is not None and day < self.embargo.until else None
