"""What the council keeps to itself about one document: to whom it is assigned, and its notes. Nobody else reads it."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.httpexceptions import HTTPForbidden
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.assign import assign, colleagues, confers, services
from mukhtabar.actions.note import MOST, note, withdraw_note
from mukhtabar.content.answer import Answer
from mukhtabar.content.interfaces import IMatter
from mukhtabar.forms.once import Once, new_token
from mukhtabar.language import Message, _
from mukhtabar.store.notes import Note
from mukhtabar.views import shown
from mukhtabar.views.clock import clock
from mukhtabar.views.council.held import held_by
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import asked_once, text

#: Digits of the number of a note.
DIGITS = 3
DONE: dict[str, Message] = {
    "assign": _("Saved. Whoever it is assigned to gets a letter."),
    "write": _("The note is there. Only people of the council read it."),
    "withdraw": _("The note is withdrawn, and its text is gone."),
}


@view_config(
    context=IMatter,
    name="council",
    permission="confer",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:council/council.pt",
)
def council(context: Any, request: Request) -> Any:
    """One page for both: short forms, each with a button of its own. A GET changes nothing."""
    if not confers(request.ctx, context):
        # Who wrote a proposal does not read what is said about it, whatever their role.
        raise HTTPForbidden
    pressed = next((name for name in DONE if name in request.POST), "write")
    here = request.page.url_of(context, "council")
    told = [value for value in request.POST.getall("told") if isinstance(value, str)] if request.POST else []
    page = {
        "title": _("Assignment and notes"),
        "pressed": pressed,
        "back": request.page.url_of(context, "review"),
        "name": request.page.title_of(context),
        "clock": clock(request, context),
        **_assignment(request, context, text(request, "holder") if pressed == "assign" and request.POST else None),
        "notes": [_note(request, number, one) for number, one in enumerate(request.portal.notes.of(context.uid))],
        "beside": _beside(request, context),
        "colleagues": _people(request, colleagues(request.ctx, context) - {request.authenticated_userid}),
        "told": told,
        "text": text(request, "text")[: MOST * 2],
        "most": MOST,
        "token": text(request, "once")[:100] or new_token(),
    }
    return asked_once(request, page, lambda: _do(request, context, pressed, told), DONE[pressed], lambda _done: here)


def _do(request: Request, context: Any, pressed: str, told: list[str]) -> None:
    if pressed == "assign":
        assign(request.ctx, context, text(request, "holder"))
    elif pressed == "withdraw":
        number = text(request, "withdraw")
        known = number.isascii() and number.isdigit() and len(number) <= DIGITS
        withdraw_note(request.ctx, context, int(number) if known else -1)
    else:
        once = Once(request, text(request, "once")[:100])
        # A note cannot be changed: other words in the same form are another one.
        if once.done is None or once.changed:
            note(request.ctx, context, text(request, "text"), told)
            once.remember(context)


def _people(request: Request, pids: Any) -> list[tuple[str, str]]:
    """Return (opaque id, name), by name."""
    return sorted(((pid, Helpers(request).person(pid)) for pid in pids), key=lambda one: (one[1], one[0]))


def _assignment(request: Request, context: Any, asked: str | None) -> dict[str, Any]:
    """Return to whom it is assigned, and the choices; `asked` is what was chosen and refused."""
    able = services(request.ctx, context)
    own = context.held_for(context.waits_for)
    return {
        "waits": bool(context.waits_for),
        "held": held_by(request, context),
        "inherits": isinstance(context, Answer) and bool(context.__parent__.held_for(context.waits_for)),
        "chosen": asked if asked is not None else own,
        "people": _people(request, colleagues(request.ctx, context)),
        "services": [(gid, group.title, len(people)) for gid, (group, people) in able.items()],
    }


def _note(request: Request, number: int, one: Note) -> Shown:
    h = Helpers(request)
    return Shown(
        number=number,
        author=h.person(one.author),
        when=shown.when(h, one.time, time=True),
        text=one.text,
        told=sorted(h.person(pid) for pid in one.told),
        withdrawn=shown.when(h, one.withdrawn),
        mine=one.author == request.authenticated_userid and one.withdrawn is None,
    )


def _beside(request: Request, context: Any) -> list[tuple[str, str, int]]:
    """Return (address, title, number of notes) of the proposal of an answer, or of the answers to a proposal."""
    near = [context.__parent__] if isinstance(context, Answer) else getattr(context, "answers", list)()
    found = ((other, len(request.portal.notes.of(other.uid))) for other in near)
    return [(request.page.url_of(other, "council"), request.page.title_of(other), n) for other, n in found if n]
