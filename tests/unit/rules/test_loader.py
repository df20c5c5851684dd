"""Strict loading: nothing unknown, nothing of the wrong type, nothing under the wrong name."""

from pathlib import Path

import pytest

from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.roles import Role
from mukhtabar.rules.workflow.checks import titles, untranslated
from mukhtabar.rules.workflow.lines import key_lines, line_of
from mukhtabar.rules.workflow.loader import WorkflowError, Workflows, load_all, load_text
from tests.unit.rules.sample import FOLDER, LETTER, broken, failing, line_with


def test_the_sound_file_loads() -> None:
    letter = load_text(LETTER, "letter.toml")
    assert (letter.name, letter.version, letter.types) == ("letter", 2, ("letter", "note"))
    assert letter.line == ("draft", "sent", "shown")
    assert list(letter.states) == ["draft", "sent", "shown", "gone"]
    assert letter.transitions["remove"].from_ == {"sent", "shown"}
    assert letter.transitions["expire"].system
    assert letter.transitions["expire"].needs is None
    assert letter.state("posted").name == "sent"
    queue = letter.state("sent").queue
    assert queue is not None
    assert (queue.role, queue.days, queue.months, queue.basis, queue.since) == (Role.APPROVER, 5, 0, "charter", "sent")


@pytest.mark.parametrize(
    ("old", "new", "key", "sentence"),
    [
        ("version = 2", "version = 2\nsize = 3", "size", "unknown key"),
        ("final = true", "finale = true", "state.gone.finale", "unknown key"),
        ("days = 5", "day = 5", "state.sent.queue.day", "unknown key"),
        ('needs = "submit"', 'need = "submit"', "transition.send.need", "unknown key"),
        ('title = "Draft"\n', "", "state.draft", 'the key "title" is missing'),
        ('initial = "draft"\n', "", "initial", 'the key "initial" is missing'),
        ("version = 2", 'version = "2"', "version", "this must be a whole number, not '2'"),
        ("version = 2", "version = true", "version", "this must be a whole number, not True"),
        ("version = 2", "version = 0", "version", "this must be at least 1, not 0"),
        ("days = 5", "days = 0", "state.sent.queue.days", "this must be at least 1, not 0"),
        ("days = 5", "days = 5, months = 1", "state.sent.queue", "say either days or months"),
        ("days = 5, ", "", "state.sent.queue", "say either days or months"),
        ('needs = "submit"', 'needs = "submit"\npublic_comment = true', "transition.send.public_comment", "this step takes no"),
        ('basis = "charter"', 'basis = "habit"', "state.sent.queue.basis", '"habit" is not possible here'),
        ("public = true", 'public = "yes"', "state.shown.public", "this must be true or false, not 'yes'"),
        ('to = "sent"', "to = 3", "transition.send.to", "this must be a name in quotes, not 3"),
        ('to = "sent"', 'to = "Sent"', "transition.send.to", '"Sent" is not a name'),
        ('from = ["draft"]', 'from = "draft"', "transition.send.from", 'this must be a list like ["one", "two"]'),
        ('from = ["draft"]', "from = []", "transition.send.from", "the list must not be empty"),
        ('from = ["draft"]', "from = [1]", "transition.send.from", "the list must hold names in quotes, not 1"),
        ('["sent", "shown"]', '["sent", "sent"]', "transition.remove.from", '"sent" stands in the list twice'),
        ('types = ["letter", "note"]', "types = []", "types", "the list must not be empty"),
        ('comment = "required"', 'comment = "maybe"', "transition.remove.comment", '"maybe" is not possible here'),
        ('title = "Send"', 'title = "send"', "transition.send.title", "a title is an English sentence"),
        ('title = "Send"', 'title = "Send "', "transition.send.title", "a title is an English sentence"),
        ('title = "Send"', 'title = ""', "transition.send.title", "a title is an English sentence"),
        ("[state.gone]", "[state.Gone]", "state.Gone", '"Gone" is not a name'),
        (
            'queue = { role = "approver", days = 5, basis = "charter" }',
            "queue = 5",
            "state.sent.queue",
            "this must be a table",
        ),
        ('name = "letter"', 'name = "mail"', "name", 'the workflow "mail" must stand in the file mail.toml'),
    ],
)
def test_refuses_with_key_and_sentence(old: str, new: str, key: str, sentence: str) -> None:
    text = broken(old, new)
    error = failing(text)
    assert error.key == key
    assert error.sentence.startswith(sentence)
    assert error.line == line_of(text, key)
    assert error.line is not None or key == "initial"


