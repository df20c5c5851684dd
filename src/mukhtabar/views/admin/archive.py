"""Take a part of the tree out as one file, and bring one in (J24)."""

from io import BytesIO
from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from mukhtabar.actions.bring_in import bring_in
from mukhtabar.actions.context import refused
from mukhtabar.actions.export import export
from mukhtabar.content.interfaces import IContainer
from mukhtabar.language import _
from mukhtabar.language.dates import local_day
from mukhtabar.rules.refused import Refused
from mukhtabar.views.posting import FILE_FIELD


def _in_earnest(request: Request) -> None:
    """A rehearsal copy is in no archive."""
    if request.portal.rehearsing:
        raise HTTPNotFound


@view_config(
    context=IContainer,
    name="archive",
    permission="manage",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:admin/archive.pt",
)
def archive(context: Any, request: Request) -> Any:
    """What an archive is, the way to one, and a field for one."""
    _in_earnest(request)
    problem = None
    if request.method == "POST":
        try:
            sent = request.POST.get(FILE_FIELD, "")
            if not hasattr(sent, "file"):
                raise refused("no_file", _("Choose a file."))
            count = bring_in(request.ctx, context, sent.file)
            said = _("${n} document was brought in.", "${n} documents were brought in.", n=count)
            request.flash("done", said)
            return HTTPSeeOther(request.page.url_of(context, "contents"))
        except Refused as refusal:
            request.tm.doom()
            problem = refusal.message
    return {
        "title": _("Take out or bring in"),
        "name": request.page.place_of(context),
        "problem": problem,
        "error": problem is not None,
    }


@view_config(context=IContainer, name="archive.zip", permission="manage", request_method="GET")
def take_out(context: Any, request: Request) -> Response:
    """The archive of this place."""
    _in_earnest(request)
    out = BytesIO()
    export(request.ctx, context, out)
    name = f"{context.__name__ or 'mukhtabar'}-{local_day(request.now):%Y-%m-%d}.zip"
    response = Response(body=out.getvalue(), content_type="application/zip", charset=None)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
