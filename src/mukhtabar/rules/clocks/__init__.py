"""How long something may take, and on which basis: data (data/clocks.toml), a calendar, and the counting of days."""

from mukhtabar.rules.clocks.calendar import BARE, Calendar, Holiday
from mukhtabar.rules.clocks.count import Reading, due_day, due_moment, read
from mukhtabar.rules.clocks.model import SINCE, Basis, Clock, Rest, Start, Unit

__all__ = [
    "BARE", "SINCE", "Basis", "Calendar", "Clock", "Holiday", "Reading", "Rest", "Start", "Unit", "due_day",
    "due_moment", "read",
]  # fmt: skip
