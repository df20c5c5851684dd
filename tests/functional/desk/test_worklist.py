"""«Waiting for me»: each role finds its work, the longest waiting first, and nothing of others."""

import pytest

from tests.world import PEOPLE, World


def titles(page: object) -> list[str]:
    return [link.get_text() for link in page.html.select(".item-title a")]  # type: ignore[attr-defined]


@pytest.fixture
def busy(world: World) -> World:
    """Something waits for everybody."""
    world.submitted("مقترح ينتظر القراءة")
    answer = world.drafted(world.published("مقترح ينتظر الجواب"), summary="جواب ينتظر المصادقة")
    world.step("officer", answer, "send")
    world.commented(world.public_news(), "تعليق ينتظر الإشراف")
    page = world.page("editor", title="صفحة تنتظر النشر")
    world.step("editor", page, "submit")
    return world


WAITS = {
    "مقترح ينتظر القراءة": {"editor", "lead", "moderator", "admin"},
    "مقترح ينتظر الجواب": {"officer", "both"},
    "جواب ينتظر المصادقة": {"approver", "approver2", "both"},
    "تعليق ينتظر الإشراف": {"editor", "lead", "moderator", "admin"},
    "صفحة تنتظر النشر": {"lead", "admin"},
}


@pytest.mark.parametrize("who", [None, *PEOPLE])
def test_each_person_finds_what_waits_for_their_roles(busy: World, who: str | None) -> None:
    page = busy.browser(who).get("/desk")
    assert {title for title in titles(page) if title in WAITS} == {title for title, people in WAITS.items() if who in people}


def test_the_longest_waiting_stands_first(world: World) -> None:
    names = [f"مقترح ينتظر منذ زمن {number}" for number in range(25)]
    for name in names:
        world.submitted(name)
        world.later(hours=1)
    editor = world.browser("editor")
    page = editor.get("/desk")
    assert titles(page) == names[:20]
    assert titles(page.click(href="page=2", index=0)) == names[20:]


def test_days_left_and_days_late_are_said(world: World) -> None:
    world.submitted()
    editor = world.browser("editor")
    assert "5 days left" in editor.get("/en/desk")
    world.later(days=7)
    editor = world.browser("editor")
    assert "late by 2 days" in editor.get("/en/desk")


def test_done_is_gone_from_the_list(world: World) -> None:
    path, editor = world.submitted(), world.browser("editor")
    assert titles(editor.get("/desk"))
    world.step("editor", path, "publish")
    assert not titles(editor.get("/desk"))


def test_a_grant_that_ended_shows_no_work(world: World) -> None:
    world.submitted()
    with world.acting() as ctx:
        for given in ctx.portal.grants.of(world.pids["editor"]):
            ctx.portal.grants.take(given.person, given.role, given.node)
    assert not titles(world.browser("editor").get("/desk"))
