"""Gather what the guards may know about a document and the person who acts (rules/workflow/facts.py)."""

from typing import Any

from mukhtabar.actions.context import Ctx
from mukhtabar.actions.delegate import delegation
from mukhtabar.content.answer import Answer
from mukhtabar.content.approved import Approvable
from mukhtabar.content.base import Workflowed
from mukhtabar.content.bin import in_bin
from mukhtabar.content.charter import Charter
from mukhtabar.content.checked import to_fix
from mukhtabar.content.commitment import Basis, Commitment, bases
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.council import frozen_until
from mukhtabar.content.council_file import CouncilFile, on_agenda, takes
from mukhtabar.content.guidance import Guidance
from mukhtabar.content.joined import carried
from mukhtabar.content.news import News
from mukhtabar.content.petition import Petition
from mukhtabar.content.proposal import Proposal
from mukhtabar.content.register import Register
from mukhtabar.content.scheduled import Scheduled
from mukhtabar.content.working import original_of
from mukhtabar.language import DEFAULT
from mukhtabar.language.dates import local_day
from mukhtabar.rules.admissibility import hold_up
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.phases import problems
from mukhtabar.rules.roles import Role
from mukhtabar.rules.workflow.facts import Facts
from mukhtabar.rules.workflow.guards import UNDO_WINDOW
from mukhtabar.security.acl import may, roles_at
from mukhtabar.store.revisions import digest_of


def _answer(ctx: Ctx, document: Answer) -> dict[str, Any]:
    schedule, given = document.schedule, delegation(ctx, document)
    # Whoever set the date must still be one who may publish it, and what it answers must still stand.
    stands = schedule is not None and may(document, Permission.ANSWER, schedule.by, ctx.now)
    owed = document.__parent__.state in {"published", "answered"}
    return {
        "asked_by": _asked_by(document.__parent__),
        "approved_hash": document.approved_digest if document.approved_digest and (stands or not ctx.system) else None,
        "due_at": document.next_date if owed else None,
        "still_asked": owed,
        "delegated_by": given.granted_by if given else None,
        "delegator_approves": given is not None and Role.APPROVER in roles_at(document, given.granted_by, ctx.now),
        "has_outcome": bool(document.outcome),
        "has_summary": bool(document.summary),
        "has_addressee": document.outcome != "not_our_competence" or bool(document.competence),
    }


def _proposal(ctx: Ctx, document: Proposal) -> dict[str, Any]:
    consultation, asked = document.__parent__, document.asked
    return {
        "phase_allows": consultation.phase_allows("propose", document.received or ctx.now),
        "entered_by": document.entered_by,
        "nothing_on_record": not document.on_record,
        "answered": document.answer_in_force() is not None,
        # The author has said yes a moment ago, and the moderator who asked is the one in whose name it happens.
        "has_merge_target": asked is not None and asked.agreed and asked.by == ctx.actor,
    }


def _asked_by(asking: Proposal | Petition) -> frozenset[str]:
    """Return who asked for what `asking` asks for: they do not decide what they get."""
    joined = carried(asking) if isinstance(asking, Proposal) else ()
    return frozenset().union(*(each.writers for each in (asking, *joined)))


def _commitment(ctx: Ctx, document: Commitment) -> dict[str, Any]:
    due, basis = document.due, Basis(document.answer, document.council_file)
    ahead = due is not None and local_day(due) >= local_day(ctx.now)
    return {
        "asked_by": _asked_by(document.__parent__),
        "has_date": due is not None,
        "has_evidence": bool(document.evidence()),
        "basis_stands": ahead and basis in bases(document.__parent__),
    }


def _council_file(ctx: Ctx, document: CouncilFile) -> dict[str, Any]:
    points = [on_agenda(ctx.portal, each) for each in document.points]
    day, today = local_day(document.day) if document.day is not None else None, local_day(ctx.now)
    return {
        "has_sitting": document.day_fits and day is not None and day >= today,
        "session_held": day is not None and day <= today,
        "has_points": bool(points)
        and all(each is not None and each.is_public and takes(ctx.portal, document, each) for each in points),
        "has_decisions": document.has_decisions,
        "asked_by": frozenset().union(*(_asked_by(each) for each in points if each is not None)),
    }


def _petition(ctx: Ctx, document: Petition) -> dict[str, Any]:
    return {
        "due_at": document.due,
        "admissible": not hold_up(dict(document.checks)),
        "has_text": all((document.title, document.body, document.reasons, document.aims)),
        "has_agent": bool(ctx.register.petitioners.agent(document.creator, document.uid)),
        "was_ready": document.was_ready,
        "has_lodging_record": document.lodging is not None,
        "has_session": document.on_agenda is not None,
        "has_outcome": document.deliberation is not None,
        "signatures": document.counted,
        "threshold": document.threshold,
    }


