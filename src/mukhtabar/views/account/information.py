"""My requests for information: the days I keep for myself, the clock, and the end. Nobody else sees any of it."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.information import close, follow, forget, note_extension
from mukhtabar.content.interfaces import IPortal
from mukhtabar.content.words import word
from mukhtabar.forms.information import extension_form, outcome_form, request_form
from mukhtabar.language import Message, _
from mukhtabar.language.dates import local_day, noon
from mukhtabar.rules.clocks import SINCE, Reading, Unit, read
from mukhtabar.rules.clocks.loader import clocks
from mukhtabar.services.holidays import calendar
from mukhtabar.store.randoms import BITS
from mukhtabar.store.requests import InformationRequest
from mukhtabar.views import shown
from mukhtabar.views.account.account import signed_in
from mukhtabar.views.clock import PRESSING, basis
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import filled_in, text

READ_POST = ("GET", "HEAD", "POST")
TONES = {"answered": "done", "refused": "refused", "silent": "refused"}
#: Code of a refusal -> the field it stands beside, by form.
FOLLOWED = {"future": "filed", "subject": "subject", "body": "body"}
EXTENDED = {"future": "told", "before": "told"}
ENDED = {"future": "ended", "before": "ended", "early": "outcome"}
#: The ends after which one can complain.
UNANSWERED = frozenset({"silent", "refused"})


def _words(one: InformationRequest, reading: Reading) -> tuple[Message, str]:
    """Return where a request stands, and the tone of that."""
    if one.closed is not None:
        return word("request_outcome", one.outcome), TONES[one.outcome]
    working = clocks()[one.clock].unit is Unit.WORKING_DAYS
    if reading.late and working:
        return _("late by ${n} working day", "late by ${n} working days", n=reading.late), "refused"
    if reading.late:
        return _("late by ${n} day", "late by ${n} days", n=reading.late), "refused"
    tone = "waiting" if reading.total - reading.day <= min(PRESSING, reading.total // 3) else "open"
    if working:
        return _("Day ${day} of ${total} working days", day=reading.day, total=reading.total), tone
    return _("Day ${day} of ${total}", day=reading.day, total=reading.total), tone


def followed(request: Request, one: InformationRequest) -> Shown:
    """Return a request as its person sees it."""
    h, clock = Helpers(request), clocks()[one.clock]
    reading = read(
        clock, one.filed, local_day(request.now), calendar(request.portal), (), one.extended is not None, one.closed
    )
    words, tone = _words(one, reading)
    return Shown(
        url=_address(request, one.id),
        subject=one.subject,
        body=one.body,
        number=one.number,
        urgent=one.urgent,
        words=words,
        tone=tone,
        filed=shown.when(h, noon(one.filed)),
        due=shown.when(h, noon(reading.due)),
        extended=shown.when(h, noon(one.extended) if one.extended else None),
        why=one.why,
        closed=shown.when(h, noon(one.closed) if one.closed else None),
        late=reading.late if one.closed is not None else 0,
        over=bool(reading.late),
        complain=one.outcome in UNANSWERED or (one.closed is None and reading.late),
        since=SINCE[clock.starts],
        basis=basis(h, clock),
    )


@view_config(
    context=IPortal,
    name="my-requests",
    permission="view",
    request_method=("GET", "HEAD"),
    renderer="mukhtabar.templates:account/requests.pt",
)
def requests(context: Any, request: Request) -> Any:
    """All of mine, the one filed last first."""
    if (away := signed_in(request)) is not None:
        return away
    mine = request.register.requests.of(request.authenticated_userid)
    return {"title": _("My requests for information"), "items": [followed(request, one) for one in mine]}


@view_config(
    context=IPortal,
    name="my-request",
    permission="view",
    request_method=READ_POST,
    renderer="mukhtabar.templates:account/request.pt",
)
def one_request(context: Any, request: Request) -> Any:
    """One of mine with its clock; without an id the form for a new one."""
    if (away := signed_in(request)) is not None:
        return away
    return _new(request) if "id" not in request.GET else _kept(request, request.GET["id"])


def _address(request: Request, number: int) -> str:
    return f"{request.page.link('/my-request')}?id={number}"


def _number(given: str) -> int:
    """Return the number of a request, as an address or a form names it; 0 for what is none."""
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 20 else 0
    return number if number < 2**BITS else 0


def _new(request: Request) -> Any:
    number = _number(text(request, "once"))
    before = request.register.requests.get(request.authenticated_userid, number)
    form = request_form(request)
    page = {"title": _("Follow a request for information"), "one": None, "form": form, "forms": [form]}
    answer = filled_in(
        request,
        page,
        lambda given: follow(
            request.ctx, calendar(request.portal), given["subject"], given["body"], local_day(given["filed"]),
            given["urgent"], given["number"], number,
        ),
        # A form that was sent before leads to what it kept then, and says nothing of a save.
        _("The days are kept. Only you see them.") if before is None else None,
        lambda made: _address(request, made.id),
        fields=FOLLOWED,
    )  # fmt: skip
    if before is not None and isinstance(answer, dict):
        form["once"].cstruct = form["once"].schema.default
    return answer


def _kept(request: Request, given: str) -> Any:
    number = _number(given)
    one = request.register.requests.get(request.authenticated_userid, number)
    if one is None:
        raise HTTPNotFound
    longer, ended = extension_form(request), outcome_form(request)
    forms = [] if one.closed is not None else [ended] if one.extended is not None else [longer, ended]
    form, fields = (longer, EXTENDED) if "extend" in request.POST else (ended, ENDED)
    page = {
        "title": _("My request for information"), "one": followed(request, one), "form": form, "forms": forms,
    }  # fmt: skip
    if "delete" in request.POST:
        forget(request.ctx, number)
        request.flash("done", _("The request is deleted here. Nothing of it is kept."))
        return HTTPSeeOther(request.page.link("/my-requests"))
    return filled_in(
        request,
        page,
        lambda given: _note(request, form is longer, number, given),
        _("It is noted."),
        lambda _done: _address(request, number),
        fields=fields,
    )


def _note(request: Request, longer: bool, number: int, given: dict[str, Any]) -> None:
    """Note what one of the two forms says. Raises Refused."""
    days = calendar(request.portal)
    if longer:
        note_extension(request.ctx, days, number, local_day(given["told"]), given["why"])
    else:
        close(request.ctx, days, number, given["outcome"], local_day(given["ended"]))
