"""Change the fields of a document, unless somebody else has changed them meanwhile."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mukhtabar.actions.complete import complete
from mukhtabar.actions.context import Ctx
from mukhtabar.actions.link import relink
from mukhtabar.actions.lock import unlocked
from mukhtabar.actions.record import record
from mukhtabar.actions.redact import settle
from mukhtabar.actions.scale import make_scales
from mukhtabar.actions.transition import transition
from mukhtabar.content.answer import Answer
from mukhtabar.content.approved import Approvable
from mukhtabar.content.base import Resource
from mukhtabar.content.file import Image
from mukhtabar.content.moderated import Moderated
from mukhtabar.rules.permissions import Permission
from mukhtabar.store.revisions import digest_of


class Stale(Exception):
    """The document was saved by somebody else after the form was opened. `current` holds what it says now."""

    def __init__(self, current: Mapping[str, Any]) -> None:
        super().__init__("stale")
        self.current = current


def serial(document: Resource) -> str:
    """Return what an edit form carries so that a later save by somebody else is noticed."""
    return digest_of(document.field_values())


def edit(
    ctx: Ctx,
    document: Resource,
    values: Mapping[str, Any],
    comment: str = "",
    expected: str | None = None,
    restores: int = 0,
) -> bool:
    """Write `values` into `document`, keep a revision, and return whether anything changed.

    `expected` is the serial() the form was opened with, `restores` the key of the older revision that is brought back.
    Raises Refused, and Stale when `expected` no longer holds.
    """
    ctx.require(Permission.EDIT, document)
    unlocked(ctx, document)
    if expected is not None and expected != serial(document):
        raise Stale(document.field_values())
    complete(ctx, document, values)
    changed = [field for field, value in values.items() if getattr(document, field) != value]
    if changed and not document.revisions:
        # What the portal was installed with was never saved by anybody.
        document.keep_revision(document.created, None)
    if isinstance(document, Moderated) and document.redactions:
        settle(ctx, document, changed)
    for field in changed:
        if field not in document.fields:
            raise ValueError(f"{document.type_name} has no field {field}")
        setattr(document, field, values[field])
    if not changed:
        return False
    before = document.revisions.newest_first(0, 1)[0][0]
    document.keep_revision(ctx.now, ctx.actor, comment, restores)
    relink(ctx, document)
    if isinstance(document, Image) and "focus" in changed:
        make_scales(ctx, document)
    if isinstance(document, Approvable) and ctx.actor:
        document.drafted_by |= {ctx.actor}
    ctx.remember("edit", document, before, serial(document))
    record(ctx, document, "edit", {"fields": ",".join(sorted(changed)), "digest": serial(document)})
    if isinstance(document, Answer) and document.state == "for_approval":
        transition(replace(ctx, actor=None, system=True), document, "edited")
    return True
