"""Set something aside until a day, out of the queue; it comes back by itself."""

from dataclasses import replace
from datetime import datetime, timedelta

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.due import due
from mukhtabar.actions.moderate import by_moderator, checked_comment, write_down
from mukhtabar.actions.record import record
from mukhtabar.content.moderated import PARKED, Moderated, Parked, list_of
from mukhtabar.language import _

#: Nothing is set aside for longer: that would be a refusal without a reason.
MOST_DAYS = 60


def park(ctx: Ctx, document: Moderated, until: datetime, note: str, read_hash: str | None) -> None:
    """Set `document` aside until `until`, with a note for colleagues; its clock runs on. Raises Refused."""
    by_moderator(ctx, document, read_hash)
    if document.moderation is None:
        raise refused("moved_on", _("This is not waiting for a moderator now."))
    if not ctx.now < until <= ctx.now + timedelta(days=MOST_DAYS):
        raise refused("wrong_day", _("Choose a day from tomorrow on, at most ${most} days ahead.", most=MOST_DAYS))
    note = checked_comment(note, required=True)
    document.parked = Parked(until, note, ctx.actor, len(document.history))
    write_down(ctx, document, "park", tell_author=False)
    record(ctx, document, "park", {"until": until.isoformat()})


def unpark(ctx: Ctx, document: Moderated, read_hash: str | None) -> None:
    """Put `document` back into the queue before its day. Raises Refused."""
    by_moderator(ctx, document, read_hash)
    if not document.is_parked:
        raise refused("moved_on", _("This is not set aside now."))
    _back(ctx, document)


def _back(ctx: Ctx, document: Moderated) -> None:
    document.parked = None
    write_down(ctx, document, "unpark", tell_author=False)
    record(ctx, document, "unpark")


def bring_back(ctx: Ctx) -> int:
    """Put everything back whose day has come by `ctx.now`, as the portal itself; return how many."""
    system = replace(ctx, actor=None, system=True)
    found = due(ctx, list_of(PARKED))
    for document in found:
        _back(system, document)
    return len(found)
