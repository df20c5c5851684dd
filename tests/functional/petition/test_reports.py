"""Readers report a petition: who moderates reads why, decides once, and nobody hides it again for the same words."""

from typing import Any

import pytest

from mukhtabar.actions.grant import grant
from mukhtabar.content.reports import Reports
from mukhtabar.rules.roles import Role
from tests.functional.desk.test_reports import closed, open_reports, reported
from tests.functional.petition.test_council import letters
from tests.petitioning import TEXT, TITLE, collecting, ready, written
from tests.world import COMMUNE, World

EN = "/en"
QUEUE = f"{EN}{COMMUNE}/moderation"


def read(page: Any) -> str:
    """What a page says, in one line."""
    return " ".join(page.html.select_one("main").get_text(" ").split())


def moderated_by(world: World, who: str, role: Role = Role.MODERATOR) -> None:
    """Let somebody moderate in the whole commune."""
    with world.acting() as ctx:
        grant(ctx, world.at(ctx, COMMUNE), world.pids[who], role, ctx.now)


def test_the_words_of_a_reader_are_two_clicks_from_the_queue_and_closed_without_hiding(world: World) -> None:
    path = collecting(world)
    reported(world.browser(), path, "other", "يذكر أحد الجيران باسمه.")
    browser = world.browser("admin")
    page = browser.get(QUEUE).click(TITLE)
    assert page.request.path == f"{EN}{path}/review"
    page = page.click("1 report waits for a decision")
    assert "يذكر أحد الجيران باسمه." in page
    page = browser.form(page, "founded").submit("founded", value="no").follow()
    assert page.request.path == f"{EN}{path}/review" and "The reports are closed." in page
    assert world.state(path) == "collecting" and not open_reports(world, path)
    assert "report waits" not in page and page.click("Reports", href="/reports")
    assert TITLE not in browser.get(QUEUE)


def test_who_moderates_reads_all_that_is_written_and_is_told_of_personal_data_in_any_part(world: World) -> None:
    path = written(world)
    with world.acting("citizen") as ctx:
        world.at(ctx, path).aims = f"{TEXT['aims']} اتصلوا بي على 0612345678."
    world.step("citizen", path, "collect")
    reported(world.browser(), path)
    browser = world.browser("admin")
    for address in (QUEUE, f"{EN}{path}/reports"):
        page = read(browser.get(address))
        for words in (TEXT["body"], TEXT["reasons"], TEXT["aims"], "Reasons", "Aims"):
            assert words in page, (address, words)
    for address in (QUEUE, f"{EN}{path}/review"):
        assert "It seems to hold personal data: a telephone number" in read(browser.get(address)), address


def test_no_word_of_what_was_signed_is_blacked_out_so_no_page_offers_it(world: World) -> None:
    path = collecting(world)
    reported(world.browser(), path)
    browser = world.browser("admin")
    for below in ("review", "reports"):
        page = browser.get(f"{EN}{path}/{below}")
        assert f"{path}/redact" not in page and "black out" not in read(page).casefold(), below
    page = browser.get(f"{EN}{path}/review").click("Set aside")
    assert page.request.path == f"{EN}{path}/park"


@pytest.mark.parametrize("who", ["observer", "officer", "citizen", None])
def test_the_words_of_readers_are_for_who_moderates_alone(world: World, who: str | None) -> None:
    path = collecting(world)
    reported(world.browser(), path, words="كلمات المبلغ.")
    page = world.browser(who).get(f"{EN}{path}/review", status="*")
    assert "report waits" not in page and "كلمات المبلغ." not in page and f"{path}/reports" not in page
    world.browser(who).get(f"{EN}{path}/reports", status=403)


def test_an_agent_who_moderates_in_the_commune_is_offered_nothing_on_their_own_petition(world: World) -> None:
    moderated_by(world, "citizen")
    path = collecting(world)
    reported(world.browser(), path)
    assert "More that can be done" not in world.browser("citizen").get(f"{EN}{path}/review")
    assert "another person decides" in closed(world, path, False, "citizen") and open_reports(world, path)


