"""The forms by which a moderator sets a text aside, or passes it on."""

from collections.abc import Sequence

import colander
import deform
from pyramid.request import Request

from mukhtabar.forms import nodes
from mukhtabar.forms.days import day
from mukhtabar.forms.render import form
from mukhtabar.language import _
from mukhtabar.rules.reasons import ROUTING
from mukhtabar.rules.workflow.engine import COMMENT_LIMIT


def park_form(request: Request) -> deform.Form:
    """Return the form to set something aside: until when, and a note for colleagues."""
    schema = colander.SchemaNode(colander.Mapping())
    schema.add(day("until", _("Until"), required=_("Choose the day on which it comes back.")))
    schema.add(
        nodes.text(
            "note",
            _("Note for colleagues"),
            COMMENT_LIMIT,
            rows=3,
            required=_("Say what is waited for."),
            help_text=_("Moderators see it. The author does not."),
        )
    )
    schema.add(nodes.hidden("serial", 64))
    return form(request, schema, (deform.Button("park", _("Set aside")),))


def route_form(request: Request, targets: Sequence[tuple[str, str]]) -> deform.Form:
    """Return the form to pass a submission on to one of `targets` (uid, title)."""
    schema = colander.SchemaNode(colander.Mapping())
    schema.add(
        nodes.choice("target", _("To which consultation?"), targets, required=_("Choose a consultation."), as_list=True)
    )
    schema.add(
        nodes.choice(
            "reason",
            _("Reason"),
            [(code, reason.title) for code, reason in ROUTING.items()],
            required=_("Choose a reason. It is shown with the decision."),
        )
    )
    schema.add(
        nodes.text(
            "comment",
            _("Note to the author"),
            COMMENT_LIMIT,
            rows=3,
            required=_("Write to the author why it is passed on."),
        )
    )
    schema.add(nodes.hidden("serial", 64))
    return form(request, schema, (deform.Button("route", _("Pass on")),))
