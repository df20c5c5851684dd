"""Begin the register of a consultation: one row for each topic that something was said about."""

from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.create import create, free_name
from mukhtabar.actions.figures import take
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.register import LIST, Register, Row
from mukhtabar.language import _

#: A register tells what became of a consultation, so it begins when that has closed.
CLOSED = frozenset({"closed", "synthesis", "replied"})


def register_of(portal: Any, consultation: Any) -> tuple[Register | None, bool]:
    """Return the register of `consultation`, if there is one, and whether readers see an edition of it."""
    rank, uid = next(portal.listings_index.walk(LIST, consultation.uid), (0, 0))
    return portal.uids.get(uid) if uid else None, bool(rank)


def begin_register(ctx: Ctx, consultation: Consultation) -> Register:
    """Create the register, the topics with most people behind them first.

    Raises Refused (codes not_closed, begun_already, not_permitted).
    """
    if consultation.state not in CLOSED:
        raise refused("not_closed", _("The register begins when the consultation has closed."))
    if register_of(ctx.portal, consultation)[0] is not None:
        raise refused("begun_already", _("The register has been begun already. Go on with that one."))
    parts = sorted(take(ctx, consultation, ()).parts, key=lambda part: -part.voices)
    rows = tuple(Row(topic) for part in parts for topic in part.topics)
    made: Register = create(ctx, consultation, Register(), free_name(consultation, "register"), {"rows": rows})
    return made
