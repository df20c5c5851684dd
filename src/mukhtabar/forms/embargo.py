"""Until when a council is held out of the comparison, and why."""

import colander
import deform
from pyramid.request import Request

from mukhtabar.actions.embargo import WHY_MOST
from mukhtabar.forms import nodes
from mukhtabar.forms.days import day
from mukhtabar.forms.render import form
from mukhtabar.language import _


def embargo_form(request: Request) -> deform.Form:
    """Return the form by which figures are held back."""
    schema = colander.SchemaNode(colander.Mapping())
    schema.add(day("until", _("Figures are shown from this day on"), required=_("Enter the day.")))
    schema.add(
        nodes.text(
            "reason",
            _("Reason"),
            WHY_MOST,
            rows=3,
            required=_("Say why: everyone reads it in place of the figures."),
            help_text=_("Everyone reads it in place of the figures."),
        )
    )
    return form(request, schema, (deform.Button("save", _("Hold the figures back")),))
