"""Names that do not exist: the sentence, the key and the line that a person gets to read."""

import pytest

from tests.unit.rules.sample import Case, check_case

CASES = {
    "unknown permission managed": Case(
        '"edit", ', '"edti", ', "", "managed", "managed =", '"edti" is not a permission; did you mean "edit"?'
    ),
    "unknown permission allowed": Case(
        "allow.edit",
        "allow.edti",
        "",
        "state.draft.allow.edti",
        "allow.edti",
        '"edti" is not a permission; did you mean "edit"?',
    ),
    "unknown role": Case(
        '["author"]',
        '["autor"]',
        "",
        "state.draft.allow.view",
        "allow.view",
        '"autor" is not a role; did you mean "author"?',
    ),
    "unknown role of a queue": Case(
        'role = "approver"',
        'role = "king"',
        "",
        "state.sent.queue.role",
        "queue =",
        '"king" is not a role; there are: admin, approver, author, citizen, delegate, desk_agent, editor, everyone, member, '
        "moderator, observer, officer, space_lead",
    ),
    "unknown guard": Case(
        '"date_reached"',
        '"date_reachd"',
        "",
        "transition.expire.guards",
        '"date_reachd"',
        '"date_reachd" is not a guard; did you mean "date_reached"?',
    ),
    "unknown effect": Case(
        '"notify_editors"',
        '"notify_editor"',
        "",
        "transition.send.effects",
        '"notify_editor"',
        '"notify_editor" is not an effect; did you mean "notify_editors"?',
    ),
    "unknown reasons": Case(
        '"refusal"',
        '"refusals"',
        "",
        "transition.remove.reasons",
        '"refusals"',
        '"refusals" is not a list of reasons; did you mean "refusal"?',
    ),
    "unknown initial": Case(
        'initial = "draft"',
        'initial = "drat"',
        "",
        "initial",
        "initial =",
        '"drat" is not a state of this workflow; did you mean "draft"?',
    ),
    "unknown start of a step": Case(
        'from = ["draft"]',
        'from = ["drat"]',
        "",
        "transition.send.from",
        'from = ["drat"]',
        '"drat" is not a state of this workflow; did you mean "draft"?',
    ),
    "unknown end of a step": Case(
        'to = "gone"',
        'to = "gon"',
        "[transition.remove]",
        "transition.remove.to",
        'to = "gon"',
        '"gon" is not a state of this workflow; did you mean "gone"?',
    ),
    "an old name is not for the file": Case(
        'to = "sent"',
        'to = "posted"',
        "",
        "transition.send.to",
        'to = "posted"',
        '"posted" is not a state of this workflow; there are: draft, gone, sent, shown',
    ),
    "unknown start of a clock": Case(
        'basis = "charter"',
        'basis = "charter", since = "sentt"',
        "",
        "state.sent.queue.since",
        "queue =",
        '"sentt" is not a state of this workflow; did you mean "sent"?',
    ),
    "alias of a state": Case(
        '"posted"',
        '"shown"',
        "",
        "state.sent.aliases",
        "aliases =",
        'the alias "shown" of "sent" is already a name of "shown"',
    ),
    "alias of two states": Case(
        "public = true",
        'public = true\naliases = ["mailed"]',
        "",
        "state.shown.aliases",
        'aliases = ["mailed"]',
        'the alias "mailed" of "shown" is already a name of "sent"',
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_says_what_is_wrong_and_where(name: str) -> None:
    check_case(CASES[name])
