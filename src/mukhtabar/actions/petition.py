"""The agent of a petition: begins it, answers the check, names themselves, records that it was lodged.

What is recorded of the lodging is corrected by them, or by the officer whom the receipt came from.
"""

from datetime import date

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.create import create
from mukhtabar.actions.edit import Stale
from mukhtabar.actions.effects import notify_officers
from mukhtabar.actions.moderate import checked_comment, write_down
from mukhtabar.actions.record import record
from mukhtabar.actions.transition import transition
from mukhtabar.content.commune import Commune
from mukhtabar.content.petition import Lodging, Petition, mine
from mukhtabar.language import _
from mukhtabar.language.clean import clean_line
from mukhtabar.language.dates import local_day, noon
from mukhtabar.rules.admissibility import ANSWERS, BY_CODE
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.references import new_reference
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.workflow.engine import Step
from mukhtabar.security.acl import may
from mukhtabar.store.revisions import digest_of

#: As many petitions of one person in one commune as may be under way.
MOST = 5


def begin(ctx: Ctx, commune: Commune, title: str) -> Petition:
    """Begin a petition to the council of `commune` with the actor as its agent, and return it. Raises Refused."""
    if ctx.actor is None:
        raise refused("nobody", _("Sign in first."))
    uids = ctx.portal.listings_index.batch(mine(ctx.actor), commune.uid, size=100).uids
    if sum(not one.definition.state(one.state).final for one in map(ctx.portal.uids.get, uids)) >= MOST:
        raise refused("too_many", _("You have ${most} petitions under way here. Finish or withdraw one.", most=MOST))
    while (reference := new_reference("pet")) in ctx.portal.references:
        pass
    petition = Petition()
    petition.reference = reference
    create(ctx, commune, petition, reference, {"title": title})
    ctx.portal.references[reference] = petition.uid
    return petition


def answer_check(ctx: Ctx, petition: Petition, code: str, answer: str) -> None:
    """Keep what the agent answers to one question of the check. Raises Refused."""
    ctx.require(Permission.EDIT, petition)
    if code not in BY_CODE or answer not in ANSWERS:
        raise refused("no_answer", _("Choose one of the options offered."))
    if petition.checks.get(code) != answer:
        petition.checks = {**petition.checks, code: answer}
        record(ctx, petition, "answer_check", {"check": code, "answer": answer})


def name_agent(ctx: Ctx, petition: Petition, name: str, shown: bool) -> None:
    """Keep the agent's name, as it stands in the file, in the people book. Raises Refused."""
    ctx.require(Permission.EDIT, petition)
    name = clean_line(name)
    if len([sign for sign in name if sign.isalpha()]) < 2:
        raise refused("no_name", _("Write your name as it stands on your national card."))
    book = ctx.register.petitioners
    if (book.agent(petition.creator, petition.uid), petition.name_shown) != (name, shown):
        book.name_agent(str(petition.creator), petition.uid, name)
        petition.name_shown = shown
        record(ctx, petition, "name_agent")


def lodge(ctx: Ctx, petition: Petition, day: date, number: str) -> None:
    """Record that the file was lodged on `day`, and the number of the receipt: the clock of the law begins.

    Raises Refused. The portal lodges nothing: the file goes to the registry of the commune, or to the national portal.
    """
    before, petition.lodging = petition.lodging, _receipt(ctx, petition, day, number)
    try:
        transition(ctx, petition, "lodge")
    except Refused:
        petition.lodging = before
        raise


def may_correct(ctx: Ctx, petition: Petition) -> bool:
    """Whether the actor may correct the record of the lodging: the officer, and the agent until it is passed on."""
    # An agent who sits in the council has here the right of an agent alone.
    asked = {Permission.SUBMIT} if ctx.actor in petition.writers else {Permission.SUBMIT, Permission.ANSWER}
    return petition.lodging is not None and any(may(petition, one, ctx.actor, ctx.now) for one in asked)


def lodging_serial(petition: Petition) -> str:
    """Return what the form of a correction carries, so that a correction meanwhile is noticed."""
    lodging = petition.lodging
    return digest_of({"day": lodging.day, "number": lodging.number}) if lodging is not None else ""


def correct_lodging(
    ctx: Ctx, petition: Petition, day: date, number: str, why: str, expected: str | None = None
) -> None:
    """Correct the day or the number of the receipt, for a reason that everyone reads: the clock runs from that day.

    Raises Refused, and Stale when somebody corrected it since `expected` (lodging_serial); then nothing has changed.
    """
    if petition.lodging is None or not may_correct(ctx, petition):
        raise refused("not_permitted", _("You do not have the right to do this here."))
    if expected is not None and expected != lodging_serial(petition):
        raise Stale({"serial": lodging_serial(petition)})
    made, taken_in = _receipt(ctx, petition, day, number), petition.entered("with_bureau")
    if taken_in is not None and day > local_day(taken_in.time):
        raise refused("after_passing_on", _("On that day it had been passed to the bureau already."))
    if made == petition.lodging:
        raise refused("same", _("This is what stands there already. Correct the day or the number."))
    why = checked_comment(why, required=True)
    petition.corrected, petition.lodging = (*petition.corrected, petition.lodging), made
    write_down(ctx, petition, "correct_lodging", why)
    notify_officers(ctx, petition, Step(petition.state, petition.state, "correct_lodging", (), why))
    record(ctx, petition, "correct_lodging")


def _receipt(ctx: Ctx, petition: Petition, day: date, number: str) -> Lodging:
    """Return what stands on the receipt. Raises Refused for a day on which there was nothing to lodge yet."""
    number, closings = clean_line(number), petition.closings
    if not number:
        raise refused("no_number", _("Enter the number of the receipt."))
    if day > local_day(ctx.now):
        raise refused("not_yet", _("This day has not come yet."))
    # The first time: what was closed again later may have been lodged before that.
    if closings and day < local_day(closings[0]):
        raise refused("before_ready", _("On that day the list of signatures was not closed yet."))
    return Lodging(noon(day), number)
