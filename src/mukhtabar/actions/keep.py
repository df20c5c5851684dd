"""Keep what a person types, before it is saved. It changes no document, so it is not journaled."""

from collections.abc import Iterable
from typing import Any

from mukhtabar.actions.context import Ctx
from mukhtabar.actions.create import NEEDS
from mukhtabar.actions.lock import hold, release
from mukhtabar.rules.permissions import Permission


def keep(
    ctx: Ctx,
    document: Any,
    fields: Iterable[tuple[str, str]],
    form: str = "",
    kind: str = "",
    needs: Permission = Permission.EDIT,
) -> None:
    """Keep `fields` as what the actor has not saved of `document`: of its edit form, or of another called `form`.

    With `kind`, `document` is the container to which something of that kind is being added; `needs` is what the form
    itself needs. Raises Refused, also when somebody else writes in the document itself; the words are kept even then.
    """
    ctx.require(NEEDS[kind] if kind else needs, document)
    typed = tuple(fields)
    if ctx.actor is not None and typed:
        ctx.portal.unsaved.keep(ctx.actor, document.uid, form or kind, ctx.now, typed)
    if not kind and needs == Permission.EDIT:
        hold(ctx, document)


def settle(ctx: Ctx, document: Any, form: str = "") -> bool:
    """Let go of what the actor kept of that form, and of the lock: it is saved, or not wanted.

    Return whether there was anything.
    """
    if ctx.actor is None:
        return False
    release(ctx, document)
    return bool(ctx.portal.unsaved.drop(ctx.actor, document.uid, form))
