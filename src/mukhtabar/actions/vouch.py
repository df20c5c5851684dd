"""Say that a telephone number or an address in a text belongs to an institution, or take that back."""

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.record import record
from mukhtabar.content.base import Resource
from mukhtabar.content.checked import vouchable
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission


def vouch(ctx: Ctx, document: Resource, key: str, holds: bool = True) -> None:
    """Tick the finding `key` of the content check as an institution's, or with `holds` false take the tick back.

    What is kept tells the finding again and no more; the journal says who ticked, of what kind, in which field. Ticks
    of what the text does not say any more go. Raises Refused (codes not_permitted, not_found); then nothing changed.
    """
    ctx.require(Permission.EDIT, document)
    there = vouchable(document)
    if key not in there or (key in document.vouched) is holds:
        raise refused("not_found", _("This is not in the list any more. Look at it again, then decide."))
    kept = {one for one in document.vouched if one in there}
    document.vouched = tuple(sorted(kept | {key} if holds else kept - {key}))
    finding = there[key]
    detail = {"kind": finding.code, "field": finding.field}
    record(ctx, document, "vouch" if holds else "take_vouch_back", detail, changed=False)
