"""What happens when a form comes back: bounded, checked, with what was typed."""

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
from mukhtabar.forms.once import Once
from mukhtabar.language import Message, _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.store.revisions import digest_of
from mukhtabar.views.attempts import note_attempt

#: No form of ours has this many fields, or so long a text; a request that does is not from one (abuse case 70).
MOST_FIELDS = 300
LONGEST = 60_000
#: What is said where two texts cannot be shown side by side.
STALE = _("This was changed in another window meanwhile. Copy what you wrote, reload the page, and try again.")
#: What is said where they can.
BOTH = _("Somebody saved this while you were writing. Compare both texts, correct yours, and save again.")
#: What is said to words that came with a form whose first sending had been taken: where they can be saved over what it
#: made, and where they cannot.
NOT_SAVED_YET = _(
    "A draft was kept when this form was sent before. What you changed since is not saved yet. Compare both texts, "
    "correct yours, and save again."
)
SENT_BEFORE = _(
    "This form was sent before, and what it said then is kept. What you changed since is not saved: "
    "copy what you still need."
)
#: What is different between the fields as they stand now and the values that were sent.
Differs = Callable[[Mapping[str, Any], dict[str, Any]], list[Any]]
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
    request: Request,
    page: Mapping[str, Any],
    act: Callable[[], Any],
    done: Message,
    leads: Callable[[Any], str],
    *,
    step: str = "",
) -> Any:
    """Return `page` until its button is pressed; then act, say `done` and go where `leads` says of the result.

    What is refused changes nothing: the page comes back with the reason as `problem`; `step` as in `filled_in`.
    """
    if request.method != "POST":
        return {"problem": None, **page}
    request.trying = step
    try:
        result = act()
    except Refused as refusal:
        request.tm.doom()
        note_attempt(request, request.context, step, refusal)
        return {**page, "problem": refusal.message, "error": True}
    request.flash("done", done)
    return HTTPSeeOther(leads(result))


def filled_in(
    request: Request,
    page: Mapping[str, Any],
    act: Callable[[dict[str, Any]], Any],
    done: Message | None,
    leads: Callable[[Any], str],
    *,
    first: Mapping[str, Any] | None = None,
    fields: Mapping[str, str] | None = None,
    throttle: RateLimitItem | None = None,
    asks: Callable[[dict[str, Any]], bool] = lambda values: False,
    differs: Differs | None = None,
    once: str = "",
    again: Callable[[Any], tuple[dict[str, Any], Differs]] | None = None,
    step: str = "",
) -> Any:
    """Return `page` with its `form` until it is sent and all is well; then act on its values, say `done`, and lead on.

    `first` stands in the form when it opens; `fields` as in `with_refusal`; `asks` says whether something has to be
    confirmed first, and has put the question in the form; `differs` says, when somebody saved meanwhile, what is
    different between the fields as they stand now and the values that were sent; `once` is the field that holds the
    token of a form that makes one document however often it is sent; `again` returns of a document so made the page
    that changes it, and its `differs`: words that came too late stand there; `step` is what its refusals are called
    in the journal of the document that the page is about, where they are kept: what the form itself finds wrong is no
    attempt. What is wrong or refused changes nothing: the page comes back with what was typed, of each text the first
    LONGEST characters.
    """
    form = page["form"]
    if request.method != "POST":
        if first is not None:
            form.set_appstruct(first)
        return page
    posted = validate(request, form, throttle)
    if posted.values is None or asks(posted.values):
        return {**page, "form": posted.form, "error": True}
    token = Once(request, posted.values.pop(once)) if once else None
    if token is not None and token.changed:
        return _sent_before(request, page, token.done, posted.values, again)
    result = token.done if token is not None else None
    # What this form made before may have been changed since: it leads there, and says nothing of a save.
    if result is None:
        request.trying = step
        try:
            result = act(dict(posted.values))
        except Stale as changed:
            request.tm.doom()
            note_attempt(request, request.context, step, Refused("stale", STALE))
            if differs is None:
                beside = {"form": with_problem(form, list(request.POST.items()), STALE), "error": True}
            else:
                beside = side_by_side(request, form, changed.current, differs(changed.current, posted.values))
            return {**page, **beside}
        except Refused as refusal:
            request.tm.doom()
            note_attempt(request, request.context, step, refusal)
            return {**page, "form": with_refusal(request, form, refusal, fields), "error": True}
        if token is not None:
            token.remember(result)
        if done is not None:
            request.flash("done", done)
    return HTTPSeeOther(leads(result))


def _sent_before(
    request: Request,
    page: Mapping[str, Any],
    made: Any,
    values: dict[str, Any],
    again: Callable[[Any], tuple[dict[str, Any], Differs]] | None,
) -> dict[str, Any]:
    """Return the page for words of a form that had made `made` from others: nothing is saved, and nothing lost.

    They stand in the form that changes it, beside what it says now; where that cannot be, in the form they came with.
    """
    if again is None or not request.page.may(Permission.EDIT, made):
        return {**page, "form": with_problem(page["form"], list(request.POST.items()), SENT_BEFORE), "error": True}
    changing, differs = again(made)
    changing["form"].action = request.page.url_of(made, "edit")
    current = made.field_values()
    rows = differs(current, values)
    return {**changing, **side_by_side(request, changing["form"], current, rows, NOT_SAVED_YET)}


def side_by_side(
    request: Request, form: deform.Form, current: Mapping[str, Any], rows: list[Any], sentence: Message = BOTH
) -> dict[str, Any]:
    """Return the values of a page on which two texts are compared, `rows` as `compare.differences` returns them.

    The form keeps what was typed, and carries the serial of what is there now (`current`).
    """
    controls = [(name, digest_of(current) if name == "serial" else value) for name, value in request.POST.items()]
    return {"form": with_problem(form, controls, sentence), "conflict": rows, "error": True}


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


def with_sent_before(request: Request, form: deform.Form, made: Any) -> deform.Form:
    """Return the form of a citizen holding what was typed after its first sending had made `made`, which stands.

    It names the receipt, where there is one: whoever never saw the answer to the first sending has no other way there.
    """
    author = request.register.get(made.creator)
    receipt = author.receipts.get(made.uid) if author is not None else None
    sentence = _(
        "This form was sent before, and what it said then was received. Its receipt is ${receipt}. "
        "What you changed since is not in it: copy what you still need.",
        receipt=receipt,
    )
    return with_problem(form, list(request.POST.items()), sentence if receipt else SENT_BEFORE)


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
