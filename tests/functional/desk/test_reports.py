"""Readers report what is public; a moderator finds it founded or not; nobody learns who reported (DESIGN.md section 9)."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mukhtabar.actions.redact import find, redact
from mukhtabar.actions.report import close_reports, report
from mukhtabar.content.reports import DAYS, Report, Reports
from mukhtabar.rules.reasons import REPORTING
from mukhtabar.rules.refused import Refused
from mukhtabar.store.revisions import digest_of
from tests.conftest import NOW
from tests.functional.desk.test_moderation import DESK, figures, tab, titles
from tests.functional.desk.test_review import letters, press
from tests.world import BODY, Browser, World


def reported(browser: Browser, path: str, code: str = "insult_hate", words: str = "") -> Any:
    form = browser.form(browser.get(f"/en{path}/report"), "words")
    form["reason"].force_value(code) if code not in REPORTING else form.set("reason", code)
    form["words"] = words
    return form.submit("send")


def closed(world: World, path: str, founded: bool, who: str = "moderator", **more: str) -> Any:
    browser = world.browser(who)
    form = browser.form(browser.get(f"/en{path}/reports"), "founded")
    for name, value in more.items():
        form[name] = value
    return form.submit("founded", value="yes" if founded else "no")


def open_reports(world: World, path: str) -> list[str]:
    with world.acting() as ctx:
        return [one.code for one in world.at(ctx, path).reports or ()]


def test_a_reader_without_an_account_reports_and_nothing_changes_but_the_queue(world: World) -> None:
    path, cached = world.published(), world.browser(cached=True)
    before = cached.get(path).text
    visitor = world.browser()
    page = reported(visitor, path, words="كلام يسيء إلى عائلة.").follow()
    assert "A moderator will look at it" in page and world.state(path) == "published"
    assert cached.get(path).text == before
    moderator = world.browser("moderator")
    queue = moderator.get(f"/en{DESK}")
    assert titles(queue) == ["تعبيد الطريق إلى المدرسة"] and tab(queue, "Reports") == "1" and "1 report waits" in queue
    review = moderator.get(f"/en{path}/review")
    assert "كلام يسيء إلى عائلة." in review.click("1 report waits for a decision")


@pytest.mark.parametrize("code", [code for code in REPORTING if code not in {"personal_data", "other"}])
def test_no_other_code_hides_whatever_the_number(world: World, code: str) -> None:
    path = world.published()
    for _number in range(12):
        reported(world.browser(), path, code)
    assert world.state(path) == "published" and open_reports(world, path) == [code] * 12
    assert BODY in world.browser().get(path)


def test_one_reader_counts_once(world: World) -> None:
    path, visitor, citizen = world.published(), world.browser(), world.browser("citizen")
    for _number in range(3):
        reported(visitor, path)
        reported(citizen, path)
    assert len(open_reports(world, path)) == 2
    reported(world.browser("citizen"), path)
    assert len(open_reports(world, path)) == 2


def test_nobody_learns_who_reported(world: World) -> None:
    path, pid = world.published(), world.pids["both"]
    with world.acting() as ctx:
        known = len(ctx.portal.journal)
    reported(world.browser("both"), path)
    with world.acting() as ctx:
        entries = [entry for entry in ctx.portal.journal if entry.action == "report"]
        assert len(ctx.portal.journal) == known + 1 and entries[0].actor is None
        document = world.at(ctx, path)
        assert pid not in repr(list(document.reports._open.items())) and pid not in repr(document.history)
    raw = {record.oid: record.data or b"" for part in world.site.books.main.storage.iterator() for record in part}
    assert not [data for data in raw.values() if pid.encode() in data and b"Report" in data]
    assert "Both" not in world.browser("lead").get(f"{path}/reports").html.select_one("main").get_text()


def test_personal_data_hides_at_once_until_somebody_decides(world: World) -> None:
    path, cached = world.published(), world.browser(cached=True)
    assert BODY in cached.get(path)
    page = reported(world.browser(), path, "personal_data").follow()
    assert "A moderator will look at it" in page and world.state(path) == "hidden"
    gone = cached.get(f"/en{path}", status=410)
    assert "is hidden until somebody has looked at it" in gone and BODY not in gone
    assert "hide_at_once" in [letter["transition"] for letter in letters(world, "author_proposal")]
    assert "hide_at_once" in [letter["transition"] for letter in letters(world, "waiting")]
    assert tab(world.browser("moderator").get(f"/en{DESK}"), "Reports") == "1"


def test_unfounded_it_is_shown_again_and_not_hidden_at_once_a_second_time(world: World) -> None:
    path = world.published()
    reported(world.browser(), path, "personal_data")
    closed(world, path, False)
    assert world.state(path) == "published" and not open_reports(world, path)
    reported(world.browser(), path, "personal_data")
    assert world.state(path) == "published" and open_reports(world, path) == ["personal_data"]
    assert titles(world.browser("moderator").get(DESK))


def test_an_answered_one_comes_back_answered(world: World) -> None:
    path, _answer = world.answered()
    reported(world.browser(), path, "personal_data")
    assert world.state(path) == "hidden"
    closed(world, path, False)
    assert world.state(path) == "answered"


def test_founded_it_stays_hidden_for_a_public_reason(world: World) -> None:
    path = world.published()
    reported(world.browser(), path, "personal_data")
    page = closed(world, path, True)
    assert page.html.select_one("#reason[aria-invalid=true]") and open_reports(world, path)
    closed(world, path, True, reason="personal_data")
    assert world.state(path) == "hidden" and not open_reports(world, path)
    gone = world.browser().get(f"/en{path}", status=410)
    assert "It shows personal data of somebody" in gone and "until somebody has looked" not in gone
    told = {letter["transition"]: letter["reason"] for letter in letters(world, "author_proposal")}
    assert told["keep_hidden"] == "personal_data"
    assert not titles(world.browser("moderator").get(DESK))


def test_hiding_by_hand_closes_the_reports_as_founded(world: World) -> None:
    path = world.published()
    reported(world.browser(), path)
    press(world.browser("moderator"), path, "hide", reason="insult_hate")
    with world.acting() as ctx:
        assert [(one.founded, one.count) for one in world.at(ctx, path).reports.settled] == [(True, 1)]
    assert not titles(world.browser("moderator").get(DESK))


def test_a_finding_is_a_decision_and_counts(world: World) -> None:
    path = world.published()
    reported(world.browser(), path)
    world.later(days=8)
    closed(world, path, True)
    assert figures(world.browser("lead").get(f"/en{DESK}"))[1:] == ["50%", "2"]
    assert "Reports found founded" in world.browser("lead").get(f"/en{path}/review")


def test_more_readers_make_it_older_but_never_by_more_than_its_days(world: World) -> None:
    path = world.published()
    world.later(days=1)
    world.submitted("مقترح ينتظر منذ أكثر من يوم")
    world.later(hours=20)
    reported(world.browser(), path)
    names = ["مقترح ينتظر منذ أكثر من يوم", "تعبيد الطريق إلى المدرسة"]
    assert titles(world.browser("lead").get(DESK)) == names
    reported(world.browser(), path)
    assert titles(world.browser("lead").get(DESK)) == names[::-1]


@given(st.lists(st.integers(0, 100_000), min_size=1, max_size=30))
def test_the_weight_of_many_readers_has_a_limit(seconds: list[int]) -> None:
    reports = Reports()
    for number, after in enumerate(seconds):
        reports.add(str(number), Report(NOW + timedelta(seconds=after), "off_topic", ""))
    first = NOW + timedelta(seconds=min(seconds))
    assert reports.since == first - timedelta(days=min(len(seconds) - 1, DAYS))


@pytest.mark.parametrize(("code", "words", "said"), [("", "", "Choose what is wrong"), ("other", "", "Write a comment"),
                                                     ("nonsense", "كلمات", "Choose one of the options")])  # fmt: skip
def test_what_is_missing_is_said_and_nothing_is_lost(world: World, code: str, words: str, said: str) -> None:
    path = world.published()
    browser = world.browser()
    form = browser.form(browser.get(f"/en{path}/report"), "words")
    if code:
        form["reason"].force_value(code)
    form["words"] = words
    page = form.submit("send")
    assert said in page and browser.form(page, "words")["words"].value == words and not open_reports(world, path)


def test_a_flood_from_one_connection_is_slowed(world: World) -> None:
    paths = [world.published(f"مقترح منشور رقم {number:02}") for number in range(22)]
    visitor = world.browser()
    pages = [reported(visitor, path) for path in paths]
    assert pages[19].status_int == 303 and "Too many were sent" in pages[20] and not open_reports(world, paths[20])


def test_what_is_not_public_cannot_be_reported(world: World) -> None:
    path = world.submitted()
    world.browser().get(f"{path}/report", status=404)
    assert "nothing to report" in world.browser("citizen").get(f"/en{path}/report")
    with world.acting() as ctx, pytest.raises(Refused, match="not_public"):
        report(ctx, world.at(ctx, path), "someone", "off_topic")


def test_a_robot_that_fills_everything_reports_nothing(world: World) -> None:
    path, browser = world.published(), world.browser()
    form = browser.form(browser.get(f"/en{path}/report"), "words")
    form["reason"], form["website"] = "off_topic", "https://spam.example"
    assert form.submit("send").status_int == 200 and not open_reports(world, path)


def test_a_comment_is_reported_where_it_stands(world: World) -> None:
    news = world.public_news()
    path = world.commented(news, "تعليق فيه رقم هاتف أحد السكان.")
    world.step("moderator", path, "publish")
    visitor = world.browser()
    form = visitor.form(visitor.get(f"/en{news}").click("Report", href="/report"), "words")
    form["reason"] = "personal_data"
    page = form.submit("send").follow()
    assert page.request.path.endswith(news) and "رقم هاتف أحد" not in page and world.state(path) == "hidden"
    closed(world, path, False)
    assert world.state(path) == "published"


@pytest.mark.parametrize("who", [None, "citizen", "officer", "desk", "observer"])
def test_reports_are_read_by_moderators_alone(world: World, who: str | None) -> None:
    path = world.published()
    reported(world.browser(), path, words="كلمات المبلغ.")
    world.browser(who).get(f"{path}/reports", status=403)
    assert "كلمات المبلغ" not in world.browser(who).get(path)
    if who in {"officer", "observer"}:
        assert "كلمات المبلغ" not in world.browser(who).get(f"{path}/review")


def test_nobody_closes_reports_of_their_own_text_or_twice_or_without_saying_what(world: World) -> None:
    path = world.submitted(who="editor")
    world.step("lead", path, "publish")
    reported(world.browser(), path)
    assert "another person decides" in closed(world, path, False, "editor") and open_reports(world, path)
    lead = world.browser("lead")
    form = lead.form(lead.get(f"/en{path}/reports"), "founded")
    values = {"csrf_token": form["csrf_token"].value, "serial": form["serial"].value}
    assert "Say whether the reports are founded" in lead.post(f"/en{path}/reports", values) and open_reports(
        world, path
    )
    closed(world, path, False, "lead")
    assert "no open reports now" in lead.post(f"/en{path}/reports", {**values, "founded": "yes"})
    with world.acting("lead") as ctx, pytest.raises(Refused, match="read_what_is_current"):
        close_reports(ctx, world.at(ctx, path), True, read_hash="a" * 64)


def test_a_withdrawn_text_waits_for_nobody(world: World) -> None:
    path = world.published()
    reported(world.browser(), path)
    world.step("citizen", path, "withdraw")
    assert not titles(world.browser("moderator").get(DESK))


def test_a_decision_on_a_hidden_text_that_was_blacked_out_first(world: World) -> None:
    """The moderator blacks out the telephone number and shows the rest again."""
    path = world.published()
    reported(world.browser(), path, "personal_data")
    with world.acting("moderator") as ctx:
        document = world.at(ctx, path)
        places = [one.place for one in find(document, "المدرسة") if one.place.field == "body"]
        redact(ctx, document, "المدرسة", "personal_data", "", places, digest_of(document.field_values()))
    assert "is hidden until somebody has looked at it" in world.browser().get(f"/en{path}", status=410)
    closed(world, path, False)
    assert world.state(path) == "published" and "[حجب" in world.browser().get(path)


def test_a_comment_on_reports_that_somebody_closed_first_is_given_back(world: World) -> None:
    path = world.published()
    reported(world.browser(), path)
    late = world.browser("moderator")
    form = late.form(late.get(f"/en{path}/reports"), "founded")
    form["comment"] = "قرأته مرتين، ولا إساءة فيه."
    closed(world, path, False, "lead")
    page = form.submit("founded", value="no")
    # The words under the name of their field, and nothing of the button.
    assert [one.get_text(" ", strip=True) for one in page.html.select(".kept")] == ["Comment قرأته مرتين، ولا إساءة فيه."]
    assert not page.html.select("#comment")
