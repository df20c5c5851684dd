"""Hold a commune, or all of them, out of the comparison of councils until a day, with a reason that everyone reads."""

from datetime import date, timedelta
from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.record import record
from mukhtabar.content.embargo import Embargo
from mukhtabar.language import _
from mukhtabar.language.clean import clean_text
from mukhtabar.language.dates import local_day
from mukhtabar.rules.permissions import Permission

WHY_MOST = 300
#: Nobody is held out for ever: after this much it is decided anew.
LONGEST = timedelta(days=366)


def hold_out(ctx: Ctx, place: Any, until: date, reason: str) -> None:
    """Show no figure of `place` (a commune, or the portal for all) before the day `until`.

    Raises Refused (codes not_permitted, past, too_far, no_reason, too_long).
    """
    ctx.in_earnest()
    ctx.require(Permission.MANAGE, place)
    today, reason = local_day(ctx.now), clean_text(reason).strip()
    if until <= today:
        raise refused("past", _("Choose a day that is still to come."))
    if until > today + LONGEST:
        raise refused("too_far", _("Choose a day within one year. Then it is decided anew."))
    if not any(sign.isalnum() for sign in reason):
        raise refused("no_reason", _("Say why: everyone reads it in place of the figures."))
    if len(reason) > WHY_MOST:
        raise refused("too_long", _("This is too long: at most ${most} characters.", most=WHY_MOST))
    place.embargo = Embargo(until, reason, ctx.actor, ctx.now)
    record(ctx, place, "hold_out", {"until": until.isoformat()}, changed=False)


def show_again(ctx: Ctx, place: Any) -> None:
    """Show the figures of `place` from now on. Raises Refused (codes not_permitted, not_held)."""
    ctx.require(Permission.MANAGE, place)
    if place.embargo_on(local_day(ctx.now)) is None:
        raise refused("not_held", _("It is not held out of the table."))
    place.embargo = None
    record(ctx, place, "show_again", changed=False)
