"""Set a period in which a council publishes nothing that could help it: before an election. A rule of the platform."""

from datetime import date
from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.record import record
from mukhtabar.language import _
from mukhtabar.language.clean import clean_text
from mukhtabar.language.dates import local_day
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.spans import Span
from mukhtabar.store.freezes import Freeze
from mukhtabar.store.randoms import random_key

REASON_MOST = 300
#: The kinds of places that a period is set for: what stands in them follows it.
PLACES = ("portal", "region", "commune")
#: So many days at most: who wants more sets another.
LONGEST = 120


def set_freeze(ctx: Ctx, place: Any, start: date, end: date, reason: str) -> Freeze:
    """Let the councils of `place` publish nothing from `start` until and including `end`; return the period.

    The reason is public. Raises Refused (codes not_permitted, wrong_node, dates, passed, too_long_a_time,
    reason_required, too_long).
    """
    ctx.in_earnest()
    ctx.require(Permission.MANAGE, place)
    reason = clean_text(reason)
    if place.type_name not in PLACES:
        raise refused("wrong_node", _("Such a period is set for a commune, a region or the whole portal."))
    if end < start:
        raise refused("dates", _("The end must come after the beginning."))
    if end < local_day(ctx.now):
        raise refused("passed", _("These days have passed."))
    if (end - start).days >= LONGEST:
        raise refused("too_long_a_time", _("A period lasts ${n} days at most.", n=LONGEST))
    if not any(sign.isalnum() for sign in reason):
        raise refused("reason_required", _("Say why: everyone reads it."))
    if len(reason) > REASON_MOST:
        raise refused("too_long", _("This is too long: at most ${most} characters.", most=REASON_MOST))
    made = Freeze(random_key(), Span(start, end), reason, ctx.actor or "")
    ctx.portal.freezes.add(place.uid, made)
    record(ctx, place, "freeze", {"start": start.isoformat(), "end": end.isoformat()}, changed=False)
    return made


def lift_freeze(ctx: Ctx, place: Any, number: int) -> None:
    """Lift the period with that id, whether it has begun or not. Raises Refused (codes not_permitted, no_freeze)."""
    ctx.require(Permission.MANAGE, place)
    if not ctx.portal.freezes.drop(place.uid, number):
        raise refused("no_freeze", _("There is no such period here."))
    record(ctx, place, "lift_freeze", changed=False)
