"""The public page of a petition, and what is attached to it."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from mukhtabar.actions.annex import close_to_readers
from mukhtabar.actions.report import reportable
from mukhtabar.actions.sheet import may_enter
from mukhtabar.content.interfaces import IPetition
from mukhtabar.language import _
from mukhtabar.rules.refused import Refused
from mukhtabar.store.blobs import read
from mukhtabar.views import shown
from mukhtabar.views.clock import clock
from mukhtabar.views.petition import annexes, decision, is_agent, may_open, progress, timeline, to_court
from mukhtabar.views.posting import text
from mukhtabar.views.public.file import SANDBOX, disposition
from mukhtabar.views.written import parts

READ = ("GET", "HEAD")


@view_config(
    context=IPetition, permission="view", request_method=READ, renderer="mukhtabar.templates:public/petition.pt"
)
def petition(context: Any, request: Request) -> dict[str, Any]:
    """What is asked and why, how many signed, where it stands with the council."""
    if context.is_public:
        request.depends_on(context)
    own = []
    if request.identity is not None and is_agent(request, context):
        own.append((request.page.url_of(context, "prepare"), _("Go on with the petition"), "main"))
    if request.identity is not None and may_enter(request.ctx, context):
        own.append((request.page.url_of(context, "sheet"), _("Type in a sheet"), "secondary"))
    return {
        "title": context.title,
        "description": shown.shorten(context.body),
        "parts": parts(request, context),
        "progress": progress(request, context),
        "clock": clock(request, context),
        "decision": decision(request, context),
        "court": to_court(request, context),
        "timeline": timeline(request, context),
        "annexes": annexes(request, context),
        "own": own,
        "short": request.page.link(f"/r/{context.reference}"),
        "may_report": reportable(context),
    }


@view_config(context=IPetition, name="annex", permission="view", request_method=READ)
def annex(context: Any, request: Request) -> Any:
    """The bytes of one attachment, for whoever may read it now: asked each time."""
    wanted = request.GET.get("v", "")
    found = next((one for one in context.annexes if one.digest == wanted), None)
    blob = context.contents.blobs.get(wanted) if found is not None and context.contents is not None else None
    if found is None or blob is None or not may_open(request, context, found):
        raise HTTPNotFound
    response = Response(body=read(blob), content_type=found.media_type, charset=None)
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Disposition"] = disposition(found.filename, inline=False)
    return response


@view_config(context=IPetition, name="close-annex", permission="view", request_method="POST")
def close_annex(context: Any, request: Request) -> Any:
    """Keep an attachment from readers: the button beside it."""
    try:
        close_to_readers(request.ctx, context, text(request, "digest")[:64])
    except Refused as refusal:
        request.tm.doom()
        request.flash("problem", refusal.message)
    else:
        request.flash("done", _("Closed. Only the agent and the council read it now."))
    return HTTPSeeOther(request.page.url_of(context))
