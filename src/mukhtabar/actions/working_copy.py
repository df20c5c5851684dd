"""Work on what is published in peace: in a working copy beside it, until that is published over it."""

from dataclasses import replace
from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.create import create, free_name
from mukhtabar.actions.lock import unlocked
from mukhtabar.actions.overwrite import overwrite
from mukhtabar.actions.record import record, refresh
from mukhtabar.content.approved import Approvable
from mukhtabar.content.base import HistoryEntry, Workflowed
from mukhtabar.content.checked import vouchable
from mukhtabar.content.interfaces import IWritten
from mukhtabar.content.texts import Texts
from mukhtabar.content.translations import joined_drafts, originals
from mukhtabar.content.working import copy_of, is_working_copy, original_of, take_along
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission
from mukhtabar.store.revisions import digest_of

SUFFIX = "-working"


def copyable(document: Any) -> bool:
    """Whether a working copy of `document` is of use: it is public, and who publishes may still change it."""
    if not isinstance(document, Workflowed) or not IWritten.providedBy(document) or not document.is_published:
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
    made.vouched = document.vouched
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
    if not overwrite(ctx, original, copy, {name: _written(copy, original, name) for name in copy.fields}, comment):
        record(ctx, original, "published_over", changed=False)
    _hand_over(ctx, copy, original)
    latest = original.revisions.latest()
    if latest is not None:
        original.pinned = (*original.pinned, latest.digest)
    return original


def _written(copy: Any, original: Any, name: str) -> Any:
    """Return a field of `copy` as it is written over: what was found still right in either of the two stays so."""
    value = getattr(copy, name)
    return value.with_later_dates(getattr(original, name)) if isinstance(value, Texts) else value


def _hand_over(ctx: Ctx, copy: Any, original: Any) -> None:
    """Give `original`, which says what `copy` says, the ticks and the drafts of translations that hang on that."""
    there = vouchable(original)
    original.vouched = tuple(sorted(key for key in copy.vouched if key in there))
    for language, mine in copy.translations.items():
        theirs = original.translations.get(language)
        both = joined_drafts(mine, theirs) if theirs is not None else mine
        public = {name: texts.get(language) for name, texts in originals(original, language).items()}
        fields = {name: text for name, text in both.fields.items() if text != public.get(name)}
        others = {code: draft for code, draft in original.translations.items() if code != language}
        held = {name: both.held[name] for name in fields}
        original.translations = {**others, language: replace(both, fields=fields, held=held)} if fields else others
    refresh(ctx, original)


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
