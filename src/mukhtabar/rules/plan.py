"""The days of a promise: what cannot be, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mukhtabar.language.message import Message, _


@dataclass(frozen=True, slots=True)
class Wrong:
    """A day that cannot be: a code, the sentence, and the number of the milestone (from 0); None: the last day."""

    code: str
    sentence: Message
    milestone: int | None = None


def wrong_with(due: date | None, planned: Sequence[tuple[str, date | None]], today: date) -> Wrong | None:
    """Return what is wrong first with a last day and the milestones (title, day); None when nothing is."""
    if due is not None and due < today:
        return Wrong("due_past", _("This day has passed already. A promise is for a day to come."))
    for number, (title, day) in enumerate(planned):
        if not title:
            return Wrong("milestone_untitled", _("Say what is done on that day."), number)
        if day is None:
            return Wrong("milestone_undated", _("Enter the day for this milestone."), number)
        if due is not None and day > due:
            return Wrong("milestone_late", _("This day comes after the day of the promise itself."), number)
    return None
