"""How every action ends: one journal entry, the lists, the search queue, the cache stamps."""

from collections.abc import Mapping
from typing import Any

from mukhtabar.actions.context import Ctx
from mukhtabar.actions.navigation import reshow
from mukhtabar.content.places import places
from mukhtabar.store.folder import lineage, path_of, subtree


def record(
    ctx: Ctx, target: Any, action: str, detail: Mapping[str, str] | None = None, changed: bool = True
) -> None:
    """Write down that `ctx.actor` did `action` to `target`, in this same transaction.

    `changed` says whether the document is another one now; one that was only put elsewhere is not.
    """
    if changed:
        target.modified = ctx.now
    ctx.portal.journal.write(ctx.now, ctx.actor, action, target.uid, "/" + "/".join(path_of(target)), detail or {})
    refresh(ctx, target)


def refresh(ctx: Ctx, target: Any) -> None:
    """Bring the lists, the search queue and the cache stamps in step with `target`."""
    ctx.portal.listings_index.put(target.uid, places(target))
    reshow(ctx, target)
    ctx.portal.queue.put(target.uid)
    ctx.portal.stamps.bump(node.uid for node in lineage(target))


def refresh_all(ctx: Ctx, target: Any) -> None:
    """Do the same for `target` and everything below it."""
    for document in subtree(target):
        refresh(ctx, document)
