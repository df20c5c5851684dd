"""The order of what stands in a container, as its editors want it."""

from collections.abc import Sequence
from typing import Any

from mukhtabar.actions.context import Ctx
from mukhtabar.actions.record import record, refresh
from mukhtabar.content.base import microseconds
from mukhtabar.rules.permissions import Permission

LIST = "contents.position"
#: Room between two neighbours for those that are put between them: it can be halved as often as it has bits.
ROOM = 1 << 40
WHERE = ("first", "earlier", "later", "last")


def at_the_end(ctx: Ctx, container: Any) -> int:
    """Return the position behind all that stands in `container`."""
    last = ctx.portal.listings_index.last(LIST, container.uid)
    now = microseconds(ctx.now) * ROOM
    return max(now, last[0][0] + ROOM) if last else now


def reorder(ctx: Ctx, container: Any, documents: Sequence[Any], where: str) -> None:
    """Move `documents` within `container`: `where` is one of WHERE. Among each other they keep their order.

    Raises Refused when the actor may not edit the container or a document that is moved.
    """
    ctx.require(Permission.EDIT, container)
    for document in documents:
        ctx.require(Permission.EDIT, document)
    moving = sorted(documents, key=lambda document: document.position)
    if where in {"first", "later"}:
        # Each passes those that are moved after it, so that none overtakes another.
        moving.reverse()
    passed: set[int] = set()
    for document in moving:
        passed.add(document.uid)
        _move(ctx, container, document, where, passed)


def _rank(ctx: Ctx, document: Any) -> Any:
    return next(entry.rank for entry in ctx.portal.listings_index.entries(document.uid) if entry.listing == LIST)


def _move(ctx: Ctx, container: Any, document: Any, where: str, passed: set[int]) -> None:
    index = ctx.portal.listings_index
    if where == "last":
        position: int | None = at_the_end(ctx, container)
    elif where == "first":
        position = next(index.walk(LIST, container.uid))[0][0] - ROOM
    else:
        position = _beyond(ctx, container, document, passed, back=where == "earlier")
    if position is not None:
        document.position = position
        record(ctx, document, "reorder", {"to": where}, changed=False)


def _beyond(ctx: Ctx, container: Any, document: Any, passed: set[int], back: bool) -> int | None:
    """Return the position on the other side of the nearest neighbour; None when there is none, or it moves along."""
    index, scope = ctx.portal.listings_index, container.uid

    def next_to(rank: Any) -> Any:
        return index.last(LIST, scope, before=rank) if back else index.first(LIST, scope, above=rank)

    near = next_to(_rank(ctx, document))
    if near is None or near[1] in passed:
        return None
    far = next_to(near[0])
    if far is None:
        return int(near[0][0] + (-ROOM if back else ROOM))
    if abs(near[0][0] - far[0][0]) > 1:
        return int((near[0][0] + far[0][0]) // 2)
    _spread(ctx, container)
    return _beyond(ctx, container, document, passed, back)


def _spread(ctx: Ctx, container: Any) -> None:
    """Give all that stands in `container` new positions with room between them."""
    for number, (_was, uid) in enumerate(list(ctx.portal.listings_index.walk(LIST, container.uid))):
        document = ctx.portal.uids.get(uid)
        document.position = number * ROOM
        refresh(ctx, document)
