"""Write down that somebody tried to take a step that decides on an official text, and was refused."""

from typing import Any

from mukhtabar.actions.context import Ctx
from mukhtabar.rules.refused import Refused
from mukhtabar.store.folder import path_of

#: The steps whose refusals are kept: who wanted what, and why not. Never a text.
KEPT = frozenset({
    "approve", "approve_again", "publish", "schedule", "send_back", "send_back_again", "withdraw", "confirm",
    "complete", "drop", "convene", "cancel", "confirm_decisions", "return_decisions", "accept", "put_off", "refuse",
    "deliberate",
})  # fmt: skip


def attempt(ctx: Ctx, document: Any, step: str, refusal: Refused) -> None:
    """Keep in the journal that the actor was refused `step` on `document`. Changes nothing else.

    A refused request is rolled back: its caller opens a transaction of its own for this. Words that were forgotten are
    no attempt.
    """
    if step in KEPT and not refusal.code.startswith(("comment", "reason")):
        detail = {"step": step, "refused": refusal.code}
        path = "/" + "/".join(path_of(document))
        ctx.portal.journal.write(ctx.now, ctx.actor, "attempt", document.uid, path, detail)
