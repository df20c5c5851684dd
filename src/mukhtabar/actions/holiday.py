"""Keep the calendar of holidays: feasts that hang on the moon are confirmed by hand."""

from datetime import date

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.record import record
from mukhtabar.language import _
from mukhtabar.language.clean import clean_line
from mukhtabar.rules.permissions import Permission

NAME_MOST = 80
#: Years that a term can reach.
FIRST, LAST = 2000, 2100


def keep_holiday(ctx: Ctx, day: date, name: str) -> None:
    """Let `day` be a holiday called `name`. Raises Refused (codes not_permitted, no_name, too_long, no_such_year)."""
    name = clean_line(name)
    if not name:
        raise refused("no_name", _("Enter the name of the holiday."))
    if len(name) > NAME_MOST:
        raise refused("too_long", _("This is too long: at most ${most} characters.", most=NAME_MOST))
    _put(ctx, day, name)


def no_holiday(ctx: Ctx, day: date) -> None:
    """Let `day` be an ordinary day, whatever the book says. Raises Refused (codes not_permitted, no_such_year)."""
    _put(ctx, day, None)


def as_the_book_says(ctx: Ctx, day: date) -> bool:
    """Forget what was said about `day`; return whether anything was. Raises Refused (code not_permitted)."""
    ctx.require(Permission.MANAGE, ctx.portal)
    found = ctx.portal.holidays.drop(day)
    if found:
        record(ctx, ctx.portal, "holiday", {"day": day.isoformat(), "as": "known"}, changed=False)
    return found


def _put(ctx: Ctx, day: date, name: str | None) -> None:
    ctx.in_earnest()
    ctx.require(Permission.MANAGE, ctx.portal)
    if not FIRST <= day.year <= LAST:
        sentence = _("Choose a day of a year from ${first} to ${last}.", first=str(FIRST), last=str(LAST))
        raise refused("no_such_year", sentence)
    ctx.portal.holidays.put(day, name)
    record(ctx, ctx.portal, "holiday", {"day": day.isoformat(), "as": "holiday" if name else "worked"}, changed=False)
