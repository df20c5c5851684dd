"""Every command does its work and says so; every problem is one sentence and exit code 2."""

import gc
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mukhtabar.actions.context import Ctx
from mukhtabar.actions.create import create
from mukhtabar.content.space import Space
from mukhtabar.content.texts import Texts
from mukhtabar.services.site import Site
from mukhtabar.settings import Settings
from tests.unit.cli.conftest import Shell

COMMANDS = ("init", "demo", "serve", "user", "grant", "workflow", "check", "evolve", "reindex", "mail", "tick", "export", "import", "act")


def test_help_names_every_command_and_opens_nothing(shell: Shell) -> None:
    done = shell("--help")
    assert done.code == 0 and all(name in done.out for name in COMMANDS)
    assert not (shell.folder / "var").exists()


def test_init_makes_a_portal_once(site: Shell) -> None:
    assert site.process("check").code == 0
    assert "There is a portal in" in site.process("init").sentence


def test_people_are_added_and_listed(site: Shell) -> None:
    done = site("user", "add", "said@example.org", "--name", "سعيد", "--language", "fr", "--password", "a long password")
    assert done.code == 0 and "said@example.org" in done.out
    listed = site("user", "list").out
    assert "amina@example.org" in listed and "سعيد" in listed


@pytest.mark.parametrize(("words", "said"), [
    (("user", "add", "AMINA@example.org", "--name", "x", "--password", "a long password"), "registered"),
    (("user", "add", "no address", "--name", "x", "--password", "a long password"), "not an e-mail address"),
    (("user", "add", "b@example.org", "--name", "x", "--password", "short"), "at least 10 characters"),
    (("user", "password", "nobody@example.org", "--password", "a long password"), "Nobody is registered"),
    (("user", "password", "amina@example.org", "--password", "short"), "at least 10 characters"),
    (("grant", "nobody@example.org", "admin", "--at", "/"), "Nobody is registered"),
    (("grant", "amina@example.org", "admin", "--at", "/souss-massa"), "cannot be given here"),
    (("grant", "amina@example.org", "editor", "--at", "/souss-massa/atlantis"), "'atlantis' does not exist"),
    (("grant", "amina@example.org", "editor", "--at", "/", "--withdraw"), "does not have that role"),
    (("grant", "amina@example.org", "editor", "--at", "/", "--until", "2001-01-01"), "after the beginning"),
    (("workflow", "table", "nothing"), "There is no workflow 'nothing'"),
])  # fmt: skip
def test_what_cannot_be_done_is_one_sentence(site: Shell, words: tuple[str, ...], said: str) -> None:
    assert said in site(*words).sentence


@pytest.mark.parametrize("words", [
    ("nothing",), ("user",), ("grant", "amina@example.org", "king", "--at", "/"), ("serve", "--port", "0"),
    ("grant", "amina@example.org", "editor", "--at", "/", "--until", "tomorrow"), ("workflow", "check", "missing.toml"),
])  # fmt: skip
def test_a_mistyped_command_is_explained(shell: Shell, words: tuple[str, ...]) -> None:
    done = shell(*words)
    assert done.code == 2 and "Traceback" not in done.err + done.out


def test_a_role_is_given_and_taken_back(site: Shell) -> None:
    assert site("grant", "amina@example.org", "editor", "--at", "/souss-massa/tata", "--until", "2099-12-31").code == 0
    assert "editor" in site("user", "list").out
    assert site("grant", "amina@example.org", "editor", "--at", "/souss-massa/tata", "--withdraw").code == 0
    assert "editor" not in site("user", "list").out


def test_a_new_password_is_set(site: Shell) -> None:
    assert site("user", "password", "amina@example.org", "--password", "another password").out == "The password is set.\n"


