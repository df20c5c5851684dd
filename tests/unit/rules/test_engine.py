"""The engine: who may take which step, and each refusal with its own code and a sentence that says what to do."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mukhtabar.rules.roles import Role
from mukhtabar.rules.workflow.engine import COMMENT_LIMIT, Facts, Refused, Step, fire, offered
from mukhtabar.rules.workflow.loader import load_text
from tests.unit.rules.sample import LETTER

D = load_text(LETTER, "letter.toml")
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
APPROVER = Facts(actor="bbbb", author="aaaa", drafted_by=frozenset({"cccc"}), read_hash="h", current_hash="h", now=NOW)
MODERATOR = replace(APPROVER, actor="mmmm")
CLOCK = Facts(system=True, now=NOW, due_at=NOW)
UNDO = replace(MODERATOR, last_transition="approve", undo_until=NOW + timedelta(minutes=1))


def refusal(
    state: str, name: str, roles: set[Role], facts: Facts, comment: str = "", reason: str | None = None
) -> Refused:
    with pytest.raises(Refused) as caught:
        fire(D, state, name, roles, facts, comment, reason)
    return caught.value


def test_a_step_says_everything_that_must_be_written_down() -> None:
    step = fire(D, "sent", "remove", {Role.MODERATOR}, MODERATOR, "  It is the same as p-2.  ", "duplicate")
    assert step == Step("sent", "gone", "remove", (), "It is the same as p-2.", "duplicate")
    step = fire(D, "sent", "approve", {Role.APPROVER}, APPROVER)
    assert step == Step("sent", "shown", "approve", ("record_approval", "stamp_published"))


def test_an_old_name_of_a_state_still_works() -> None:
    assert fire(D, "posted", "approve", {Role.APPROVER}, APPROVER).from_ == "sent"
    assert [offer.transition.name for offer in offered(D, "mailed", {Role.APPROVER}, APPROVER)] == ["approve"]


@pytest.mark.parametrize(
    ("state", "name", "roles", "facts", "code"),
    [
        ("sent", "fly", {Role.APPROVER}, APPROVER, "unknown_transition"),
        ("draft", "approve", {Role.APPROVER}, APPROVER, "wrong_state"),
        ("sent", "approve", {Role.MODERATOR}, APPROVER, "not_permitted"),
        ("sent", "approve", set(), APPROVER, "not_permitted"),
        ("shown", "expire", set(Role), replace(CLOCK, system=False), "not_permitted"),
        ("sent", "approve", set(), CLOCK, "not_permitted"),
        ("sent", "approve", {Role.APPROVER}, replace(APPROVER, actor="cccc"), "not_drafter"),
        ("sent", "approve", {Role.APPROVER}, replace(APPROVER, actor="aaaa"), "not_drafter"),
        ("sent", "approve", {Role.APPROVER}, replace(APPROVER, actor=None), "not_drafter"),
        ("sent", "approve", {Role.APPROVER}, replace(APPROVER, read_hash="old"), "read_what_is_current"),
        (
            "sent",
            "approve",
            {Role.APPROVER},
            replace(APPROVER, read_hash=None, current_hash=None),
            "read_what_is_current",
        ),
        ("shown", "expire", set(), replace(CLOCK, due_at=NOW + timedelta(seconds=1)), "date_reached"),
        ("shown", "expire", set(), replace(CLOCK, due_at=None), "date_reached"),
        ("shown", "undo_approve", {Role.MODERATOR}, replace(UNDO, last_transition="send"), "nothing_to_undo"),
        ("shown", "undo_approve", {Role.MODERATOR}, replace(UNDO, undo_until=NOW), "undo_window"),
    ],
)
def test_each_refusal_has_its_code(state: str, name: str, roles: set[Role], facts: Facts, code: str) -> None:
    refused = refusal(state, name, roles, facts)
    assert refused.code == code
    # Why, and what to do: two sentences.
    assert refused.message.count(".") >= 2


def test_what_a_person_must_say() -> None:
    def code(comment: str, reason: str | None) -> str:
        return refusal("sent", "remove", {Role.MODERATOR}, MODERATOR, comment, reason).code

    assert code("Why", None) == "reason_required"
    assert code("Why", "") == "reason_required"
    assert code("Why", "because") == "reason_unknown"
    assert code("", "duplicate") == "comment_required"
    assert code(" \n … ", "duplicate") == "comment_required"
    assert code("x" * (COMMENT_LIMIT + 1), "duplicate") == "comment_too_long"
    assert fire(D, "sent", "remove", {Role.MODERATOR}, MODERATOR, "ع" * COMMENT_LIMIT + "  ", "duplicate").reason


def test_words_are_never_dropped_in_silence() -> None:
    drafting = Facts(actor="aaaa", author="aaaa")
    assert refusal("draft", "send", {Role.AUTHOR}, drafting, "Please hurry").code == "comment_not_taken"
    assert refusal("draft", "send", {Role.AUTHOR}, drafting, "", "duplicate").code == "reason_unknown"
    assert fire(D, "draft", "send", {Role.AUTHOR}, drafting, "  ").comment == ""


def test_another_reason_needs_words_even_where_the_comment_is_free() -> None:
    free = load_text(LETTER.replace('comment = "required"', 'comment = "optional"'), "letter.toml")
    none = load_text(LETTER.replace('comment = "required"\n', ""), "letter.toml")
    for definition in (free, none):
        with pytest.raises(Refused, match="comment_required"):
            fire(definition, "sent", "remove", {Role.MODERATOR}, MODERATOR, "", "other")
        assert fire(definition, "sent", "remove", {Role.MODERATOR}, MODERATOR, "Spam", "other").comment == "Spam"
        assert fire(definition, "sent", "remove", {Role.MODERATOR}, MODERATOR, "", "duplicate").comment == ""


def test_offers_are_what_the_permission_allows_with_what_stands_in_the_way() -> None:
    assert offered(D, "sent", {Role.OFFICER}, APPROVER) == ()
    (offer,) = offered(D, "sent", {Role.APPROVER}, replace(APPROVER, actor="cccc"))
    assert offer.transition is D.transitions["approve"]
    assert offer.refused is not None
    assert offer.refused.code == "not_drafter"
    (offer,) = offered(D, "sent", {Role.APPROVER}, APPROVER)
    assert offer.refused is None


def test_what_does_not_fit_is_not_offered() -> None:
    def names(facts: Facts, roles: set[Role]) -> list[str]:
        return [offer.transition.name for offer in offered(D, "shown", roles, facts)]

    assert names(UNDO, {Role.MODERATOR}) == ["undo_approve", "remove"]
    assert names(replace(UNDO, undo_until=NOW), {Role.MODERATOR}) == ["remove"]
    assert names(replace(UNDO, last_transition="send"), {Role.MODERATOR}) == ["remove"]
    assert names(CLOCK, set()) == ["expire"]
    assert names(replace(CLOCK, due_at=None), set()) == []
    assert names(replace(CLOCK, system=False), set(Role)) == ["remove"]


def test_a_state_outside_the_model_is_an_error_not_a_guess() -> None:
    with pytest.raises(KeyError, match='the workflow "letter" has no state "lost"'):
        offered(D, "lost", set(Role), APPROVER)
    with pytest.raises(KeyError, match='has no state "lost"'):
        fire(D, "lost", "approve", set(Role), APPROVER)
