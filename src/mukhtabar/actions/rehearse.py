"""Make a rehearsal copy of a space, filled with samples in every state; and wipe it."""

from dataclasses import replace
from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.copy import MOST, duplicate, house
from mukhtabar.actions.create import create
from mukhtabar.actions.inside import inside
from mukhtabar.actions.record import record
from mukhtabar.actions.rehearsal_samples import fill
from mukhtabar.actions.transition import transition
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.rehearsal import Rehearsal, Rehearsals, rehearsal_of
from mukhtabar.content.scheduled import Scheduled
from mukhtabar.content.space import Space
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.references import new_reference
from mukhtabar.security.acl import may
from mukhtabar.store.folder import subtree
from mukhtabar.store.revisions import digest_of

#: What is copied of a space. Courses and resources are read in the space itself, and a charter is signed there.
BROUGHT = frozenset({"consultation", "page", "news", "file", "image"})


def rehearse(ctx: Ctx, space: Any) -> Rehearsal:
    """Make the rehearsal copy of `space` and return it. Raises Refused.

    It has what readers see of the space, without the voices of its citizens, and invented submissions in all states.
    """
    ctx.in_earnest()
    ctx.require(Permission.REHEARSE, space)
    if rehearsal_of(ctx.portal, space.uid) is not None:
        raise refused("rehearsed", _("There is a rehearsal copy already. Wipe it, then make a new one."))
    if sum(1 for _each in house(ctx, space)) > MOST:
        raise refused("too_many", _("This holds too much to be copied at once: at most ${most} documents.", most=MOST))
    if ctx.portal.rehearsals is None:
        ctx.portal.rehearsals = Rehearsals()
    name = new_reference("e")
    rehearsal = Rehearsal(ctx.portal, space, name, ctx.now, ctx.actor)
    ctx.portal.rehearsals.add(name, rehearsal)
    ctx.portal._p_jar.add(rehearsal)
    rehearsal.uids.register(rehearsal)
    there = inside(replace(ctx, system=True), rehearsal)
    values = {field: getattr(space, field) for field in space.fields}
    copied = create(there, rehearsal, Space(), space.__name__, values)
    rehearsal.space_uid = copied.uid
    copied.copied_from = space.uid, digest_of(space.field_values())
    fill(there, copied, lambda lead: _bring(ctx, lead, space, copied))
    record(ctx, space, "rehearse", {"rehearsal": name}, changed=False)
    return rehearsal


def _bring(ctx: Ctx, lead: Ctx, space: Any, copied: Any) -> None:
    """Copy what everybody sees of the space, and publish it in the rehearsal as the sample lead."""
    for child in list(space.values()):
        # A sample person sees of the portal what every citizen sees, and takes along no more.
        if child.type_name in BROUGHT and may(child, Permission.VIEW, None, ctx.now):
            duplicate(lead, child, copied, later=False)
    for document in list(subtree(copied)):
        if isinstance(document, Consultation) and document.phases:
            transition(lead, document, "announce")
        elif isinstance(document, Scheduled) and document.state == document.definition.initial:
            transition(lead, document, "publish", read_hash=digest_of(document.field_values()))


def wipe(ctx: Ctx, space: Any) -> None:
    """Wipe the rehearsal copy of `space`, with everything in it, for good. Raises Refused.

    Nothing outside of it refers to it: letting go of its root is all there is to do.
    """
    ctx.in_earnest()
    ctx.require(Permission.REHEARSE, space)
    if ctx.portal.rehearsals is None or (gone := ctx.portal.rehearsals.drop(space.uid)) is None:
        raise refused("no_rehearsal", _("There is no rehearsal copy of this space."))
    record(ctx, space, "wipe", {"documents": str(len(gone.uids) - 1)}, changed=False)
