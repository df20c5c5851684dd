"""The calendar of holidays: everyone sees by which days terms are counted; who runs the portal confirms the feasts."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.httpexceptions import HTTPForbidden
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.holiday import FIRST, LAST, as_the_book_says, keep_holiday, no_holiday
from mukhtabar.content.interfaces import IPortal
from mukhtabar.forms import holiday as kinds
from mukhtabar.language import Message, _
from mukhtabar.language.dates import local_day, noon
from mukhtabar.rules.permissions import Permission
from mukhtabar.services.holidays import of_year
from mukhtabar.views import shown
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import filled_in


def _rows(request: Request, year: int) -> list[Shown]:
    """Return the days of `year` of which anything is known, in their order."""
    h, book, said = Helpers(request), of_year(year, request.language), request.portal.holidays.all()
    days = sorted({*book, *(day for day in said if day.year == year)})
    return [
        Shown(
            when=shown.when(h, noon(day)),
            # Of a day that is an ordinary one after all, what it was thought to be.
            name=one.name if (one := said.get(day) or book.get(day)) is not None else "",
            mark=_mark(day in said, said.get(day) is None, day in book and book[day].sure),
        )
        for day in days
    ]


def _mark(corrected: bool, worked: bool, sure: bool) -> tuple[Message, str] | None:
    """Return what is said of a day beside its name, and the tone of that; None for what nobody doubts."""
    if corrected:
        return (_("ordinary day"), "refused") if worked else (_("confirmed"), "done")
    return None if sure else (_("reckoned, not confirmed yet"), "waiting")


@view_config(
    context=IPortal,
    name="holidays",
    permission="view",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:admin/holidays.pt",
)
def holidays(context: Any, request: Request) -> Any:
    """One year; a form below it for who may keep it."""
    may, given = request.page.may(Permission.MANAGE), request.GET.get("year", "")
    this = local_day(request.now).year
    year = int(given) if given.isascii() and given.isdigit() and len(given) == 4 else this
    year = min(max(year, FIRST), LAST)
    page: dict[str, Any] = {
        "title": _("Holidays of ${year}", year=str(year)),
        "rows": _rows(request, year),
        "years": [(request.page.url_of(context, "holidays") + f"?year={one}", one, one == year)
                  for one in range(max(this - 1, FIRST), min(this + 3, LAST + 1))],
        "form": kinds.holiday_form(request) if may else None,
    }  # fmt: skip
    if request.method != "POST":
        if not may:
            request.depends_on(context)
        return page
    if not may:
        raise HTTPForbidden

    def keep(values: dict[str, Any]) -> int:
        day = local_day(values["day"])
        match values["kind"]:
            case kinds.HOLIDAY:
                keep_holiday(request.ctx, day, values["name"])
            case kinds.WORKED:
                no_holiday(request.ctx, day)
            case _:
                as_the_book_says(request.ctx, day)
        return day.year

    done = _("The calendar is kept. Terms that are counted in working days follow it at once.")
    return filled_in(
        request, page, keep, done, lambda year: request.page.url_of(context, "holidays") + f"?year={year}"
    )
