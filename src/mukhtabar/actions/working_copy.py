"""Work on what is published in peace: in a working copy beside it, until that is published over it."""

from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.create import create, free_name
from mukhtabar.actions.lock import unlocked
from mukhtabar.actions.overwrite import overwrite
from mukhtabar.actions.record import record
from mukhtabar.content.approved import Approvable
from mukhtabar.content.base import HistoryEntry, Workflowed
from mukhtabar.content.interfaces import IWritten
from mukhtabar.content.working import copy_of, is_working_copy, original_of, take_along
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission
from mukhtabar.store.revisions import digest_of

SUFFIX = "-working"


def copyable(document: Any) -> bool:
    """Whether a working copy of `document` is of use: it is public, and who publishes may still change it."""
    if not isinstance(document, Workflowed) or not IWritten.providedBy(document) or not document.is_public:
        return False
    definition = document.definition
    publishers = definition.allowed(definition.initial, Permission.PUBLISH)
    return bool(definition.allowed(document.state, Permission.EDIT) & publishers)


def make_working_copy(ctx: Ctx, document: Any) -> Any:
    """Return the working copy of `document`: the one that there is, whoever made it, or a new one. Raises Refused.

    It says what `document` says, stands beside it, and begins in the first state of the same workflow.
    """
    ctx.require(Permission.SEE_HISTORY, document)
    if (there := copy_of(ctx.portal, document)) is not None:
        return there
    if not copyable(document):
        raise refused("not_copyable", _("A working copy is made of what is published and can still be changed."))
    made = type(document)()
    take_along(made, document)
    made.working_copy_of = document.uid, digest_of(document.field_values())
    values = {name: getattr(document, name) for name in document.fields}
    create(ctx, document.__parent__, made, free_name(document.__parent__, document.__name__ + SUFFIX), values)
    if document.sample:
        made.sample = True
    ctx.portal.working_copies.put(document.uid, made.uid)
    record(ctx, document, "working_copy", {"copy": str(made.uid)}, changed=False)
    return made


def write_over(ctx: Ctx, copy: Any, comment: str = "") -> Any:
    """Write what `copy` says onto its original, as one save, and return the original. Raises Refused.

    When the copy holds other bytes than its original, those go along: the original has not changed since they were
    looked at together. The guards of the step were asked before; nobody who writes in either of the two is interrupted.
    """
    original = original_of(ctx.portal, copy)
    unlocked(ctx, copy)
    if isinstance(copy, Approvable):
        # Whoever wrote in the copy has written in the original: none of them approves it.
        original.drafted_by |= copy.drafted_by
    entry = HistoryEntry(ctx.now, ctx.actor, "published_over", original.state, original.state, comment)
    original.history = (*original.history, entry)
    if not overwrite(ctx, original, copy, {name: getattr(copy, name) for name in copy.fields}, comment):
        record(ctx, original, "published_over", changed=False)
    latest = original.revisions.latest()
    if latest is not None:
        original.pinned = (*original.pinned, latest.digest)
    return original


def detach(ctx: Ctx, copy: Any) -> None:
    """Make a working copy a document of its own, for which nothing else stands. Raises Refused."""
    ctx.require(Permission.EDIT, copy)
    if not is_working_copy(copy):
        raise refused("not_a_copy", _("This is not a working copy."))
    let_go(ctx, copy)
    copy.working_copy_of = None
    record(ctx, copy, "detach", changed=False)


def let_go(ctx: Ctx, copy: Any) -> None:
    """Let the original have no working copy any more, when `copy` is the one."""
    original, _digest = copy.working_copy_of
    if ctx.portal.working_copies.of(original) == copy.uid:
        ctx.portal.working_copies.drop(original)


def take_back_up(ctx: Ctx, copy: Any) -> None:
    """Let `copy`, which comes back from the trash, be the working copy of its original again. Raises Refused."""
    original = original_of(ctx.portal, copy)
    if original is None:
        copy.working_copy_of = None
        return
    other = copy_of(ctx.portal, original)
    if other is not None and other is not copy:
        raise refused("working_copy_exists", _("There is another working copy now. Publish or discard that one first."))
    ctx.portal.working_copies.put(original.uid, copy.uid)
