"""Make a council file: the sitting and its note, the points, and after the sitting what was decided (J21)."""

from collections.abc import Mapping
from itertools import islice
from types import SimpleNamespace as Shown
from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.agenda import add_points, begin_file, change_file, enter_decisions, move_up, take_off
from mukhtabar.actions.edit import serial
from mukhtabar.content.council_file import SOURCES, CouncilFile
from mukhtabar.content.interfaces import ICommune, ICouncilFile
from mukhtabar.content.texts import Texts
from mukhtabar.forms.council_file import decisions_form, file_form
from mukhtabar.language import _
from mukhtabar.language.dates import local_day, long_date
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.sessions import coming, session_of
from mukhtabar.views import agenda, shown
from mukhtabar.views.compare import differences
from mukhtabar.views.desk.writing import differing
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.listed import documents, page_number, paging
from mukhtabar.views.posting import Differs, filled_in, text

READ_POST = ("GET", "HEAD", "POST")
TEMPLATE = "mukhtabar.templates:council/file_form.pt"
#: So many sessions ahead can be chosen.
AHEAD = 4
#: The refusal that is about the day of the sitting.
DAY = {"outside_session": "day"}


def _sessions(request: Request, kept: str = "") -> list[tuple[str, str]]:
    """Return the sessions that can be chosen, in words: that of this month, those to come, the one kept."""
    h, today = Helpers(request), local_day(request.now)
    now = session_of(today)
    found = [each.code for each in ([now] if now else []) + list(islice(coming(today), AHEAD))]
    codes = found if not kept or kept in found else [kept, *found]
    return [(code, h.session(code)) for code in codes]


def _values(request: Request, posted: Mapping[str, Any], before: CouncilFile | None = None) -> dict[str, Any]:
    texts = before.details if before is not None else Texts()
    return {
        "session": posted["session"],
        "day": posted["day"],
        "details": texts.with_values(request.now, posted["details"]),
    }


@view_config(
    context=ICommune, name="council-file", permission="add_council_file", request_method=READ_POST, renderer=TEMPLATE
)
def begin(context: Any, request: Request) -> Any:
    """A new file of a sitting."""
    form = file_form(request, _sessions(request))
    page = {
        "title": _("Make a council file"),
        "form": form,
        "conflict": None,
        "name": request.page.title_of(context),
        "back": request.page.url_of(context, "sittings"),
    }
    return filled_in(
        request,
        page,
        lambda given: begin_file(request.ctx, context, _values(request, given)),
        _("The draft is saved. Nobody outside the council sees it. Choose its points now."),
        lambda made: request.page.url_of(made, "points"),
        fields=DAY,
        once="once",
        again=lambda made: _changing(request, made),
        step="begin_file",
    )


def _changing(request: Request, draft: CouncilFile) -> tuple[dict[str, Any], Differs]:
    """Return the page on which a draft is changed, and what differs when somebody else saved it meanwhile."""
    form = file_form(request, _sessions(request, draft.session))

    def differs(now: Mapping[str, Any], sent: Mapping[str, Any]) -> list[Any]:
        mine = _values(request, sent, draft)
        return differing(request, form, _in_words(request, now), _in_words(request, mine))

    page = {
        "title": _("Change the sitting and the note"),
        "form": form,
        "conflict": None,
        "name": request.page.title_of(draft),
        "back": request.page.url_of(draft, "review"),
    }
    return page, differs


@view_config(context=ICouncilFile, name="edit", permission="edit", request_method=READ_POST, renderer=TEMPLATE)
def change(context: Any, request: Request) -> Any:
    """Change the sitting and the note of a draft."""
    page, differs = _changing(request, context)
    return filled_in(
        request,
        page,
        lambda given: change_file(request.ctx, context, _values(request, given, context), given["serial"]),
        _("The draft is saved."),
        lambda _done: request.page.url_of(context, "review"),
        first={**context.field_values(), "serial": serial(context)},
        fields=DAY,
        differs=differs,
        step="change_file",
    )


def _in_words(request: Request, fields: Mapping[str, Any]) -> dict[str, Any]:
    details = fields["details"]
    return {
        "session": Helpers(request).session(fields["session"]),
        "day": long_date(fields["day"], request.language) if fields["day"] else "",
        "details": details.as_dict() if isinstance(details, Texts) else details,
    }


