"""Pass a submission on to the consultation where it belongs: same document, same place in time, another address."""

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.effects import EDITORS, people_with, write_to
from mukhtabar.actions.facts import refused_by
from mukhtabar.actions.moderate import by_moderator, checked_comment, checked_reason, write_down
from mukhtabar.actions.record import record, refresh
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.council import commune_of
from mukhtabar.content.proposal import Proposal
from mukhtabar.language import _
from mukhtabar.rules.reasons import ROUTING
from mukhtabar.rules.workflow.engine import Step
from mukhtabar.store.folder import lineage, path_of


def takes(ctx: Ctx, proposal: Proposal, target: object) -> bool:
    """Whether `proposal` can be passed on to `target`: another consultation that takes proposals now."""
    return (
        isinstance(target, Consultation)
        and target is not proposal.__parent__
        and target.phase_allows("propose", ctx.now)
    )


def route(ctx: Ctx, proposal: Proposal, target: Consultation, reason: str, comment: str, read_hash: str | None) -> None:
    """Move what waits for moderation into the queue of `target`, and tell its author why. Raises Refused."""
    by_moderator(ctx, proposal, read_hash)
    if not proposal.for_moderators(proposal.state):
        raise refused("moved_on", _("Only what waits for moderation can be passed on."))
    if ctx.actor in refused_by(proposal):
        sentence = _("You refused this before, so another moderator decides on the appeal. It stays in their worklist.")
        raise refused("not_refuser", sentence)
    if not takes(ctx, proposal, target):
        raise refused("wrong_place", _("Choose another consultation that takes proposals now."))
    code = checked_reason(ROUTING, reason)
    comment = checked_comment(comment, required=True)
    source, name, old = proposal.__parent__, proposal.__name__, path_of(proposal)
    elsewhere = commune_of(source) is not commune_of(target)
    if elsewhere and (proposal.answers() or proposal.commitments()):
        raise refused("being_answered", _("The council is preparing an answer to it, so it stays by itself."))
    if name in target:
        raise refused("name_taken", _("Something else has this address there. Try again later."))
    source.remove(name)
    target.add(name, proposal)
    ctx.portal.redirects.leave(old, proposal.uid)
    ctx.portal.stamps.bump(node.uid for node in lineage(source))
    proposal.parked = proposal.asked = None
    if elsewhere:
        # Another council was asked before, if any was: its clock, its notes, whose work it was there, and the member to
        # whom a question was put stay behind.
        proposal.arrived, proposal.assigned = ctx.now, {}
        proposal.addressee, proposal.charge, proposal.sat_elsewhere = 0, 0, len(proposal.sittings)
        proposal.begin_anew()
        ctx.portal.notes.forget(proposal.uid)
    proposal.sample = proposal.sample or target.sample
    write_down(ctx, proposal, "route", comment, code)
    record(ctx, proposal, "route", {"reason": code, "from": "/" + "/".join(old)})
    for child in proposal.values():
        refresh(ctx, child)
    step = Step(proposal.state, proposal.state, "route", (), comment, code)
    write_to(ctx, people_with(ctx, target, EDITORS), "waiting", proposal, step)
