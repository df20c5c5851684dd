"""Editorial work from the command line: the same as on the pages, as a person, with what that person may."""

import re

import pytest

from mukhtabar.actions.create import create
from mukhtabar.actions.edit import edit
from mukhtabar.content.page import Page
from mukhtabar.content.texts import Texts
from mukhtabar.services.site import Site
from mukhtabar.settings import Settings
from tests.unit.cli.conftest import Shell

WHO = ("act", "--as", "amina@example.org")


@pytest.fixture
def desk(site: Shell) -> Shell:
    """A portal with a page; Amina runs the portal, Said has no role."""
    assert site("grant", "amina@example.org", "admin", "--at", "/").code == 0
    assert site("user", "add", "said@example.org", "--name", "سعيد", "--password", "a long password").code == 0
    opened = Site.open(Settings.read({"mukhtabar.data": str(site.folder / "var")}, {}))
    with opened.session(system=True) as ctx:
        create(ctx, ctx.portal, Page(), "guide", {"title": Texts.of(ctx.now, ar="دليل"), "body": Texts.of(ctx.now, ar="<p>نص.</p>")})
    opened.close()
    return site


def read(desk: Shell) -> tuple[str, str]:
    """Return the option with the hash that is printed below the text of the page."""
    option, _space, digest = next(line for line in desk(*WHO, "step", "/guide").out.splitlines() if line.startswith("--")).partition(" ")
    return option, digest


def attempts(desk: Shell) -> list[dict[str, str]]:
    opened = Site.open(Settings.read({"mukhtabar.data": str(desk.folder / "var")}, {}))
    with opened.session(system=True) as ctx:
        amina = ctx.register.by_address("amina@example.org")
        assert amina is not None
        kept = [one for one in ctx.portal.journal.of(ctx.portal["guide"].uid) if one.action == "attempt"]
        found = [{**dict(one.detail), "amina": str(one.actor == amina.pid)} for one in kept]
    opened.close()
    return found


def test_a_page_is_published_and_the_steps_are_listed_below_the_text(desk: Shell) -> None:
    listed = desk(*WHO, "step", "/guide").out
    assert "<p>نص.</p>" in listed and "publish" in listed and "submit" in listed
    assert desk(*WHO, "step", "/guide", "publish", *read(desk)).out == "/guide: private -> published.\n"
    assert "publish " not in desk(*WHO, "step", "/guide").out
    assert not attempts(desk)


def test_what_nobody_has_read_is_not_published_and_the_attempt_is_kept(desk: Shell) -> None:
    assert "Read the text first" in desk(*WHO, "step", "/guide", "publish").sentence
    before = read(desk)
    opened = Site.open(Settings.read({"mukhtabar.data": str(desk.folder / "var")}, {}))
    with opened.session(system=True) as ctx:
        edit(ctx, ctx.portal["guide"], {"body": Texts.of(ctx.now, ar="<p>نص آخر.</p>")})
    opened.close()
    assert "The text changed after you opened it." in desk(*WHO, "step", "/guide", "publish", *before).sentence
    assert attempts(desk) == [{"step": "publish", "refused": "read_what_is_current", "amina": "True"}] * 2
    assert desk(*WHO, "step", "/guide", "publish", *read(desk)).out == "/guide: private -> published.\n"


def test_what_somebody_may_not_see_is_not_printed_for_them_and_what_they_tried_is_kept(desk: Shell) -> None:
    said = ("act", "--as", "said@example.org", "step", "/guide")
    assert "have the right" in desk(*said).sentence
    assert "does not include this step" in desk(*said, "publish", *read(desk)).sentence
    assert attempts(desk) == [{"step": "publish", "refused": "not_permitted", "amina": "False"}]
    desk(*WHO, "step", "/guide", "publish", *read(desk))
    # What readers do not see yet stands beside what they do: whoever reads no history gets no text here.
    assert "نص." not in desk(*said).out and "--read" not in desk(*said).out


def test_it_is_copied_moved_thrown_away_and_brought_back(desk: Shell) -> None:
    desk(*WHO, "step", "/guide", "publish", *read(desk))
    assert "A copy of /guide stands at /guide-2." in desk(*WHO, "copy", "/guide", "/").out
    assert "stands at /manual now" in desk(*WHO, "move", "/guide", "/", "--name", "manual").out
    assert "readers will miss" in desk(*WHO, "trash", "/manual").sentence
    thrown = desk(*WHO, "trash", "/manual", "--why", "قديم").out
    number = re.findall(r"number (\d+)", thrown)[0]
    assert "'manual' does not exist" in desk(*WHO, "step", "/manual").sentence
    assert "It stands at /manual again." in desk(*WHO, "restore", number).out
    assert "does not lie in the trash" in desk(*WHO, "restore", number).sentence


@pytest.mark.parametrize(("words", "said"), [
    (("act", "--as", "nobody@example.org", "step", "/guide"), "Nobody is registered"),
    (("act", "--as", "said@example.org", "step", "/guide", "publish"), "does not include this step"),
    (("act", "--as", "said@example.org", "trash", "/guide"), "have the right"),
    (("act", "--as", "said@example.org", "copy", "/guide", "/"), "have the right"),
    ((*WHO, "step", "/guide", "fly"), "does not exist"),
    ((*WHO, "step", "/atlantis", "publish"), "'atlantis' does not exist"),
    ((*WHO, "step", "/", "publish"), "has no states"),
    ((*WHO, "move", "/guide", "/guide"), "cannot be put into itself"),
    ((*WHO, "restore", "99"), "does not lie in the trash"),
])  # fmt: skip
def test_what_cannot_be_done_is_one_sentence_and_changes_nothing(desk: Shell, words: tuple[str, ...], said: str) -> None:
    assert said in desk(*words).sentence
    assert "publish" in desk(*WHO, "step", "/guide").out
