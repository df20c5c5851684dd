"""What the portal's own clock finds in a list that is ordered by moments."""

from typing import Any

from mukhtabar.actions.context import Ctx
from mukhtabar.content.base import microseconds


def due(ctx: Ctx, listing: str) -> list[Any]:
    """Return the documents of a list of the portal whose moment has come by `ctx.now`, the earliest first.

    It is read to its end first: whatever is done about one changes the list.
    """
    found = ctx.portal.listings_index.walk(listing, ctx.portal.uid, microseconds(ctx.now) + 1)
    return [ctx.portal.uids.get(uid) for _moment, uid in found]
