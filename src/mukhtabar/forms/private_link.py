"""The form that makes a private link: for how many days, and for whom."""

import colander
import deform
from pyramid.request import Request

from mukhtabar.actions.private_link import DAYS, NOTE_MOST
from mukhtabar.forms import nodes
from mukhtabar.forms.render import form
from mukhtabar.language import Message, _


def _days(n: int) -> Message:
    return _("${n} day", "${n} days", n=n)


def private_link_form(request: Request) -> deform.Form:
    """Return the form."""
    schema = colander.SchemaNode(colander.Mapping())
    schema.add(nodes.choice(
        "days", _("How long it works"), [(str(n), request.translate(_days(n))) for n in DAYS],
        required=_("Choose for how long it works."), default="7",
    ))  # fmt: skip
    schema.add(nodes.line(
        "note", _("For whom?"), NOTE_MOST,
        help_text=_("So that colleagues know: a function or a body, not the name of a person."),
    ))  # fmt: skip
    return form(request, schema, (deform.Button("make", _("Make a private link")),))
