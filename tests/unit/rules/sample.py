"""A small sound workflow file that a test breaks in one place."""

from pathlib import Path
from typing import NamedTuple

import pytest

from mukhtabar.rules.workflow.loader import WorkflowError, load_text

FOLDER = Path(__file__).parents[3] / "workflows"

LETTER = """\
# A letter: written by one, approved by another.
name = "letter"
version = 2
types = ["letter", "note"]
initial = "draft"
line = ["draft", "sent", "shown"]
managed = ["view", "see_history", "edit", "submit", "approve", "moderate"]

[state.draft]
title = "Draft"
allow.view = ["author"]
allow.see_history = []
allow.edit = ["author"]
allow.submit = ["author"]
allow.approve = []
allow.moderate = []

[state.sent]
title = "Sent"
allow.view = ["author", "approver", "moderator"]
allow.see_history = ["approver"]
allow.edit = []
allow.submit = []
allow.approve = ["approver"]
allow.moderate = ["moderator"]
queue = { role = "approver", days = 5, basis = "charter" }
aliases = ["posted", "mailed"]

[state.shown]
title = "Shown"
public = true
allow.view = ["everyone"]
allow.see_history = []
allow.edit = []
allow.submit = []
allow.approve = []
allow.moderate = ["moderator"]

[state.gone]
title = "Gone"
final = true
tombstone = true
allow.view = ["author", "moderator"]
allow.see_history = []
allow.edit = []
allow.submit = []
allow.approve = []
allow.moderate = []

[transition.send]
title = "Send"
from = ["draft"]
to = "sent"
needs = "submit"
effects = ["notify_editors"]

[transition.approve]
title = "Approve"
from = ["sent"]
to = "shown"
needs = "approve"
guards = ["not_drafter", "read_what_is_current"]
comment = "optional"
effects = ["record_approval", "stamp_published"]

[transition.undo_approve]
title = "Undo the approval"
from = ["shown"]
to = "sent"
needs = "moderate"
guards = ["undo_window", "not_author"]
undo = "approve"

[transition.remove]
title = "Remove"
from = ["sent", "shown"]
to = "gone"
needs = "moderate"
guards = ["not_author"]
comment = "required"
reasons = "refusal"

[transition.expire]
title = "Remove on its date"
from = ["shown"]
to = "gone"
system = true
guards = ["date_reached"]
"""


def broken(old: str, new: str, after: str = "") -> str:
    """Return LETTER with the first ``old`` (behind ``after``) replaced: a test that replaces nothing must not pass."""
    start = LETTER.index(after)
    assert old in LETTER[start:]
    return LETTER[:start] + LETTER[start:].replace(old, new, 1)


def line_with(text: str, part: str, after: str = "") -> int:
    """Return the number of the first line with ``part`` behind ``after``, from 1."""
    position = text.index(part, text.index(after))
    return text.count("\n", 0, position) + 1


class Case(NamedTuple):
    """What is replaced, and what the error says: key, a part of the line it names, its sentence."""

    old: str
    new: str
    after: str
    key: str
    line: str
    sentence: str


def failing(text: str, filename: str = "letter.toml") -> WorkflowError:
    """Return the error that loading raises."""
    with pytest.raises(WorkflowError) as caught:
        load_text(text, filename)
    return caught.value


def check_case(case: Case) -> None:
    """Assert file, line, key and sentence."""
    text = broken(case.old, case.new, case.after)
    error = failing(text)
    assert (error.file, error.key, error.sentence) == ("letter.toml", case.key, case.sentence)
    assert error.line == line_with(text, case.line, case.after if case.after in text else "")
    assert str(error) == f"letter.toml, line {error.line}: {case.key}: {case.sentence}"


#: Nothing leads to "gone": the steps that did lead elsewhere.
UNREACHABLE = LETTER.replace('to = "gone"', 'to = "draft"')

#: Nothing is said of who may view, in a file without a public state.
VIEWLESS = "".join(
    line for line in LETTER.splitlines(keepends=True) if not line.startswith(("allow.view", "public"))
).replace('["view", ', "[")
