"""The matrix as text."""

from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.roles import Role
from mukhtabar.rules.workflow.loader import load_all, load_text
from mukhtabar.rules.workflow.table import matrix, text_table
from tests.unit.rules.sample import FOLDER, LETTER

D = load_text(LETTER, "letter.toml")


def test_a_row_for_each_state_and_permission() -> None:
    rows = matrix(D)
    assert len(rows) == len(D.states) * len(D.managed)
    assert ("sent", Permission.VIEW, frozenset({Role.AUTHOR, Role.APPROVER, Role.MODERATOR})) in rows


def test_the_text_is_aligned_and_complete() -> None:
    block = text_table(D).split("\n\n")[2]
    assert block.splitlines() == [
        "sent                     everyone  author  moderator  approver",
        "  approve                   .        .         .         x",
        "  edit                      .        .         .         .",
        "  moderate                  .        .         x         .",
        "  see_history               .        .         .         x",
        "  submit                    .        .         .         .",
        "  view                      .        x         x         x",
    ]
    assert text_table(D).startswith("letter, version 2\n\ndraft ")
    assert "\ngone (final, tombstone)  everyone" in text_table(D)


def test_every_workflow_has_one() -> None:
    for definition in load_all(FOLDER).values():
        text = text_table(definition)
        assert text.count("\n\n") == len(definition.states)
        assert max(map(len, text.splitlines())) <= 140
