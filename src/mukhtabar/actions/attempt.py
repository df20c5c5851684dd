"""Write down that somebody tried to take a step that decides on an official text, and was refused."""

from typing import Any

from mukhtabar.actions.context import Ctx
from mukhtabar.rules.refused import Refused
from mukhtabar.store.folder import path_of

#: The steps, and what forms do besides, whose refusals are kept: who wanted what, and why not. Never a text.
KEPT = frozenset({
    "approve", "approve_again", "publish", "schedule", "send_back", "send_back_again", "withdraw", "confirm",
    "complete", "drop", "convene", "cancel", "confirm_decisions", "return_decisions", "accept", "put_off", "refuse",
    "deliberate", "lodge", "correct_lodging", "begin_file", "change_file", "enter_decisions", "enter_sheet",
})  # fmt: skip
#: Refusals that are slips of the pen.
SLIPS = frozenset({
    "lines_differ", "no_line", "no_name", "no_sheet", "no_day", "no_outcome", "no_text",
})  # fmt: skip


def attempt(ctx: Ctx, document: Any, step: str, refusal: Refused) -> None:
    """Keep in the journal that the actor was refused `step` on `document`. Changes nothing else.

    A refused request is rolled back: its caller opens a transaction of its own for this. Words that were forgotten are
    no attempt, nor is a slip of the pen.
    """
    if step in KEPT and refusal.code not in SLIPS and not refusal.code.startswith(("comment", "reason")):
        detail = {"step": step, "refused": refusal.code}
        path = "/" + "/".join(path_of(document))
        ctx.portal.journal.write(ctx.now, ctx.actor, "attempt", document.uid, path, detail)
