"""Write down that somebody tried to take a step that decides on an official text, and was refused."""

from typing import Any

from mukhtabar.actions.context import Ctx
from mukhtabar.rules.refused import Refused
from mukhtabar.store.folder import path_of

#: The steps whose refusals are kept: who wanted what, and why not. Never a text.
KEPT = frozenset({"approve", "publish", "schedule", "send_back", "withdraw"})


def attempt(ctx: Ctx, document: Any, step: str, refusal: Refused) -> None:
    """Keep in the journal that the actor was refused `step` on `document`. Changes nothing else.

    A refused request is rolled back: its caller opens a transaction of its own for this.
    """
    if step in KEPT:
        detail = {"step": step, "refused": refusal.code}
        path = "/" + "/".join(path_of(document))
        ctx.portal.journal.write(ctx.now, ctx.actor, "attempt", document.uid, path, detail)
