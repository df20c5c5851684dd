"""Guards: conditions of a step beyond the permission. Each returns None, or a refusal: why, and what to do next."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from mukhtabar.language.message import Message, _
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.workflow.facts import Facts

Guard = Callable[[Facts], Refused | None]

#: How long a decision can be taken back; the caller makes Facts.undo_until of it.
UNDO_WINDOW = timedelta(minutes=10)

NOT_AUTHOR = _("You wrote this, so another person decides on it. It stays in the worklist of your colleagues.")
ON_RECORD = _(
    "The council has answered this, promised something or decided on it in public, so it stays on record. "
    "Write to the space when something in it must not be seen."
)

#: Guards about the person who acts: on a step of the portal itself they could never pass.
PERSONAL = frozenset({"not_author", "not_asker", "not_drafter", "not_refuser", "author_only", "read_what_is_current"})

#: Guards that choose between steps rather than stop one: what they refuse is not shown as an offer at all.
SELECTING = frozenset(
    {
        "undo_window", "was_answered", "was_not_answered", "was_ready", "was_not_ready", "date_reached",
        "is_working_copy", "not_working_copy",
    }
)  # fmt: skip


def _by_actor(passes: Callable[[str, Facts], bool], code: str, message: Message) -> Guard:
    """A guard that asks about the person who acts; without a person it refuses."""

    def guard(facts: Facts) -> Refused | None:
        return None if facts.actor is not None and passes(facts.actor, facts) else Refused(code, message)

    return guard


def _when(passes: Callable[[Facts], bool], code: str, message: Message) -> Guard:
    def guard(facts: Facts) -> Refused | None:
        return None if passes(facts) else Refused(code, message)

    return guard


def _date_reached(facts: Facts) -> bool:
    return facts.now is not None and facts.due_at is not None and facts.due_at <= facts.now


def _undo_window(facts: Facts) -> bool:
    if facts.now is None or facts.undo_until is None:
        return False
    # No longer than that: the clock of a machine can go back.
    return facts.now < facts.undo_until <= facts.now + UNDO_WINDOW


def _read_what_is_current(facts: Facts) -> bool:
    return facts.read_hash is not None and facts.read_hash == facts.current_hash


def _approved_text_is_current(facts: Facts) -> bool:
    return facts.approved_hash is not None and facts.approved_hash == facts.current_hash


def _delegation_stands(facts: Facts) -> Refused | None:
    """Who approves for another does no more than that other could: they still approve here, and did not draft it."""
    if facts.delegated_by is None:
        return None
    if not facts.delegator_approves:
        return Refused(
            "delegation_stands", _("Who delegated to you no longer approves here. The delegation has ended with that.")
        )
    if facts.delegated_by in facts.drafted_by | {facts.author}:
        sentence = _("Who delegated to you drafted this text, so it cannot be approved in that name. Ask a colleague.")
        return Refused("delegation_stands", sentence)
    if facts.delegated_by in facts.asked_by:
        sentence = _("Who delegated to you asked for this, so it cannot be approved in that name. Ask a colleague.")
        return Refused("delegation_stands", sentence)
    return None


def _threshold_reached(facts: Facts) -> Refused | None:
    if facts.threshold is None:
        return Refused(
            "threshold_reached",
            _("It is not known how many signatures to reckon with in this commune. Ask the portal's administrator."),
        )
    if facts.signatures < facts.threshold:
        sentence = _(
            "The petition has ${signatures} of the ${threshold} signatures it needs. Go on collecting, then come back.",
            signatures=facts.signatures,
            threshold=facts.threshold,
        )
        return Refused("threshold_reached", sentence)
    return None


def _passes_checks(facts: Facts) -> Refused | None:
    if facts.to_fix is None:
        return Refused("passes_checks", _("The content check has not looked at this. Open it, then try again."))
    if facts.to_fix:
        sentence = _(
            "Something must be put right before this is published. ${first} The content check shows it all.",
            first=facts.to_fix[0],
        )
        return Refused("passes_checks", sentence)
    return None


def _not_frozen(facts: Facts) -> Refused | None:
    if facts.unfrozen:
        return None
    if facts.frozen_until is None:
        return Refused("not_frozen", _("It is not known whether the council may publish now. Try again."))
    return waits_until(facts.frozen_until)


def waits_until(day: date) -> Refused:
    """Return the refusal of what a council would say in a period without publications that ends with `day`."""
    sentence = _(
        "Until ${day} included, the council publishes no answer, promise, progress or news here: a rule of the "
        "platform, not a term of law. It stays as it is, and can be published after that day.",
        day=day,
    )
    return Refused("not_frozen", sentence)


_PERSONS: tuple[tuple[str, Callable[[str, Facts], bool], Message], ...] = (
    (
        "not_author",
        # Who typed it for somebody else knows it too well to judge it.
        lambda actor, facts: actor not in {facts.author, facts.entered_by},
        NOT_AUTHOR,
    ),
    (
        "not_drafter",
        # Nobody approves a text they worked on: for everyone, always, whatever else they may do.
        lambda actor, facts: actor not in facts.drafted_by and actor != facts.author,
        _("You drafted or edited this text, so another approver of the commune decides on it. Tell one of them."),
    ),
    (
        "not_asker",
        lambda actor, facts: actor not in facts.asked_by,
        _("You asked for this yourself, so another approver of the commune decides on it. Tell one of them."),
    ),
    (
        "not_refuser",
        lambda actor, facts: actor not in facts.refused_by,
        _("You refused this before, so another moderator decides on the appeal. It stays in their worklist."),
    ),
    (
        "author_only",
        lambda actor, facts: actor == facts.author,
        _("Only the person who wrote this can do that. If it was you, sign in with the account you used."),
    ),
    (
        "read_what_is_current",
        lambda actor, facts: _read_what_is_current(facts),
        _("The text changed after you opened it. Read it again with its changes, then decide."),
    ),
)

_FACTS: tuple[tuple[str, Callable[[Facts], bool], Message], ...] = (
    (
        "approved_text_is_current",
        _approved_text_is_current,
        _("The text is not the one that was approved. Send it for approval again."),
    ),
    (
        "phase_open",
        lambda facts: facts.phase_allows is not False,
        _("The calendar does not allow this now. Look at the dates of the phases and come back in time."),
    ),
    ("date_reached", _date_reached, _("The date set for this has not come yet. Wait for it, or change the date.")),
    (
        "undo_window",
        _undo_window,
        _("The ten minutes for taking this back are over. Take a new decision instead."),
    ),
    (
        "has_title_in_default_language",
        lambda facts: facts.has_title,
        _("There is no title yet. Write one in Arabic, or in the language of the text."),
    ),
    (
        "has_outcome",
        lambda facts: facts.has_outcome,
        _("The answer does not say what was decided. Choose an outcome first."),
    ),
    (
        "has_summary",
        lambda facts: facts.has_summary,
        _("The answer has no summary. Write in two sentences what was decided."),
    ),
    (
        "has_addressee",
        lambda facts: facts.has_addressee,
        _("The answer says that another body is competent, but not which. Name it, so that people know where to go."),
    ),
    ("has_calendar", lambda facts: facts.has_calendar, _("The dates are missing or wrong. Set the phases first.")),
    ("has_synthesis", lambda facts: facts.has_synthesis, _("The synthesis is empty. Write it first.")),
    ("has_reply", lambda facts: facts.has_reply, _("The reply of the council is empty. Write it first.")),
    (
        "has_merge_target",
        lambda facts: facts.has_merge_target,
        _("Choose the published proposal that this one joins. The author must agree."),
    ),
    (
        "has_evidence",
        lambda facts: facts.has_evidence,
        _("Nothing shows yet that it is done. Add a document or a photograph first."),
    ),
    (
        "still_asked",
        lambda facts: facts.still_asked,
        _("What this answers is not published any more. Wait until it is, or take the answer back."),
    ),
    (
        "basis_stands",
        lambda facts: facts.basis_stands,
        _("What it comes from was withdrawn or replaced, or its last day has passed. Look at both, then begin again."),
    ),
    ("has_date", lambda facts: facts.has_date, _("There is no date yet. Say by when it will be done, then try again.")),
    (
        "has_sitting",
        lambda facts: facts.has_sitting,
        _("The day of the sitting is missing, has passed, or lies outside its session. Set it first."),
    ),
    (
        "has_points",
        lambda facts: facts.has_points,
        _(
            "The agenda has no points, or one that cannot stand on it: not public any more, or a petition for another "
            "session, on another agenda or decided. Look at the points first."
        ),
    ),
    (
        "session_held",
        lambda facts: facts.session_held,
        _("The sitting has not taken place yet. Enter what was decided on its day or after it."),
    ),
    (
        "has_decisions",
        lambda facts: facts.has_decisions,
        _("A point has no decision yet, or one that was not adopted has no words. Enter them first."),
    ),
    (
        "has_source",
        lambda facts: facts.has_source,
        _("A text of law needs its source, and the day on which that was checked. Enter both first."),
    ),
    (
        "unsigned",
        lambda facts: facts.unsigned,
        _("It was signed, so its text stands. Begin the next edition instead."),
    ),
    (
        "signed_by_both",
        lambda facts: facts.signed_by_both,
        _("It needs a signature of each side. Ask the side that is missing."),
    ),
    (
        "was_answered",
        lambda facts: facts.answered,
        _("It has no published answer. Put it back among the published proposals."),
    ),
    (
        "was_not_answered",
        lambda facts: not facts.answered,
        _("It has a published answer. Put it back among the answered proposals."),
    ),
    (
        "was_ready",
        lambda facts: facts.was_ready,
        _("Its list of signatures was open when it was hidden. Show it again among those that collect signatures."),
    ),
    (
        "was_not_ready",
        lambda facts: not facts.was_ready,
        _("Its list of signatures was closed when it was hidden. Show it again among those ready to be lodged."),
    ),
    (
        "is_working_copy",
        lambda facts: facts.working_copy is True,
        _("This is not a working copy. Publish it itself."),
    ),
    (
        "not_working_copy",
        lambda facts: facts.working_copy is False,
        _("This is a working copy. Publish it over its original."),
    ),
    (
        "original_stands",
        lambda facts: facts.original_stands,
        _("The original lies in the trash. Bring it back first, or make this a document of its own."),
    ),
    (
        "original_unchanged",
        lambda facts: facts.original_unchanged,
        _("The original was changed after this working copy was made. Compare both, choose, then publish."),
    ),
    (
        "may_edit_original",
        lambda facts: facts.may_edit_original,
        _("What is published there may not be changed by you, or not any more. Ask the head of the space."),
    ),
    (
        "not_appealed_before",
        lambda facts: not facts.appealed,
        _("You have already asked for a second decision, and it stands. You may write a new proposal."),
    ),
    (
        "admissible",
        lambda facts: facts.admissible,
        _("Answer every question of the check. What the law surely asks must be answered with yes."),
    ),
    (
        "has_text",
        lambda facts: facts.has_text,
        _("The text is not complete. Write the object, what is asked, the reasons and the aims."),
    ),
    ("nothing_on_record", lambda facts: facts.nothing_on_record, ON_RECORD),
    ("has_agent", lambda facts: facts.has_agent, _("A petition needs an agent who follows it up. Name one first.")),
    (
        "has_lodging_record",
        lambda facts: facts.has_lodging_record,
        _("The date and number of the council's receipt are missing. Enter them first."),
    ),
    (
        "has_session",
        lambda facts: facts.has_session,
        _("The session is missing. Say at which ordinary session the petition will be on the agenda."),
    ),
)

#: Name -> guard. The code of a refusal is the name of the guard.
GUARDS: Mapping[str, Guard] = MappingProxyType(
    {name: _by_actor(passes, name, message) for name, passes, message in _PERSONS}
    | {name: _when(passes, name, message) for name, passes, message in _FACTS}
    | {
        "delegation_stands": _delegation_stands,
        "not_frozen": _not_frozen,
        "passes_checks": _passes_checks,
        "threshold_reached": _threshold_reached,
    }
)
