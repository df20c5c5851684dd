"""The form that gives a role at a node."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import colander
import deform
from pyramid.request import Request

from mukhtabar.content.words import CAPACITY
from mukhtabar.forms import nodes
from mukhtabar.forms.render import form
from mukhtabar.language import _
from mukhtabar.rules.roles import Role

CASABLANCA = ZoneInfo("Africa/Casablanca")


class LastDay(colander.Date):
    """A day typed or picked, as the moment after it ends (UTC); nothing typed is no end."""

    def deserialize(self, node: Any, cstruct: Any) -> Any:
        day = super().deserialize(node, cstruct)
        if day is colander.null:
            return None
        end = datetime.combine(day, time.max, CASABLANCA)
        return end.astimezone(UTC)


def grant_form(request: Request, roles: Sequence[Role]) -> deform.Form:
    """Return the form: whose address, which of `roles`, until which day."""
    schema = colander.SchemaNode(colander.Mapping())
    schema.add(nodes.email("email", _("E-mail of the person"), required=_("Enter the address of a registered person.")))
    schema.add(nodes.choice("role", _("Role"), [(role.value, CAPACITY[role]) for role in roles], required=_("Choose a role.")))
    schema.add(colander.SchemaNode(
        LastDay(err_template=_("Enter a day such as 2027-12-31.")), name="until", title=_("Until and including"), missing=None,
        description=_("Empty: until it is taken back."),
        widget=deform.widget.TextInputWidget(attributes={"type": "date"})))
    return form(request, schema, (deform.Button("give", _("Give the role")),))  # fmt: skip
