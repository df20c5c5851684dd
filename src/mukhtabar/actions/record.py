"""How every action ends: one journal entry, the lists, the search queue, the cache stamps."""

from collections.abc import Mapping
from typing import Any

from mukhtabar.actions.context import Ctx
from mukhtabar.content.joined import way
from mukhtabar.content.moderated import Moderated
from mukhtabar.content.places import places
from mukhtabar.content.proposal import Proposal
from mukhtabar.store.alike import Alike
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
    """Bring the lists, what is alike, the search queue and the cache stamps in step with `target`."""
    ctx.portal.listings_index.put(target.uid, places(target))
    if isinstance(target, Moderated):
        _compare(ctx, target)
    ctx.portal.queue.put(target.uid)
    ctx.portal.stamps.bump(node.uid for node in lineage(target))
    # The pages of what it has joined name it.
    for other in way(target) if isinstance(target, Proposal) else ():
        ctx.portal.stamps.bump(node.uid for node in lineage(other))


def _compare(ctx: Ctx, target: Moderated) -> None:
    """Keep by what the text of `target` is found beside others of its place that say nearly the same."""
    if ctx.portal.alike is None:
        ctx.portal.alike = Alike()
    ctx.portal.alike.put(target.uid, target.__parent__.uid, target.sketch)


def refresh_all(ctx: Ctx, target: Any) -> None:
    """Do the same for `target` and everything below it."""
    for document in subtree(target):
        refresh(ctx, document)
