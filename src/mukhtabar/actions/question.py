"""Questions to elected members: whom one may be put to, and passing it on to the member who answers it."""

from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.effects import write_to
from mukhtabar.actions.grant import BOTH_SIDES, on_both_sides
from mukhtabar.actions.record import record
from mukhtabar.content.base import HistoryEntry
from mukhtabar.content.council import commune_of
from mukhtabar.content.proposal import QUESTION, Proposal
from mukhtabar.language import _
from mukhtabar.language.dates import local_day
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.roles import Role
from mukhtabar.rules.workflow.engine import Step
from mukhtabar.store.mandates import Mandate

NOT_A_QUESTION = _("Only a question is put to a member. Choose «Question», or the council as a whole.")


def check_addressee(ctx: Ctx, place: Any, kind: str, number: int) -> Mandate:
    """Return the mandate with the id `number`, which a text of `kind` in `place` may be put to today.

    Raises Refused (codes not_a_question, not_sitting).
    """
    if kind != QUESTION:
        raise refused("not_a_question", NOT_A_QUESTION)
    mandate, commune = ctx.portal.mandates.get(number), commune_of(place)
    here = mandate is not None and commune is not None and mandate.node == commune.uid
    if mandate is None or not here or not mandate.span.holds(local_day(ctx.now)):
        raise refused(
            "not_sitting", _("This person does not sit in the council of this commune now. Choose somebody else.")
        )
    return mandate


def pass_on(ctx: Ctx, question: Proposal, number: int) -> Mandate:
    """Pass `question` on to the member with that mandate, who is written to and may draft the answer; return it.

    Raises Refused (codes not_permitted, not_a_question, not_open, not_sitting, already, both_sides).
    """
    ctx.require(Permission.ADD_ANSWER, question)
    mandate = check_addressee(ctx, question, question.kind, number)
    if question.state != "published":
        raise refused("not_open", _("This question does not wait for an answer."))
    if question.charge == number:
        raise refused("already", _("It was passed on to this member already."))
    if on_both_sides(ctx, question, mandate.person, Role.OFFICER):
        raise refused("both_sides", BOTH_SIDES)
    question.charge = number
    entry = HistoryEntry(ctx.now, ctx.actor, "passed_on", question.state, question.state)
    question.history = (*question.history, entry)
    write_to(ctx, [mandate.person], "waiting", question, Step(question.state, question.state, "passed_on", ()))
    record(ctx, question, "passed_on", {"person": mandate.person})
    return mandate
