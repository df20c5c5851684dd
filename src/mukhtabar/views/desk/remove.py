"""Before something goes into the trash: what goes with it, who reads it, and what points at it."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.link import pointing_at
from mukhtabar.actions.trash import NO_REASON, WHY_MOST, anything_public, trash
from mukhtabar.content.interfaces import IContainer
from mukhtabar.language import _
from mukhtabar.language.clean import clean_line
from mukhtabar.rules.permissions import Permission
from mukhtabar.security.acl import may
from mukhtabar.store.folder import subtree
from mukhtabar.views import shown
from mukhtabar.views.desk.handling import each
from mukhtabar.views.desk.selection import named
from mukhtabar.views.posting import text

#: So many of those that point here are named.
SOURCES_MOST = 20


def _row(request: Request, document: Any) -> Shown:
    actor, now = request.authenticated_userid, request.now
    sources = [source for source in pointing_at(request.ctx, document) if may(source, Permission.VIEW, actor, now)]
    return Shown(
        entry=shown.item(request, document),
        inside=sum(1 for _each in subtree(document)) - 1,
        public=anything_public(document),
        sources=[shown.item(request, source) for source in sources[:SOURCES_MOST]],
        more=max(0, len(sources) - SOURCES_MOST),
    )


@view_config(
    context=IContainer,
    name="remove",
    permission="add_page",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:desk/remove.pt",
)
def remove(context: Any, request: Request) -> Any:
    """Ask once, with all that matters for the answer."""
    found = named(request, context, request.GET.getall("name"))
    why, problems = clean_line(text(request, "why")), []
    needs_why = any(anything_public(document) for document in found)
    wrong = NO_REASON if request.method == "POST" and needs_why and not why else None
    if request.method == "POST" and found and not wrong:
        outcome = each(
            request, found, lambda document: trash(request.ctx, document, why),
            lambda n: _("${n} document is in the trash.", "${n} documents are in the trash.", n=n),
        )  # fmt: skip
        if not outcome.problems:
            request.flash("done", outcome.said)
            return HTTPSeeOther(request.page.url_of(context, "contents"))
        problems = outcome.problems
        found = [document for document in found if document.__name__ in outcome.left]
    return {
        "title": _("Put in the trash"),
        "name": request.page.title_of(context),
        "rows": [_row(request, document) for document in found],
        "needs_why": needs_why,
        "why": why,
        "wrong": wrong,
        "most": WHY_MOST,
        "problems": problems,
        "error": bool(problems or wrong),
    }
