"""What the council keeps to itself reaches no page, list, feed, search, archive or journal that others see."""

import io
import zipfile

import pytest

from mukhtabar.actions.assign import assign
from mukhtabar.actions.export import export
from mukhtabar.actions.note import note
from tests.security.conftest import Town
from tests.world import COMMUNE, SPACE

NOTE, SERVICE = "ملاحظة داخلية لا تقرأ خارج المجلس", "قسم لا يعرفه أحد"
SECRETS = (NOTE, "ملاحظة داخلية", SERVICE)
COUNCIL_PAGES = ("/council", "/waiting")


@pytest.fixture(scope="module")
def told(town: Town) -> Town:
    """The town, with notes and assignments on what the council has before it."""
    world = town.world
    gid = world.service(SERVICE, "officer", "both")
    with world.acting("officer") as ctx:
        for path in (town.published, town.draft_answer, town.answered):
            note(ctx, world.at(ctx, path), NOTE, [world.pids["approver"]])
        assign(ctx, world.at(ctx, town.published), gid)
        assign(ctx, world.at(ctx, town.draft_answer), world.pids["approver2"])
    world.drain()
    return town


@pytest.mark.parametrize("who", [None, "citizen", "editor", "observer", "admin"])
def test_no_address_of_the_portal_says_it_to_anybody_else(told: Town, who: str | None) -> None:
    """The citizen wrote every proposal here. That there is a group of that name is read where roles are given."""
    browser = told.world.browser(who)
    paths = {path for view, path in told.addresses() if "GET" in view.methods}
    paths |= {f"/search?q={word}" for word in ("داخلية", "ملاحظة", "قسم")}
    for path in sorted(paths):
        page = browser.get(path, status="*")
        shown = page.body.decode("utf-8", "replace")
        if "search?q=" in path:
            shown = shown.partition("</form>")[2]
        secrets = SECRETS[:2] if path.endswith(("/who", "/groups")) else SECRETS
        assert not [secret for secret in secrets if secret in shown], path
        assert "Approver2" not in shown or path.endswith(("/who", "/desk", "/account", "/hand-over-list")), path
        # Who sits in the council of a commune is for everyone.
        if path.endswith(COUNCIL_PAGES) and path != f"{COMMUNE}/council":
            assert page.status_int >= 400 or "sign-in" in page.headers.get("Location", ""), path


def test_the_council_itself_reads_it(told: Town) -> None:
    """So the words above would be found where they stood."""
    page = told.world.browser("approver").get(f"{told.published}/council")
    assert NOTE in page and SERVICE in page


def test_no_archive_holds_it(told: Town) -> None:
    out = io.BytesIO()
    with told.world.acting("admin") as ctx:
        export(ctx, told.world.at(ctx, SPACE), out)
        gid = ctx.portal.grants.groups.at(told.world.at(ctx, SPACE).__parent__.uid)[0].gid
    with zipfile.ZipFile(out) as archive:
        lines = archive.read("documents.jsonl").decode()
    assert NOTE not in lines and gid not in lines and '"assigned"' not in lines


def test_the_journal_holds_the_act_and_none_of_the_words(told: Town) -> None:
    with told.world.acting() as ctx:
        entries = [entry for entry in ctx.portal.journal if entry.action in {"note", "assign"}]
    assert len(entries) == 5
    assert "ملاحظة" not in str(entries) and SERVICE not in str(entries)


def test_nothing_of_it_is_indexed(told: Town) -> None:
    with told.world.acting() as ctx:
        uid = told.world.at(ctx, told.published).uid
        found = ctx.portal.listings_index.entries(uid)
    assert {entry.listing for entry in found if "g-" in str(entry.rank)} == {"council"}
