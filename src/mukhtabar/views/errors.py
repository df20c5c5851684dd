"""Error pages: in words, with a way on, the same for what is hidden and what is not there (abuse cases 1, 22)."""

import logging
import secrets
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from pyramid.exceptions import BadCSRFOrigin, BadCSRFToken
from pyramid.httpexceptions import HTTPException, HTTPForbidden, HTTPMovedPermanently, HTTPNotFound
from pyramid.request import Request
from pyramid.view import exception_view_config, forbidden_view_config, notfound_view_config
from pyramid_retry import is_last_attempt
from transaction.interfaces import NoTransaction
from ZODB.POSException import ConflictError

from mukhtabar.actions.decide import MOST
from mukhtabar.actions.delegate import ended
from mukhtabar.actions.report import hidden_at_once
from mukhtabar.content.answer import Answer
from mukhtabar.content.base import Workflowed
from mukhtabar.content.commune import Commune
from mukhtabar.content.moderated import Moderated
from mukhtabar.content.words import CAPACITY
from mukhtabar.language import Message, _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.roles import Role
from mukhtabar.security.acl import Decision, decide, may
from mukhtabar.store.folder import Located
from mukhtabar.views.attempts import note_attempt
from mukhtabar.views.desk.selection import chosen
from mukhtabar.views.given_back import typed, words_of_theirs
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import text
from mukhtabar.views.shown import why_gone

log = logging.getLogger(__name__)
TEMPLATE = "mukhtabar.templates:public/error.pt"


def _fresh(request: Request) -> None:
    """Read again after what the request did was rolled back.

    A view's error comes here inside the transaction, which its tween then aborts. A failed commit comes after the
    tween has let go, and leaves its transaction standing: it and the new one are aborted here.
    """
    if "tm.active" not in request.environ:
        request.add_finished_callback(_roll_back)
    _roll_back(request)
    request.tm.begin()
    request.__dict__.pop("identity", None)


def _roll_back(request: Request) -> None:
    with suppress(NoTransaction):
        request.tm.abort()


def _status(request: Request, code: int) -> None:
    request.response.status_int = code
    request.response.cache_control = "private, no-store"


@notfound_view_config(renderer=TEMPLATE)
def not_found(request: Request) -> Any:
    """404, after looking whether the document has moved."""
    _fresh(request)
    names = tuple(name for name in request.path_info.split("/") if name)
    if request.rehearsal is not None:
        names = ("/".join(names[:2]), *names[2:])
    moved = request.portal.redirects.find(names)
    if moved:
        document = request.portal.uids.get(moved[0])
        if document is not None and may(document, Permission.VIEW, request.authenticated_userid, request.now):
            return HTTPMovedPermanently(request.page.url_of(document, *moved[1]))
    return _nothing_here(request)


def _nothing_here(request: Request) -> dict[str, Any]:
    _status(request, 404)
    request.page.context = None
    return {
        "title": _("This page cannot be found"),
        "text": _("The address may be wrong, or the page is not public. Search for it, or go to your commune."),
        "search": True,
        "sign_in": request.identity is None,
        "reference": None,
        "given_back": words_of_theirs(request),
    }


@forbidden_view_config(renderer=TEMPLATE)
def forbidden(request: Request) -> Any:
    """403 in words: why, and what to do next. What one may not even see is not there."""
    result = getattr(request.exception, "result", None)
    context = getattr(request, "context", None)
    _fresh(request)
    actor, now = request.authenticated_userid, request.now
    shut = not isinstance(context, Located) or not may(context, Permission.VIEW, actor, now)
    # What was approved is published by a page of the commune.
    publishing = isinstance(context, Commune) and request.view_name == "to-publish" and request.method == "POST"
    if (shut and isinstance(context, Answer)) or publishing:
        over = ended(request.ctx, context)
        if over is not None:
            return _delegation_over(request, context, over)
    if shut:
        tombstone = _tombstone(request, context)
        return tombstone or _nothing_here(request)
    decision = next((given for given in getattr(result, "args", ()) if isinstance(given, Decision)), None)
    _status(request, 403)
    signed_in = actor is not None
    return {
        "title": _("You cannot do this here"),
        "text": _("Your account does not have the role that this needs here.")
        if signed_in
        else _("Sign in with an account that may do this."),
        "roles": _named(decision.enough) if decision is not None else [],
        "held": _named(decision.held) if decision is not None and signed_in else [],
        "advice": _("Ask the head of the space, or the portal's administrator, to give you the role.")
        if signed_in
        else None,
        "sign_in": not signed_in,
        "search": False,
        "reference": None,
        "given_back": words_of_theirs(request),
    }


def _delegation_over(request: Request, context: Any, over: Refused) -> dict[str, Any]:
    """Say to who approved here by delegation that it is over, though the page was open; and keep what was tried."""
    for document, step in _asked(request, context):
        if (refusal := ended(request.ctx, document)) is not None:
            note_attempt(request, document, step, refusal)
    _status(request, 403)
    request.page.context = None
    return {
        "title": _("Your delegation has ended"),
        "text": over.message,
        "search": False,
        "sign_in": False,
        "reference": None,
        "given_back": words_of_theirs(request),
    }