def _consultation(ctx: Ctx, document: Consultation) -> dict[str, Any]:
    starts = min((phase.start for phase in document.phases), default=None)
    ends = max((phase.end for phase in document.phases), default=None)
    return {
        "phase_allows": None,
        "due_at": ends if document.state == "open" else starts,
        "has_calendar": bool(document.phases) and not problems(document.phases),
        "has_synthesis": bool(document.synthesis),
        "has_reply": bool(document.reply),
    }


def _scheduled(ctx: Ctx, document: Scheduled) -> dict[str, Any]:
    schedule = document.schedule
    # Whoever set the date must still be one who may publish: the approval is withdrawn with the role.
    stands = schedule is not None and may(document, Permission.PUBLISH, schedule.by, ctx.now)
    return {
        "phase_allows": None,
        "has_source": document.has_source if isinstance(document, Guidance) else True,
        "due_at": document.next_date,
        "approved_hash": schedule.digest if schedule is not None and stands else None,
    }


def _working_copy(ctx: Ctx, document: Workflowed) -> dict[str, Any]:
    if document.working_copy_of is None:
        return {"working_copy": False}
    original, (_uid, digest) = original_of(ctx.portal, document), document.working_copy_of
    if original is None or in_bin(original):
        return {"working_copy": True}
    schedule = getattr(document, "schedule", None)
    who = schedule.by if ctx.system and schedule is not None else ctx.actor
    return {
        "working_copy": True,
        "original_stands": True,
        "original_unchanged": digest == digest_of(original.field_values()),
        "may_edit_original": may(original, Permission.EDIT, who, ctx.now),
    }


def _frozen(ctx: Ctx, document: Workflowed) -> dict[str, Any]:
    """What the council publishes, and the news of the commune itself: nothing in a period set for it."""
    of_commune = isinstance(document, News) and document.__parent__.type_name == "commune"
    if not of_commune and not isinstance(document, Answer | Commitment | Consultation | Register):
        return {"unfrozen": True}
    until = frozen_until(document, local_day(ctx.now))
    return {"unfrozen": until is None, "frozen_until": until}


def refused_by(document: Workflowed) -> frozenset[str]:
    """Return who refused it and did not take that back."""
    steps = document.history
    undone = {number - 1 for number, entry in enumerate(steps) if entry.transition == "undo_refuse"}
    return frozenset(
        entry.actor
        for number, entry in enumerate(steps)
        if entry.transition == "refuse" and entry.actor and number not in undone
    )


def facts_for(ctx: Ctx, document: Workflowed, read_hash: str | None = None) -> Facts:
    """Return the facts of `document` for `ctx.actor` now. `read_hash` is the digest of the text on their screen."""
    last = document.history[-1] if document.history else None
    mine = last is not None and last.actor == ctx.actor
    titles = document.title_text
    more: dict[str, Any] = {"phase_allows": None, **_working_copy(ctx, document), **_frozen(ctx, document)}
    if isinstance(document, Approvable):
        more |= {"drafted_by": document.drafted_by, "approved_hash": document.approved_digest or None}
    if isinstance(document, Answer):
        more |= _answer(ctx, document)
    elif isinstance(document, Proposal):
        more |= _proposal(ctx, document)
    elif isinstance(document, Commitment):
        more |= _commitment(ctx, document)
    elif isinstance(document, CouncilFile):
        more |= _council_file(ctx, document)
    elif isinstance(document, Petition):
        more |= _petition(ctx, document)
    elif isinstance(document, Consultation):
        more |= _consultation(ctx, document)
    elif isinstance(document, Scheduled):
        more |= _scheduled(ctx, document)
    elif isinstance(document, Charter):
        more |= {"unsigned": not document.standing(), "signed_by_both": document.signed_by_both}
    if any("passes_checks" in step.guards for step in document.definition.exits(document.state)):
        more["to_fix"] = tuple(finding.sentence for finding in to_fix(document))
    return Facts(
        actor=ctx.actor,
        author=document.creator,
        appealed=any(entry.transition == "appeal" for entry in document.history),
        refused_by=refused_by(document),
        system=ctx.system,
        has_title=bool(titles.get(DEFAULT) or titles.get(titles.source)),
        read_hash=read_hash,
        current_hash=digest_of(document.field_values()),
        now=ctx.now,
        undo_until=last.time + UNDO_WINDOW if last and mine else None,
        last_transition=last.transition if last and mine else None,
        **more,
    )
