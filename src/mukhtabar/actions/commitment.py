"""Begin a commitment from an answer or a decision, report its progress, and say at the end how it was kept."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from mukhtabar.actions.attach import attach
from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.create import create
from mukhtabar.actions.edit import edit
from mukhtabar.actions.moderate import checked_comment
from mukhtabar.actions.record import record
from mukhtabar.content.commitment import ENDED, OPEN, Basis, Commitment, Note, bases
from mukhtabar.content.council import OF_COUNCIL, frozen_until
from mukhtabar.content.evidence import Evidence
from mukhtabar.content.proposal import Proposal
from mukhtabar.language import _
from mukhtabar.language.dates import local_day
from mukhtabar.rules.evaluation import CHOICES, Vote
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.plan import wrong_with
from mukhtabar.rules.references import new_reference
from mukhtabar.rules.workflow.guards import waits_until
from mukhtabar.security.acl import roles_at

NOTES_MOST = 200


def begin_commitment(ctx: Ctx, proposal: Proposal, values: Mapping[str, Any], basis: Basis) -> Commitment:
    """Create a draft under `proposal` and return it. Raises Refused (codes not_permitted, no_basis, due_past, …)."""
    ctx.require(Permission.ADD_COMMITMENT, proposal)
    if basis not in bases(proposal):
        sentence = _("A commitment begins from a published answer that accepts, or from a decision that adopts.")
        raise refused("no_basis", sentence)
    _plan(ctx, values)
    made: Commitment = create(ctx, proposal, Commitment(), new_reference("c"), values)
    made.answer, made.council_file = basis.answer, basis.council_file
    return made


def change_commitment(ctx: Ctx, commitment: Commitment, values: Mapping[str, Any], expected: str | None = None) -> bool:
    """Write `values` into a draft; return whether anything changed. Raises Refused, and Stale as edit() does."""
    ctx.require(Permission.EDIT, commitment)
    _plan(ctx, values)
    return edit(ctx, commitment, values, expected=expected)


def _plan(ctx: Ctx, values: Mapping[str, Any]) -> None:
    due, planned = values.get("due"), values.get("milestones", ())
    days = [(each.title, local_day(each.planned) if each.planned else None) for each in planned]
    wrong = wrong_with(local_day(due) if due else None, days, local_day(ctx.now))
    if wrong is not None:
        raise refused(wrong.code, wrong.sentence)


def report_progress(ctx: Ctx, commitment: Commitment, words: str, milestone: int | None, day: datetime | None) -> None:
    """Add what was done to a commitment, and the milestone (its number from 0) that was reached, on which day.

    Raises Refused (codes not_permitted, not_open, comment_…, no_milestone, done_already, day_ahead, too_many).
    """
    ctx.require(Permission.ANSWER, commitment)
    if commitment.state not in OPEN:
        raise refused("not_open", _("Progress is reported while a commitment is planned or in progress."))
    _speaks(ctx, commitment)
    if len(commitment.notes) >= NOTES_MOST:
        raise refused("too_many", _("There are ${most} notes already.", most=NOTES_MOST))
    words, title = checked_comment(words, required=milestone is None), ""
    if milestone is not None:
        if not 0 <= milestone < len(commitment.milestones):
            raise refused("no_milestone", _("Choose one of the options offered."))
        reached = commitment.milestones[milestone]
        if reached.done is not None:
            raise refused("done_already", _("This milestone was reported already. The report stands below."))
        day, title = day or ctx.now, reached.title
        if local_day(day) > local_day(ctx.now):
            raise refused("day_ahead", _("This day has not come yet. Enter the day on which it was done."))
        every = list(commitment.milestones)
        every[milestone] = replace(reached, done=day)
        commitment.milestones = tuple(every)
        commitment.keep_revision(ctx.now, ctx.actor)
    commitment.notes = (*commitment.notes, Note(ctx.now, ctx.actor, words, title))
    record(ctx, commitment, "report_progress")


def _speaks(ctx: Ctx, commitment: Commitment) -> None:
    """Raise Refused("not_frozen") in a period in which the council says nothing: what it has achieved neither."""
    until = frozen_until(commitment, local_day(ctx.now))
    if until is not None:
        raise waits_until(until)


def add_evidence(
    ctx: Ctx, commitment: Commitment, blank: Evidence, values: Mapping[str, Any], given_name: str, data: bytes
) -> Evidence:
    """Put a document or a photograph into an open commitment, public with it, and return it. Raises Refused."""
    _speaks(ctx, commitment)
    made = attach(ctx, commitment, blank, values, given_name, data)
    assert isinstance(made, Evidence)
    record(ctx, commitment, "add_evidence", {"digest": made.digest})
    return made


def sits_in_council(ctx: Ctx, commitment: Commitment) -> bool:
    """Whether the actor drafts or approves for the council that promised it: those do not judge themselves."""
    return bool(roles_at(commitment, ctx.actor, ctx.now) & OF_COUNCIL)


def evaluate(ctx: Ctx, commitment: Commitment, choice: str) -> None:
    """Keep how the actor finds that a commitment was kept; a later word takes the place of the earlier one.

    Raises Refused (codes not_permitted, not_ended, own_promise, no_choice).
    """
    ctx.require(Permission.VIEW, commitment)
    if commitment.state not in ENDED:
        raise refused("not_ended", _("This is asked when a commitment is done or dropped."))
    ctx.require(Permission.EVALUATE, commitment)
    if sits_in_council(ctx, commitment):
        raise refused("own_promise", _("You work for this council, so others say how it kept its promise."))
    if choice not in CHOICES:
        raise refused("no_choice", _("Choose one of the options offered."))
    me = ctx.register.same(str(ctx.actor))
    for pid in list(commitment.votes or ()):
        # Two records of one person count as one.
        if pid != ctx.actor and ctx.register.same(pid) == me:
            del commitment.votes[pid]
    commitment.say(str(ctx.actor), Vote(choice, ctx.now, commitment.ends))
    record(ctx, commitment, "evaluate", changed=False)
