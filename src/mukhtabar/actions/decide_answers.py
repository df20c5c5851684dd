"""Send, approve, send back or publish several answers at once; what is refused leaves the others alone, and is kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from mukhtabar.actions.answer import remember_look
from mukhtabar.actions.attempt import attempt
from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.decide import Outcome, each
from mukhtabar.actions.publish_at import publish_at
from mukhtabar.actions.transition import transition
from mukhtabar.content.answer import Answer
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission
from mukhtabar.security.acl import may
from mukhtabar.store.folder import lineage

#: What may be done to many at once; «schedule» sets a date.
STEPS = frozenset({"send", "approve", "publish", "schedule", "send_back"})


def decide_answers(
    ctx: Ctx, node: Any, chosen: Sequence[tuple[int, str]], name: str, comment: str = "", on: datetime | None = None
) -> list[Outcome]:
    """Do `name` with each of `chosen`, (uid of an answer below `node`, digest of the text that was read).

    Return what became of each. Raises Refused, with nothing changed, when the step is not one for many, nothing was
    chosen, or too much.
    """
    if name not in STEPS:
        raise refused("unknown_step", _("This cannot be done to several at once."))

    def do(answer: Answer, read: str) -> None:
        if read != answer.digest:
            sentence = _("The text changed after you opened it. Read it again with its changes, then decide.")
            raise refused("read_what_is_current", sentence)
        if name == "schedule":
            publish_at(ctx, answer, on, read)
        else:
            transition(ctx, answer, name, comment, None, read)
            remember_look(ctx, answer)

    outcomes = each(ctx, node, chosen, do, _found)
    for one in outcomes:
        if one.document is not None and one.refused is not None:
            attempt(ctx, one.document, name, one.refused)
    return outcomes


def _found(ctx: Ctx, node: Any, uid: int) -> Answer | None:
    """Return the answer of that uid below `node`, for whoever of the council works on it."""
    found = ctx.portal.uids.get(uid)
    if not isinstance(found, Answer) or node not in lineage(found):
        return None
    return found if may(found, Permission.SEE_HISTORY, ctx.actor, ctx.now) else None
