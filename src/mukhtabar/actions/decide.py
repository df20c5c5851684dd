"""Take the same step on many things that wait for a moderator: each by itself, wholly or not at all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.transition import transition
from mukhtabar.content.moderated import Moderated
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.security.acl import may
from mukhtabar.store.folder import lineage
from mukhtabar.store.revisions import digest_of

#: What may be done to many at once, in the order of the buttons.
STEPS = ("publish", "return", "refuse")
MOST = 100


@dataclass(frozen=True)
class Outcome:
    """What became of one thing: `refused` is None when it is done; `document` is None for what one may not touch."""

    document: Any
    refused: Refused | None = None


def _found(ctx: Ctx, node: Any, uid: int) -> Moderated | None:
    """Return what has that uid if it stands below `node` and the actor moderates it; strangers learn nothing else."""
    document = ctx.portal.uids.get(uid)
    if not isinstance(document, Moderated) or node not in lineage(document):
        return None
    return document if may(document, Permission.MODERATE, ctx.actor, ctx.now) else None


def _one(ctx: Ctx, document: Moderated, read: str, name: str, comment: str, reason: str | None) -> None:
    if document.moderation is None:
        raise refused("moved_on", _("Somebody has decided on this meanwhile."))
    if read != digest_of(document.field_values()):
        raise refused("read_what_is_current", _("The text changed after you opened it. Read it again, then decide."))
    transition(ctx, document, name, comment, reason, read)


def each(
    ctx: Ctx,
    node: Any,
    chosen: Sequence[tuple[int, str]],
    do: Callable[[Any, str], object],
    find: Callable[[Ctx, Any, int], Any] = _found,
) -> list[Outcome]:
    """Do something with each of `chosen`, (uid, digest of the text that was read); return what became of each.

    Only what `find` finds below `node` (what the actor moderates there) is touched, each between two savepoints: one
    that is refused is left as it was, and the others go on. Raises Refused, with nothing changed, when nothing was
    chosen, or too much.
    """
    if not chosen:
        raise refused("nothing_chosen", _("Choose at least one of the texts below."))
    if len(chosen) > MOST:
        raise refused("too_many", _("Choose at most ${most} at once.", most=MOST))
    outcomes = []
    for uid, read in chosen:
        document = find(ctx, node, uid)
        if document is None:
            sentence = _("This is not waiting here, or it is not yours to decide.")
            outcomes.append(Outcome(None, refused("not_here", sentence)))
            continue
        before = ctx.portal._p_jar.transaction_manager.get().savepoint()
        try:
            do(document, read)
        except Refused as problem:
            before.rollback()
            outcomes.append(Outcome(document, problem))
        else:
            outcomes.append(Outcome(document))
    return outcomes


def decide_many(
    ctx: Ctx, node: Any, chosen: Sequence[tuple[int, str]], name: str, comment: str = "", reason: str | None = None
) -> list[Outcome]:
    """Take the step `name` on each of `chosen`: (uid, digest of the text that was read). Return what became of each.

    Only what waits for a moderator below `node` is touched. Raises Refused, with nothing changed, when the step is not
    one for many, nothing was chosen, or too much.
    """
    if name not in STEPS:
        raise refused("unknown_step", _("This cannot be done to several at once."))
    return each(ctx, node, chosen, lambda document, read: _one(ctx, document, read, name, comment, reason))