@view_config(context=ICouncilFile, name="points", permission="edit", request_method=READ_POST,
             renderer="mukhtabar.templates:council/points.pt")  # fmt: skip
def points(context: Any, request: Request) -> Any:
    """The agenda in its order; and below it what can be put on it. Every button is saved at once."""
    code = request.GET.get("from", "")
    code = code if code in SOURCES else next(iter(SOURCES))
    here, problem = request.page.url_of(context, "points"), None
    back = f"{here}?from={code}" + (f"&page={page_number(request)}" if page_number(request) > 1 else "")
    if request.method == "POST":
        try:
            said = _arrange(context, request)
        except Refused as refusal:
            request.tm.doom()
            problem = refusal.message
        else:
            request.flash("done", said)
            return HTTPSeeOther(back)
    index, commune = request.portal.listings_index, context.__parent__
    batch = index.batch(SOURCES[code][0], commune.uid, page=page_number(request), size=20)
    on_it = {each.reference for each in context.points}
    ticked = set(request.POST.getall("add")) if request.method == "POST" else set()
    options = [(f"{here}?from={name}", title, index.count(listing, commune.uid), name == code)
               for name, (listing, title) in SOURCES.items()]  # fmt: skip
    return {
        "title": _("Points of the agenda"),
        "name": request.page.title_of(context),
        "points": agenda.points(request, context),
        "candidates": [
            Shown(reference=document.reference, entry=shown.item(request, document), on_it=document.reference in on_it,
                  ticked=document.reference in ticked)
            for document in documents(request, batch)
        ],
        "filters": [Shown(title=_("Choose from"), options=options)],
        "paging": paging(request, batch),
        "here": back,
        "problem": problem,
        "error": problem is not None,
    }  # fmt: skip


def _arrange(context: Any, request: Request) -> Any:
    if reference := text(request, "off"):
        take_off(request.ctx, context, reference)
        return _("Taken off the agenda.")
    if reference := text(request, "up"):
        move_up(request.ctx, context, reference)
        return _("Moved up.")
    given = [value for value in request.POST.getall("add") if isinstance(value, str)]
    number = add_points(request.ctx, context, given)
    return _("${n} point put on the agenda.", "${n} points put on the agenda.", n=number)


@view_config(context=ICouncilFile, name="decisions", permission="answer", request_method=READ_POST,
             renderer="mukhtabar.templates:council/file_form.pt")  # fmt: skip
def decisions(context: Any, request: Request) -> Any:
    """What was decided on each point; nothing of it is public before another person confirms it."""
    # Who had it open when the decisions were sent on is told so, by the action itself.
    if context.state != "convened" and request.method != "POST":
        raise HTTPNotFound
    h = Helpers(request)
    titles = [
        (
            each.reference,
            h.t(_("Not public any more: ${reference}", reference=each.reference)) if each.gone else each.title,
        )
        for each in agenda.points(request, context)
    ]
    form = decisions_form(request, titles)
    page = {
        "title": _("Enter the decisions"),
        "form": form,
        "conflict": None,
        "name": request.page.title_of(context),
        "back": request.page.url_of(context, "review"),
    }

    def decided(given: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
        return {reference: (given[reference]["decision"], given[reference]["words"]) for reference, _title in titles}

    def differs(now: Mapping[str, Any], sent: dict[str, Any]) -> list[Shown]:
        theirs = {each.reference: (each.decision, each.words) for each in now["points"]}
        return differences(_said(h, dict(titles), theirs), _said(h, dict(titles), decided(sent)))

    rows = {point.reference: {"decision": point.decision, "words": point.words} for point in context.points}
    return filled_in(
        request,
        page,
        lambda given: enter_decisions(request.ctx, context, decided(given), given["serial"]),
        _("The decisions are saved. Send them for confirmation; nobody else sees them before."),
        lambda _done: request.page.url_of(context, "review"),
        first={**rows, "serial": serial(context)},
        differs=differs,
        step="enter_decisions",
    )


def _said(h: Helpers, titles: Mapping[str, str], decided: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Return the decisions as the compare page says them."""
    return {
        titles[reference]: f"{h.word('decision', code) if code else ''} {words}".strip()
        for reference, (code, words) in decided.items()
    }
