"""What a step sets off, by the names of rules/workflow/effects.py. One function each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from mukhtabar.actions.capacity import capacity
from mukhtabar.actions.context import Ctx
from mukhtabar.actions.delegate import delegation
from mukhtabar.actions.figures import take
from mukhtabar.actions.record import refresh
from mukhtabar.actions.sheet import count_lines
from mukhtabar.actions.tally import count, settle_reports
from mukhtabar.content.answer import Answer
from mukhtabar.content.approved import Approvable
from mukhtabar.content.base import HistoryEntry
from mukhtabar.content.commitment import Commitment
from mukhtabar.content.council_file import CouncilFile, Point, on_agenda
from mukhtabar.content.doors import receipt_key
from mukhtabar.content.joined import carried, find, joined
from mukhtabar.content.moderated import Moderated
from mukhtabar.content.petition import OUTCOME_OF, Deliberation, Petition
from mukhtabar.content.proposal import Proposal
from mukhtabar.content.register import Edition, Register
from mukhtabar.content.scheduled import Dated
from mukhtabar.content.seated import Sitting
from mukhtabar.content.texts import Texts
from mukhtabar.language.dates import local_day, noon
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.references import new_receipt
from mukhtabar.rules.roles import Role
from mukhtabar.rules.workflow.engine import Step
from mukhtabar.security.acl import may
from mukhtabar.store.folder import lineage, path_of
from mukhtabar.store.revisions import digest_of

Seating = Callable[[tuple[Sitting, ...], Point], tuple[Sitting, ...]]
APPROVERS = frozenset({Role.APPROVER, Role.DELEGATE})
EDITORS = frozenset({Role.EDITOR, Role.SPACE_LEAD, Role.MODERATOR})
ADMINISTRATORS = frozenset({Role.ADMIN})


def people_with(ctx: Ctx, document: Any, roles: frozenset[Role]) -> set[str]:
    """Return the opaque ids of everyone who holds one of `roles` at `document` now."""
    grants = ctx.portal.grants
    given = (grant for node in lineage(document) for grant in grants.at(node.uid))
    held = (grant for grant in given if grant.role in roles and grant.holds(ctx.now))
    return {person for grant in held for person in grants.people(grant)}


def write_to(ctx: Ctx, people: Iterable[str | None], kind: str, document: Any, step: Step) -> None:
    """Put a letter into the outbox for each of `people` but the one who acts."""
    for pid in sorted({pid for pid in people if pid and pid != ctx.actor}):
        detail = {"transition": step.transition, "state": step.to, "reason": step.reason or "", "comment": step.comment}
        ctx.portal.outbox.put(kind, pid, document.uid, ctx.now, detail)


def issue_receipt(ctx: Ctx, document: Any, step: Step | None = None) -> None:
    """Give the author of `document` a receipt for it, once."""
    person = ctx.register.get(document.creator)
    if person is None or document.uid in person.receipts:
        return
    receipt = new_receipt()
    person.receipts[document.uid] = receipt
    ctx.portal.receipts[receipt_key(receipt)] = document.uid


def notify_author(ctx: Ctx, document: Any, step: Step) -> None:
    write_to(ctx, [document.creator], f"author_{document.type_name}", document, step)


def notify_editors(ctx: Ctx, document: Any, step: Step) -> None:
    # Nobody decides on what they wrote. Above the spaces, where petitions stand, only administrators may moderate.
    ranks = (people_with(ctx, document, roles) - {document.creator} for roles in (EDITORS, ADMINISTRATORS))
    write_to(ctx, next(filter(None, ranks), ()), "waiting", document, step)


def notify_officers(ctx: Ctx, document: Any, step: Step) -> None:
    write_to(ctx, people_with(ctx, document, frozenset({Role.OFFICER})), "waiting", document, step)


def notify_approvers(ctx: Ctx, document: Any, step: Step) -> None:
    # The letter holds the comment: a delegate reads that of an answer, and of nothing else.
    able = APPROVERS & document.allowed(Permission.SEE_HISTORY)
    write_to(ctx, people_with(ctx, document, able), "waiting", document, step)


def notify_drafters(ctx: Ctx, document: Any, step: Step) -> None:
    # The letter holds the comment: who drafted it for a time, and left, reads that no more.
    drafters = [pid for pid in document.drafted_by if may(document, Permission.SEE_HISTORY, pid, ctx.now)]
    write_to(ctx, drafters, "drafter", document, step)


def stamp_published(ctx: Ctx, document: Any, step: Step) -> None:
    if getattr(document, "published", None) is None:
        document.published = ctx.now


def pin_revision(ctx: Ctx, document: Any, step: Step) -> None:
    latest = document.revisions.latest()
    document.pinned = (*getattr(document, "pinned", ()), latest.digest) if latest else ()


def freeze_text(ctx: Ctx, document: Any, step: Step) -> None:
    document.frozen_digest = digest_of(document.field_values())


def record_approval(ctx: Ctx, document: Approvable, step: Step) -> None:
    document.approved_by, document.approved_digest = ctx.actor, document.digest
    document.capacity = capacity(ctx, document)
    given = delegation(ctx, document)
    if given is not None and given.granted_by is not None:
        document.on_behalf = given.granted_by, capacity(replace(ctx, actor=given.granted_by), document)


def drop_approval(ctx: Ctx, document: Approvable, step: Step) -> None:
    document.approved_by, document.approved_digest, document.capacity = None, "", Texts()
    document.on_behalf = None


def drop_schedule(ctx: Ctx, document: Dated, step: Step) -> None:
    document.schedule = None


def count_decision(ctx: Ctx, document: Moderated, step: Step) -> None:
    if document.for_moderators(step.from_):
        count(ctx, document, document.since_before(1), ctx.now, 1)


def uncount_decision(ctx: Ctx, document: Moderated, step: Step) -> None:
    # The last entry is the undoing, the one before it what is undone.
    undone = document.history[-2]
    if document.for_moderators(undone.before):
        count(ctx, document, document.since_before(2), undone.time, -1)


def forget_clock(ctx: Ctx, document: Proposal, step: Step) -> None:
    if document.published_at is None:
        document.begin_anew()


def close_reports(ctx: Ctx, document: Moderated, step: Step) -> None:
    settle_reports(ctx, document, founded=True)


def clear_text(ctx: Ctx, document: Moderated, step: Step) -> None:
    if document.reports is not None and len(document.reports):
        settle_reports(ctx, document, founded=False)
        document.checked_digest = digest_of(document.field_values())


def take_figures(ctx: Ctx, document: Register, step: Step) -> None:
    document.taken = take(ctx, document.__parent__, document.rows)
    document.keep_revision(ctx.now, ctx.actor)


def drop_figures(ctx: Ctx, document: Register, step: Step) -> None:
    document.taken = None
    document.keep_revision(ctx.now, ctx.actor)


def keep_edition(ctx: Ctx, document: Register, step: Step) -> None:
    number = document.edition.number + 1 if document.edition is not None else 1
    if document.taken is not None and ctx.actor is not None:
        document.edition = Edition(number, document.rows, document.taken, ctx.actor, document.capacity, ctx.now)


def back_to_edition(ctx: Ctx, document: Register, step: Step) -> None:
    if document.edition is not None:
        document.rows, document.taken = document.edition.rows, document.edition.taken
        document.keep_revision(ctx.now, ctx.actor)


def answer_proposal(ctx: Ctx, document: Answer, step: Step) -> None:
    proposal = document.__parent__
    if proposal.state == "published":
        # Else the rest would go on when the answer is withdrawn.
        proposal.end_rest(ctx.now)
        _by_portal(ctx, proposal, "answer")
    elif proposal.state == "answered":
        _tell_again(ctx, proposal, document.__name__)


def _tell_again(ctx: Ctx, proposal: Proposal, answer: str) -> None:
    """Write to the author, and to who joined, that a later answer stands: the proposal itself takes no step by it."""
    name, portal = "answer_again", replace(ctx, actor=None)
    _told(portal, proposal, name, answer)
    write_to(portal, [proposal.creator], "author_proposal", proposal, _beside(proposal, name))
    told = {proposal.creator}
    for other in carried(proposal):
        # Each person once, whatever of theirs joined.
        write_to(portal, {other.creator} - told, "author_proposal", other, _beside(other, f"{name}_joined"))
        told.add(other.creator)


def reopen_proposal(ctx: Ctx, document: Answer, step: Step) -> None:
    proposal = document.__parent__
    if proposal.state == "answered" and proposal.answer_in_force() is None:
        _by_portal(ctx, proposal, "reopen")


def supersede_previous(ctx: Ctx, document: Answer, step: Step) -> None:
    for earlier in document.__parent__.published_answers():
        if earlier is not document and earlier.in_force:
            _by_portal(ctx, earlier, "supersede")


def publish_over(ctx: Ctx, document: Any, step: Step) -> None:
    # Imported here because an edit can be a step of its own (an answer goes back to drafting).
    from mukhtabar.actions.working_copy import write_over

    original = write_over(ctx, document, step.comment)
    write_to(ctx, [document.creator], f"author_{document.type_name}", original, step)


def discard(ctx: Ctx, document: Any, step: Step) -> None:
    from mukhtabar.actions.trash import trash

    trash(replace(ctx, system=True), document)


def link_merged(ctx: Ctx, document: Proposal, step: Step) -> None:
    if document.asked is None:
        return
    document.joined_to, document.asked = document.asked.target, None
    target = find(ctx.portal, document.joined_to)
    if target is not None:
        _told(ctx, target, "joined", document.reference)
        write_to(ctx, [target.creator], "author_proposal", target, _beside(target, "joined"))
    for along in carried(document):
        write_to(ctx, [along.creator], "author_proposal", along, _beside(along, "carried"))


def unlink_merged(ctx: Ctx, document: Proposal, step: Step) -> None:
    target = find(ctx.portal, document.joined_to)
    document.joined_to = ""
    if target is not None:
        _told(ctx, target, "parted", document.reference)


def release_joined(ctx: Ctx, document: Proposal, step: Step | None = None) -> None:
    for other in joined(document):
        _by_portal(ctx, other, "release")


def notify_joined(ctx: Ctx, document: Proposal, step: Step) -> None:
    for other in carried(document):
        write_to(ctx, [other.creator], "author_proposal", other, _beside(other, f"{step.transition}_joined"))


def _told(ctx: Ctx, document: Proposal, name: str, reference: str) -> None:
    """Add to the history of `document` that another one joined or left it."""
    entry = HistoryEntry(ctx.now, ctx.actor, name, document.state, document.state, reference)
    document.history = (*document.history, entry)
    refresh(ctx, document)


def _beside(document: Proposal, name: str) -> Step:
    return Step(document.state, document.state, name, ())


def notify_followers(ctx: Ctx, document: Any, step: Step) -> None:
    """Those behind the proposal of a commitment, and who drafted it. Of anything else nobody follows anything yet."""
    if not isinstance(document, Commitment):
        return
    proposal, name = document.__parent__, f"commitment_{step.transition}"
    # What the council's people write to each other stays with them.
    comment = step.comment if document.definition.transitions[step.transition].public_comment else ""
    for one in (proposal, *carried(proposal)):
        told = Step(one.state, one.state, name, (), comment)
        write_to(ctx, [one.creator], "author_proposal", one, told)
    notify_drafters(ctx, document, step)


def list_points(ctx: Ctx, document: CouncilFile, step: Step) -> None:
    if (day := document.day) is not None:
        made = Sitting(document.uid, document.session, day, ctx.now)
        _seat(ctx, document, "put_on_agenda", lambda before, point: (*before, made))


def unlist_points(ctx: Ctx, document: CouncilFile, step: Step) -> None:
    _seat(ctx, document, "take_off_agenda", _of_file(document, lambda each, point: replace(each, cancelled=ctx.now)))


def count_anew(ctx: Ctx, document: Petition, step: Step) -> None:
    count_lines(ctx, document)


def write_decisions(ctx: Ctx, document: CouncilFile, step: Step) -> None:
    def decided(each: Sitting, point: Point) -> Sitting:
        return replace(each, decision=point.decision, words=point.words, decided=ctx.now)

    _seat(ctx, document, "decide_in_session", _of_file(document, decided))
    for point in document.points:
        _decide_petition(ctx, document, point)


def _decide_petition(ctx: Ctx, document: CouncilFile, point: Point) -> None:
    """Let a petition be deliberated as the file says, in the name of who confirms it: another person entered it."""
    found = on_agenda(ctx.portal, point)
    if not isinstance(found, Petition) or all(each.file != document.uid for each in found.sittings):
        # One that this file never put on an agenda: an archive that was brought in names those of another portal.
        return
    if found.state == "accepted" and document.day is not None and point.decision in OUTCOME_OF:
        # Imported here because a step and its effects call each other.
        from mukhtabar.actions.transition import transition

        day = noon(local_day(document.day))
        found.deliberation = Deliberation(day, OUTCOME_OF[point.decision], point.words)
        transition(ctx, found, "deliberate")


def _of_file(document: CouncilFile, change: Callable[[Sitting, Point], Sitting]) -> Seating:
    """Return what changes the sitting of this file, and leaves those of others."""
    return lambda before, point: tuple(change(each, point) if each.file == document.uid else each for each in before)


def _seat(ctx: Ctx, document: CouncilFile, action: str, change: Seating) -> None:
    """Write into each point of an agenda what `change` makes of its sittings; what is gone is passed over."""
    for point in document.points:
        found = on_agenda(ctx.portal, point)
        if found is not None:
            found.sittings = change(found.sittings, point)
            ctx.portal.journal.write(
                ctx.now, ctx.actor, action, found.uid, "/" + "/".join(path_of(found)), {"session": document.session}
            )
            refresh(ctx, found)


def forget_signatories(ctx: Ctx, document: Petition, step: Step) -> None:
    ctx.register.petitioners.forget_lines(document.uid)


def _by_portal(ctx: Ctx, document: Any, name: str) -> None:
    # Imported here because a step and its effects call each other.
    from mukhtabar.actions.transition import transition

    transition(replace(ctx, actor=None, system=True), document, name)


EFFECTS: Mapping[str, Callable[[Ctx, Any, Step], None]] = {
    effect.__name__: effect
    for effect in (
        issue_receipt, notify_author, notify_editors, notify_officers, notify_approvers, notify_drafters,
        count_decision, uncount_decision, forget_clock, close_reports, clear_text,
        stamp_published, pin_revision, freeze_text, record_approval, drop_approval, drop_schedule,
        take_figures, drop_figures, keep_edition, back_to_edition,
        answer_proposal, reopen_proposal, supersede_previous,
        publish_over, discard, link_merged, unlink_merged, release_joined,
        notify_joined, notify_followers, list_points, unlist_points, write_decisions, forget_signatories,
        count_anew,
    )
}  # fmt: skip


#: What takes the document away is done when the step has been written down where it stood.
LAST = frozenset({"discard"})


def carry_out(ctx: Ctx, document: Any, step: Step) -> None:
    """Carry out the effects of `step` but those of LAST, in the order of the file."""
    for name in step.effects:
        if name not in LAST:
            EFFECTS[name](ctx, document, step)


def carry_out_last(ctx: Ctx, document: Any, step: Step) -> None:
    """Carry out what comes when the step is in the journal."""
    for name in step.effects:
        if name in LAST:
            EFFECTS[name](ctx, document, step)
