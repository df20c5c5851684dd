"""What the council meets about: the files of a commune, one file, and its print (J21)."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.interfaces import ICommune, ICouncilFile
from mukhtabar.language import _
from mukhtabar.language.html import plain_to_html
from mukhtabar.rules.permissions import Permission
from mukhtabar.store.folder import lineage
from mukhtabar.views import agenda, shown
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.listed import documents, page_number, paging
from mukhtabar.views.stepping import TOWARDS_APPROVAL, steps

READ = ("GET", "HEAD")
TEMPLATE = "mukhtabar.templates:public/council_file.pt"
#: What is told when a step was taken.
DONE = {
    **TOWARDS_APPROVAL,
    "convene": _("Sent to the members. The agenda is public now."),
    "cancel": _("The sitting is called off. The reason is public."),
    "report": _("The decisions are sent for confirmation."),
    "recall_decisions": _("The decisions are taken back."),
    "return_decisions": _("The decisions are sent back."),
    "confirm_decisions": _("Confirmed. The decisions are public now."),
}


def _page(context: Any, request: Request, whole: bool = False) -> dict[str, Any]:
    h = Helpers(request)
    commune = context.__parent__
    cancelled = context.entered("cancelled")
    return {
        "title": request.page.title_of(context),
        "commune": commune.place.name(request.language),
        "session": h.session(context.session),
        "day": shown.when(h, context.day),
        "sent": shown.when(h, context.published),
        "state": h.state(context),
        "tone": h.tone(context.state),
        "note": plain_to_html(h.text(context.details)),
        "note_lang": h.lang(context.details),
        "points": agenda.points(request, context, whole),
        "why": cancelled.comment if cancelled is not None else None,
        "may_commit": request.page.may(Permission.ADD_COUNCIL_FILE, commune),
        "workflow": None,
        "problems": [],
        "history": None,
        "entered": [],
        "actions": [],
    }


def _depends(context: Any, request: Request) -> None:
    """Its points stand all over the commune, and where somebody moved one out of it, there."""
    commune = context.__parent__
    away = [each for each in context.rests_on(request.portal) if commune not in lineage(each)]
    request.depends_on(commune, *away)


@view_config(context=ICouncilFile, permission="view", request_method=READ, renderer=TEMPLATE)
def council_file(context: Any, request: Request) -> dict[str, Any]:
    """The agenda, and what was decided when that is confirmed."""
    _depends(context, request)
    return _page(context, request)


@view_config(context=ICouncilFile, name="print", permission="view", request_method=READ,
             renderer="mukhtabar.templates:council/paper.pt")  # fmt: skip
def paper(context: Any, request: Request) -> dict[str, Any]:
    """The file on paper: the note, the points, and the text of each as an annex."""
    _depends(context, request)
    h = Helpers(request)
    return {**_page(context, request, whole=True), "printed": shown.when(h, request.now)}


@view_config(
    context=ICouncilFile, name="review", permission="see_history", request_method=(*READ, "POST"), renderer=TEMPLATE
)
def review(context: Any, request: Request) -> Any:
    """The same for the council, with the decisions that wait, the history and the buttons of the next step."""
    below = steps(request, context, DONE.get, reach=True)
    if isinstance(below, HTTPSeeOther):
        return below
    h, url = Helpers(request), request.page.url_of
    links = (
        ("edit", Permission.EDIT, _("Change the sitting and the note"), True),
        ("points", Permission.EDIT, _("Choose the points"), True),
        ("decisions", Permission.ANSWER, _("Enter the decisions"), context.state == "convened"),
        ("print", Permission.VIEW, _("Print version"), True),
    )
    inside = request.page.may(Permission.ADD_COUNCIL_FILE, context.__parent__)
    return {
        **_page(context, request),
        "entered": [
            (point.reference, h.word("decision", point.decision) if point.decision else "", point.words)
            for point in context.points
            if inside and context.state in {"convened", "deciding"} and (point.decision or point.words)
        ],
        **below,
        "history": shown.history(request, context),
        "actions": [
            (url(context, name), title) for name, needs, title, now in links if now and request.page.may(needs)
        ],
    }


@view_config(context=ICommune, name="sittings", permission="view", request_method=READ,
             renderer="mukhtabar.templates:public/sittings.pt")  # fmt: skip
def sittings(context: Any, request: Request) -> dict[str, Any]:
    """The files that were sent, the latest sitting first; for the council the drafts as well."""
    request.depends_on(context)
    index, h = request.portal.listings_index, Helpers(request)
    batch = index.batch("council_files", context.uid, page=page_number(request), size=20)
    inside = request.page.may(Permission.ADD_COUNCIL_FILE, context)
    drafts = documents(request, index.batch("council_files.drafts", context.uid, size=20)) if inside else []

    def entry(document: Any, review: bool = False) -> Any:
        made = shown.item(request, document)
        made.when = shown.when(h, document.day)
        n = len(document.points)
        made.meta = [h.t(_("${n} point", "${n} points", n=n))] if n else []
        made.snippet = shown.shorten(h.text(document.details))
        made.url = request.page.url_of(document, "review") if review else made.url
        return made

    return {
        "title": _("Sittings of the council"),
        "place": request.page.title_of(context),
        "items": [entry(document) for document in documents(request, batch)],
        "drafts": [entry(document, review=True) for document in drafts],
        "paging": paging(request, batch),
        "begin": request.page.url_of(context, "council-file") if inside else None,
    }
