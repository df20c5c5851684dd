"""The form that gives a role at a node."""

from collections.abc import Sequence

import colander
import deform
from pyramid.request import Request

from mukhtabar.content.words import CAPACITY
from mukhtabar.forms import nodes
from mukhtabar.forms.days import EndOfDay, day
from mukhtabar.forms.render import form
from mukhtabar.language import _
from mukhtabar.rules.roles import Role


def grant_form(request: Request, roles: Sequence[Role]) -> deform.Form:
    """Return the form: whose address, which of `roles`, until which day."""
    schema = colander.SchemaNode(colander.Mapping())
    schema.add(
        nodes.email(
            "email",
            _("E-mail of the person"),
            required=_("Enter the person's e-mail address."),
            help_text=_("Whoever has no account yet is sent an invitation."),
        )
    )
    schema.add(
        nodes.choice("role", _("Role"), [(role.value, CAPACITY[role]) for role in roles], required=_("Choose a role."))
    )
    schema.add(day("since", _("From"), help_text=_("Empty: from now on.")))
    schema.add(day("until", _("Until and including"), EndOfDay, help_text=_("Empty: until it is taken back.")))
    return form(request, schema, (deform.Button("give", _("Give the role")),))  # fmt: skip
