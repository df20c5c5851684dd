"""The council of a commune: who sits there now and in which capacity, and the earlier terms below."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.council import frozen, frozen_until, office_of, offices, sitting
from mukhtabar.content.interfaces import ICommune
from mukhtabar.language import _
from mukhtabar.language.dates import local_day, noon
from mukhtabar.rules.permissions import Permission
from mukhtabar.store.mandates import Mandate
from mukhtabar.views import shown
from mukhtabar.views.helpers import Helpers

#: The lists of questions, of a commune as of one mandate.
QUESTIONS = ("questions.waiting", "questions.answered")


def seat(request: Request, mandate: Mandate) -> Shown:
    """Return a mandate as a page shows it. The name is looked up now."""
    h, capacity = Helpers(request), office_of(mandate)
    end = mandate.span.end
    return Shown(
        id=mandate.id,
        name=h.person(mandate.person),
        capacity=h.text(capacity),
        start=shown.when(h, noon(mandate.span.start)),
        end=shown.when(h, noon(end) if end is not None else None),
        over=mandate.span.over(local_day(request.now)),
        questions=sum(request.portal.listings_index.count(name, mandate.id) for name in QUESTIONS),
        approves=mandate.approves,
    )


def choices(request: Request, commune: Any) -> list[tuple[str, str]]:
    """Return whom a question may be put to today: the id of a mandate, and who it is in which capacity."""
    if commune is None:
        return []
    found = [seat(request, one) for one in sitting(request.portal, commune, local_day(request.now))]
    return [(str(one.id), f"{one.name}, {one.capacity}" if request.language != "ar" else f"{one.name}، {one.capacity}")
            for one in found]  # fmt: skip


def _terms(request: Request, found: list[Mandate]) -> list[tuple[str, list[Shown]]]:
    """Return mandates by their term, the latest first."""
    codes = list(offices())
    by_term: dict[tuple[int, int], list[Mandate]] = {}
    for one in sorted(found, key=lambda one: (codes.index(one.office), one.span.start)):
        by_term.setdefault(one.term, []).append(one)
    return [
        (f"{first}–{last}", [seat(request, one) for one in by_term[first, last]])
        for first, last in sorted(by_term, reverse=True)
    ]


@view_config(
    context=ICommune,
    name="council",
    permission="view",
    request_method=("GET", "HEAD"),
    renderer="mukhtabar.templates:public/council.pt",
)
def council(context: Any, request: Request) -> dict[str, Any]:
    """Who sits in it, who is known to follow, who sat in it."""
    manages = request.page.may(Permission.MANAGE)
    if not manages:
        request.depends_on(context)
    today, every = local_day(request.now), request.portal.mandates.at(context.uid)
    period, until = frozen(context, today), frozen_until(context, today)
    return {
        "title": _("Council of ${commune}", commune=context.place.name(request.language)),
        "now": [seat(request, one) for one in sitting(request.portal, context, today)],
        "coming": _terms(request, [one for one in every if one.span.start > today]),
        "earlier": _terms(request, [one for one in every if one.span.over(today)]),
        "frozen": (Helpers(request).date(noon(until)), period.reason) if period and until else None,
        "manages": manages,
    }
