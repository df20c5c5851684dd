"""Put a document somewhere else, or give it another name. Its old address leads to the new one."""

import re
from dataclasses import replace
from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.create import NEEDS, free_name
from mukhtabar.actions.order import at_the_end
from mukhtabar.actions.record import record, refresh_all
from mukhtabar.content.bin import in_bin
from mukhtabar.content.council import commune_of
from mukhtabar.content.interfaces import IWritten
from mukhtabar.content.matter import Matter
from mukhtabar.content.working import copy_of, is_working_copy
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.security.acl import roles_at
from mukhtabar.store.folder import lineage, path_of, subtree
from mukhtabar.store.names import RESERVED

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NAME_MOST = 60
EXAMPLE = "water-2027"
#: They stand where the country has them.
FIXED = frozenset({"portal", "region", "commune"})


def movable(document: Any) -> bool:
    """Whether a document can be moved, renamed or thrown away at all, whoever asks."""
    return IWritten.providedBy(document) and document.type_name not in FIXED and not in_bin(document)


def checked_name(parent: Any, name: str) -> str:
    """Return `name` when a new child of `parent` may have it. Raises Refused with the sentence that says why not."""
    if not NAME.fullmatch(name) or len(name) > NAME_MOST:
        raise refused(
            "bad_name",
            _("Use small Latin letters, digits and hyphens, at most ${most}: “${example}”.",
              most=NAME_MOST, example=EXAMPLE),
        )
    if name in RESERVED:
        raise refused("reserved_name", _("The portal needs this name for a page of its own. Choose another."))
    if name in parent:
        raise refused("name_taken", _("Something else here has this name already."))
    return name


def may_place(ctx: Ctx, document: Any, target: Any) -> Refused | None:
    """Return why `document` cannot be put into `target`, or None."""
    if document in lineage(target):
        return refused("into_itself", _("Something cannot be put into itself."))
    if document.type_name not in getattr(target, "children", ()):
        return refused("wrong_place", _("This cannot be added here."))
    try:
        ctx.require(NEEDS[document.type_name], target)
    except Refused as refusal:
        return refusal
    return None


def move(ctx: Ctx, document: Any, target: Any, name: str = "") -> None:
    """Put `document`, with all that stands in it, into `target`, as `name` or under a free name like the present one.

    Whoever could not take it away from there does not bring it there: so nothing is published past its head. Raises
    Refused; then nothing has changed.
    """
    ctx.require(Permission.TRASH, document)
    if not movable(document):
        raise refused("fixed", _("This stays where it is."))
    refusal = may_place(ctx, document, target)
    if refusal is not None:
        raise refusal
    if not ctx.system and not roles_at(target, ctx.actor, ctx.now) & document.allowed(Permission.TRASH):
        raise refused("not_there", _("You could not take it away from there again. Ask the head of that space."))
    if is_working_copy(document) and target is not document.__parent__ and not ctx.system:
        raise refused("working_copy", _("A working copy stays beside its original. Move that, and this goes along."))
    parent, old_name, old = document.__parent__, document.__name__, path_of(document)
    if name == old_name and target is parent:
        return
    if name:
        checked_name(target, name)
    else:
        name = old_name if target is parent else free_name(target, old_name)
    ctx.portal.stamps.bump(node.uid for node in lineage(document))
    if commune_of(parent) is not commune_of(target):
        _leave_council(ctx, document)
    parent.remove(old_name)
    target.add(name, document)
    if target is not parent:
        document.position = at_the_end(ctx, target)
    ctx.portal.redirects.leave(old, document.uid)
    ctx.portal.redirects.forget(path_of(document))
    record(ctx, document, "move", {"from": "/" + "/".join(old)}, changed=False)
    refresh_all(ctx, document)
    ctx.remember("move", document, parent.uid, old_name)
    copy = copy_of(ctx.portal, document)
    if copy is not None and copy.__parent__ is not target:
        move(replace(ctx, actor=None, system=True), copy, target)


def _leave_council(ctx: Ctx, document: Any) -> None:
    """Forget, of all that goes to another council, what the first one noted, and whose work it was there."""
    for node in subtree(document):
        if isinstance(node, Matter):
            node.assigned = {}
            ctx.portal.notes.forget(node.uid)
