"""Make a private link to a draft, take it back, and open it: for one reader outside, for some days, one document."""

from datetime import timedelta

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.record import record
from mukhtabar.content.base import Resource
from mukhtabar.content.bin import in_bin
from mukhtabar.content.doors import receipt_key
from mukhtabar.language import _
from mukhtabar.language.clean import clean_line
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.references import RECEIPT_LENGTH, new_receipt
from mukhtabar.security.acl import may
from mukhtabar.store.private_links import PrivateLink

#: For how many days one may be made.
DAYS = (1, 7, 30)
#: At once, to one document.
MOST = 20
NOTE_MOST = 100


def make(ctx: Ctx, document: Resource, days: int, note: str = "") -> str:
    """Return the secret (99 bits) that opens `document` at /d/<secret> for `days` days; only its SHA-256 is kept.

    Raises Refused (codes not_permitted, days, already_public, too_many); then nothing has changed.
    """
    ctx.in_earnest()
    ctx.require(Permission.EDIT, document)
    if days not in DAYS:
        raise refused("days", _("Choose one of the options offered."))
    if may(document, Permission.VIEW, None, ctx.now):
        raise refused("already_public", _("Everybody can read this already. Pass its address on."))
    links = ctx.portal.private_links
    for old in list(links.of(document.uid)):
        if old.until <= ctx.now:
            links.drop(old.key)
    if sum(1 for _one in links.of(document.uid)) >= MOST:
        raise refused("too_many", _("There are ${most} private links already. Take one back first.", most=MOST))
    secret, until = new_receipt(), ctx.now + timedelta(days=days)
    key = receipt_key(secret)
    links.put(PrivateLink(key, document.uid, ctx.actor or "", ctx.now, until, clean_line(note)[:NOTE_MOST]))
    record(ctx, document, "make_private_link", {"link": key[:8], "until": until.isoformat()}, changed=False)
    return secret


def revoke(ctx: Ctx, document: Resource, key: str) -> None:
    """Take the link `key` to `document` back, whoever made it. Raises Refused (codes not_permitted, not_found)."""
    ctx.require(Permission.EDIT, document)
    link = ctx.portal.private_links.get(key)
    if link is None or link.uid != document.uid:
        raise refused("not_found", _("This private link is gone already."))
    ctx.portal.private_links.drop(key)
    record(ctx, document, "revoke_private_link", {"link": key[:8]}, changed=False)


def stands(ctx: Ctx, link: PrivateLink) -> bool:
    """Whether who made the link still may: asked each time, because a role can end.

    While the document is public the link only leads to it, so that the role of who made it does not matter then.
    """
    document, maker = ctx.portal.uids.get(link.uid), ctx.register.get(link.by)
    if document is None or in_bin(document) or ctx.now >= link.until:
        return False
    if may(document, Permission.VIEW, None, ctx.now):
        return True
    return maker is not None and not maker.disabled and may(document, Permission.EDIT, link.by, ctx.now)


def opened(ctx: Ctx, secret: str) -> PrivateLink | None:
    """Return the link that `secret` opens now, or None: expired, taken back, mistyped and thrown away are all one."""
    if len(secret) != RECEIPT_LENGTH:
        return None
    link = ctx.portal.private_links.get(receipt_key(secret))
    return link if link is not None and stands(ctx, link) else None
