"""The form of a delegation: to whom, from which day to which, and why."""

from collections.abc import Sequence

import colander
import deform
from pyramid.request import Request

from mukhtabar.actions.delegate import WHY_MOST
from mukhtabar.forms import nodes
from mukhtabar.forms.days import EndOfDay, day
from mukhtabar.forms.render import form
from mukhtabar.language import _


def delegation_form(request: Request, people: Sequence[tuple[str, str]]) -> deform.Form:
    """Return the form; `people` are those one may delegate to: (opaque id, name and role)."""
    schema = colander.SchemaNode(colander.Mapping())
    schema.add(nodes.choice("person", _("To whom"), people, required=_("Choose a person."), as_list=True))
    schema.add(day("since", _("From"), required=_("Enter the first day.")))
    schema.add(day("until", _("Until and including"), EndOfDay, required=_("Enter the last day.")))
    reason = _("The council and those who run the space and the portal read it, for example: on mission until Friday.")
    schema.add(nodes.text("why", _("Reason"), WHY_MOST, rows=3, required=_("Say why."), help_text=reason))
    return form(request, schema, (deform.Button("delegate", _("Delegate")),))
