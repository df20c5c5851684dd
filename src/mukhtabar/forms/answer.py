"""The form of an official answer, of one text for many, and of a template for later ones."""

from typing import Any

import colander
import deform
from pyramid.request import Request

from mukhtabar.content.answer import OUTCOMES
from mukhtabar.content.file import File
from mukhtabar.content.words import word
from mukhtabar.forms import nodes
from mukhtabar.forms.days import day
from mukhtabar.forms.file import file_node
from mukhtabar.forms.render import form
from mukhtabar.language import Message, _

SUMMARY_MAX, DETAILS_MAX, TITLE_MAX = 200, 8000, 120
#: How the form is called that attaches a document: a file is kept for it when another field is wrong.
ATTACHING = "attachment"


def _fields() -> list[Any]:
    """Return the fields that an answer and a template have in common."""
    summary_help = _(
        "What was decided, in two sentences that everybody understands. At most ${n} characters.", n=SUMMARY_MAX
    )
    details_help = _("Why, and what happens next. An empty line begins a paragraph, a hyphen a list.")
    return [
        nodes.choice("outcome", _("Outcome"), [(code, word("outcome", code)) for code in OUTCOMES],
                     help_text=_("A draft can wait for it. To be approved it needs one.")),
        nodes.texts("summary", _("Summary"), SUMMARY_MAX, rows=3, help_text=summary_help),
        nodes.texts("details", _("Details"), DETAILS_MAX, rows=8, help_text=details_help),
        nodes.line("cost", _("Cost"), 120),
        nodes.line("duration", _("Time to execute"), 120),
        nodes.line("competence", _("Competent body"), 200, help_text=_("If the commune cannot decide: who can.")),
        nodes.line("addressee", _("Where to turn"), 200, help_text=_("Which office, and how it is reached.")),
    ]


def _form(request: Request, fields: list[Any], button: Message, name: str = "save") -> deform.Form:
    schema = colander.SchemaNode(colander.Mapping())
    for node in fields:
        schema.add(node)
    return form(request, schema, (deform.Button(name, button),))


def answer_form(request: Request) -> deform.Form:
    """Return the form an officer drafts with (J17). Nothing is required to save a draft."""
    number = nodes.line(
        "protocol", _("Registered under number"), 60, help_text=_("The number in the commune's register.")
    )
    registered = day("registered", _("Registered on"), help_text=_("The day that the commune's register says."))
    return _form(request, [*_fields(), number, registered, nodes.hidden("serial", 64)], _("Save the draft"))


def many_form(request: Request) -> deform.Form:
    """Return the form of one text for many: each answer gets its own number when the commune registers it."""
    return _form(request, [*_fields(), nodes.hidden("item", 100 * 90)], _("Begin these answers"))


def template_form(request: Request) -> deform.Form:
    """Return the form of a template."""
    title = nodes.line(
        "title", _("Name of the template"), TITLE_MAX, 2, required=_("Give the template a name."),
        help_text=_("Only the officers of the commune see it."),
    )  # fmt: skip
    return _form(request, [title, *_fields(), nodes.hidden("key", 40)], _("Save the template"))


def attachment_form(request: Request) -> deform.Form:
    """Return the form that attaches a document to a draft."""
    title = nodes.line("title", _("Title"), 150, help_text=_("Under this title people find it."))
    return _form(request, [title, file_node(File(), ATTACHING)], _("Attach the document"), "attach")