def _asked(request: Request, context: Any) -> Iterator[tuple[Any, str]]:
    """Yield (document, step) of what was asked for by a button: of `context`, or of each that was ticked; or by a form
    whose view says what its refusals are called.
    """
    if request.method != "POST":
        return
    if step := text(request, "do"):
        found = (request.portal.uids.get(uid) for uid, _read in chosen(request)[:MOST])
        yield from ((document, step) for document in found if document is not None)
    elif isinstance(context, Located):
        yield context, text(request, "transition") or getattr(request, "trying", "")


def _named(roles: frozenset[Role]) -> list[Message]:
    return [title for code, title in CAPACITY.items() if code in roles]


def _tombstone(request: Request, context: Any) -> dict[str, Any] | None:
    """Say that something stood here and why it went, never what it said."""
    if not isinstance(context, Workflowed) or not context.definition.state(context.state).tombstone:
        return None
    if not decide(context.__parent__, Permission.VIEW, request.authenticated_userid, request.now):
        return None
    entry = context.entered(context.state)
    _status(request, 410)
    request.page.context = context.__parent__
    h = Helpers(request)
    return {
        "title": h.state(context),
        "text": _("It was reported, and is hidden until somebody has looked at it.")
        if isinstance(context, Moderated) and hidden_at_once(context)
        else _("This contribution is not shown."),
        # Of an answer the reason is in words, and public.
        "because": why_gone(context) or (entry.comment if entry and isinstance(context, Answer) else None),
        "when": h.date(entry.time) if entry else None,
        "search": False,
        "sign_in": False,
        "reference": None,
        "given_back": words_of_theirs(request),
    }


@exception_view_config(context=BadCSRFToken, renderer=TEMPLATE)
@exception_view_config(context=BadCSRFOrigin, renderer=TEMPLATE)
def bad_csrf(request: Request) -> Any:
    """The form was too old, or came from another site. What was typed is shown, so that it can be copied."""
    _fresh(request)
    _status(request, 403)
    return {
        "title": _("The form has expired"),
        "text": _(
            "For your safety we did not accept it. Go back, reload the page and send it again. Here is what you wrote:"
        ),
        "given_back": typed(request),
        "search": False,
        "sign_in": False,
        "reference": None,
    }


@exception_view_config(context=ConflictError, renderer=TEMPLATE)
def conflict(request: Request) -> Any:
    """409 after three attempts: somebody else was faster; nothing typed is lost, and what was tried is kept."""
    _fresh(request)
    _status(request, 409)
    title = _("Somebody else was saving at the same moment")
    if is_last_attempt(request):
        for document, step in _asked(request, getattr(request, "context", None)):
            if may(document, Permission.VIEW, request.authenticated_userid, request.now):
                note_attempt(request, document, step, Refused("conflict", title))
    return {
        "title": title,
        "text": _("Nothing was changed. Go back and send it again. Here is what you wrote:"),
        "given_back": typed(request),
        "search": False,
        "sign_in": False,
        "reference": None,
    }


@exception_view_config(context=HTTPException, renderer=TEMPLATE)
def http_error(request: Request) -> Any:
    """Redirects pass; every other answer of Pyramid's own gets our page."""
    error = request.exception
    if error.status_int < 400 or isinstance(error, (HTTPNotFound, HTTPForbidden)):
        return error
    _fresh(request)
    _status(request, error.status_int)
    return {
        "title": _("The request could not be carried out"),
        "text": _("Go back and try again, or begin from the home page."),
        "search": False,
        "sign_in": False,
        "reference": None,
    }


@exception_view_config(context=UnicodeDecodeError, renderer=TEMPLATE)
def bad_bytes(request: Request) -> Any:
    """400: the address or the form holds bytes that are no UTF-8."""
    _fresh(request)
    _status(request, 400)
    return {
        "title": _("The address cannot be read"),
        "text": _("Go back and try again, or begin from the home page."),
        "search": False,
        "sign_in": False,
        "reference": None,
    }


@exception_view_config(context=Exception, renderer=TEMPLATE)
def broken(request: Request) -> Any:
    """500: a number to quote, nothing of the inside."""
    if request.registry.site.settings.strict_reads:
        raise request.exception
    number = secrets.token_hex(4)
    log.error("Error %s in a %s of view %r", number, request.method, request.view_name, exc_info=request.exc_info)
    try:
        _fresh(request)
    except Exception:
        log.exception("The error page cannot read the database")
        raise request.exception from None
    _status(request, 500)
    return {
        "title": _("Something went wrong on our side"),
        "text": _("It is not your fault, and it has been written down. If you write to us, quote this number:"),
        "reference": number,
        "search": False,
        "sign_in": False,
    }