def test_check_evolve_tick_mail_and_reindex_run_on_a_sound_site(site: Shell) -> None:
    checked = site("check")
    assert checked.code == 0 and "0 findings" in checked.out
    assert "Nothing to do" in site("evolve").out and site("evolve", "--dry-run").code == 0
    assert "steps taken" in site("tick").out and "letters wait" in site("mail", "waiting").out
    assert "documents are in the index" in site("reindex").out


def test_workflows_are_checked_printed_and_drawn_without_a_database(shell: Shell) -> None:
    assert "proposal: 9 states" in shell("workflow", "check").out
    table = shell("workflow", "table", "answer").out
    assert "approver" in table and "for_approval" in table
    assert shell("workflow", "draw", "proposal", "--language", "ar").out.lstrip().startswith("<svg")
    assert shell("workflow", "draw", "proposal", "-o", "proposal.svg").code == 0
    assert (shell.folder / "proposal.svg").read_text("utf-8").lstrip().startswith("<svg")
    assert not (shell.folder / "var").exists()


BROKEN = {
    "not toml": "name = ",
    "unknown key": 'name = "x"\nversion = 1\ncolour = "red"\n',
    "empty": "",
    "wrong type": 'name = 5\nversion = "one"\n',
    "binary": "\x00\x01",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_workflow_file_is_one_sentence_that_names_it(shell: Shell, text: str) -> None:
    (shell.folder / "mine.toml").write_text(text, "utf-8")
    assert "mine.toml" in shell("workflow", "check", "mine.toml").sentence


@pytest.mark.parametrize(("more", "named"), [
    ("mukhtabar.colour = red", "mukhtabar.colour"),
    ("colour = red", "colour"),
    ("mukhtabar.strict_reads = maybe", "mukhtabar.strict_reads"),
    ("mukhtabar.cache_objects = many", "mukhtabar.cache_objects"),
    ("mukhtabar.base_url = portal.example.ma", "mukhtabar.base_url"),
    ("mukhtabar.mail = pigeon", "mukhtabar.mail"),
])  # fmt: skip
def test_a_setting_that_is_wrong_is_named(shell: Shell, more: str, named: str) -> None:
    shell.write(more=more, mail="" if "mail" in more else "mukhtabar.mail = none")
    assert named in shell("check").sentence


def test_the_environment_wins_and_is_checked_as_well(shell: Shell) -> None:
    assert "mukhtabar.colour" in shell("check", MUKHTABAR_COLOUR="red").sentence
    assert "storage" in shell("check", MUKHTABAR_STORAGE="floppy").sentence


def test_without_a_portal_the_next_step_is_said(shell: Shell) -> None:
    for words in (("check",), ("user", "list"), ("tick",), ("reindex",), ("evolve",)):
        assert "run 'mukhtabar init'" in shell(*words).sentence
    assert "run 'mukhtabar init'" in shell.process("serve", "--port", "65431").sentence


def test_a_config_file_that_is_missing_or_no_ini_is_said(shell: Shell) -> None:
    assert "There is no file 'other.ini'" in shell("check", config="other.ini").sentence
    (shell.folder / "bad.ini").write_text("this is no ini file", "utf-8")
    assert "bad.ini" in shell("check", config="bad.ini").sentence
    (shell.folder / "empty.ini").write_text("[server:main]\n", "utf-8")
    assert "empty.ini" in shell("check", config="empty.ini").sentence


def test_a_folder_that_cannot_be_written_is_said(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    done = shell("init", MUKHTABAR_DATA=str(tmp_path / "file" / "var"))
    assert "cannot be" in done.sentence


def test_a_damaged_database_is_said(site: Shell) -> None:
    for path in (site.folder / "var" / "main").glob("*.sqlite3"):
        path.write_bytes(b"this is no database" * 100)
    assert "cannot be opened" in site.process("check").sentence


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_database_that_another_program_holds_is_said(shell: Shell) -> None:
    from ZODB.FileStorage import FileStorage

    shell.write(storage="filestorage")
    folder = shell.folder / "var" / "main"
    folder.mkdir(parents=True)
    held = FileStorage(str(folder / "Data.fs"))
    try:
        assert "locked by another program" in shell("check").sentence
    finally:
        held.close()
        # FileStorage leaves the files of an opening that failed to the collector.
        gc.collect()


def test_a_port_in_use_is_said(site: Shell) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"Port {port}" in site("serve", "--port", str(port)).sentence


def test_check_reports_and_repairs_what_nobody_uses(site: Shell) -> None:
    from datetime import UTC, datetime

    from mukhtabar.services.site import Site
    from mukhtabar.settings import Settings

    opened = Site.open(Settings(data=site.folder / "var"))
    with opened.session(system=True) as ctx:
        ctx.register.enrol("اسم لا يستعمله أحد", datetime(2026, 1, 1, tzinfo=UTC), "unused@example.org")
    opened.close()
    found = site("check")
    assert found.code == 1 and "unused_person" in found.out and "unused@" not in found.out
    assert "1 put right" in site("check", "--repair").out
    assert site("check").code == 0


@contextmanager
def looking(shell: Shell) -> Iterator[Ctx]:
    """Work in the site of `shell` beside its commands, in one transaction."""
    site = Site.open(Settings.read({"mukhtabar.data": str(shell.folder / "var"), "mukhtabar.mail": "none"}, {}))
    try:
        with site.session(system=True) as ctx:
            yield ctx
    finally:
        site.close()


def test_a_part_of_the_tree_is_taken_out_and_brought_in_elsewhere(site: Shell) -> None:
    file = site.folder / "tata.zip"
    with looking(site) as ctx:
        create(ctx, ctx.portal["souss-massa"]["tata"], Space(), "fada", {"title": Texts.of(ctx.now, ar="فضاء")})
    assert "1 documents in" in site("export", "/souss-massa/tata/fada", str(file)).out
    assert "1 documents brought into /souss-massa/akka" in site("import", str(file), "--into", "/souss-massa/akka").out
    with looking(site) as ctx:
        assert ctx.portal["souss-massa"]["akka"]["fada"].title.get("ar") == "فضاء"
    assert site("check").code == 0
    assert "exists already" in site("export", "/souss-massa/tata/fada", str(file)).sentence
    assert "cannot be added here" in site("import", str(file), "--into", "/").sentence
    broken = site.folder / "broken.zip"
    broken.write_bytes(b"hello")
    sentence = site("import", str(broken), "--into", "/souss-massa/akka").sentence
    assert "not an archive of this portal" in sentence and "$" not in sentence
    assert "does not exist" in site("export", "/nowhere", str(site.folder / "x.zip")).sentence
    assert not list(site.folder.glob("*.part")) and not (site.folder / "x.zip").exists()


def test_the_content_is_checked_and_what_is_personal_is_not_printed(site: Shell) -> None:
    from mukhtabar.actions.create import create
    from mukhtabar.content.page import Page
    from mukhtabar.content.texts import Texts
    from mukhtabar.services.site import Site
    from mukhtabar.settings import Settings

    before = site("check-content", "/souss-massa")
    assert before.code == 0 and "0 errors" in before.out
    opened = Site.open(Settings(data=site.folder / "var"))
    with opened.session(system=True) as ctx:
        body = Texts.of(ctx.now, ar='<p><a href="/x">هنا</a> 0600000000</p>')
        create(ctx, ctx.portal, Page(), "spoiled", {"title": Texts.of(ctx.now, ar="صفحة"), "body": body})
    opened.close()
    found = site("check-content")
    assert found.code == 1 and "error: /spoiled/#body.ar: vague_link: «هنا» does not say" in found.out
    assert "personal_phone" in found.out and "0600000000" not in found.out and "2 errors" in found.out
    assert site("check-content", "/spoiled").code == 1 and site("check-content", "/nowhere").code == 2
