"""The table of answering as readers ask for it: which time, in which order, and what stands in each cell."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from pyramid.request import Request

from mukhtabar.content.answering import ASKED
from mukhtabar.language import Message, _
from mukhtabar.language.dates import local_day, percent
from mukhtabar.language.folding import fold
from mukhtabar.rules.answering import Figures, Share
from mukhtabar.rules.months import add_months
from mukhtabar.services.answering import Line, table
from mukhtabar.views.helpers import Helpers

#: A time in words of an address: the last twelve months (the usual one), or all there ever was; else a year.
MONTHS, ALL = "months", "all"
#: No more years than these are offered, the latest first.
YEARS = 6
NAME = "name"
#: What stands in place of a figure of too few.
FEW = _("too few to say")
NOTHING = "–"


@dataclass(frozen=True)
class Period:
    """Of what was published from `first` to `last`."""

    code: str
    first: date
    last: date


@dataclass(frozen=True)
class Column:
    """A figure of the table: its title, what it is sorted by (None: it says nothing), and how it is written."""

    title: Message
    key: Callable[[Figures], float | None]
    said: Callable[[Helpers, Figures], str]


def _share(h: Helpers, share: Share) -> str:
    if not share.whole:
        return NOTHING
    return h.t(FEW) if share.value is None else percent(share.value, h.language)


def _median(h: Helpers, found: Figures) -> str:
    if not found.answered:
        return NOTHING
    return h.t(FEW) if found.median is None else h.number(found.median)


COLUMNS: dict[str, Column] = {
    "published": Column(_("Proposals published"), lambda f: f.published, lambda h, f: h.number(f.published)),
    "answered": Column(_("Answered"), lambda f: f.answered, lambda h, f: h.number(f.answered)),
    "waiting": Column(_("Waiting for an answer"), lambda f: f.waiting, lambda h, f: h.number(f.waiting)),
    "median": Column(_("Days to the first answer (median)"), lambda f: f.median, _median),
    "in-time": Column(_("Answered in time"), lambda f: f.in_time.value, lambda h, f: _share(h, f.in_time)),
    "oldest": Column(_("Longest waiting, in days"), lambda f: f.waited,
                     lambda h, f: NOTHING if f.waited is None else h.number(f.waited)),
    "same-day": Column(_("Approved on the day they came"), lambda f: f.same_day.value,
                       lambda h, f: _share(h, f.same_day)),
}  # fmt: skip


def periods(request: Request, node: Any) -> list[Period]:
    """Return the times that are offered, the usual one first. Loads no document."""
    today = local_day(request.now)
    begun = next((rank[0] for rank, _uid in request.portal.listings_index.walk(ASKED, node.uid)), today.toordinal())
    start = date.fromordinal(begun)
    year_ago = add_months(datetime.combine(today, time.min), -12).date()
    years = range(today.year, max(start.year, today.year - YEARS + 1) - 1, -1)
    return [
        Period(MONTHS, year_ago + timedelta(days=1), today),
        Period(ALL, min(start, today), today),
        *(Period(str(year), date(year, 1, 1), min(date(year, 12, 31), today)) for year in years),
    ]


def chosen(request: Request, node: Any) -> Period:
    """Return the time asked for; the usual one when there is none, or it is nonsense."""
    offered = periods(request, node)
    return next((one for one in offered if one.code == request.GET.get("period")), offered[0])


def order(request: Request) -> tuple[str, bool]:
    """Return by what the table is sorted, and whether the largest is first; by name when it is nonsense."""
    asked = request.GET.get("sort", NAME)
    code = asked.removeprefix("-")
    return (code, asked.startswith("-")) if code in COLUMNS or code == NAME else (NAME, False)


def lines(request: Request, node: Any, period: Period) -> list[Line]:
    """Return the lines of the table in the order asked for; those that say nothing are last either way."""
    found = table(request.portal, node, local_day(request.now), period.first, period.last)
    code, down = order(request)
    found.sort(key=lambda line: fold(line.commune.place.name(request.language)), reverse=down and code == NAME)
    if code == NAME:
        return found
    keys = [(line, COLUMNS[code].key(line.figures) if line.figures else None) for line in found]
    said = sorted(((key, at) for at, (_line, key) in enumerate(keys) if key is not None),
                  key=lambda one: (-one[0] if down else one[0], one[1]))  # fmt: skip
    return [keys[at][0] for _key, at in said] + [line for line, key in keys if key is None]
