"""Join a proposal to another that asks for the same: a moderator asks, its author agrees or keeps it separate.

Nobody's text is joined without the author's yes, and everybody has a receipt to say it with. The yes is bound to both
texts as the moderator read them: when either changed, or the other is not there any more, the question lapses.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.decide import Outcome, each
from mukhtabar.actions.effects import write_to
from mukhtabar.actions.facts import refused_by
from mukhtabar.actions.moderate import by_moderator, checked_comment, write_down
from mukhtabar.actions.record import record
from mukhtabar.actions.transition import transition
from mukhtabar.content.base import microseconds
from mukhtabar.content.bin import in_bin
from mukhtabar.content.joined import find, last_of
from mukhtabar.content.proposal import ASKED, Asked, Proposal
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.workflow.engine import Step
from mukhtabar.rules.workflow.guards import ON_RECORD
from mukhtabar.security.acl import may
from mukhtabar.store.current import stay
from mukhtabar.store.folder import lineage
from mukhtabar.store.revisions import digest_of

#: How long an author has to answer. Then nothing happens: the text waits for moderation again, or stays as it is.
DAYS = 14


def step_of(proposal: Proposal) -> str | None:
    """Return the step by which `proposal` would join another from where it is, or None when it cannot."""
    steps = (step for step in proposal.definition.exits(proposal.state) if "has_merge_target" in step.guards)
    return next((step.name for step in steps), None)


def space_of(document: Any) -> Any:
    """Return the space that `document` stands in, or None."""
    return next((node for node in lineage(document) if node.type_name == "space"), None)


def unfit(ctx: Ctx, proposal: Proposal, target: Any) -> Refused | None:  # noqa: PLR0911 (one sentence each)
    """Return why `proposal` cannot join `target` (a document, or None), or None when it can."""
    if not isinstance(target, Proposal) or in_bin(target) or not may(target, Permission.VIEW, ctx.actor, ctx.now):
        return refused("no_such_target", _("There is no such proposal here. Check the reference."))
    if target is proposal:
        return refused("into_itself", _("A proposal cannot join itself. Choose another one."))
    if space_of(target) is not space_of(proposal):
        return refused("other_space", _("That proposal is in another space. Choose one of the same space."))
    if target.state not in {"published", "answered"}:
        return refused("not_standing", _("Only what is published by itself can be joined. Choose such a proposal."))
    if not may(target, Permission.MODERATE, ctx.actor, ctx.now):
        return refused("not_permitted", _("You do not moderate that proposal. Ask somebody who moderates both."))
    if target.creator == ctx.actor:
        return refused("not_author", _("You wrote that proposal, so another person decides who joins it."))
    if target.asked is not None and target.is_asked and target.asked.target == proposal.reference:
        sentence = _("The author of that proposal is asked to join this one. Wait for the answer, or take that back.")
        return refused("other_way_round", sentence)
    return None


def ask(ctx: Ctx, proposal: Proposal, target: Any, note: str, read_hash: str | None, target_hash: str | None) -> None:
    """Ask the author of `proposal` whether it may join `target`; the two digests are of the texts that were read.

    A `target` that has itself joined another stands for that one. Raises Refused.
    """
    by_moderator(ctx, proposal, read_hash)
    if step_of(proposal) is None:
        sentence = _("Only what waits for moderation, or is published without an answer, can join another.")
        raise refused("moved_on", sentence)
    if proposal.on_record:
        raise refused("nothing_on_record", ON_RECORD)
    if ctx.actor in refused_by(proposal):
        sentence = _("You refused this before, so another moderator decides on the appeal. It stays in their worklist.")
        raise refused("not_refuser", sentence)
    if proposal.answers():
        raise refused("being_answered", _("The council is preparing an answer to it, so it stays by itself."))
    if proposal.is_asked:
        raise refused("asked_already", _("Its author has been asked already. Wait for the answer, or take that back."))
    target = last_of(target) if isinstance(target, Proposal) else target
    if (refusal := unfit(ctx, proposal, target)) is not None:
        raise refusal
    if target_hash != digest_of(target.field_values()):
        sentence = _("The other proposal changed after you opened it. Read it again, then decide.")
        raise refused("read_what_is_current", sentence)
    note = checked_comment(note, required=True)
    # What was decided rests on the other one too: whoever changes it at this very moment, one of the two begins again.
    stay(target)
    write_down(ctx, proposal, "ask_merge", note)
    proposal.parked, steps = None, len(proposal.history)
    until = ctx.now + timedelta(days=DAYS)
    proposal.asked = Asked(
        target.reference, str(ctx.actor), until, str(read_hash), str(target_hash), note, steps
    )  # fmt: skip
    record(ctx, proposal, "ask_merge", {"target": target.reference, "until": until.isoformat()})
    ctx.remember("ask_merge", proposal)


def ask_many(
    ctx: Ctx, node: Any, chosen: Sequence[tuple[int, str]], target: Any, note: str, target_hash: str | None
) -> list[Outcome]:
    """Ask the author of each of `chosen` below `node`, (uid, digest of the text that was read); each by itself.

    Return what became of each. Raises Refused, with nothing changed, when nothing was chosen, or too much.
    """

    def one(document: Any, read: str) -> None:
        if not isinstance(document, Proposal):
            raise refused("not_a_proposal", _("Only proposals can join another one."))
        ask(ctx, document, target, note, read, target_hash)

    return each(ctx, node, chosen, one)


def take_back(ctx: Ctx, proposal: Proposal) -> None:
    """Ask the author no longer. Raises Refused."""
    ctx.require(Permission.MODERATE, proposal)
    if proposal.creator == ctx.actor:
        raise refused("not_author", _("You wrote this, so another person decides on it."))
    if not proposal.is_asked:
        raise refused("moved_on", _("Its author is not asked anything now."))
    _end(ctx, proposal, "unask_merge", tell_author=True)


def holds(ctx: Ctx, proposal: Proposal) -> Proposal | None:
    """Return what `proposal` would join if its author said yes now; None when the question does not hold any more."""
    ask = proposal.asked
    if ask is None or not proposal.is_asked or ctx.now >= ask.until or proposal.answers() or proposal.on_record:
        return None
    target, moderator = find(ctx.portal, ask.target), replace(ctx, actor=ask.by)
    if target is None or ask.theirs != digest_of(target.field_values()) or unfit(moderator, proposal, target):
        return None
    # The decision goes with the role: of who may moderate no longer, no decision is carried out.
    return target if may(proposal, Permission.MODERATE, ask.by, ctx.now) else None


def _mine(ctx: Ctx, proposal: Proposal) -> Asked:
    """Return the question the actor is to answer. Raises Refused."""
    if ctx.actor is None or ctx.actor != proposal.creator:
        raise refused("author_only", _("Only the person who wrote this can answer."))
    if proposal.asked is None or not proposal.is_asked or ctx.now >= proposal.asked.until:
        raise refused("not_asked", _("You are not asked this any more. Nothing was changed."))
    return proposal.asked


def agree(ctx: Ctx, proposal: Proposal) -> bool:
    """As its author, let `proposal` join the other one; return False when the question has lapsed instead.

    Raises Refused when there is no question, or it is not the actor's to answer.
    """
    question, step = _mine(ctx, proposal), step_of(proposal)
    if step is None or holds(ctx, proposal) is None:
        _end(replace(ctx, actor=None, system=True), proposal, "merge_lapsed")
        return False
    write_down(ctx, proposal, "agree_merge", tell_author=False)
    proposal.asked = replace(question, agreed=True)
    transition(replace(ctx, actor=question.by, system=False), proposal, step, question.note, read_hash=question.mine)
    return True


def keep_separate(ctx: Ctx, proposal: Proposal) -> None:
    """As its author, keep `proposal` separate: it waits for moderation again, or stays as it is. Raises Refused."""
    question = _mine(ctx, proposal)
    _end(ctx, proposal, "keep_separate")
    step = Step(proposal.state, proposal.state, "keep_separate", ())
    write_to(ctx, [question.by], "waiting", proposal, step)


def lapse(ctx: Ctx) -> int:
    """End every question whose day has come by `ctx.now`, or that does not hold any more; return how many."""
    system = replace(ctx, actor=None, system=True)
    # Read to the end first: ending one changes the list.
    found = [(rank, ctx.portal.uids.get(uid)) for rank, uid in ctx.portal.listings_index.walk(ASKED, ctx.portal.uid)]
    due = microseconds(ctx.now)
    ended = [(rank, document) for rank, document in found if rank <= due or holds(ctx, document) is None]
    for rank, document in ended:
        _end(system, document, "merge_expired" if rank <= due else "merge_lapsed")
    return len(ended)


def _end(ctx: Ctx, proposal: Proposal, name: str, tell_author: bool = False) -> None:
    proposal.asked = None
    write_down(ctx, proposal, name, tell_author=tell_author)
    record(ctx, proposal, name)
