"""The portal's own clock: consultations open and close on their dates, and what was set aside comes back."""

from dataclasses import replace

from mukhtabar.actions.context import Ctx
from mukhtabar.actions.park import bring_back
from mukhtabar.actions.record import refresh
from mukhtabar.actions.transition import transition
from mukhtabar.content.base import microseconds
from mukhtabar.rules.refused import Refused

STEPS = {"announced": "open", "open": "close"}


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
        consultation = ctx.portal.uids.get(uid)
        try:
            while consultation.state in STEPS:
                transition(system, consultation, STEPS[consultation.state])
                taken += 1
        except Refused:
            refresh(system, consultation)
    return taken + bring_back(system)
