"""Every guard: what passes, what does not, and that not knowing is not passing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mukhtabar.language import _
from mukhtabar.rules.workflow.effects import EFFECTS, MEANINGS
from mukhtabar.rules.workflow.facts import Facts
from mukhtabar.rules.workflow.guards import GUARDS, PERSONAL, SELECTING
from mukhtabar.rules.workflow.loader import load_all
from tests.unit.rules.sample import FOLDER

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
BASE = Facts(actor="aaaa", author="bbbb", now=NOW)

#: guard -> (facts that pass, facts that do not)
CASES: dict[str, tuple[Facts, list[Facts]]] = {
    "not_author": (BASE, [replace(BASE, author="aaaa"), replace(BASE, actor=None)]),
    "not_drafter": (
        BASE,
        [
            replace(BASE, drafted_by=frozenset({"aaaa", "cccc"})),
            replace(BASE, author="aaaa"),
            replace(BASE, actor=None),
        ],
    ),
    "delegation_stands": (
        replace(BASE, delegated_by="dddd", delegator_approves=True),
        [
            replace(BASE, delegated_by="dddd"),
            replace(BASE, delegated_by="dddd", delegator_approves=True, drafted_by=frozenset({"dddd"})),
            replace(BASE, delegated_by="bbbb", delegator_approves=True),
            replace(BASE, delegated_by="dddd", delegator_approves=True, asked_by=frozenset({"dddd"})),
        ],
    ),
    "not_asker": (BASE, [replace(BASE, asked_by=frozenset({"aaaa"})), replace(BASE, actor=None)]),
    "nothing_on_record": (replace(BASE, nothing_on_record=True), [BASE]),
    "not_refuser": (BASE, [replace(BASE, refused_by=frozenset({"aaaa"})), replace(BASE, actor=None)]),
    "author_only": (replace(BASE, author="aaaa"), [BASE, replace(BASE, actor=None, author=None)]),
    "read_what_is_current": (
        replace(BASE, read_hash="1", current_hash="1"),
        [BASE, replace(BASE, read_hash="1", current_hash="2"), Facts(read_hash="1", current_hash="1")],
    ),
    "approved_text_is_current": (
        replace(BASE, approved_hash="1", current_hash="1"),
        [BASE, replace(BASE, approved_hash="1", current_hash="2")],
    ),
    "phase_open": (replace(BASE, phase_allows=True), [BASE, replace(BASE, phase_allows=False)]),
    "date_reached": (
        replace(BASE, due_at=NOW),
        [BASE, replace(BASE, due_at=NOW + timedelta(microseconds=1)), replace(BASE, due_at=NOW, now=None)],
    ),
    "not_frozen": (replace(BASE, unfrozen=True), [BASE, replace(BASE, frozen_until=NOW.date())]),
    "undo_window": (
        replace(BASE, undo_until=NOW + timedelta(microseconds=1)),
        [BASE, replace(BASE, undo_until=NOW), replace(BASE, undo_until=NOW + timedelta(1), now=None)],
    ),
    "has_title_in_default_language": (replace(BASE, has_title=True), [BASE]),
    "passes_checks": (
        replace(BASE, to_fix=()),
        [BASE, replace(BASE, to_fix=(_("It is wrong."),)), replace(BASE, to_fix=(_("A."), _("B.")))],
    ),
    "has_outcome": (replace(BASE, has_outcome=True), [BASE]),
    "has_summary": (replace(BASE, has_summary=True), [BASE]),
    "has_addressee": (replace(BASE, has_addressee=True), [BASE]),
    "has_calendar": (replace(BASE, has_calendar=True), [BASE]),
    "has_synthesis": (replace(BASE, has_synthesis=True), [BASE]),
    "has_reply": (replace(BASE, has_reply=True), [BASE]),
    "has_merge_target": (replace(BASE, has_merge_target=True), [BASE]),
    "has_evidence": (replace(BASE, has_evidence=True), [BASE]),
    "has_sitting": (replace(BASE, has_sitting=True), [BASE]),
    "has_points": (replace(BASE, has_points=True), [BASE]),
    "session_held": (replace(BASE, session_held=True), [BASE]),
    "has_decisions": (replace(BASE, has_decisions=True), [BASE]),
    "still_asked": (replace(BASE, still_asked=True), [BASE]),
    "basis_stands": (replace(BASE, basis_stands=True), [BASE]),
    "has_date": (replace(BASE, has_date=True), [BASE]),
    "has_source": (replace(BASE, has_source=True), [BASE]),
    "unsigned": (replace(BASE, unsigned=True), [BASE]),
    "signed_by_both": (replace(BASE, signed_by_both=True), [BASE]),
    "was_answered": (replace(BASE, answered=True), [BASE]),
    "was_not_answered": (BASE, [replace(BASE, answered=True)]),
    "was_ready": (replace(BASE, was_ready=True), [BASE]),
    "was_not_ready": (BASE, [replace(BASE, was_ready=True)]),
    "is_working_copy": (replace(BASE, working_copy=True), [BASE, replace(BASE, working_copy=False)]),
    "not_working_copy": (replace(BASE, working_copy=False), [BASE, replace(BASE, working_copy=True)]),
    "original_stands": (replace(BASE, original_stands=True), [BASE]),
    "original_unchanged": (replace(BASE, original_unchanged=True), [BASE]),
    "may_edit_original": (replace(BASE, may_edit_original=True), [BASE]),
    "not_appealed_before": (BASE, [replace(BASE, appealed=True)]),
    "admissible": (replace(BASE, admissible=True), [BASE]),
    "has_text": (replace(BASE, has_text=True), [BASE]),
    "has_agent": (replace(BASE, has_agent=True), [BASE]),
    "has_lodging_record": (replace(BASE, has_lodging_record=True), [BASE]),
    "has_session": (replace(BASE, has_session=True), [BASE]),
    "threshold_reached": (
        replace(BASE, signatures=100, threshold=100),
        [replace(BASE, signatures=99, threshold=100), replace(BASE, signatures=5000)],
    ),
}


def test_every_guard_has_a_case() -> None:
    assert set(CASES) == set(GUARDS)
    assert set(GUARDS) > PERSONAL
    assert set(GUARDS) > SELECTING


@pytest.mark.parametrize("name", CASES)
def test_passes_and_refuses(name: str) -> None:
    passing, failing = CASES[name]
    assert GUARDS[name](passing) is None
    for facts in failing:
        refused = GUARDS[name](facts)
        assert refused is not None
        assert refused.code == name
        # Why, and what to do next.
        assert refused.message.rstrip().count(". ") >= 1, refused.message
        assert refused.message.endswith(".")


def test_where_no_calendar_governs_no_phase_is_closed() -> None:
    assert GUARDS["phase_open"](replace(BASE, phase_allows=None)) is None


def test_the_refusal_counts() -> None:
    refused = GUARDS["threshold_reached"](replace(BASE, signatures=99, threshold=200))
    assert refused is not None
    assert refused.message.mapping == {"signatures": 99, "threshold": 200}
    assert str(refused).startswith("threshold_reached: The petition has ${signatures}")


def test_every_guard_and_effect_is_used_by_a_workflow() -> None:
    steps = [step for definition in load_all(FOLDER).values() for step in definition.transitions.values()]
    assert {guard for step in steps for guard in step.guards} == set(GUARDS)
    assert {effect for step in steps for effect in step.effects} == EFFECTS
    assert all(meaning and "\n" not in meaning for meaning in MEANINGS.values())
