"""The portal's own clock: what opens, closes, goes on or off the site, comes back, lapses, is told or forgotten."""

import logging
from dataclasses import replace
from typing import Any

from mukhtabar.actions.context import Ctx
from mukhtabar.actions.due import due
from mukhtabar.actions.effects import write_to
from mukhtabar.actions.forget import forget_names
from mukhtabar.actions.inside import rehearsing
from mukhtabar.actions.merge import lapse
from mukhtabar.actions.park import bring_back
from mukhtabar.actions.record import record, refresh
from mukhtabar.actions.remind import remind
from mukhtabar.actions.transition import transition
from mukhtabar.content.approved import Approvable
from mukhtabar.content.scheduled import Dated
from mukhtabar.content.working import is_working_copy
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.roles import Role
from mukhtabar.rules.workflow.engine import Step

log = logging.getLogger(__name__)
#: State -> the step that its date brings.
STEPS = {
    "announced": "open",
    "open": "close",
    "pending": "publish_on_date",
    "approved": "publish_on_date",
    "published": "expire",
    "lodged": "become_overdue",
    "with_bureau": "become_overdue",
}
#: The step that the date of a working copy brings.
OVER = "publish_over_on_date"


def tick(ctx: Ctx) -> int:
    """Note how far time has come, and take what is due; return how many steps were taken. Safe to call at any time."""
    _follow(ctx)
    return take_due(ctx)


def take_due(ctx: Ctx) -> int:
    """Take every dated step that is due at `ctx.now`; return how many were taken.

    Not the clock of the machine: a sample site tells its days in the order of its documents.
    """
    system = replace(ctx, actor=None, system=True)
    taken = 0
    for document in due(ctx, "clock"):
        while document.state in STEPS:
            # What is refused half-way leaves no trace of itself.
            before = ctx.portal._p_jar.transaction_manager.get().savepoint()
            try:
                transition(system, document, OVER if is_working_copy(document) else STEPS[document.state])
            except Refused as refusal:
                before.rollback()
                # What a council publishes in no such period keeps its date, and goes out when the period has ended.
                if refusal.code != "not_frozen":
                    _let_go(system, document)
                break
            taken += 1
    ctx.portal.held.sweep(ctx.now)
    taken += bring_back(system) + lapse(system) + remind(system) + forget_names(system)
    return taken + sum(take_due(inside) for inside in rehearsing(ctx))


def _follow(ctx: Ctx) -> None:
    """Note how far time has come; and once, that the clock of the machine went back.

    What was done stays done, and what has its date waits for it: a delegation that had ended does not begin again.
    """
    before = ctx.portal.journal.follow(ctx.now)
    if before is not None:
        moments = {"from": before.isoformat(), "to": ctx.now.isoformat()}
        log.warning("The clock went back from %(from)s to %(to)s. What has a date waits until it comes again.", moments)
        ctx.portal.grants.close(Role.DELEGATE, before)
        ctx.portal.journal.write(ctx.now, None, "clock_back", ctx.portal.uid, "/", moments)


def _let_go(ctx: Ctx, document: Any) -> None:
    """Leave a document whose next step is not to be taken: its date has not come, or the approval was withdrawn."""
    if isinstance(document, Dated) and document.next_date is not None and document.next_date <= ctx.now:
        if isinstance(document, Approvable):
            # Somebody counted on that day.
            said = Step(document.state, document.state, "drop_schedule", ())
            write_to(ctx, [document.schedule.by if document.schedule else None], "drafter", document, said)
        document.schedule = None
        record(ctx, document, "drop_schedule", changed=False)
    else:
        refresh(ctx, document)
