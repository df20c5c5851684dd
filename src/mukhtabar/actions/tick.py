"""The portal's own clock: what opens, closes, goes on the site, goes off it or comes back on its date."""

from dataclasses import replace
from typing import Any

from mukhtabar.actions.context import Ctx
from mukhtabar.actions.inside import rehearsing
from mukhtabar.actions.park import bring_back
from mukhtabar.actions.record import record, refresh
from mukhtabar.actions.transition import transition
from mukhtabar.content.base import microseconds
from mukhtabar.content.scheduled import Scheduled
from mukhtabar.rules.refused import Refused

#: State -> the step that its date brings.
STEPS = {"announced": "open", "open": "close", "pending": "publish_on_date", "published": "expire"}


def tick(ctx: Ctx) -> int:
    """Take every dated step that is due at `ctx.now`; return how many were taken. Safe to call at any time."""
    system = replace(ctx, actor=None, system=True)
    due = []
    for rank, uid in ctx.portal.listings_index.walk("clock", ctx.portal.uid):
        if rank > microseconds(ctx.now):
            break
        due.append(uid)
    taken = 0
    for uid in due:
        document = ctx.portal.uids.get(uid)
        try:
            while document.state in STEPS:
                transition(system, document, STEPS[document.state])
                taken += 1
        except Refused:
            _let_go(system, document)
    return taken + bring_back(system) + sum(tick(inside) for inside in rehearsing(ctx))


def _let_go(ctx: Ctx, document: Any) -> None:
    """Leave a document whose next step is not to be taken: its date has not come, or the approval was withdrawn."""
    if isinstance(document, Scheduled) and document.next_date is not None and document.next_date <= ctx.now:
        document.schedule = None
        record(ctx, document, "drop_schedule", changed=False)
    else:
        refresh(ctx, document)
