"""Keep the book of links in step: what points where, and what points nowhere any more."""

from collections.abc import Iterable
from typing import Any

from mukhtabar.actions.context import Ctx
from mukhtabar.actions.record import refresh
from mukhtabar.content.bin import in_bin
from mukhtabar.content.links import addresses, leads_to
from mukhtabar.content.target import PORTAL_PAGES
from mukhtabar.store.folder import subtree
from mukhtabar.store.links import NOWHERE


def relink(ctx: Ctx, document: Any) -> None:
    """Read the links of `document` again."""
    found = []
    for address in addresses(document):
        uid = leads_to(ctx.portal, address)
        if uid is not None:
            target = ctx.portal.uids.get(uid)
            found.append((address, NOWHERE if target is None or in_bin(target) else uid))
    for target in getattr(document, "targets", ()):
        if not target.outside and target.address not in PORTAL_PAGES:
            there = target.find(ctx.portal)
            found.append((target.address, there.uid if there is not None else NOWHERE))
    ctx.portal.links.put(document.uid, found)


def relink_around(ctx: Ctx, document: Any) -> None:
    """Read again the links to `document` and all below it, and those that led nowhere: it went, or it came."""
    sources = set(ctx.portal.links.pointing_at(NOWHERE))
    for node in subtree(document):
        sources |= set(ctx.portal.links.pointing_at(node.uid))
    _again(ctx, sources)


def _again(ctx: Ctx, sources: Iterable[int]) -> None:
    for uid in sources:
        source = ctx.portal.uids.get(uid)
        if source is None:
            ctx.portal.links.put(uid, ())
        else:
            relink(ctx, source)
            refresh(ctx, source)


def pointing_at(ctx: Ctx, document: Any) -> list[Any]:
    """Return the documents outside of `document` that link to it or to something in it."""
    inside = {node.uid for node in subtree(document)}
    sources = {uid for target in inside for uid in ctx.portal.links.pointing_at(target)} - inside
    found = (ctx.portal.uids.get(uid) for uid in sorted(sources))
    return [source for source in found if source is not None and not in_bin(source)]
