"""What happens when a form comes back: bounded, checked, nothing lost."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import colander
import deform
from limits import RateLimitItem
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request

from mukhtabar.actions.edit import Stale
from mukhtabar.language import Message, _
from mukhtabar.rules.refused import Refused

#: No form of ours has this many fields; a request that does is not from one (abuse case 70).
MOST_FIELDS = 300


#: What is said where two texts cannot be shown side by side.
STALE = _("This was changed in another window meanwhile. Copy what you wrote, reload the page, and try again.")
#: No text of ours is longer, in whatever form.
LONGEST = 60_000
#: The one field that takes a file, in the forms that have it.
FILE_FIELD = "upload"


@dataclass
class Posted:
    """`values` when all is well; otherwise None and `form` shows what is wrong beside each field."""

    form: deform.Form
    values: dict[str, Any] | None


def text(request: Request, name: str) -> str:
    """Return what was posted as `name`; a file that somebody sent in its place is no text."""
    value = request.POST.get(name, "")
    return value if isinstance(value, str) else ""


def asked_once(
    request: Request, page: Mapping[str, Any], act: Callable[[], Any], done: Message, leads: Callable[[Any], str]
) -> Any:
    """Return `page` until its button is pressed; then act, say `done` and go where `leads` says of the result.

    What is refused changes nothing: the page comes back with the reason as `problem`.
    """
    if request.method != "POST":
        return {"problem": None, **page}
    try:
        result = act()
    except Refused as refusal:
        request.tm.doom()
        return {**page, "problem": refusal.message, "error": True}
    request.flash("done", done)
    return HTTPSeeOther(leads(result))


def filled_in(
    request: Request,
    page: Mapping[str, Any],
    act: Callable[[dict[str, Any]], Any],
    done: Message,
    leads: Callable[[Any], str],
    *,
    first: Mapping[str, Any] | None = None,
    fields: Mapping[str, str] | None = None,
    throttle: RateLimitItem | None = None,
    asks: Callable[[dict[str, Any]], bool] = lambda values: False,
    stale: Callable[[Mapping[str, Any], dict[str, Any]], dict[str, Any]] | None = None,
) -> Any:
    """Return `page` with its `form` until it is sent and all is well; then act on its values, say `done`, and lead on.

    `first` stands in the form when it opens; `fields` as in `with_refusal`; `asks` says whether something has to be
    confirmed first, and has put the question in the form; `stale` makes the page of what is there now and what was sent
    when somebody saved meanwhile (compare.py: side_by_side). What is wrong or refused changes nothing: the page comes
    back with what was typed.
    """
    form = page["form"]
    if request.method != "POST":
        if first is not None:
            form.set_appstruct(first)
        return page
    posted = validate(request, form, throttle)
    if posted.values is None:
        return {**page, "form": posted.form, "error": True}
    if asks(posted.values):
        return {**page, "error": True}
    try:
        result = act(dict(posted.values))
    except Stale as changed:
        request.tm.doom()
        plain = {"form": with_problem(form, list(request.POST.items()), STALE), "error": True}
        return {**page, **(stale(changed.current, posted.values) if stale is not None else plain)}
    except Refused as refusal:
        request.tm.doom()
        return {**page, "form": with_refusal(request, form, refusal, fields), "error": True}
    request.flash("done", done)
    return HTTPSeeOther(leads(result))


def validate(request: Request, form: deform.Form, throttle: RateLimitItem | None = None) -> Posted:
    """Check the posted fields against the form."""
    controls = [pair for pair in request.POST.items() if isinstance(pair[1], str) or pair[0] == FILE_FIELD]
    if len(controls) > MOST_FIELDS:
        return Posted(with_problem(form, [], _("This form has too many fields. Reload the page and try again.")), None)
    if throttle and not request.site.throttle.hit(throttle, request.remote_addr or "unknown"):
        return Posted(
            with_problem(form, controls, _("Too many were sent from this connection. Wait ten minutes.")), None
        )
    if any(isinstance(value, str) and len(value) > LONGEST for _name, value in controls):
        # Cut before anything reads it.
        controls = [(name, value[:LONGEST] if isinstance(value, str) else value) for name, value in controls]
        sentence = _("A text is far too long: at most ${most} characters are read. Shorten it.", most=LONGEST)
        return Posted(with_problem(form, controls, sentence), None)
    try:
        values = form.validate(controls)
    except deform.ValidationFailure:
        return Posted(form, None)
    if values.get("website"):
        return Posted(with_problem(form, controls, _("Leave the last field empty and send again.")), None)
    return Posted(form, values)


def with_problem(form: deform.Form, controls: list[tuple[str, Any]], message: Message, beside: str = "") -> deform.Form:
    """Return the form holding what was typed, with one problem above it, or beside the field of that name."""
    with suppress(deform.ValidationFailure):
        form.validate(controls)
    form.error = colander.Invalid(form.schema, None if beside else message)
    if beside:
        form[beside].error = colander.Invalid(form[beside].schema, message)
    return form


def with_refusal(
    request: Request, form: deform.Form, refusal: Refused, fields: Mapping[str, str] | None = None
) -> deform.Form:
    """Return the form holding what was typed, with the sentence of a refusal beside its field.

    `fields` are names of fields by the code of the refusal; a code that is the name of a field needs none. What is
    about no field stands above the form.
    """
    name = (fields or {}).get(refusal.code, refusal.code)
    beside = name if name in form.schema else ""
    return with_problem(form, list(request.POST.items()), refusal.message, beside)
