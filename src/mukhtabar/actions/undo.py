"""Take back the last editorial action of the same person, within ten minutes, by doing its inverse."""

from collections.abc import Callable
from typing import Any

from mukhtabar.actions import merge, translate
from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.edit import Stale
from mukhtabar.actions.move import move
from mukhtabar.actions.revert import revert
from mukhtabar.actions.trash import restore, trash
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.workflow.guards import UNDO_WINDOW
from mukhtabar.security.acl import may
from mukhtabar.store.lately import Did


def undoable(ctx: Ctx) -> tuple[Did, ...]:
    """Return what the actor did last, when it can still be taken back: not with what was closed to them since."""
    did = ctx.portal.lately.of(ctx.actor)
    fresh = did and did[0].time <= ctx.now < did[0].time + UNDO_WINDOW
    return did if fresh and all(_seen(ctx, each) for each in did) else ()


def _seen(ctx: Ctx, did: Did) -> bool:
    document, thrown = ctx.portal.uids.get(did.uid), ctx.portal.bin.find(did.uid)
    place = document if thrown is None else ctx.portal.uids.get(thrown.above[0])
    return place is None or may(place, Permission.VIEW, ctx.actor, ctx.now)


def undo(ctx: Ctx) -> list[Any]:
    """Take back what undoable() returns, the last thing first, and return the documents. Raises Refused."""
    done = undoable(ctx)
    if not done or ctx.actor is None:
        raise refused("nothing_to_undo", _("There is nothing to take back: ten minutes have passed, or it is done."))
    documents = [INVERSE[did.verb](ctx, did) for did in reversed(done)]
    ctx.portal.lately.forget(ctx.actor)
    return documents


def _unmove(ctx: Ctx, did: Did) -> Any:
    document, (parent, name) = _there(ctx, did), did.detail
    home = ctx.portal.uids.get(parent)
    if home is None:
        raise refused("no_home", _("The place it stood in is gone. Restore it from the trash of another place."))
    move(ctx, document, home, name)
    return document


def _unedit(ctx: Ctx, did: Did) -> Any:
    document, (key, digest) = _there(ctx, did), did.detail
    try:
        revert(ctx, document, key, document.fields, digest)
    except Stale:
        raise refused("changed_since", _("Somebody has changed it since. Choose a version to bring back.")) from None
    return document


def _untranslate(ctx: Ctx, did: Did) -> Any:
    document = _there(ctx, did)
    translate.take_back(ctx, document, *did.detail)
    return document


def _uncopy(ctx: Ctx, did: Did) -> Any:
    document = _there(ctx, did)
    trash(ctx, document)
    return document


def _untrash(ctx: Ctx, did: Did) -> Any:
    return restore(ctx, did.uid)


def _unask(ctx: Ctx, did: Did) -> Any:
    document = _there(ctx, did)
    merge.take_back(ctx, document)
    return document


def _overwritten(ctx: Ctx, did: Did) -> Any:
    raise refused("bytes_gone", _("The file that stood there is not kept. Put it in its place again."))


def _there(ctx: Ctx, did: Did) -> Any:
    document = ctx.portal.uids.get(did.uid)
    if document is None:
        raise refused("gone", _("It is not there any more."))
    return document


INVERSE: dict[str, Callable[[Ctx, Did], Any]] = {
    "ask_merge": _unask, "copy": _uncopy, "edit": _unedit, "move": _unmove, "overwrite": _overwritten,
    "translate": _untranslate, "trash": _untrash,
}  # fmt: skip
