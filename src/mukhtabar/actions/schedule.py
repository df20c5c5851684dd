"""Set the dates on which a document goes on the site and off it. Setting them approves the text as it is."""

from datetime import datetime

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.facts import facts_for
from mukhtabar.actions.record import record
from mukhtabar.actions.transition import transition
from mukhtabar.content.scheduled import Schedule, Scheduled
from mukhtabar.content.working import is_working_copy
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.workflow.guards import GUARDS
from mukhtabar.store.revisions import digest_of

CHANGED = _("The text changed after you opened it. Read it again with its changes, then decide.")


def schedule(
    ctx: Ctx, document: Scheduled, on: datetime | None, off: datetime | None, read_hash: str | None = None
) -> bool:
    """Let `document` be published at `on` and taken off at `off` (UTC); None for never. Return whether any is set.

    `read_hash` is the digest of the text that the person decided on. Raises Refused (codes on_passed, off_passed,
    dates, read_what_is_current, passes_checks, not_permitted and those of the step to «pending»); then nothing has
    changed.
    """
    ctx.require(Permission.PUBLISH, document)
    now = digest_of(document.field_values())
    if document.is_published:
        on = None
    if is_working_copy(document):
        # What it says stays on the site as long as its original does.
        off = None
    if on is not None and on <= ctx.now:
        raise refused("on_passed", _("This moment has passed. Publish it now, or choose a later one."))
    if off is not None and off <= ctx.now:
        raise refused("off_passed", _("This moment has passed. Choose a later one."))
    if off is not None and on is not None and off <= on:
        raise refused("dates", _("The end must come after the beginning."))
    if on is not None and read_hash != now:
        raise refused("read_what_is_current", CHANGED)
    # The date approves a text that has passed: on the day itself nothing is checked again, and nobody is there to mend.
    if on is not None and (failed := GUARDS["passes_checks"](facts_for(ctx, document))) is not None:
        raise failed
    if on is None and off is None:
        if document.schedule is not None:
            document.schedule = None
            record(ctx, document, "unschedule", changed=False)
        return False
    if on is not None and document.state == "private":
        transition(ctx, document, "submit")
    document.schedule = Schedule(on, off, ctx.actor or "", now)
    dates = {name: when.isoformat() for name, when in (("on", on), ("off", off)) if when is not None}
    record(ctx, document, "schedule", dates, changed=False)
    return True
