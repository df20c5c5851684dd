"""Bring back what a document said at an earlier save, as a new save: nothing of what came between is lost."""

from collections.abc import Collection
from typing import Any

from mukhtabar.actions.context import Ctx
from mukhtabar.actions.edit import edit
from mukhtabar.content.base import Resource
from mukhtabar.content.texts import Texts
from mukhtabar.language import LANGUAGES, _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused


def revert(ctx: Ctx, document: Resource, key: int, only: Collection[str], expected: str | None = None) -> bool:
    """Make `document` say what the revision `key` says, in the fields named `only`; return whether that changed it.

    `expected` is the serial() of what the person saw. Raises Refused (code no_such_revision when there is none), and
    Stale when somebody saved meanwhile.
    """
    ctx.require(Permission.EDIT, document)
    revision = document.revisions.get(key)
    if revision is None:
        raise Refused("no_such_revision", _("There is no such version."))
    values = {
        name: _restored(getattr(document, name), value, ctx)
        for name, value in revision.fields.items()
        if name in only and name in document.fields
    }
    return edit(ctx, document, values, expected=expected, restores=key)


def _restored(now: Any, then: Any, ctx: Ctx) -> Any:
    """Return the old value in the form that the document keeps; a language it did not have then goes."""
    if isinstance(now, Texts):
        return now.with_values(ctx.now, {code: then.get(code, "") for code in LANGUAGES})
    return then
