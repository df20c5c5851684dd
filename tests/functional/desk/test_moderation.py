"""The moderation desk: all that waits below a node, the longest first, with filters, and how the desk keeps up."""

from typing import Any

import pytest

from mukhtabar.content.commune import Commune
from mukhtabar.rules.reasons import REASONS
from mukhtabar.services import moderation
from mukhtabar.store.uids import Uids
from tests.world import COMMUNE, CONSULTATION, PEOPLE, SPACE, World

DESK = f"{SPACE}/moderation"
MAY = {"editor", "lead", "moderator", "admin"}


def titles(page: Any) -> list[str]:
    return [link.get_text() for link in page.html.select(".listing .item-title a")]


def tab(page: Any, name: str) -> str:
    found = next(link for link in page.html.select("nav.tabs a") if link.get_text().startswith(name))
    return str(found.select_one(".count").get_text())


def figures(page: Any) -> list[str]:
    return [value.get_text(strip=True) for value in page.html.select(".figures dd")]


@pytest.mark.parametrize("who", [None, *PEOPLE])
@pytest.mark.parametrize("path", ["", "/souss-massa", COMMUNE, SPACE, CONSULTATION])
def test_only_who_may_moderate_here_has_a_desk_here(world: World, who: str | None, path: str) -> None:
    world.submitted()
    status = world.browser(who).get(f"{path}/moderation", status="*").status_int
    at_node = who in MAY if path.startswith(SPACE) else who == "admin"
    assert status == (200 if at_node else 403)


def test_proposals_and_comments_wait_together_the_oldest_first(world: World) -> None:
    news = world.public_news()
    world.commented(news, "تعليق قديم على الخبر")
    world.later(hours=1)
    world.submitted("مقترح جاء بعده")
    world.later(hours=1)
    world.commented(news, "كلام حديث آخر")
    page = world.browser("moderator").get(DESK)
    assert titles(page) == ["تعليق قديم على الخبر", "مقترح جاء بعده", "كلام حديث آخر"]


def test_the_whole_text_can_be_read_where_it_waits(world: World) -> None:
    world.submitted()
    assert "ويجد التلاميذ صعوبة كبيرة" in world.browser("editor").get(DESK).html.select_one(".item details").get_text()


def test_filters_show_their_counts_and_keep_to_them(world: World) -> None:
    news = world.public_news()
    for number in range(3):
        world.submitted(f"مقترح ينتظر القراءة {number}")
    world.commented(news, "تعليق ينتظر")
    editor = world.browser("editor")
    page = editor.get(f"/en{DESK}")
    assert [tab(page, name) for name in ("All", "Proposals", "Comments", "Late")] == ["4", "3", "1", "0"]
    assert titles(page.click("Comments")) == ["تعليق ينتظر"]
    world.later(days=3)
    editor = world.browser("editor")
    late = editor.get(f"/en{DESK}").click("Late")
    assert titles(late) == ["تعليق ينتظر"] and tab(late, "Late") == "1"
    world.later(days=3)
    editor = world.browser("editor")
    assert tab(editor.get(f"/en{DESK}?kind=proposal"), "Late") == "3"
    assert len(titles(editor.get(f"/en{DESK}?late=1&kind=nonsense&page=999"))) == 4


def test_a_day_before_the_term_is_not_late_and_a_second_after_is(world: World) -> None:
    world.submitted()
    world.later(days=5)
    assert "0 days left" in world.browser("editor").get(f"/en{DESK}") and not late_now(world)
    world.later(seconds=1)
    assert "late by 1 day" in world.browser("editor").get(f"/en{DESK}") and late_now(world)


def late_now(world: World) -> int:
    with world.acting() as ctx:
        return moderation.late(ctx.portal, world.at(ctx, SPACE).uid, ctx.now)


def test_a_region_filters_by_commune_and_space(world: World) -> None:
    world.submitted()
    page = world.browser("admin").get("/souss-massa/moderation")
    places = [link.get_text(" ", strip=True) for link in page.html.select(".filters a")]
    assert places == ["طاطا 1", "فضاء طاطا 1"]
    assert titles(page.click("فضاء طاطا", href="moderation")) == ["تعبيد الطريق إلى المدرسة"]
    with world.acting() as ctx:
        empty = next(
            node
            for node in world.at(ctx, "/souss-massa").values()
            if isinstance(node, Commune) and node.__name__ != "tata"
        )
    assert not titles(world.browser("admin").get(f"/souss-massa/{empty.__name__}/moderation"))


def test_an_appeal_is_marked(world: World) -> None:
    path = world.submitted()
    world.step("editor", path, "refuse", reason="off_topic")
    world.step("citizen", path, "appeal", comment="الطريق من موضوع الاستشارة.")
    assert "Second decision asked for" in world.browser("lead").get(f"/en{DESK}")


def test_what_was_decided_is_gone_and_what_was_undone_is_back_in_its_old_place(world: World) -> None:
    first = world.submitted("مقترح أول ينتظر القراءة")
    world.later(days=1)
    world.submitted("مقترح ثان ينتظر القراءة")
    world.step("editor", first, "refuse", reason="off_topic")
    assert titles(world.browser("lead").get(DESK)) == ["مقترح ثان ينتظر القراءة"]
    world.step("editor", first, "undo_refuse")
    assert titles(world.browser("lead").get(DESK)) == ["مقترح أول ينتظر القراءة", "مقترح ثان ينتظر القراءة"]


