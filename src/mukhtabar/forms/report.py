"""The form by which a reader reports a text."""

import colander
import deform
from pyramid.request import Request

from mukhtabar.actions.report import WORDS_MOST
from mukhtabar.forms import nodes
from mukhtabar.forms.render import form
from mukhtabar.language import _
from mukhtabar.rules.reasons import REPORTING


def report_form(request: Request) -> deform.Form:
    """Return the form: what is wrong, and a few words if the reader wants. It asks for no name and no address."""
    schema = colander.SchemaNode(colander.Mapping())
    schema.add(
        nodes.choice(
            "reason",
            _("What is wrong with it?"),
            [(code, reason.title) for code, reason in REPORTING.items()],
            required=_("Choose what is wrong."),
        )
    )
    schema.add(
        nodes.text(
            "words",
            _("In your own words"),
            WORDS_MOST,
            rows=3,
            help_text=_("Optional. Moderators read it; nobody learns that it comes from you."),
        )
    )
    schema.add(nodes.trap())
    return form(request, schema, (deform.Button("send", _("Report")),))
