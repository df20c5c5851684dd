"""The content check in few words: for the review page, and for who reads what a citizen wrote."""

from collections.abc import Mapping
from types import SimpleNamespace as Shown
from typing import Any

import colander
import deform
from pyramid.request import Request

from mukhtabar.content.checked import findings
from mukhtabar.language import Message, _
from mukhtabar.rules.checks import Finding, Kind, personal
from mukhtabar.views.helpers import Helpers

KINDS: dict[Kind, Message] = {
    Kind.PHONE: _("a telephone number"),
    Kind.EMAIL: _("an e-mail address"),
    Kind.IDENTITY: _("an identity card number"),
    Kind.ACCOUNT: _("a bank account"),
}


def counted(h: Helpers, found: list[Finding]) -> str:
    """Return in words how much is to be put right, and how much is advice."""
    errors, advice = sum(one.blocks for one in found), sum(not one.blocks for one in found)
    said = []
    if errors:
        said.append(h.t(_("${n} thing to put right", "${n} things to put right", n=errors)))
    if advice:
        said.append(h.t(_("${n} piece of advice", "${n} pieces of advice", n=advice)))
    return " · ".join(said) or h.t(_("nothing to put right"))


def summary(request: Request, document: Any) -> Shown:
    """Return the words and the address of the content check of a document."""
    found = findings(document)
    return Shown(
        words=counted(Helpers(request), found),
        blocks=any(one.blocks for one in found),
        url=request.page.url_of(document, "check"),
    )


def kinds_in(*texts: str) -> list[Message]:
    """Return the kinds of personal data in some plain texts, each once."""
    there = {one.kind for text in texts for one in personal(text)}
    return [title for kind, title in KINDS.items() if kind in there]


def personal_kinds(document: Any) -> list[Message]:
    """Return the kinds of personal data in what a citizen wrote, blacked-out words not counted."""
    return kinds_in(*(str(getattr(document, name)) for name in document.written))


_FOUND: dict[Kind, Message] = {
    Kind.PHONE: _("It seems that the text holds a telephone number. Everybody would read it: take it out if you can."),
    Kind.EMAIL: _("It seems that the text holds an e-mail address. Everybody would read it: take it out if you can."),
    Kind.IDENTITY: _(
        "It seems that the text holds an identity card number. Everybody would read it: take it out if you can."
    ),
    Kind.ACCOUNT: _("It seems that the text holds a bank account. Everybody would read it: take it out if you can."),
}
#: What a citizen writes for everybody to read.
WRITTEN = ("title", "body", "reasons", "aims", "place")


def warned(form: deform.Form, values: Mapping[str, Any], anyway: bool) -> bool:
    """Return whether a citizen is to be asked first: the text holds personal data, and nobody said to send it so.

    The form then says it beside each field, holds what was typed, and has a button more. Nothing is forbidden: the
    moderator sees the same (views/desk/review.py).
    """
    there = {name: personal(str(values.get(name, ""))) for name in WRITTEN}
    if anyway or not any(there.values()):
        return False
    form.cstruct = form.schema.serialize(values)
    form.error = colander.Invalid(form.schema)
    for name, found in there.items():
        if found:
            form[name].error = colander.Invalid(form[name].schema, _FOUND[found[0].kind])
    form.buttons.append(deform.Button("anyway", _("Send it as it is")))
    return True
