"""Enter a mandate, say which day is its last, or take back one that was entered by mistake."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.mandate import begin_mandate, drop_mandate, end_mandate, member
from mukhtabar.content.interfaces import ICommune
from mukhtabar.forms.mandate import WOMAN, end_form, mandate_form, read_term
from mukhtabar.language import _
from mukhtabar.language.dates import local_day
from mukhtabar.rules.refused import Refused
from mukhtabar.views.posting import filled_in
from mukhtabar.views.public.council import seat

#: Code of a refusal -> the field it stands beside.
FIELDS = {"no_name": "name", "dates": "end", "term": "term", "overlap": "start", "gap": "start"}
AT_THE_END = {**FIELDS, "overlap": "end", "gap": "end"}


def _begin(context: Any, request: Request, given: dict[str, Any]) -> None:
    """Enter the mandate of the form. Raises Refused."""
    person = member(request.ctx, context, given["email"], given["name"], request.language)
    begin_mandate(
        request.ctx, context, person.pid, given["office"], read_term(given["term"]) or (0, 0),
        local_day(given["start"]), local_day(given["end"]) if given["end"] is not None else None,
        woman=given["form"] == WOMAN, of=given["of"], approves=given["approves"],
    )  # fmt: skip


def _asked(context: Any, request: Request) -> Any:
    """Return the mandate that the address names, or None for a new one. Raises HTTPNotFound."""
    given = request.GET.get("id", "")
    if not given:
        return None
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 20 else 0
    found = request.portal.mandates.get(number)
    if found is None or found.node != context.uid:
        raise HTTPNotFound
    return found


@view_config(
    context=ICommune,
    name="mandate",
    permission="manage",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:admin/mandate.pt",
)
def mandate(context: Any, request: Request) -> Any:
    """One form for a new mandate; another, and a button, for one that stands."""
    found = _asked(context, request)
    page = {
        "title": _("Enter a mandate") if found is None else _("End a mandate"),
        "name": request.page.title_of(context),
        "seat": seat(request, found) if found is not None else None,
        "form": mandate_form(request) if found is None else end_form(request),
    }
    council = request.page.url_of(context, "council")
    if found is None:
        done = _("The mandate is entered.")
        return filled_in(
            request, page, lambda given: _begin(context, request, given), done, lambda _done: council, fields=FIELDS
        )
    if "drop" in request.POST:
        return _drop(context, request, found.id, council)
    return filled_in(
        request,
        page,
        lambda given: end_mandate(request.ctx, context, found.id, local_day(given["end"])),
        _("The last day of the mandate is kept."),
        lambda _done: council,
        fields=AT_THE_END,
    )


def _drop(context: Any, request: Request, number: int, council: str) -> HTTPSeeOther:
    try:
        drop_mandate(request.ctx, context, number)
    except Refused as refusal:
        # Without it there would be a day on which the role that the others give rests.
        request.tm.doom()
        request.flash("problem", refusal.message)
        return HTTPSeeOther(f"{request.page.url_of(context, 'mandate')}?id={number}")
    request.flash("done", _("The mandate is taken back. What was signed in it stays as it was signed."))
    return HTTPSeeOther(council)