def test_an_unknown_key_names_the_likely_one() -> None:
    text = broken("final = true", "finale = true")
    assert failing(text).sentence == 'unknown key; "finale" is not a key that belongs here; did you mean "final"?'
    assert failing(text).line == line_with(text, "finale")


def test_what_is_not_toml_has_its_line() -> None:
    text = broken("version = 2", "version = ")
    error = failing(text)
    assert error.line == 3
    assert error.sentence.startswith("this is not TOML: ")
    assert str(error).startswith("letter.toml, line 3: this is not TOML")


def test_a_key_written_twice_is_not_toml() -> None:
    assert "not TOML" in failing(broken("version = 2", "version = 2\nversion = 2")).sentence


def test_the_file_must_have_the_name_of_the_workflow() -> None:
    assert failing(LETTER, "brief.toml").sentence == 'the workflow "letter" must stand in the file letter.toml'
    assert load_text(LETTER, "/some/where/letter.toml").name == "letter"


def test_a_folder_loads_by_name_and_by_type(tmp_path: Path) -> None:
    (tmp_path / "letter.toml").write_text(LETTER)
    (tmp_path / "README").write_text("not a workflow")
    workflows = load_all(tmp_path)
    assert list(workflows) == ["letter"]
    assert len(workflows) == 1
    assert workflows.for_type("note") is workflows["letter"]
    assert workflows.governs("note")
    assert not workflows.governs("song")
    with pytest.raises(KeyError, match='no workflow governs the type "song"'):
        workflows.for_type("song")


def test_two_workflows_may_not_claim_one_type() -> None:
    letter = load_text(LETTER, "letter.toml")
    mail = load_text(LETTER.replace('name = "letter"', 'name = "mail"'), "mail.toml")
    with pytest.raises(WorkflowError) as caught:
        Workflows([letter, mail])
    assert str(caught.value) == 'mail.toml: types: the type "letter" already belongs to "letter"'


def test_an_empty_folder_and_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    with pytest.raises(WorkflowError, match="there is no workflow file here"):
        load_all(tmp_path)
    (tmp_path / "letter.toml").write_bytes(LETTER.encode("utf-16"))
    with pytest.raises(WorkflowError, match=r"letter\.toml: the file is not UTF-8"):
        load_all(tmp_path)


def test_definitions_are_frozen() -> None:
    letter = load_text(LETTER, "letter.toml")
    with pytest.raises(TypeError):
        letter.states["new"] = letter.states["sent"]  # type: ignore[index]
    with pytest.raises(TypeError):
        letter.states["sent"].allow[Permission.VIEW] = frozenset()  # type: ignore[index]
    with pytest.raises(AttributeError):
        letter.version = 3  # type: ignore[misc]
    assert hash(letter) == hash(load_text(LETTER, "letter.toml"))
    assert letter == load_text(LETTER, "letter.toml")


def test_untranslated_titles_are_named() -> None:
    workflows = load_all(FOLDER)
    assert untranslated(workflows.values(), lambda language, msgid: True) == []
    found = untranslated([workflows["page"]], lambda language, msgid: (language, msgid) != ("zgh", "Private"))
    assert found == [("page.toml: state.private.title", 'the title "Private" is not translated into zgh')]
    nothing = untranslated([workflows["page"]], lambda language, msgid: False)
    assert len(nothing) == 3 * len(list(titles(workflows["page"])))


def test_lines_are_not_taken_from_long_strings() -> None:
    text = 'a = """\nb = 1\n[c]\n"""\nb = 2\n[c]\nd.e = 1\n'
    assert key_lines(text) == {"a": 1, "b": 5, "c": 6, "c.d.e": 7}
    assert line_of(text, "c.d.e.f") == 7
    assert line_of(text, "x.y") is None
