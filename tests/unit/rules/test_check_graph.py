"""Ways that lead nowhere: the sentence, the key and the line that a person gets to read."""

import pytest

from tests.unit.rules.sample import UNREACHABLE, Case, check_case, failing, line_with

CASES = {
    "standing still": Case(
        'from = ["sent", "shown"]\nto = "gone"',
        'from = ["sent", "shown"]\nto = "shown"',
        "",
        "transition.remove.to",
        'to = "shown"\nneeds = "moderate"',
        'it leads from "shown" to itself',
    ),
    "dead end": Case(
        "final = true\n",
        "",
        "",
        "state.gone",
        "[state.gone]",
        'no transition leaves "gone": add one, or say final = true',
    ),
    "final with an exit": Case(
        "public = true",
        "public = true\nfinal = true",
        "",
        "state.shown.final",
        "final = true",
        '"shown" is final, yet the transition "undo_approve" leaves it',
    ),
    "the line begins elsewhere": Case(
        'line = ["draft", ', "line = [", "", "line", "line =", 'the main line must begin with the initial state "draft"'
    ),
    "the line jumps": Case(
        '"sent", "shown"]', '"shown"]', "", "line", "line =", 'no transition leads from "draft" to "shown"'
    ),
    "undo of nothing": Case(
        'undo = "approve"',
        'undo = "approved"',
        "",
        "transition.undo_approve.undo",
        "undo =",
        'there is no transition "approved" to take back',
    ),
    "undo of another way": Case(
        'undo = "approve"',
        'undo = "send"',
        "",
        "transition.undo_approve.undo",
        "undo =",
        'it does not lead back the way "send" went, from its one start to its end',
    ),
    "undo to elsewhere": Case(
        'to = "sent"\nneeds = "moderate"',
        'to = "draft"\nneeds = "moderate"',
        "",
        "transition.undo_approve.undo",
        "undo =",
        'it does not lead back the way "approve" went, from its one start to its end',
    ),
    "undo from elsewhere": Case(
        'to = "sent"\nneeds = "moderate"\nguards = ["undo_window", "not_author"]\nundo = "approve"',
        'to = "draft"\nneeds = "moderate"\nguards = ["undo_window", "not_author"]\nundo = "send"',
        "",
        "transition.undo_approve.undo",
        "undo =",
        'it does not lead back the way "send" went, from its one start to its end',
    ),
    "undo for ever": Case(
        '"undo_window", ',
        "",
        "",
        "transition.undo_approve.undo",
        "undo =",
        'a step that takes another back needs the guard "undo_window"',
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_says_what_is_wrong_and_where(name: str) -> None:
    check_case(CASES[name])


def test_a_state_that_no_way_leads_to() -> None:
    error = failing(UNREACHABLE)
    assert error.sentence == 'no way leads from "draft" to "gone"'
    assert error.line == line_with(UNREACHABLE, "[state.gone]")
