"""Days picked in the browser's own control, as moments: a day is a day in Casablanca."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import colander
import deform.widget

from mukhtabar.language import Message, _
from mukhtabar.language.clean import ascii_digits
from mukhtabar.language.dates import ZONE, local_day

#: Years that a calendar of the portal may speak of.
YEARS = range(1990, 2101)
_MOMENT = timedelta(microseconds=1)


class FirstMoment(colander.SchemaType):
    """A day as the moment it begins (UTC)."""

    def serialize(self, node: Any, appstruct: Any) -> Any:
        """Return the day in ISO form."""
        return local_day(appstruct).isoformat() if isinstance(appstruct, datetime) else colander.null

    def deserialize(self, node: Any, cstruct: Any) -> Any:
        """Return the moment; raises colander.Invalid."""
        if not cstruct:
            return colander.null
        try:
            day = date.fromisoformat(ascii_digits(str(cstruct)[:40].strip()))
        except ValueError:
            day = None
        if day is None or day.year not in YEARS:
            raise colander.Invalid(node, _("Enter a day such as 2027-12-31."))
        return self.moment(day)

    @staticmethod
    def moment(day: date) -> datetime:
        """Return the first moment of `day`."""
        return datetime.combine(day, time.min, ZONE).astimezone(UTC)


class Moment(FirstMoment):
    """A day and an hour, as the browser's own control sends them: «2027-12-31T09:30», in Casablanca."""

    def serialize(self, node: Any, appstruct: Any) -> Any:
        """Return the moment in ISO form, without a zone."""
        if not isinstance(appstruct, datetime):
            return colander.null
        return appstruct.astimezone(ZONE).replace(tzinfo=None).isoformat(timespec="minutes")

    def deserialize(self, node: Any, cstruct: Any) -> Any:
        """Return the moment (UTC); raises colander.Invalid."""
        if not cstruct:
            return colander.null
        try:
            moment = datetime.fromisoformat(ascii_digits(str(cstruct)[:40].strip()))
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is not None or moment.year not in YEARS:
            raise colander.Invalid(node, _("Enter a day and an hour such as 2027-12-31 09:30."))
        return moment.replace(tzinfo=ZONE).astimezone(UTC)


class EndOfDay(FirstMoment):
    """A last day as the first moment after it, so that the day itself is included."""

    def serialize(self, node: Any, appstruct: Any) -> Any:
        """Return the last day in ISO form."""
        return super().serialize(node, appstruct - _MOMENT if isinstance(appstruct, datetime) else appstruct)

    @staticmethod
    def moment(day: date) -> datetime:
        """Return the first moment after `day`."""
        return FirstMoment.moment(day + timedelta(days=1))


def day(
    name: str,
    title: Message,
    kind: type[FirstMoment] = FirstMoment,
    required: Message | None = None,
    help_text: Message | None = None,
) -> Any:
    """Return a node for a day; None when it was left empty and is not required."""
    return colander.SchemaNode(
        kind(),
        name=name,
        title=title,
        description=help_text or "",
        missing=colander.required if required else None,
        missing_msg=required or "",
        widget=deform.widget.TextInputWidget(attributes={"type": "date", "dir": "ltr"}, css_class="short"),
    )


def moment(name: str, title: Message, help_text: Message, required: Message | None = None) -> Any:
    """Return a node for a day and an hour; None when it was left empty and is not required."""
    return colander.SchemaNode(
        Moment(),
        name=name,
        title=title,
        description=help_text,
        missing=colander.required if required else None,
        missing_msg=required or "",
        widget=deform.widget.TextInputWidget(attributes={"type": "datetime-local", "dir": "ltr"}, css_class="short"),
    )


def same_day(given: datetime, before: datetime | None) -> datetime:
    """Return `before` when it lies on the day of `given`: a form that shows days changes no hour."""
    return before if before is not None and local_day(before) == local_day(given) else given


def same_end(given: datetime, before: datetime | None) -> datetime:
    """Return `before` when its last day is that of `given`."""
    return before if before is not None and local_day(before - _MOMENT) == local_day(given - _MOMENT) else given
