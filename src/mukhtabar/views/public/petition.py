"""The public page of a petition, and what is attached to it."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from mukhtabar.actions.report import reportable
from mukhtabar.actions.sheet import may_enter
from mukhtabar.content.interfaces import IPetition
from mukhtabar.language import _
from mukhtabar.language.html import plain_to_html
from mukhtabar.store.blobs import read
from mukhtabar.views import shown
from mukhtabar.views.clock import clock
from mukhtabar.views.petition import annexes, decision, is_agent, may_open, progress, timeline, to_court
from mukhtabar.views.public.file import SANDBOX, disposition

READ = ("GET", "HEAD")


@view_config(
    context=IPetition, permission="view", request_method=READ, renderer="mukhtabar.templates:public/petition.pt"
)
def petition(context: Any, request: Request) -> dict[str, Any]:
    """What is asked and why, how many signed, where it stands with the council."""
    if context.is_public:
        request.depends_on(context)
    texts = (
        ("body", _("What is asked of the council")),
        ("reasons", _("Reasons")),
        ("aims", _("Aims")),
    )
    own = []
    if request.identity is not None and is_agent(request, context):
        own.append((request.page.url_of(context, "prepare"), _("Go on with the petition"), "main"))
    if request.identity is not None and may_enter(request.ctx, context):
        own.append((request.page.url_of(context, "sheet"), _("Type in a sheet"), "secondary"))
    return {
        "title": context.title,
        "description": shown.shorten(context.body),
        "parts": [(name, title, plain_to_html(getattr(context, name))) for name, title in texts],
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
