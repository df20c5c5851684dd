"""The comment form."""

import colander
import deform
from pyramid.request import Request

from mukhtabar.forms import nodes
from mukhtabar.forms.once import new_token
from mukhtabar.forms.render import form
from mukhtabar.language import _


def comment_form(request: Request) -> deform.Form:
    """Return the form: text, and name and address of who has no account."""
    schema = colander.SchemaNode(colander.Mapping())
    schema.add(nodes.text("body", _("Your comment"), 2000, least=3, rows=6, required=_("Write your comment.")))
    if request.identity is None:
        schema.add(
            nodes.line(
                "name", _("Your name"), 80, least=2, required=_("Enter the name to be shown."), autocomplete="name"
            )
        )
        schema.add(nodes.email("email", _("E-mail"), help_text=_("Never shown. Only to tell you what was decided.")))
    schema.add(nodes.trap())
    schema.add(nodes.hidden("once"))
    schema["once"].default = new_token()
    return form(request, schema, (deform.Button("send", _("Send the comment")),))
