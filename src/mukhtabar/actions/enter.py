"""Enter a proposal for somebody who is not online: said at a meeting or a desk, or handed in on paper (J13)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.create import create
from mukhtabar.actions.question import check_addressee
from mukhtabar.actions.submit import free_reference, participant
from mukhtabar.actions.transition import transition
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.proposal import CHANNELS, Proposal
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission

#: Until the last moment of a day.
DAY = timedelta(days=1) - timedelta(microseconds=1)


def enter(
    ctx: Ctx,
    consultation: Consultation,
    values: Mapping[str, Any],
    channel: str,
    received: datetime,
    name: str,
    email: str,
    name_shown: bool,
    addressee: int = 0,
) -> Proposal:
    """Submit `values` for a person without an account who said or wrote them on a day, and return the proposal.

    `received` is the first moment of that day (UTC), on which the consultation must have taken proposals. The person
    becomes the author, with a receipt of their own; who typed is written down, and does not decide on it. A question
    may have an `addressee`, as in submit(). Raises Refused; then nothing has changed.
    """
    ctx.require(Permission.ENTER, consultation)
    if channel not in CHANNELS:
        raise ValueError(f"no channel {channel}")
    if received > ctx.now:
        raise refused("not_yet", _("This day has not come yet."))
    moments = (received, min(received + DAY, ctx.now))
    moment = next((moment for moment in moments if consultation.phase_allows("propose", moment)), None)
    if moment is None:
        raise refused("phase_closed", _("On that day the consultation did not take proposals. Look at its dates."))
    if addressee:
        check_addressee(ctx, consultation, values["kind"], addressee)
    author = participant(ctx, name, email, values["language"])
    proposal = Proposal()
    proposal.reference, proposal.name_shown = free_reference(ctx), name_shown and bool(name)
    proposal.addressee = addressee
    proposal.channel, proposal.received, proposal.entered_by = channel, moment, ctx.actor
    create(ctx, consultation, proposal, proposal.reference, values)
    ctx.portal.references[proposal.reference] = proposal.uid
    proposal.creator = author.pid
    transition(Ctx(ctx.portal, ctx.register, author.pid, ctx.now), proposal, "submit")
    return proposal
