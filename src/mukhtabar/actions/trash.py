"""Put a document into the trash with all that stands in it, bring it back, and remove for good what lay there long."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.create import free_name
from mukhtabar.actions.effects import release_joined
from mukhtabar.actions.link import relink_around
from mukhtabar.actions.move import may_place, movable
from mukhtabar.actions.record import record, refresh_all
from mukhtabar.actions.transition import transition
from mukhtabar.actions.working_copy import detach, let_go, take_back_up
from mukhtabar.content.base import Workflowed
from mukhtabar.content.bin import Thrown, in_bin
from mukhtabar.content.doors import receipt_key
from mukhtabar.content.proposal import Proposal
from mukhtabar.content.scheduled import Dated
from mukhtabar.content.working import is_working_copy
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission
from mukhtabar.security.acl import roles_at
from mukhtabar.store.folder import lineage, subtree

#: What lies in the trash for less is not removed for good.
KEPT = timedelta(days=30)
WHY_MOST = 300
NO_REASON = _("Say why: readers will miss what is published.")


def anything_public(document: Any) -> bool:
    """Whether readers lose something with `document`: it, or something in it, is published."""
    return any(not isinstance(node, Workflowed) or node.is_published for node in subtree(document))


def trash(ctx: Ctx, document: Any, why: str = "") -> Thrown:
    """Put `document` into the trash; what is public needs a `why`. Return what is remembered of it. Raises Refused."""
    ctx.require(Permission.TRASH, document)
    if not movable(document):
        raise refused("fixed", _("This stays where it is."))
    if not why and not ctx.system and anything_public(document):
        raise refused("no_reason", NO_REASON)
    ctx.portal.stamps.bump(node.uid for node in lineage(document))
    record(ctx, document, "trash", changed=False)
    if is_working_copy(document):
        let_go(ctx, document)
    thrown = ctx.portal.bin.throw(document, ctx.now, ctx.actor, why[:WHY_MOST])
    refresh_all(ctx, document)
    relink_around(ctx, document)
    ctx.remember("trash", document)
    return thrown


def restore(ctx: Ctx, uid: int, target: Any = None) -> Any:
    """Bring the document `uid` back to where it stood, or into `target`, and return it. Raises Refused.

    It comes back as it was: its state, its comments, its supports, its history, and its address unless that is taken.
    """
    thrown = ctx.portal.bin.find(uid)
    if thrown is None:
        raise refused("not_in_trash", _("This does not lie in the trash any more."))
    home = ctx.portal.uids.get(thrown.above[0])
    parent = target if target is not None else home
    if parent is None or in_bin(parent):
        raise refused("no_home", _("The place it stood in is gone. Restore it from the trash of another place."))
    document = ctx.portal.uids.get(uid)
    refusal = may_place(ctx, document, parent)
    if refusal is not None:
        raise refusal
    if not ctx.system and not _allowed(ctx, document, parent):
        raise refused("not_permitted", _("You do not have the right to do this here."))
    absorbed = is_working_copy(document) and document.state == "absorbed"
    if is_working_copy(document):
        take_back_up(ctx, document)
    ctx.portal.bin.take(uid)
    for node in subtree(document):
        if isinstance(node, Dated) and node.next_date is not None and node.next_date <= ctx.now:
            # Its date went by in the trash: nothing comes back and goes public by itself.
            node.schedule = None
    taken = thrown.name in parent
    parent.add(free_name(parent, thrown.name) if taken else thrown.name, document)
    if taken or parent is not home:
        ctx.portal.redirects.leave(thrown.path, uid)
    record(ctx, document, "restore", changed=False)
    refresh_all(ctx, document)
    relink_around(ctx, document)
    if absorbed:
        transition(replace(ctx, system=True), document, "take_up")
    return document


def _allowed(ctx: Ctx, document: Any, parent: Any) -> bool:
    """Whether the actor could throw `document` away if it stood in `parent`: who may do the one may undo it."""
    return bool(roles_at(parent, ctx.actor, ctx.now) & document.allowed(Permission.TRASH))


def empty(ctx: Ctx, uid: int) -> int:
    """Remove the document `uid` for good with all in it, and return how many documents that were.

    Only who administers the portal may, and only KEPT after it was thrown away. Raises Refused.
    """
    ctx.require(Permission.MANAGE, ctx.portal)
    thrown = ctx.portal.bin.find(uid)
    if thrown is None:
        raise refused("not_in_trash", _("This does not lie in the trash any more."))
    if ctx.now < thrown.time + KEPT:
        raise refused("too_early", _("What was thrown away is kept for ${n} days.", n=KEPT.days))
    inside = {node.uid: node for node in subtree(ctx.portal.uids.get(uid))}
    for node in inside.values():
        if isinstance(node, Proposal):
            release_joined(ctx, node)
        copy = ctx.portal.uids.get(ctx.portal.working_copies.of(node.uid) or 0)
        if copy is not None and copy.uid not in inside:
            # Its original is gone for good: it stands for itself from now on.
            detach(replace(ctx, system=True), copy)
    _thrown, document = ctx.portal.bin.take(uid)
    gone = list(subtree(document))
    for node in gone:
        _forget(ctx, node)
        ctx.portal.links.put(node.uid, ())
    ctx.portal.journal.write(ctx.now, ctx.actor, "empty", uid, "/" + "/".join(thrown.path), {"count": str(len(gone))})
    return len(gone)


def _forget(ctx: Ctx, document: Any) -> None:
    portal, uid = ctx.portal, document.uid
    portal.working_copies.drop(uid)
    portal.uids.forget(uid)
    if portal.alike is not None:
        portal.alike.put(uid, 0, b"")
    portal.queue.put(uid)
    portal.private_links.forget(uid)
    portal.notes.forget(uid)
    if reference := getattr(document, "reference", ""):
        portal.references.pop(reference, None)
    for key in _receipts(ctx, document):
        portal.receipts.pop(key, None)
    if portal.rehearsals is not None:
        portal.rehearsals.drop(uid)
    for given in list(portal.grants.at(uid)):
        portal.grants.take(given.person, given.role, uid)
    for group in portal.grants.groups.at(uid):
        portal.grants.groups.end(group.gid)
    portal.automation.forget(uid)


def _receipts(ctx: Ctx, document: Any) -> Iterator[str]:
    person = ctx.register.get(document.creator)
    if person is not None and (receipt := person.receipts.pop(document.uid, None)):
        yield receipt_key(receipt)
