"""The forms by which an administrator enters a mandate, ends one, and sets a period without publications."""

import re
from collections.abc import Mapping
from typing import Any

import colander
import deform
from pyramid.request import Request

from mukhtabar.actions.freeze import REASON_MOST
from mukhtabar.actions.mandate import OF_MOST
from mukhtabar.content.council import offices
from mukhtabar.forms import nodes
from mukhtabar.forms.days import day
from mukhtabar.forms.render import form
from mukhtabar.language import Message, _
from mukhtabar.language.clean import ascii_digits

WOMAN, MAN = "woman", "man"
FORMS: tuple[tuple[str, Message], ...] = ((WOMAN, _("In the feminine")), (MAN, _("In the masculine")))
TERM = re.compile(r"(\d{4})\s*[-–/]\s*(\d{4})")
TWO_YEARS = _("Enter two years such as 2021-2027.")
REVERSED = _("The end must come after the beginning.")


def read_term(text: str) -> tuple[int, int] | None:
    """Return the two years of «2021-2027», whatever the digits; None when it is no such thing."""
    found = TERM.fullmatch(ascii_digits(text.strip()))
    return (int(found[1]), int(found[2])) if found else None


def _in_order(node: Any, given: Mapping[str, Any]) -> None:
    """Validator: the last day does not come before the first, the term is one, and somebody is named."""
    wrong = colander.Invalid(node)
    if given.get("end") is not None and given["end"] < given["start"]:
        wrong["end"] = REVERSED
    if "term" in given and read_term(given["term"]) is None:
        wrong["term"] = TWO_YEARS
    if "email" in given and not given["email"] and not given["name"]:
        wrong["name"] = _("Enter the name, or the e-mail address of the account.")
    if wrong.children:
        raise wrong


def mandate_form(request: Request) -> deform.Form:
    """Return the form that enters a mandate."""
    schema = colander.SchemaNode(colander.Mapping(), validator=_in_order)
    schema.add(nodes.email("email", _("E-mail of the person"), help_text=_("If there is one: never shown.")))
    schema.add(
        nodes.line("name", _("Name of the person"), 80, help_text=_("For who has no account: everyone reads it."))
    )
    titles = [(code, " / ".join(dict.fromkeys(words[request.language]))) for code, words in offices().items()]
    schema.add(nodes.choice("office", _("Capacity"), titles, required=_("Choose the capacity."), as_list=True))
    schema.add(
        nodes.choice("form", _("How the capacity is written"), FORMS, required=_("Choose how the capacity is written."))
    )
    schema.add(
        nodes.texts("of", _("Committee or field"), OF_MOST, help_text=_("For example: public services and amenities."))
    )
    schema.add(nodes.line("term", _("Term of the council"), 12, required=TWO_YEARS, dir="ltr"))
    schema.add(day("start", _("First day"), required=_("Enter the day.")))
    schema.add(day("end", _("Last day"), help_text=_("Empty: it is not known yet.")))
    schema.add(
        nodes.tick(
            "approves",
            _("Approves answers for the council"),
            help_text=_("The role begins and ends with the mandate."),
        )
    )
    return form(request, schema, (deform.Button("begin", _("Enter the mandate")),))


def end_form(request: Request) -> deform.Form:
    """Return the form that says which day is the last of a mandate."""
    schema = colander.SchemaNode(colander.Mapping())
    schema.add(day("end", _("Last day"), required=_("Enter the day.")))
    return form(request, schema, (deform.Button("finish", _("End the mandate")),))


def freeze_form(request: Request) -> deform.Form:
    """Return the form that sets a period in which a council publishes nothing."""
    schema = colander.SchemaNode(colander.Mapping(), validator=_in_order)
    schema.add(day("start", _("First day"), required=_("Enter the day.")))
    schema.add(day("end", _("Last day"), required=_("Enter the day.")))
    schema.add(
        nodes.text(
            "reason", _("Reason"), REASON_MOST, rows=3, required=_("Say why: everyone reads it."),
            help_text=_("Everyone reads it beside the clock of every proposal."),
        )
    )  # fmt: skip
    return form(request, schema, (deform.Button("set", _("Set this period")),))
