"""How every action ends: one journal entry, the lists, the search queue, the cache stamps, the rules of the place."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mukhtabar.actions.context import Ctx
from mukhtabar.actions.navigation import reshow
from mukhtabar.content.answer import Answer
from mukhtabar.content.joined import way
from mukhtabar.content.moderated import Moderated
from mukhtabar.content.places import places
from mukhtabar.content.proposal import Proposal
from mukhtabar.content.working import is_working_copy
from mukhtabar.rules.automation import event_of
from mukhtabar.store.alike import Alike
from mukhtabar.store.automation import Noted
from mukhtabar.store.catalog.listings import Entry
from mukhtabar.store.folder import lineage, path_of, subtree


def record(ctx: Ctx, target: Any, action: str, detail: Mapping[str, str] | None = None, changed: bool = True) -> None:
    """Write down that `ctx.actor` did `action` to `target`, in this same transaction.

    `changed` says whether the document is another one now; one that was only put elsewhere is not.
    """
    if changed:
        target.modified = ctx.now
    ctx.portal.journal.write(ctx.now, ctx.actor, action, target.uid, "/" + "/".join(path_of(target)), detail or {})
    refresh(ctx, target)
    if (event := event_of(action, target.type_name)) is not None:
        note(ctx, target, event)


def note(ctx: Ctx, target: Any, event: str) -> None:
    """Let the rules of the places that `target` stands in be asked about `event`, if there are any.

    A working copy is nothing new there: its original is what rules are about.
    """
    if is_working_copy(target):
        return
    nodes = tuple(node.uid for node in lineage(target.__parent__) if ctx.portal.automation.at(node.uid))
    if nodes:
        ctx.portal.automation.note(Noted(target.uid, event, ctx.now, nodes))


def refresh(ctx: Ctx, target: Any) -> None:
    """Bring the lists, what is alike, the menus, the search queue and the cache stamps in step with `target`."""
    index = ctx.portal.listings_index
    before = index.entries(target.uid)
    index.put(target.uid, places(target))
    if isinstance(target, Answer):
        # What its proposal is counted as hangs on its answers.
        index.put(target.__parent__.uid, places(target.__parent__))
    if isinstance(target, Moderated):
        _compare(ctx, target)
    if isinstance(target, Proposal):
        # What was promised about a proposal stands in the lists as long as readers see the proposal.
        for commitment in target.commitments():
            index.put(commitment.uid, places(commitment))
    reshow(ctx, target)
    ctx.portal.queue.put(target.uid)
    for node in (target, *_beside(ctx, target, before | index.entries(target.uid))):
        ctx.portal.stamps.bump(above.uid for above in lineage(node))


def _beside(ctx: Ctx, target: Any, entries: Iterable[Entry]) -> Iterator[Any]:
    """Yield what else names `target` on its page: a text that it reads aloud, and the proposals that it has joined."""
    for uid in {entry.scope for entry in entries if entry.listing == "spoken"}:
        if (text := ctx.portal.uids.get(uid)) is not None:
            yield text
    yield from way(target) if isinstance(target, Proposal) else ()


def _compare(ctx: Ctx, target: Moderated) -> None:
    """Keep by what the text of `target` is found beside others of its place that say nearly the same."""
    if ctx.portal.alike is None:
        ctx.portal.alike = Alike()
    ctx.portal.alike.put(target.uid, target.__parent__.uid, target.sketch)


def refresh_all(ctx: Ctx, target: Any) -> None:
    """Do the same for `target` and everything below it."""
    for document in subtree(target):
        refresh(ctx, document)