@pytest.mark.parametrize("way", ["reports", "review"])
@pytest.mark.parametrize("made", [collecting, ready], ids=["collecting", "ready"])
def test_shown_again_once_it_stands_where_it_stood_and_the_next_report_does_not_hide_it(
    world: World, made: Any, way: str
) -> None:
    path, before = made(world), made.__name__
    reported(world.browser(), path, "personal_data")
    reported_too = open_reports(world, path)
    assert world.state(path) == "hidden" and reported_too == ["personal_data"]
    if way == "reports":
        closed(world, path, False, "admin")
    else:
        browser = world.browser("admin")
        form = next(form for form in browser.get(f"{EN}{path}/review").forms.values() if "transition" in form.fields)
        back = "restore_ready" if before == "ready" else "restore"
        assert "Shown again. Everyone reads it." in form.submit("transition", value=back).follow()
    assert world.state(path) == before and not open_reports(world, path)
    with world.acting() as ctx:
        reports: Reports = world.at(ctx, path).reports
        assert [(one.founded, one.count) for one in reports.settled] == [(False, 1)]
    reported(world.browser(), path, "personal_data")
    assert world.state(path) == before and open_reports(world, path) == ["personal_data"]
    assert TITLE in world.browser("admin").get(QUEUE)


def test_a_proposal_shown_again_by_the_button_is_not_hidden_a_second_time_either(world: World) -> None:
    path = world.published()
    reported(world.browser(), path, "personal_data")
    world.step("moderator", path, "restore")
    assert world.state(path) == "published" and not open_reports(world, path)
    reported(world.browser(), path, "personal_data")
    assert world.state(path) == "published"


def test_only_the_way_back_to_where_it_stood_is_offered(world: World) -> None:
    for path, back, other in ((collecting(world), "restore", "restore_ready"), (ready(world), "restore_ready", "restore")):
        reported(world.browser(), path, "personal_data")
        page = world.browser("admin").get(f"{EN}{path}/review")
        assert page.html.select(f"button[value={back}]") and not page.html.select(f"button[value={other}]")


def test_founded_it_stays_hidden_for_a_public_reason(world: World) -> None:
    path = collecting(world)
    reported(world.browser(), path, "personal_data")
    closed(world, path, True, "admin", reason="personal_data")
    assert world.state(path) == "hidden" and not open_reports(world, path)
    assert "It shows personal data of somebody" in world.browser().get(f"{EN}{path}", status=410)
    assert "keep_hidden" in letters(world, "citizen")


def test_where_only_spaces_have_moderators_the_administrators_are_written_to(world: World) -> None:
    path = collecting(world)
    assert letters(world, "admin") == ["collect"]
    reported(world.browser(), path, "personal_data")
    assert sorted(letters(world, "admin")) == ["collect", "hide_at_once"]
    assert not letters(world, "moderator")


def test_where_somebody_moderates_the_administrators_are_not(world: World) -> None:
    moderated_by(world, "moderator")
    path = collecting(world)
    reported(world.browser(), path, "personal_data")
    assert sorted(letters(world, "moderator")) == ["collect", "hide_at_once"] and not letters(world, "admin")


def test_a_moderator_who_is_the_agent_decides_nothing_so_the_administrators_are_written_to(world: World) -> None:
    moderated_by(world, "citizen")
    path = collecting(world)
    reported(world.browser(), path, "personal_data")
    assert sorted(letters(world, "admin")) == ["collect", "hide_at_once"]


@pytest.mark.parametrize(
    ("step", "said"),
    [("hide", "Hidden. The reason is public."), ("restore", "Shown again. Everyone reads it.")],
)
def test_what_is_told_is_what_the_step_did(world: World, step: str, said: str) -> None:
    path, browser = collecting(world), world.browser("admin")
    if step == "restore":
        world.step("admin", path, "hide", reason="insult_hate")
    form = next(form for form in browser.get(f"{EN}{path}/review").forms.values() if "transition" in form.fields)
    if step == "hide":
        form["reason"] = "insult_hate"
    page = form.submit("transition", value=step).follow()
    assert said in page and "Everyone reads it on the page" not in page
