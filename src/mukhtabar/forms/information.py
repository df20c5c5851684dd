"""The forms by which a person keeps the days of a request for information."""

from itertools import count

import colander
import deform
from pyramid.request import Request

from mukhtabar.actions.information import BODY_MOST, NUMBER_MOST, SUBJECT_MOST, WHY_MOST
from mukhtabar.content.words import word
from mukhtabar.forms import nodes
from mukhtabar.forms.days import day
from mukhtabar.forms.render import form
from mukhtabar.language import _
from mukhtabar.store.randoms import random_key
from mukhtabar.store.requests import OUTCOMES

ENTER_DAY = _("Enter the day.")


def request_form(request: Request) -> deform.Form:
    """Return the form that keeps a request that was filed, once: its random number becomes the id of the request.

    Not a token of forms/once.py: those stand in the record, and this is in the person's own book alone.
    """
    schema = colander.SchemaNode(colander.Mapping())
    schema.add(
        nodes.text(
            "subject", _("What did you ask for?"), SUBJECT_MOST, rows=3,
            required=_("Write what you asked for. Only you read it."), help_text=_("Only you read it."),
        )
    )  # fmt: skip
    schema.add(
        nodes.line("body", _("Commune or body"), BODY_MOST, required=_("Enter the commune or the body that you asked."))
    )
    schema.add(nodes.line("number", _("Number of the request"), NUMBER_MOST, dir="ltr"))
    schema.add(day("filed", _("On which day was it filed?"), required=ENTER_DAY))
    schema.add(nodes.tick("urgent", _("It is an urgent request")))
    schema.add(nodes.hidden("once"))
    schema["once"].default = str(random_key())
    return form(request, schema, (deform.Button("keep", _("Keep these days")),))


def extension_form(request: Request) -> deform.Form:
    """Return the form that notes that the body takes longer."""
    schema = colander.SchemaNode(colander.Mapping())
    schema.add(day("told", _("On which day did the body say so?"), required=ENTER_DAY))
    schema.add(nodes.text("why", _("Its reason"), WHY_MOST, rows=2))
    return form(
        request, schema, (deform.Button("extend", _("Note the longer term"), css_class="secondary"),), formid="longer"
    )


def outcome_form(request: Request) -> deform.Form:
    """Return the form that notes how it ended."""
    schema = colander.SchemaNode(colander.Mapping())
    choices = [(code, word("request_outcome", code)) for code in OUTCOMES]
    schema.add(nodes.choice("outcome", _("How did it end?"), choices, required=_("Choose how it ended.")))
    schema.add(day("ended", _("On which day?"), required=ENTER_DAY))
    # It stands below the other one: no id of the page is said twice.
    counter = count(50)
    return form(request, schema, (deform.Button("close", _("Note the end")),), formid="ended", counter=counter)
