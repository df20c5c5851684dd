"""The council's officer begins an answer to a proposal."""

from collections.abc import Mapping
from typing import Any

from mukhtabar.actions.context import Ctx
from mukhtabar.actions.create import create
from mukhtabar.content.answer import Answer
from mukhtabar.content.proposal import Proposal
from mukhtabar.rules.references import new_reference


def begin_answer(ctx: Ctx, proposal: Proposal, values: Mapping[str, Any]) -> Answer:
    """Create a draft answer to `proposal` and return it. Raises Refused."""
    return create(ctx, proposal, Answer(), new_reference("a"), values)


def remember_look(ctx: Ctx, answer: Answer) -> None:
    """Remember which text the actor decided on: the next difference starts from it."""
    if ctx.actor:
        answer.last_seen = {**answer.last_seen, ctx.actor: answer.digest}
