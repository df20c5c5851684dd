"""Keep the menus that are shown in step with what they lead to: titles, addresses, and what everybody may read."""

from typing import Any

from mukhtabar.actions.context import Ctx
from mukhtabar.content.gathered import closing
from mukhtabar.content.menu import LIST, Menu, MenuEntry
from mukhtabar.content.navigation import Navigation, Shown
from mukhtabar.content.target import PORTAL_PAGES
from mukhtabar.rules.permissions import Permission
from mukhtabar.security.acl import may
from mukhtabar.store.folder import lineage

#: No menu shows more.
MOST = 12


def reshow(ctx: Ctx, changed: Any) -> None:
    """Write the lines of all menus anew when `changed` is a menu or something that one leads to.

    The pages that show a menu are made anew then: it counts as a change of the portal or the space itself.
    """
    navigation: Navigation | None = ctx.portal.navigation
    if changed.type_name != "menu" and (navigation is None or changed.uid not in navigation.watched):
        return
    shown, watched = _lines(ctx)
    if navigation is None:
        navigation = ctx.portal.navigation = Navigation()
    before = navigation.shown
    if watched != navigation.watched:
        navigation.watched = watched
    if shown == before:
        return
    navigation.shown = shown
    for uid in before.keys() | shown.keys():
        owner = ctx.portal.uids.get(uid)
        if before.get(uid) != shown.get(uid) and owner is not None:
            ctx.portal.stamps.bump(node.uid for node in lineage(owner))


def _lines(ctx: Ctx) -> tuple[dict[int, tuple[Shown, ...]], frozenset[int]]:
    """Return the lines of the menu that counts in each place, and what they depend on."""
    shown: dict[int, tuple[Shown, ...]] = {}
    watched: set[int] = set()
    for _rank, uid in ctx.portal.listings_index.walk(LIST, ctx.portal.uid):
        menu: Menu = ctx.portal.uids.get(uid)
        owner = menu.__parent__.uid
        if owner in shown:
            continue
        watched |= {target.uid for target in menu.targets if target.uid}
        for document in filter(None, (target.find(ctx.portal) for target in menu.targets)):
            watched |= {document.uid, *(node.uid for node in lineage(document) if closing(node))}
        lines = (line_of(ctx, entry) for entry in menu.entries if entry.on)
        shown[owner] = tuple(line for line in lines if line is not None)[:MOST]
    return shown, frozenset(watched)


def line_of(ctx: Ctx, entry: MenuEntry) -> Shown | None:
    """Return how an entry is shown to everybody; None when it leads nowhere, or where not everybody may look."""
    address, document = entry.to.path(ctx.portal), entry.to.find(ctx.portal)
    if not address:
        return None
    if document is not None and not may(document, Permission.VIEW, None, ctx.now):
        return None
    if entry.names or address in PORTAL_PAGES:
        return Shown(entry.names, entry.names[0][0] if entry.names else "", address)
    if document is None:
        # Another site that nobody named.
        return Shown((("en", address),), "en", address)
    texts = document.title_text
    return Shown(tuple(sorted((code, text) for code, text in texts.values.items() if text)), texts.source, address)
