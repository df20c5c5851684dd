"""Deadlines that the law counts in months."""

from calendar import monthrange
from datetime import datetime


def add_months(start: datetime, months: int) -> datetime:
    """Return the same day and hour ``months`` later, or the last day of a shorter month.

    30 November and three months is 28 February. ``start`` should be in the local zone of the commune: near midnight a
    month in UTC may end on another day.
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    day = min(start.day, monthrange(year, month + 1)[1])
    return start.replace(year=year, month=month + 1, day=day)
