"""Write words into a document, and the bytes of another one with them, as one save."""

from collections.abc import Mapping
from typing import Any

from mukhtabar.actions.complete import complete
from mukhtabar.actions.context import Ctx
from mukhtabar.actions.edit import Stale, edit, serial
from mukhtabar.actions.lock import unlocked
from mukhtabar.actions.record import record
from mukhtabar.content.base import Resource
from mukhtabar.content.working import take_along
from mukhtabar.rules.permissions import Permission


def overwrite(
    ctx: Ctx, document: Resource, other: Any, values: Mapping[str, Any], comment: str = "", expected: str | None = None
) -> bool:
    """Write `values` into `document`, and what `other` holds beside its fields; return whether anything changed.

    As with actions/replace.py the old bytes are not kept, so this cannot be taken back. `other` is of the same kind;
    `expected` is the serial() of what the person saw. Raises Refused, and Stale; then nothing has changed.
    """
    old, new = noted(document), noted(other)
    if old == new:
        return edit(ctx, document, values, comment, expected)
    ctx.require(Permission.EDIT, document)
    unlocked(ctx, document)
    if expected is not None and expected != serial(document):
        raise Stale(document.field_values())
    complete(ctx, document, values)
    take_along(document, other)
    if not edit(ctx, document, values, comment):
        document.keep_revision(ctx.now, ctx.actor, comment)
    ctx.remember("overwrite", document)
    record(ctx, document, "replace", {"from": ",".join(old), "to": ",".join(new)})
    return True


def noted(document: Any) -> tuple[str, ...]:
    """Return what a save of `document` notes beside its fields: the digest of its bytes, when it has any."""
    return tuple(getattr(document, name) for name in document.noted)
