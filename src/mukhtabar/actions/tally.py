"""Count decisions of moderators at every node above a document, for the figures of the moderation desk."""

from datetime import datetime
from typing import Any

from mukhtabar.actions.context import Ctx
from mukhtabar.language.dates import local_day
from mukhtabar.rules.waiting import in_time
from mukhtabar.store.folder import lineage
from mukhtabar.store.tallies import Tallies

#: All decisions, and those among them that kept the promise.
DECIDED, KEPT = "decided", "kept"


def count(ctx: Ctx, document: Any, since: datetime, decided: datetime, by: int) -> None:
    """Add `by` to the decisions of the day of `decided` on something that waited since `since`."""
    if ctx.portal.tallies is None:
        ctx.portal.tallies = Tallies()
    nodes = [node.uid for node in lineage(document.__parent__)]
    day = local_day(decided).toordinal()
    ctx.portal.tallies.change(nodes, day, DECIDED, by)
    if in_time(since, decided):
        ctx.portal.tallies.change(nodes, day, KEPT, by)
