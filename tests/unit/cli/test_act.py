"""Editorial work from the command line: the same as on the pages, as a person, with what that person may."""

import re

import pytest

from mukhtabar.actions.create import create
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


def test_a_page_is_published_and_the_steps_are_listed(desk: Shell) -> None:
    listed = desk(*WHO, "step", "/guide").out
    assert "publish" in listed and "submit" in listed
    assert desk(*WHO, "step", "/guide", "publish").out == "/guide: private -> published.\n"
    assert "publish " not in desk(*WHO, "step", "/guide").out


def test_it_is_copied_moved_thrown_away_and_brought_back(desk: Shell) -> None:
    desk(*WHO, "step", "/guide", "publish")
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
