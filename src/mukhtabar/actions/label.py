"""Labels that the desk puts on a document, for itself: readers do not see them."""

from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.record import record
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission

LABEL_MOST, LABELS_MOST = 40, 10


def put_label(ctx: Ctx, document: Any, label: str) -> bool:
    """Put `label` on `document`; return whether it was not there. Raises Refused."""
    ctx.require(Permission.SEE_HISTORY, document)
    if label in document.labels:
        return False
    if len(document.labels) >= LABELS_MOST:
        raise refused("too_many", _("There are enough labels on this: at most ${most}.", most=LABELS_MOST))
    document.labels |= {label}
    record(ctx, document, "label", changed=False)
    return True


def take_label(ctx: Ctx, document: Any, label: str) -> bool:
    """Take `label` off `document`; return whether it was there. Raises Refused."""
    ctx.require(Permission.SEE_HISTORY, document)
    if label not in document.labels:
        return False
    document.labels -= {label}
    record(ctx, document, "unlabel", changed=False)
    return True
