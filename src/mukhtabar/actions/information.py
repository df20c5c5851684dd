"""Follow a request for information that was filed with a body: the person's own notes, which nobody else reads.

Nothing of it is journalled: the journal is for ever, and this is the person's to delete.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.content.measured import MORNING
from mukhtabar.language import _
from mukhtabar.language.clean import clean_line, clean_text
from mukhtabar.language.dates import ZONE, local_day
from mukhtabar.rules.clocks import Calendar, due_day
from mukhtabar.rules.clocks.loader import clocks
from mukhtabar.store.randoms import random_key
from mukhtabar.store.requests import OUTCOMES, InformationRequest

SUBJECT_MOST, BODY_MOST, NUMBER_MOST, WHY_MOST = 500, 150, 60, 500
#: So many one person follows at a time.
MOST = 50
#: What a person types of a request when it begins.
TYPED = ("subject", "body", "filed", "urgent", "number")
SENT_BEFORE = _(
    "This form was sent before, and what it said then is kept. Send it again to follow what it says now as another "
    "request."
)


def follow(
    ctx: Ctx, calendar: Calendar, subject: str, body: str, filed: date, urgent: bool = False, number: str = "",
    key: int = 0,
) -> InformationRequest:  # fmt: skip
    """Keep the days of a request that the actor filed with `body`, and return it. Raises Refused.

    `key` is the random number of the form that asks, and becomes the id: for the second time it changes nothing, and
    the first one is returned. Codes: not_permitted, subject, body, future, too_many, sent_before (with other words).
    """
    person = _person(ctx)
    subject, body = clean_text(subject)[:SUBJECT_MOST], clean_line(body)[:BODY_MOST]
    if not subject:
        raise refused("subject", _("Write what you asked for. Only you read it."))
    if not body:
        raise refused("body", _("Enter the commune or the body that you asked."))
    if filed > local_day(ctx.now):
        raise refused("future", _("This day has not come yet."))
    made = InformationRequest(key or random_key(), subject, body, filed, urgent, clean_line(number)[:NUMBER_MOST])
    if (before := ctx.register.requests.get(person, key)) is not None:
        if any(getattr(made, name) != getattr(before, name) for name in TYPED):
            raise refused("sent_before", SENT_BEFORE)
        return before
    if len(ctx.register.requests.of(person)) >= MOST:
        raise refused("too_many", _("You follow ${n} requests already. Delete one that is over.", n=MOST))
    return _keep(ctx, calendar, made)


def note_extension(ctx: Ctx, calendar: Calendar, number: int, day: date, why: str = "") -> InformationRequest:
    """Note that the body said on `day` that it takes longer, once. Raises Refused.

    Codes: not_found, closed, extended, future, before.
    """
    before = _open(ctx, number)
    if before.extended is not None:
        raise refused("extended", _("It was prolonged once, and is not prolonged again."))
    _within(ctx, before, day)
    return _keep(ctx, calendar, replace(before, extended=day, why=clean_text(why)[:WHY_MOST]))


def close(ctx: Ctx, calendar: Calendar, number: int, outcome: str, day: date) -> InformationRequest:
    """Note how the request ended, and on which day. Raises Refused (not_found, closed, future, before, early)."""
    if outcome not in OUTCOMES:
        raise ValueError(f"no outcome {outcome}")
    before = _open(ctx, number)
    _within(ctx, before, day)
    if outcome == "silent" and day <= (last := last_day(before, calendar)):
        sentence = _("An answer can still come until ${day}. After that day, note that none came.", day=last)
        raise refused("early", sentence)
    return _keep(ctx, calendar, replace(before, outcome=outcome, closed=day))


def forget(ctx: Ctx, number: int) -> None:
    """Delete a request of the actor. Raises Refused (code not_found)."""
    ctx.register.requests.drop(_person(ctx), _mine(ctx, number).id)


def remind_askers(ctx: Ctx, calendar: Calendar) -> int:
    """Write every letter about a request that is due at `ctx.now`; return how many. It says nothing of the subject.

    A feast that was confirmed since may have moved the day: then the letter waits for it. Safe at any time.
    """
    written, requests = 0, ctx.register.requests
    for person, number in requests.due(ctx.now):
        one, today = requests.get(person, number), local_day(ctx.now)
        assert one is not None
        due = [name for day, name in _letters(one, calendar) if _since(one) < day <= today]
        if due:
            ctx.portal.outbox.put("information", person, ctx.portal.uid, ctx.now, {"transition": due[-1]})
            one = replace(one, reminded=today)
            written += 1
        requests.put(person, replace(one, next_letter=_next(one, calendar)))
    return written


def last_day(one: InformationRequest, calendar: Calendar) -> date:
    """Return the last day on which the body answers in time."""
    day = due_day(clocks()[one.clock], one.filed, calendar, extended=one.extended is not None)
    assert day is not None  # it never rests
    return day


def _letters(one: InformationRequest, calendar: Calendar) -> list[tuple[date, str]]:
    """Return the days of the letters about an open request, with what each says; none for one that is over."""
    if one.closed is not None:
        return []
    clock, due = clocks()[one.clock], last_day(one, calendar)
    before = [(due - timedelta(days=days), "remind") for days in clock.remind]
    return sorted([*before, (due + timedelta(days=clock.escalate), "overdue")])


def _since(one: InformationRequest) -> date:
    return one.reminded or one.filed


def _next(one: InformationRequest, calendar: Calendar) -> datetime | None:
    day = next((day for day, _name in _letters(one, calendar) if day > _since(one)), None)
    return datetime.combine(day, MORNING, ZONE).astimezone(UTC) if day is not None else None


def _keep(ctx: Ctx, calendar: Calendar, one: InformationRequest) -> InformationRequest:
    # What lies in the past when it is written down asks for no letter.
    passed = [day for day, _name in _letters(one, calendar) if day <= local_day(ctx.now)]
    one = replace(one, reminded=max([*passed, _since(one)]) if passed else one.reminded)
    one = replace(one, next_letter=_next(one, calendar))
    ctx.register.requests.put(_person(ctx), one)
    return one


def _person(ctx: Ctx) -> str:
    ctx.in_earnest()
    if ctx.actor is None:
        raise refused("not_permitted", _("Sign in first."))
    return ctx.actor


def _mine(ctx: Ctx, number: int) -> InformationRequest:
    found = ctx.register.requests.get(_person(ctx), number)
    if found is None:
        raise refused("not_found", _("There is no such request."))
    return found


def _open(ctx: Ctx, number: int) -> InformationRequest:
    found = _mine(ctx, number)
    if found.closed is not None:
        raise refused("closed", _("This request is over already."))
    return found


def _within(ctx: Ctx, one: InformationRequest, day: date) -> None:
    if day > local_day(ctx.now):
        raise refused("future", _("This day has not come yet."))
    if day < one.filed:
        raise refused("before", _("This day is before the one on which the request was filed."))
