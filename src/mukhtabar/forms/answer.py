"""The form of an official answer."""

import colander
import deform
from pyramid.request import Request

from mukhtabar.content.answer import OUTCOMES
from mukhtabar.content.words import word
from mukhtabar.forms import nodes
from mukhtabar.forms.render import form
from mukhtabar.language import _

SUMMARY_MAX, DETAILS_MAX = 200, 8000


def answer_form(request: Request) -> deform.Form:
    """Return the form an officer drafts with (J17). Nothing is required to save a draft."""
    schema = colander.SchemaNode(colander.Mapping())
    schema.add(nodes.choice("outcome", _("Outcome"), [(code, word("outcome", code)) for code in OUTCOMES]))
    schema.add(
        nodes.texts(
            "summary",
            _("Summary"),
            SUMMARY_MAX,
            rows=3,
            help_text=_(
                "What was decided, in two sentences that everybody understands. At most ${n} characters.", n=SUMMARY_MAX
            ),
        )
    )
    schema.add(
        nodes.texts(
            "details",
            _("Details"),
            DETAILS_MAX,
            rows=8,
            help_text=_("Why, and what happens next. An empty line begins a paragraph, a hyphen a list."),
        )
    )
    schema.add(nodes.line("cost", _("Cost"), 120))
    schema.add(nodes.line("duration", _("Time to execute"), 120))
    schema.add(
        nodes.line("competence", _("Competent body"), 200, help_text=_("If the commune cannot decide: who can."))
    )
    schema.add(
        nodes.line("protocol", _("Registered under number"), 60, help_text=_("The number in the commune's register."))
    )
    schema.add(nodes.hidden("serial", 64))
    return form(request, schema, (deform.Button("save", _("Save the draft")),))  # fmt: skip
