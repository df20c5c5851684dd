"""Rights granted by accident: the sentence, the key and the line that a person gets to read."""

import pytest

from tests.unit.rules.sample import LETTER, VIEWLESS, Case, check_case, failing, line_with

SENT, SHOWN = "[state.sent]", "[state.shown]"

CASES = {
    "view not managed": Case(
        '["view", ',
        "[",
        "",
        "managed",
        "managed =",
        'a workflow must manage "view": otherwise every state of it would be public',
    ),
    "silence": Case(
        "allow.submit = []\n",
        "",
        SENT,
        "state.sent",
        SENT,
        '"sent" does not say who may submit; if nobody may, write allow.submit = []',
    ),
    "not managed": Case(
        "allow.edit = []",
        "allow.edit = []\nallow.enter = []",
        SENT,
        "state.sent.allow.enter",
        "allow.enter",
        '"enter" is not in managed, so this line would have no effect',
    ),
    "public unsaid": Case(
        "public = true\n",
        "",
        "",
        "state.shown.allow.view",
        '["everyone"]',
        'everyone may view "shown", but it does not say public = true',
    ),
    "public unmet": Case(
        '["everyone"]',
        '["citizen", "moderator"]',
        "",
        "state.shown.public",
        "public = true",
        '"shown" says public = true, but allow.view leaves out "everyone"',
    ),
    "public tombstone": Case(
        "public = true",
        "public = true\ntombstone = true",
        "",
        "state.shown.tombstone",
        "tombstone = true",
        '"shown" is public, so there is no tombstone to show',
    ),
    "everyone acts": Case(
        "allow.submit = []",
        'allow.submit = ["everyone"]',
        SHOWN,
        "state.shown.allow.submit",
        'allow.submit = ["everyone"]',
        '"everyone" includes people without an account and may not submit; use "citizen"',
    ),
    "system step with a permission": Case(
        "system = true",
        'system = true\nneeds = "moderate"',
        "",
        "transition.expire.needs",
        'needs = "moderate"\nguards = ["date',
        "the portal takes this step by itself, so it needs no permission",
    ),
    "a step of nobody": Case(
        'needs = "submit"\n',
        "",
        "",
        "transition.send",
        "[transition.send]",
        "it does not say which permission it needs, nor system = true",
    ),
    "system step that asks about a person": Case(
        '["date_reached"]',
        '["date_reached", "not_author"]',
        "",
        "transition.expire.guards",
        '["date_reached", "not_author"]',
        '"not_author" asks about a person, but the portal takes this step',
    ),
    "system step with a reason": Case(
        "system = true",
        'system = true\nreasons = "refusal"',
        "",
        "transition.expire",
        "[transition.expire]",
        "the portal takes this step by itself, and cannot give a reason or a comment",
    ),
    "system step with a comment": Case(
        "system = true",
        'system = true\ncomment = "required"',
        "",
        "transition.expire",
        "[transition.expire]",
        "the portal takes this step by itself, and cannot give a reason or a comment",
    ),
    "nobody can fire": Case(
        'allow.submit = ["author"]',
        "allow.submit = []",
        "",
        "transition.send.needs",
        'needs = "submit"',
        'nobody can fire it from "draft": no role has "submit" there',
    ),
    "approval by the drafter": Case(
        '"not_drafter", ',
        "",
        "",
        "transition.approve.guards",
        '["read_what',
        'the guard "not_drafter" is missing: nobody approves a text they worked on',
    ),
    "approval of a text unread": Case(
        ', "read_what_is_current"',
        "",
        "",
        "transition.approve.guards",
        '["not_drafter"]',
        'the guard "read_what_is_current" is missing: approval is bound to the text that was read',
    ),
    "moderation by the author": Case(
        'guards = ["not_author"]\n',
        "",
        "[transition.remove]",
        "transition.remove.guards",
        "[transition.remove]",
        'the guard "not_author" is missing: nobody moderates what they wrote',
    ),
    "an answer that was not approved": Case(
        '"notify_editors"',
        '"answer_proposal"',
        "",
        "transition.send.guards",
        "[transition.send]",
        'the guard "approved_text_is_current" is missing: '
        "only the text that was approved may be published as the answer",
    ),
    "acts blind": Case(
        "allow.edit = []",
        'allow.edit = ["editor"]',
        SENT,
        "state.sent.allow.edit",
        'allow.edit = ["editor"]',
        '"editor" may edit in "sent" but not view it',
    ),
    "a worklist for all": Case(
        'role = "approver"',
        'role = "citizen"',
        "",
        "state.sent.queue.role",
        "queue =",
        'a worklist cannot belong to "citizen"',
    ),
    "a worklist unseen": Case(
        'role = "approver"',
        'role = "editor"',
        "",
        "state.sent.queue.role",
        "queue =",
        '"sent" waits for "editor", who may not view it',
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_says_what_is_wrong_and_where(name: str) -> None:
    check_case(CASES[name])


def test_acts_blind_by_default() -> None:
    text = LETTER.replace('"see_history", ', "").replace("allow.see_history = []\n", "")
    text = text.replace('allow.see_history = ["approver"]\n', "")
    error = failing(text)
    assert error.sentence.startswith('"admin" may see_history in "draft" but not view it by default: add')
    assert error.line == line_with(text, "managed")


def test_a_workflow_without_a_word_on_view() -> None:
    assert failing(VIEWLESS).sentence == 'a workflow must manage "view": otherwise every state of it would be public'
