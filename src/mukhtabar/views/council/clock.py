"""Let a clock rest, run again or run longer: one page, each time with a public reason."""

from collections.abc import Callable
from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.clock import LATE, WHY_MOST, prolong, rest, run_again
from mukhtabar.content.interfaces import IClocked
from mukhtabar.language import _
from mukhtabar.rules.clocks.loader import clocks
from mukhtabar.views.clock import clock, reading_of
from mukhtabar.views.given_back import words_of_theirs
from mukhtabar.views.posting import asked_once, text

ACTS: dict[str, Callable[[Any, Any, str], object]] = {
    "run": lambda ctx, document, why: run_again(ctx, document),
    "prolong": prolong,
    "rest": rest,
}
DONE = {
    "run": _("The clock runs again."),
    "prolong": _("The clock runs longer. Everyone reads why."),
    "rest": _("The clock rests. Everyone reads why."),
}


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
    pressed = next((name for name in ACTS if name in request.POST), "rest")
    why, running = text(request, "why"), measured.stop is None
    reading = reading_of(request, context)
    in_time = running and reading is not None and not reading.late
    runs = in_time and kind.pauses and context.resting is None
    longer = in_time and not context.prolonged and kind.extension
    shown = {
        "title": _("Clock"),
        "name": request.page.title_of(context),
        "clock": clock(request, context),
        "runs": runs,
        "rests": running and context.resting is not None,
        "longer": longer,
        "late": LATE if running and not in_time else None,
        "why": why,
        # Somebody was faster, or the last day has passed, and the form is not there any more.
        "given_back": words_of_theirs(request) if not (runs or longer) else [],
        "most": WHY_MOST,
    }
    return asked_once(
        request,
        shown,
        lambda: ACTS[pressed](request.ctx, context, why),
        DONE[pressed],
        lambda _done: request.page.url_of(context, "clock"),
    )