def test_the_figure_says_how_many_were_decided_within_seven_days(world: World) -> None:
    assert figures(world.browser("lead").get(f"/en{DESK}")) == ["0", "–", "0"]
    paths = [world.submitted(f"مقترح ينتظر القراءة {number}") for number in range(4)]
    comment = world.commented(world.public_news())
    world.step("editor", paths[0], "publish")
    world.step("editor", comment, "publish")
    world.later(days=7)
    world.step("editor", paths[1], "return", reason="unclear", comment="وضحوا")
    world.later(seconds=1)
    world.step("editor", paths[2], "refuse", reason="off_topic")
    page = world.browser("lead").get(f"/en{DESK}")
    assert figures(page) == ["1", "75%", "4"] and "Of 4 decisions" in page
    world.step("editor", paths[2], "undo_refuse")
    assert figures(world.browser("lead").get(f"/en{DESK}")) == ["2", "100%", "3"]
    world.later(days=84)
    assert figures(world.browser("lead").get(f"/en{DESK}"))[2] == "1"


def test_hiding_what_is_published_is_no_decision_of_the_queue(world: World) -> None:
    path = world.published()
    world.step("editor", path, "hide", reason="personal_data")
    assert figures(world.browser("lead").get(f"/en{DESK}"))[2] == "1"


def test_the_banner_says_when_more_waits_than_a_week_brings(world: World) -> None:
    paths = [world.submitted(f"مقترح ينتظر القراءة {number}") for number in range(10)]
    words = "More is waiting than this desk decides in a week"
    assert words not in world.browser("lead").get(f"/en{DESK}")
    world.submitted()
    assert words in world.browser("lead").get(f"/en{DESK}")
    world.step("editor", paths[0], "publish")
    assert words not in world.browser("lead").get(f"/en{DESK}")


def test_a_page_costs_what_it_shows(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(70):
        world.submitted(f"مقترح ينتظر القراءة {number:02}")
        world.later(minutes=1)
    browser, asked = world.browser("lead"), []
    get = Uids.get

    def counting(self: Uids, uid: int) -> Any:
        asked.append(uid)
        return get(self, uid)

    monkeypatch.setattr(Uids, "get", counting)
    page = browser.get(f"{DESK}?page=2")
    assert titles(page) == [f"مقترح ينتظر القراءة {number:02}" for number in range(20, 40)]
    assert len(asked) < 30


def test_the_desk_leads_there(world: World) -> None:
    world.submitted()
    page = world.browser("moderator").get("/desk")
    assert titles(page.click("فضاء طاطا", href="moderation")) == ["تعبيد الطريق إلى المدرسة"]
    assert not world.browser("officer").get("/desk").html.select('main a[href$="/moderation"]')


def filtered(page: Any, name: str) -> Any:
    """Press one filter and return (its count, the page it leads to)."""
    found = next(link for link in page.html.select(".filters a") if link.select_one("bdi").get_text() == name)
    return found.select_one(".count").get_text(), page.goto(found["href"])


def test_the_queue_is_filtered_by_topic_kind_and_language_with_counts(world: World) -> None:
    from mukhtabar.actions.submit import submit

    rows = [("water", "need", "ar"), ("water", "question", "fr"), ("roads", "need", "fr")]
    with world.acting("citizen") as ctx:
        author = ctx.register.get(world.pids["citizen"])
        assert author is not None
        for number, (topic, kind, language) in enumerate(rows):
            values = {"kind": kind, "title": f"مقترح {number}", "body": f"نص رقم {number}", "topic": topic, "language": language}
            submit(ctx, world.at(ctx, CONSULTATION), values, author, name_shown=True)
    lead = world.browser("lead")
    page = lead.get(f"/en{DESK}")
    count, water = filtered(page, "Water")
    assert count == "2" and sorted(titles(water)) == ["مقترح 0", "مقترح 1"]
    assert tab(water, "All") == tab(water, "Proposals") == "2" and tab(water, "Comments") == "0"
    assert sorted(titles(water.click("Proposals"))) == ["مقترح 0", "مقترح 1"]
    assert sorted(titles(filtered(page, "Français")[1])) == ["مقترح 1", "مقترح 2"]
    assert titles(filtered(page, "Question")[1]) == ["مقترح 1"]
    again = filtered(water, "Water")[1]
    assert len(titles(again)) == 3
    world.later(days=6)
    late = world.browser("lead").get(f"/en{DESK}?late=1&about=topic=roads")
    assert titles(late) == ["مقترح 2"] and tab(late, "Late") == "1"


@pytest.mark.parametrize("about", ["", "topic", "topic=", "topic=gold", "state=submitted", "=", "topic=water=water", "\x00"])
def test_a_filter_that_does_not_exist_filters_nothing(world: World, about: str) -> None:
    world.submitted()
    from urllib.parse import quote

    assert len(titles(world.browser("lead").get(f"{DESK}?about={quote(about)}"))) == 1


@pytest.mark.parametrize("path", [DESK, "review"])
def test_a_reason_that_takes_the_title_away_too_says_so_before_it_is_chosen(world: World, path: str) -> None:
    submitted = world.submitted()
    page = world.browser("editor").get(f"/en{submitted}/review" if path == "review" else f"/en{path}")
    offered = {one["value"]: one.get_text(strip=True) for one in page.html.select("select[name=reason] option")}
    hiding = {code for code, words in offered.items() if "title is not shown" in words}
    assert hiding == {code for code, reason in REASONS["refusal"].items() if reason.hidden}
