"""Forget who signed a petition to which nothing happened for a year, thirty days after its agent was told."""

from mukhtabar.actions.context import Ctx
from mukhtabar.actions.due import due
from mukhtabar.actions.effects import write_to
from mukhtabar.actions.record import record
from mukhtabar.content.petition import NAMES, Petition
from mukhtabar.rules.workflow.engine import Step


def forget_names(ctx: Ctx) -> int:
    """Tell every agent, and forget all names, whose moment has come by `ctx.now`; return how many petitions that were.

    Safe at any time: after a standstill the letter still comes before the end (rules/signatures.py).
    """
    found = due(ctx, NAMES)
    for petition in found:
        if petition.told_of_names is None:
            _tell(ctx, petition)
        else:
            _forget(ctx, petition)
    return len(found)


def _tell(ctx: Ctx, petition: Petition) -> None:
    step = Step(petition.state, petition.state, "remind_names", ())
    write_to(ctx, [petition.creator], "author_petition", petition, step)
    petition.names_told = ctx.now
    record(ctx, petition, step.transition, changed=False)


def _forget(ctx: Ctx, petition: Petition) -> None:
    book = ctx.register.petitioners
    lines = sum(1 for _line in book.lines(petition.uid))
    book.forget_lines(petition.uid)
    petition.names_since = None
    # The number of a closed list stands, as it does after the lodging. An open one is counted from the lines alone.
    if not petition.list_closed:
        petition.sheets = ()
    record(ctx, petition, "forget_names", {"lines": str(lines)})
