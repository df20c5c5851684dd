"""One day of the calendar of holidays: what it is, and what it is called."""

import colander
import deform
from pyramid.request import Request

from mukhtabar.actions.holiday import NAME_MOST
from mukhtabar.forms import nodes
from mukhtabar.forms.days import day
from mukhtabar.forms.render import form
from mukhtabar.language import Message, _

#: What may be said of a day.
HOLIDAY, WORKED, KNOWN = "holiday", "worked", "known"
CHOICES: tuple[tuple[str, Message], ...] = (
    (HOLIDAY, _("A holiday: offices are closed")),
    (WORKED, _("An ordinary day after all")),
    (KNOWN, _("As it is known beforehand: forget what was said")),
)


def holiday_form(request: Request) -> deform.Form:
    """Return the form by which a day of the calendar is confirmed, moved or added."""
    schema = colander.SchemaNode(colander.Mapping())
    schema.add(day("day", _("Day"), required=_("Enter the day.")))
    schema.add(nodes.choice("kind", _("What is it?"), CHOICES, required=_("Choose what this day is."), default=HOLIDAY))
    schema.add(nodes.line("name", _("Name of the holiday"), NAME_MOST, help_text=_("Needed for a holiday only.")))
    return form(request, schema, (deform.Button("save", _("Keep this day")),))
