"""The moderation desk: all that waits for a moderator at or below a node, the longest waiting first (J12)."""

from types import SimpleNamespace as Shown
from typing import Any
from urllib.parse import urlencode

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.decide import STEPS, Outcome, decide_many
from mukhtabar.content.interfaces import IContainer
from mukhtabar.content.moderated import Moderated
from mukhtabar.language import Message, _
from mukhtabar.rules.reasons import REASONS
from mukhtabar.rules.refused import Refused
from mukhtabar.services.moderation import queue, set_aside
from mukhtabar.store.catalog.listings import Batch
from mukhtabar.views.desk import queued
from mukhtabar.views.desk.selection import chosen
from mukhtabar.views.listed import documents, page_number, paging
from mukhtabar.views.outcomes import told
from mukhtabar.views.posting import text

TITLES: dict[str, Message] = {"publish": _("Publish"), "return": _("Return to the author"), "refuse": _("Refuse")}
#: An address of more is not followed by every server.
MOST_NAMED = 50
DONE: dict[str, Message] = {"publish": _("Published"), "return": _("Returned to the author"), "refuse": _("Refused")}


def _decide(context: Any, request: Request) -> tuple[list[Outcome], Refused | None]:
    """Do what was asked for; return what became of each, and what is wrong with the asking itself."""
    name, comment, reason = (text(request, field) for field in ("transition", "comment", "reason"))
    try:
        outcomes = decide_many(request.ctx, context, chosen(request), name, comment, reason or None)
    except Refused as problem:
        request.tm.doom()
        return [], problem
    asked = [one.refused for one in outcomes if one.refused and one.refused.code.startswith(("reason", "comment"))]
    return outcomes, asked[0] if asked else None


def _form(request: Request, problem: Refused | None) -> Shown:
    """Return the controls under the list, holding what was typed."""
    code = problem.code if problem else ""
    return Shown(
        action=request.page.here,
        steps=[(name, TITLES[name]) for name in STEPS],
        reasons=[
            (_("To return"), list(REASONS["return"].values())),
            (_("To refuse"), list(REASONS["refusal"].values())),
        ],
        reason=text(request, "reason"),
        comment=text(request, "comment"),
        field=next((field for field in ("reason", "comment") if code.startswith(field)), "rows" if code else ""),
        problem=problem.message if problem else None,
    )


def _to_merge(context: Any, request: Request) -> str:
    """Return the address where what was ticked can join another proposal."""
    items = [("item", str(uid)) for uid, _read in chosen(request)[:MOST_NAMED]]
    return f"{request.page.url_of(context, 'merge')}?{urlencode(items)}"


@view_config(
    context=IContainer,
    name="moderation",
    permission="moderate",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:desk/moderation.pt",
)
def moderation(context: Any, request: Request) -> Any:
    """The queue, its filters, how the desk keeps up; and one decision on several at once, each told apart."""
    if request.method == "POST" and text(request, "transition") == "merge" and chosen(request):
        return HTTPSeeOther(_to_merge(context, request))
    outcomes, problem = _decide(context, request) if request.method == "POST" else ([], None)
    kind, late = queued.chosen(request)
    together = queued.like(request, context)
    if together:
        batch = Batch(tuple(document.uid for document in together), 1, len(together), len(together))
    elif kind in queued.ASIDE:
        batch = set_aside(request.portal, context.uid, kind, page_number(request))
    else:
        asked, only = queued.kinds_of(kind), request.now if late else None
        batch = queue(request.portal, context.uid, asked, only, page_number(request), facet=queued.facet(request))
    # What failed stays before the moderator's eyes, chosen as it was, whatever page it now belongs to.
    failed = [one.document for one in outcomes if one.refused and one.document and one.document.moderation]
    ticked = {document.uid for document in failed} if outcomes else {uid for uid, _read in chosen(request)}
    found: dict[int, Moderated] = {document.uid: document for document in [*failed, *documents(request, batch)]}
    rows = [(document, queued.row(request, document, document.uid in ticked)) for document in found.values()]
    return {
        "title": _("Moderation"),
        "name": request.page.title_of(context),
        "groups": queued.groups(request, context, rows),
        "together": request.page.url_of(context, "moderation") if together else None,
        "outcomes": told(request, outcomes, DONE.get(text(request, "transition"))),
        "form": _form(request, problem),
        "bulk": kind not in queued.ASIDE,
        "paging": paging(request, batch),
        "tabs": queued.tabs(request, context),
        "filters": [*queued.places(request, context), *queued.facets(request, context)],
        "pace": queued.pace(request, context),
        "error": problem is not None,
    }
