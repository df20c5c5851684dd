"""Enter who sits in a council, end a mandate, and take back one that was entered by mistake.

A mandate that approves gives the role: it begins and ends with it, and nobody has to think of it on the last day.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.grant import grant, withdraw_grant
from mukhtabar.actions.invite import send_invitation
from mukhtabar.actions.record import record
from mukhtabar.content.council import offices
from mukhtabar.language import _
from mukhtabar.language.clean import clean_line
from mukhtabar.language.dates import local_day
from mukhtabar.rules.clocks import due_moment
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.roles import Role
from mukhtabar.rules.spans import Span
from mukhtabar.store.grants import Grant
from mukhtabar.store.mandates import Mandate
from mukhtabar.store.randoms import random_key
from mukhtabar.store.register import Person

OF_MOST = 120
#: Years that a term may last.
LONGEST = 12
DAY = timedelta(days=1)


def member(ctx: Ctx, commune: Any, email: str, name: str, language: str) -> Person:
    """Return who has the address `email`, or a new person called `name`, who is invited if there is an address.

    Many who sit in a council have no account, and need none to be named. Raises Refused (not_permitted, no_name).
    """
    _may(ctx, commune)
    known = ctx.register.by_address(email) if email else None
    if known is not None:
        return known
    name = clean_line(name)
    if not name:
        raise refused("no_name", _("Nobody is registered with that address. Enter the name: an invitation is sent."))
    person = ctx.register.enrol(name, ctx.now, email, language)
    if email:
        send_invitation(ctx, commune, person)
    return person


def begin_mandate(
    ctx: Ctx,
    commune: Any,
    person: str,
    office: str,
    term: tuple[int, int],
    start: date,
    end: date | None = None,
    *,
    woman: bool = False,
    of: Mapping[str, str] | None = None,
    approves: bool = False,
) -> Mandate:
    """Let `person` (opaque id) hold `office` at `commune` from `start` until and including `end`; return the mandate.

    Raises Refused (codes not_permitted, unknown_person, dates, term, overlap, gap); then nothing has changed.
    """
    _may(ctx, commune)
    if office not in offices():
        raise ValueError(f"no office {office}")
    if ctx.register.get(person) is None:
        raise refused("unknown_person", _("There is no such person."))
    if end is not None and end < start:
        raise refused("dates", _("The end must come after the beginning."))
    first, last = term
    if not first < last <= first + LONGEST or not first <= start.year <= last:
        raise refused("term", _("The term is two years such as 2021-2027, and the mandate begins in it."))
    words = {language: clean_line(text)[:OF_MOST] for language, text in (of or {}).items() if text}
    made = Mandate(random_key(), commune.uid, person, office, woman, Span(start, end), (first, last), words, approves)
    for other in ctx.portal.mandates.at(commune.uid):
        if (other.person, other.office, other.of) == (person, office, words) and other.span.overlaps(made.span):
            raise refused("overlap", _("This person holds that office on some of these days already."))
    ctx.portal.mandates.put(made)
    _keep_role(ctx, commune, made)
    _record(ctx, commune, "begin_mandate", made)
    return made


def end_mandate(ctx: Ctx, commune: Any, number: int, end: date) -> Mandate:
    """Let the mandate with that id end on the day `end`, and return it. Raises Refused (also no_mandate)."""
    before = _found(ctx, commune, number)
    if end < before.span.start:
        raise refused("dates", _("The end must come after the beginning."))
    made = replace(before, span=Span(before.span.start, end))
    for other in ctx.portal.mandates.at(commune.uid):
        same = (other.person, other.office, other.of) == (made.person, made.office, made.of) and other.id != made.id
        if same and other.span.overlaps(made.span):
            raise refused("overlap", _("This person holds that office on some of these days already."))
    ctx.portal.mandates.put(made)
    _keep_role(ctx, commune, before, made)
    _record(ctx, commune, "end_mandate", made)
    return made


def drop_mandate(ctx: Ctx, commune: Any, number: int) -> None:
    """Take back a mandate that was entered by mistake. What was signed in it stays as it was signed. Raises Refused."""
    made = _found(ctx, commune, number)
    ctx.portal.mandates.drop(made)
    _keep_role(ctx, commune, made)
    _record(ctx, commune, "drop_mandate", made)


def _may(ctx: Ctx, commune: Any) -> None:
    ctx.in_earnest()
    ctx.require(Permission.MANAGE, commune)


def _found(ctx: Ctx, commune: Any, number: int) -> Mandate:
    _may(ctx, commune)
    made = ctx.portal.mandates.get(number)
    if made is None or made.node != commune.uid:
        raise refused("no_mandate", _("There is no such mandate here."))
    return made


def _record(ctx: Ctx, commune: Any, action: str, made: Mandate) -> None:
    days = {"start": made.span.start.isoformat(), "end": made.span.end.isoformat() if made.span.end else ""}
    detail = {"person": made.person, "office": made.office, **days}
    # The commune itself says what it said: only what is shown beside it is another.
    record(ctx, commune, action, detail, changed=False)


def _keep_role(ctx: Ctx, commune: Any, *changed: Mandate) -> None:
    """Let the role of an approver last exactly as long as the mandates of the person that give it. Raises Refused.

    `changed` is one mandate, as it was and as it is.
    """
    today, person = local_day(ctx.now), changed[0].person
    # What was over before and is over now gives no role, so it takes none: one given by hand today stays.
    if not any(one.approves and not one.span.over(today) for one in changed):
        return
    mine = (one for one in ctx.portal.mandates.at(commune.uid) if one.person == person and one.approves)
    spans = sorted((one.span for one in mine if not one.span.over(today)), key=lambda span: span.start)
    held = held_role(ctx.portal, commune, person)
    if not spans:
        if held is not None:
            withdraw_grant(ctx, commune, person, Role.APPROVER)
        return
    last = spans[0].end
    for span in spans[1:]:
        if last is not None and span.start > last + DAY:
            raise refused(
                "gap", _("Between two mandates that approve there is a day without. Enter the later one then.")
            )
        last = None if last is None or span.end is None else max(last, span.end)
    start = max(due_moment(spans[0].start - DAY), ctx.now)
    if held is not None and held.holds(ctx.now):
        start = min(held.start, start)
    grant(ctx, commune, person, Role.APPROVER, start, due_moment(last) if last is not None else None)


def held_role(portal: Any, commune: Any, person: str) -> Grant | None:
    """Return the grant by which `person` approves at `commune`, or None."""
    mine = (given for given in portal.grants.own(person) if given.node == commune.uid)
    return next((given for given in mine if given.role == Role.APPROVER), None)
