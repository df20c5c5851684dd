"""Keep what is being typed: every few seconds by the script, by a button without it; and take over a lock."""

from typing import Any
from urllib.parse import urlencode

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from mukhtabar.actions.keep import keep, settle
from mukhtabar.actions.lock import take_over
from mukhtabar.content.interfaces import IContainer, IWritten
from mukhtabar.forms.document import ADDED, CONTINUE, UNKEPT
from mukhtabar.forms.translation import form_name
from mukhtabar.language import LANGUAGES, Message, _
from mukhtabar.language.dates import clock_time
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.views.desk.holding import kept
from mukhtabar.views.posting import LONGEST, MOST_FIELDS
from mukhtabar.views.staff import may_add


def typed(request: Request) -> list[tuple[str, str]]:
    """Return the fields of the form, without its files and without what belongs to this one page."""
    fields = [(name, value[:LONGEST]) for name, value in request.POST.items() if isinstance(value, str)]
    return [(name, value) for name, value in fields if name not in UNKEPT][:MOST_FIELDS]


def _with_file(request: Request, kind: str) -> list[tuple[str, str]]:
    """Return what was typed; a file that came along is kept beside it, and what was typed says under which key.

    One that would not be taken is not kept: the form says why when it is saved.
    """
    fields, key = typed(request), kept(request, ADDED[kind].make() if kind in ADDED else None, kind)
    if isinstance(key, Refused) or not key:
        return fields
    return [(name, key if name == "uid" else value) for name, value in fields]


def _kept(
    context: Any, request: Request, back: str, kind: str = "", form: str = "", needs: Permission = Permission.EDIT
) -> Any:
    """Keep the fields, or let go of what was kept; answer the script in one line, a person with the form."""
    if "discard" in request.POST:
        settle(request.ctx, context, form or kind)
        request.flash("done", _("The unsaved text is thrown away."))
        return HTTPSeeOther(back)
    problem: Message | None = None
    try:
        keep(request.ctx, context, _with_file(request, kind), form, kind, needs)
    except Refused as refusal:
        if refusal.code != "locked":
            raise
        problem = refusal.message
    said = problem or _("Kept for you at ${time}, not saved yet.", time=clock_time(request.now))
    if "application/json" in request.headers.get("Accept", ""):
        return Response(json_body={"said": request.translate(said), "problem": problem is not None})
    request.flash("problem" if problem else "info", said)
    return HTTPSeeOther(f"{back}{'&' if '?' in back else '?'}{CONTINUE}=1")


@view_config(context=IWritten, name="keep", permission="edit", request_method="POST")
def keep_edit(context: Any, request: Request) -> Any:
    """Keep what is typed in the edit form."""
    return _kept(context, request, request.page.url_of(context, "edit"))


# As for adding: what exactly is asked again for each kind.
@view_config(context=IContainer, name="keep-new", permission="add_page", request_method="POST")
def keep_new(context: Any, request: Request) -> Any:
    """Keep what is typed in the form that adds a document."""
    kind = request.GET.get("type", "")
    if kind not in may_add(request, context):
        raise HTTPNotFound
    return _kept(context, request, f"{request.page.url_of(context, 'add')}?{urlencode({'type': kind})}", kind)


@view_config(context=IWritten, name="keep-translation", permission="translate", request_method="POST")
def keep_translation(context: Any, request: Request) -> Any:
    """Keep what is typed in the form of one language. It locks nothing: several languages are written at once."""
    language = request.GET.get("to", "")
    if language not in LANGUAGES:
        raise HTTPNotFound
    back = f"{request.page.url_of(context, 'translate')}?{urlencode({'to': language})}"
    return _kept(context, request, back, form=form_name(language), needs=Permission.TRANSLATE)


@view_config(context=IWritten, name="take-over", permission="edit", request_method="POST")
def take(context: Any, request: Request) -> Any:
    """Write instead of the one who has the document open."""
    try:
        take_over(request.ctx, context)
    except Refused as refusal:
        request.tm.doom()
        request.flash("problem", refusal.message)
    else:
        request.flash("done", _("You are writing here now. Who wrote before keeps their words, and is told so."))
    return HTTPSeeOther(request.page.url_of(context, "edit"))
