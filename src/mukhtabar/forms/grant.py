"""The form that gives a role at a node."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import colander
import deform
from pyramid.request import Request

from mukhtabar.content.words import CAPACITY
from mukhtabar.forms import nodes
from mukhtabar.forms.render import form
from mukhtabar.language import _
from mukhtabar.language.clean import ascii_digits
from mukhtabar.rules.roles import Role

CASABLANCA = ZoneInfo("Africa/Casablanca")


class FirstDay(colander.Date):
    """A day typed or picked, as the moment at which it begins (UTC); nothing typed is none."""

    moment = time.min

    def deserialize(self, node: Any, cstruct: Any) -> Any:
        if cstruct is colander.null or not cstruct:
            return None
        try:
            day = date.fromisoformat(ascii_digits(cstruct.strip()))
        except ValueError:
            raise colander.Invalid(node, _("Enter a day such as 2027-12-31.")) from None
        return datetime.combine(day, self.moment, CASABLANCA).astimezone(UTC)


class LastDay(FirstDay):
    """The same as the moment after which it is over."""

    moment = time.max


def grant_form(request: Request, roles: Sequence[Role]) -> deform.Form:
    """Return the form: whose address, which of `roles`, until which day."""
    schema = colander.SchemaNode(colander.Mapping())
    schema.add(nodes.email("email", _("E-mail of the person"), required=_("Enter the person's e-mail address."),
                           help_text=_("Whoever has no account yet is sent an invitation.")))
    schema.add(
        nodes.choice("role", _("Role"), [(role.value, CAPACITY[role]) for role in roles], required=_("Choose a role."))
    )
    schema.add(
        colander.SchemaNode(
            FirstDay(),
            name="since",
            title=_("From"),
            missing=None,
            description=_("Empty: from now on."),
            widget=deform.widget.TextInputWidget(attributes={"type": "date"}),
        )
    )
    schema.add(
        colander.SchemaNode(
            LastDay(),
            name="until",
            title=_("Until and including"),
            missing=None,
            description=_("Empty: until it is taken back."),
            widget=deform.widget.TextInputWidget(attributes={"type": "date"}),
        )
    )
    return form(request, schema, (deform.Button("give", _("Give the role")),))  # fmt: skip
