"""Begin, word, send and approve the register of a consultation (J15)."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.edit import edit, serial
from mukhtabar.actions.figures import take
from mukhtabar.actions.register import begin_register, register_of
from mukhtabar.content.interfaces import IConsultation, IRegister
from mukhtabar.content.proposal import TOPICS
from mukhtabar.content.register import Row, Taken
from mukhtabar.content.words import word
from mukhtabar.forms.register import register_form, row_values, rows_in
from mukhtabar.language import NAMES, _
from mukhtabar.rules.permissions import Permission
from mukhtabar.views import shown
from mukhtabar.views.compare import differences
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import asked_once, filled_in
from mukhtabar.views.registered import shown_of
from mukhtabar.views.stepping import steps

METHODS = ("GET", "HEAD", "POST")
_SENT = _("Sent to the council.")
_AGAIN = _("It is a draft again. Readers see what was approved before, if anything was.")
DONE = {
    "send": _SENT,
    "send_again": _SENT,
    "approve": _("Approved. The register is public now."),
    "approve_again": _("Approved. The new edition is public now."),
    **dict.fromkeys(("recall", "recall_again", "send_back", "send_back_again", "change"), _AGAIN),
}


@view_config(context=IConsultation, name="begin-register", permission="add_page", request_method=METHODS,
             renderer="mukhtabar.templates:desk/begin_register.pt")  # fmt: skip
def begin(context: Any, request: Request) -> Any:
    """What a register is, and the button that begins it."""
    there = register_of(request.portal, context)[0]
    return asked_once(
        request,
        {
            "title": _("Begin the register"),
            "name": request.page.title_of(context),
            "there": request.page.url_of(there, "review") if there is not None else None,
        },
        lambda: begin_register(request.ctx, context),
        _("The register is a draft. Word it, then send it to the council."),
        lambda made: request.page.url_of(made, "review"),
    )


def _present(request: Request, register: Any) -> Taken:
    """Return the figures of what is being worked on: counted now, or as they were sent."""
    return register.taken or take(request.ctx, register.__parent__, register.rows)


def _topics(request: Request, register: Any) -> list[str]:
    """Return the topics of the form: those with a row in their order, then what was said about since."""
    said = {topic for part in _present(request, register).parts for topic in part.topics}
    rows = [row.topic for row in register.rows]
    return [*rows, *(topic for topic in TOPICS if topic in said and topic not in rows)]


@view_config(context=IRegister, name="edit", permission="edit", request_method=METHODS,
             renderer="mukhtabar.templates:desk/register.pt")  # fmt: skip
def change(context: Any, request: Request) -> Any:
    """The words of each topic. Who saves over somebody else's change gets both texts."""
    form = register_form(request, _topics(request, context))
    page = {"title": _("Word the register"), "name": request.page.title_of(context), "form": form, "conflict": None}
    page["review"] = request.page.url_of(context, "review")
    return filled_in(
        request,
        page,
        lambda given: edit(request.ctx, context, {"rows": rows_in(given["rows"])}, expected=given["serial"]),
        _("The draft is saved."),
        lambda _done: request.page.url_of(context, "review"),
        first={"rows": row_values(context.rows), "serial": serial(context)},
        differs=lambda now, sent: differences(_flat(request, now["rows"]), _flat(request, rows_in(sent["rows"]))),
    )


def _flat(request: Request, rows: tuple[Row, ...]) -> dict[str, str]:
    """Return the words of the rows under what a person calls them."""
    return {
        f"{request.translate(word('topic', row.topic))} · {NAMES[code]}": text
        for row in rows
        for code, text in (*row.title, *row.said)
    }


@view_config(context=IRegister, name="review", permission="see_history", request_method=METHODS,
             renderer="mukhtabar.templates:desk/register_review.pt")  # fmt: skip
def review(context: Any, request: Request) -> Any:
    """The whole register as it would be public, and the buttons. A GET never decides anything."""
    below = steps(request, context, DONE.get, reach=True)
    if isinstance(below, HTTPSeeOther):
        return below
    h = Helpers(request)
    return {
        "title": _("Register of a consultation"),
        "state": h.state(context),
        "tone": h.tone(context.state),
        "live": context.taken is None,
        **shown_of(request, context.__parent__, context.rows, _present(request, context)),
        "public": request.page.url_of(context) if context.edition is not None else None,
        "drafted_by": [h.person(pid) for pid in sorted(context.drafted_by)],
        **below,
        "history": shown.history(request, context),
        "may_edit": request.page.may(Permission.EDIT),
    }
