"""Let a clock rest, run again or run longer: one page, each time with a public reason."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.clock import prolong, rest, run_again
from mukhtabar.content.interfaces import IClocked
from mukhtabar.language import _
from mukhtabar.rules.clocks.loader import clocks
from mukhtabar.views.clock import clock, reading_of
from mukhtabar.views.posting import asked_once, text

WHY_MOST = 500


@view_config(
    context=IClocked,
    name="clock",
    permission="add_answer",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:council/clock.pt",
)
def page(context: Any, request: Request) -> Any:
    """Where the clock stands, and the buttons that the person may press. A GET changes nothing."""
    measured = context.measured
    if measured is None:
        raise HTTPNotFound
    kind = clocks()[measured.clock]
    why, running = text(request, "why")[: WHY_MOST * 2], measured.stop is None
    reading = reading_of(request, context)
    in_time = running and reading is not None and not reading.late
    shown = {
        "title": _("Clock"),
        "name": request.page.title_of(context),
        "clock": clock(request, context),
        "runs": running and kind.pauses and context.resting is None,
        "rests": running and context.resting is not None,
        "longer": in_time and not context.prolonged and kind.extension,
        "why": why,
        "most": WHY_MOST,
    }
    return asked_once(
        request,
        shown,
        lambda: _do(request, context, why),
        _("Everyone reads it beside the clock."),
        lambda _done: request.page.url_of(context, "clock"),
    )


def _do(request: Request, context: Any, why: str) -> None:
    if "run" in request.POST:
        run_again(request.ctx, context)
    elif "prolong" in request.POST:
        prolong(request.ctx, context, why)
    else:
        rest(request.ctx, context, why)
