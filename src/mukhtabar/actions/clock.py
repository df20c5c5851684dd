"""Let a clock rest, run again, or run longer once: each with a reason that everyone reads."""

from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.moderate import checked_comment
from mukhtabar.actions.record import record
from mukhtabar.content.measured import Paused
from mukhtabar.language import _
from mukhtabar.language.dates import local_day
from mukhtabar.rules.clocks.loader import clocks
from mukhtabar.rules.permissions import Permission

#: So many characters of a reason: it stands beside the clock on the page of the document.
WHY_MOST = 500
LATE = _("The last day has passed, and what is late stays late. Publish the answer: only that stops the clock.")


def rest(ctx: Ctx, document: Any, reason: str) -> None:
    """Let the clock rest from today.

    Raises Refused (codes not_permitted, no_clock, no_rest, rests_already, late, comment_…).
    """
    if not clocks()[_running(ctx, document)].pauses:
        raise refused("no_rest", _("This clock cannot be stopped."))
    if document.resting is not None:
        raise refused("rests_already", _("The clock rests already."))
    _in_time(ctx, document)
    document.rests = (*document.rests, Paused(ctx.now, None, _why(reason), ctx.actor))
    record(ctx, document, "rest_clock")


def run_again(ctx: Ctx, document: Any) -> None:
    """Let the clock run again from today. Raises Refused (codes not_permitted, no_clock, runs_already)."""
    _running(ctx, document)
    if document.resting is None:
        raise refused("runs_already", _("The clock is running."))
    document.end_rest(ctx.now)
    record(ctx, document, "run_clock")


def prolong(ctx: Ctx, document: Any, reason: str) -> None:
    """Let the clock run longer, once.

    Raises Refused (codes not_permitted, no_clock, no_extension, prolonged_already, late, comment_…).
    """
    clock = clocks()[_running(ctx, document)]
    if not clock.extension:
        raise refused("no_extension", _("This clock cannot be prolonged."))
    if document.prolonged:
        raise refused("prolonged_already", _("It was prolonged once, and is not prolonged again."))
    _in_time(ctx, document)
    document.prolonged = _why(reason)
    record(ctx, document, "prolong_clock")


def _in_time(ctx: Ctx, document: Any) -> None:
    """Raise Refused when the last day has passed: what is late stays late, nobody makes it timely afterwards."""
    # Without holidays, which only lengthen what counts working days: none of these does.
    due = document.reckoned_due
    if due is not None and local_day(ctx.now) > due:
        raise refused("late", LATE)


def _why(reason: str) -> str:
    return checked_comment(reason, required=True, most=WHY_MOST)


def _running(ctx: Ctx, document: Any) -> str:
    """Return the name of the clock that runs for `document`. Raises Refused."""
    ctx.require(Permission.ADD_ANSWER, document)
    measured = document.measured
    if measured is None or measured.stop is not None:
        raise refused("no_clock", _("No clock runs for this now."))
    return str(measured.clock)
