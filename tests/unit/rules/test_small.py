"""References, reasons, months, permissions."""

from datetime import UTC, datetime

import pytest

from mukhtabar.rules import references
from mukhtabar.rules.months import add_months
from mukhtabar.rules.permissions import DEFAULTS, Permission
from mukhtabar.rules.reasons import REASONS
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.roles import DYNAMIC, GRANTABLE, Role
from mukhtabar.rules.workflow.model import Queue


def test_the_alphabet_has_no_look_alikes() -> None:
    assert len(references.ALPHABET) == 31
    assert len(set(references.ALPHABET)) == 31
    assert set("01loi").isdisjoint(references.ALPHABET)
    assert references.ALPHABET.lower() == references.ALPHABET


def test_references_receipts_and_ids() -> None:
    reference = references.new_reference("p")
    prefix, rest = reference.split("-")
    assert (prefix, len(rest)) == ("p", 8)
    assert set(rest) <= set(references.ALPHABET)
    assert len(references.new_receipt()) == 20
    pid = references.new_pid()
    assert len(pid) == 16
    assert pid.isalpha()
    assert pid.islower()
    assert pid.isascii()
    assert 1 <= references.new_uid() < 2**62
    for new in (references.new_reference, references.new_receipt, references.new_pid, references.new_uid):
        assert len({new() for _ in range(2000)}) == 2000


def test_every_sign_is_drawn() -> None:
    assert set("".join(references.new_receipt() for _ in range(500))) == set(references.ALPHABET)


@pytest.mark.parametrize(("prefix", "length"), [("p", 5), ("", 8), ("P", 8), ("ع", 8), ("p-", 8), ("7", 8)])
def test_a_reference_that_would_mislead_is_refused(prefix: str, length: int) -> None:
    with pytest.raises(ValueError, match=r"guessed|must be small Latin letters"):
        references.new_reference(prefix, length)


def test_codes_are_stable() -> None:
    """They are stored: add at will, never rename or remove."""
    codes = {name: set(reasons) for name, reasons in REASONS.items()}
    assert codes["refusal"] >= {
        *("off_topic", "not_competence", "personal_data", "insult_hate", "duplicate"),
        *("unintelligible", "advertising", "illegal", "other"),
    }
    assert codes["return"] >= {
        *("incomplete", "unclear", "several_subjects", "wrong_place", "names_persons", "attachment", "other")
    }
    assert codes["petition"] >= {
        *("too_few_signatures", "conditions_not_met", "missing_documents", "not_competence", "other")
    }
    assert codes["dropping"] >= {"budget", "not_feasible", "law_changed", "replaced", "other"}


def test_reasons_know_what_must_not_be_shown_and_what_needs_words() -> None:
    for reasons in REASONS.values():
        assert all(code == reason.code for code, reason in reasons.items())
        assert [reason.code for reason in reasons.values() if reason.explain] == ["other"]
        assert len({reason.title for reason in reasons.values()}) == len(reasons)
    hidden = {reason.code for reason in REASONS["refusal"].values() if reason.hidden}
    assert hidden == {"personal_data", "insult_hate", "illegal"}


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ((2026, 11, 30), 3, (2027, 2, 28)),
        ((2027, 11, 30), 3, (2028, 2, 29)),
        ((2026, 10, 15), 3, (2027, 1, 15)),
        ((2026, 9, 1), 3, (2026, 12, 1)),
        ((2026, 8, 31), 6, (2027, 2, 28)),
        ((2026, 12, 31), 12, (2027, 12, 31)),
    ],
)
def test_months_keep_the_day_or_take_the_last(
    start: tuple[int, int, int], months: int, end: tuple[int, int, int]
) -> None:
    assert add_months(datetime(*start, 9, tzinfo=UTC), months) == datetime(*end, 9, tzinfo=UTC)


def test_a_queue_knows_its_deadline() -> None:
    lodged = datetime(2026, 11, 30, 9, tzinfo=UTC)
    assert Queue(Role.APPROVER, 0, "law", "lodged", 3).due(lodged) == datetime(2027, 2, 28, 9, tzinfo=UTC)
    assert Queue(Role.EDITOR, 5, "charter", "submitted").due(lodged) == datetime(2026, 12, 5, 9, tzinfo=UTC)


def test_roles_and_permissions_fit() -> None:
    assert DYNAMIC | set(GRANTABLE) == set(Role)
    assert DYNAMIC.isdisjoint(GRANTABLE)
    assert set(DEFAULTS) <= set(Permission)
    # What changes or decides something is nobody's by default, or of people who were given a role.
    for permission, roles in DEFAULTS.items():
        assert permission is Permission.VIEW or DYNAMIC.isdisjoint(roles)
    for permission in (Permission.APPROVE, Permission.PUBLISH, Permission.ENTER, Permission.SUPPORT):
        assert permission not in DEFAULTS


def test_a_refusal_shows_code_and_sentence() -> None:
    from mukhtabar.language.message import _

    refused = Refused("late", _("It is too late. Come back tomorrow."))
    assert (refused.code, str(refused)) == ("late", "late: It is too late. Come back tomorrow.")
