"""How the councils answer: a table by commune with a chart, and the same as CSV."""

import csv
from io import StringIO
from types import SimpleNamespace as Shown
from typing import Any
from urllib.parse import urlencode

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from mukhtabar.content.embargo import Embargo
from mukhtabar.content.interfaces import IPortal, IRegion
from mukhtabar.language import Message, _
from mukhtabar.language.dates import local_day, noon
from mukhtabar.rules.answering import LEAST, Share
from mukhtabar.rules.clocks.loader import clocks
from mukhtabar.rules.permissions import Permission
from mukhtabar.security.acl import may
from mukhtabar.services.answering import Line
from mukhtabar.views import shown
from mukhtabar.views.answering import ALL, COLUMNS, FEW, MONTHS, NAME, Period, chosen, lines, order, periods
from mukhtabar.views.chart import bar
from mukhtabar.views.helpers import Helpers

READ = ("GET", "HEAD")
#: More bars are not drawn: the table has them all.
BARS = 30
#: Begins what a spreadsheet would take for a formula, or hides one in a blank (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
LICENCE = "CC BY 4.0"


def _said(h: Helpers, embargo: Embargo | None) -> tuple[Message, str] | None:
    """Return from when on figures are shown, and why not now."""
    if embargo is None:
        return None
    return _("Figures from ${day} on", day=h.date(noon(embargo.until))), embargo.reason


def _row(request: Request, line: Line) -> Shown:
    h, found, oldest = Helpers(request), line.figures, None
    if found is not None and found.oldest is not None:
        oldest = request.portal.uids.get(found.oldest)
        if not may(oldest, Permission.VIEW, None, request.now):
            oldest = None
    return Shown(
        name=line.commune.place.name(request.language),
        url=request.page.url_of(line.commune),
        sample=line.sample,
        held=_said(h, line.embargo),
        cells=[(code, column.title, column.said(h, found)) for code, column in COLUMNS.items()] if found else [],
        oldest=request.page.url_of(oldest) if oldest is not None else None,
    )


def _chart(request: Request, found: list[Line]) -> list[Shown]:
    """Return a bar for each line with figures: what was answered, then what waits."""
    counted = [line for line in found if line.figures is not None][:BARS]
    most = max((line.figures.published for line in counted if line.figures), default=0)
    backwards = request.page.direction == "rtl"
    return [
        Shown(
            name=line.commune.place.name(request.language),
            svg=bar((("answered", figures.answered), ("waiting", figures.waiting)), most, backwards),
            answered=figures.answered,
            waiting=figures.waiting,
        )
        for line in counted
        if (figures := line.figures) is not None
    ]  # fmt: skip


def _link(request: Request, period: Period, sort: str, name: str = "answering") -> str:
    query = {"period": period.code if period.code != MONTHS else "", "sort": sort if sort != NAME else ""}
    here = request.page.url_of(request.context, name)
    kept = {key: value for key, value in query.items() if value}
    return f"{here}?{urlencode(kept)}" if kept else here


def _head(request: Request, period: Period) -> list[Shown]:
    """Return the headings of the columns: each is a link that sorts by it, and the other way round the next time."""
    code, down = order(request)
    titles = {NAME: _("Commune"), **{name: column.title for name, column in COLUMNS.items()}}
    return [
        Shown(
            title=title,
            url=_link(request, period, f"-{name}" if name == code and not down else name),
            sort=("descending" if down else "ascending") if name == code else None,
        )
        for name, title in titles.items()
    ]


@view_config(context=IPortal, name="answering", permission="view", request_method=READ,
             renderer="mukhtabar.templates:public/answering.pt")  # fmt: skip
@view_config(context=IRegion, name="answering", permission="view", request_method=READ,
             renderer="mukhtabar.templates:public/answering.pt")  # fmt: skip
def answering(context: Any, request: Request) -> dict[str, Any]:
    """The table of one time in one order. What it shows changes at midnight, and with any proposal or answer."""
    request.depends_on(request.portal)
    h, period, (code, down) = Helpers(request), chosen(request, context), order(request)
    found, sort = lines(request, context, period), f"-{code}" if down else code
    words = {MONTHS: _("Last twelve months"), ALL: _("From the beginning")}
    return {
        "title": _("How the councils answer"),
        "description": _("Proposals published, answered and waiting, by commune; how long an answer takes."),
        "held": _said(h, request.portal.embargo_on(local_day(request.now))),
        "first": shown.when(h, noon(period.first)),
        "last": shown.when(h, noon(period.last)),
        "periods": [(_link(request, one, sort), h.t(words[one.code]) if one.code in words else one.code, one == period)
                    for one in periods(request, context)],
        "head": _head(request, period),
        "rows": [_row(request, line) for line in found],
        "chart": _chart(request, found),
        "csv": _link(request, period, sort, "answering.csv"),
        "least": LEAST,
        "days": clocks()["answer"].length,
        "question": clocks()["question"].length,
        "licence": LICENCE,
    }  # fmt: skip


def safe(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _parts(share: Share) -> tuple[object, object]:
    return ("", "") if share.few else (share.part, share.whole)


def _record(request: Request, line: Line) -> list[object]:
    """Return the cells of one line as bare numbers: a share as its part and its whole."""
    h, place, found = Helpers(request), line.commune.place, line.figures
    name, region = place.name(request.language), line.commune.__parent__.place.name(request.language)
    if found is None:
        said = _said(h, line.embargo)
        return [place.code, name, region, *[""] * 10, f"{h.t(said[0])}: {said[1]}" if said else ""]
    few = found.median is None or found.in_time.few or found.same_day.few
    return [
        place.code, name, region, found.published, found.answered, found.waiting,
        "" if found.median is None else found.median,
        *_parts(found.in_time), *_parts(found.same_day),
        "" if found.waited is None else found.waited,
        h.t(_("yes")) if line.sample else "",
        h.t(FEW) if few else "",
    ]  # fmt: skip


@view_config(context=IPortal, name="answering.csv", permission="view", request_method=READ)
@view_config(context=IRegion, name="answering.csv", permission="view", request_method=READ)
def as_csv(context: Any, request: Request) -> Response:
    """The same table for a spreadsheet (RFC 4180), with the day and the licence in each line."""
    request.depends_on(request.portal)
    h, period, today, out = Helpers(request), chosen(request, context), local_day(request.now), StringIO()
    writer = csv.writer(out)
    titles = (
        _("Code of the commune"), _("Commune"), _("Region"), _("Proposals published"), _("Answered"),
        _("Waiting for an answer"),
        _("Days to the first answer (median)"), _("Answered in time"), _("Answered in time, of"),
        _("Approved on the day they came"), _("Approved on the day they came, of"), _("Longest waiting, in days"),
        _("Sample"), _("Note"), _("Published from"), _("Published until"), _("As of"), _("Licence"),
    )  # fmt: skip
    writer.writerow([safe(h.t(title)) for title in titles])
    for line in lines(request, context, period):
        tail = (period.first.isoformat(), period.last.isoformat(), today.isoformat(), LICENCE)
        writer.writerow([safe(cell) for cell in (*_record(request, line), *tail)])
    if (said := _said(h, request.portal.embargo_on(today))) is not None:
        writer.writerow([*[""] * 13, safe(f"{h.t(said[0])}: {said[1]}"), "", "", today.isoformat(), LICENCE])
    response = Response(body="\ufeff" + out.getvalue(), content_type="text/csv", charset="utf-8")
    response.content_disposition = f'attachment; filename="answering-{today.isoformat()}.csv"'
    return response
