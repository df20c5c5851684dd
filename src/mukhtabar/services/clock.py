"""What time it is."""

from datetime import UTC, datetime


class Clock:
    """The real clock. Tests pass one that stands still."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC)


class SetClock(Clock):
    """A clock that shows what it was set to."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment
