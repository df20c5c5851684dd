"""The versions of a document: any two compared, any one brought back, nothing lost (J11)."""

from datetime import timedelta
from typing import Any

import pytest

from mukhtabar.actions.edit import edit
from mukhtabar.content.texts import Texts
from tests.functional.desk.test_edit import body_of, editing, page_in
from tests.world import COMMUNE, CONSULTATION, PEOPLE, SPACE, World

EN = "/en"


def rewrite(world: World, path: str, body: str, comment: str = "", who: str = "editor") -> None:
    """Save a new body an hour later."""
    world.later(hours=1)
    with world.acting(who) as ctx:
        document = world.at(ctx, path)
        edit(ctx, document, {"body": document.body.with_values(ctx.now, {"ar": body})}, comment)


def versions(page: Any) -> list[str]:
    return [row.get_text(" ", strip=True) for row in page.html.select(".versions > li")]


def test_each_save_is_listed_with_who_when_and_why(world: World) -> None:
    path = page_in(world)
    rewrite(world, path, "<p>الثاني</p>", "تصحيح خطأ")
    page = world.browser("editor").get(f"{EN}{path}/history")
    newest, first = versions(page)
    assert "Editor" in newest and "تصحيح خطأ" in newest and "تصحيح" not in first
    assert page.html.select_one("nav.staff, .staff")


def test_two_versions_are_compared_word_by_word(world: World) -> None:
    path = page_in(world, "<p>نص قديم هنا</p>")
    rewrite(world, path, "<p>نص جديد هنا</p>")
    browser = world.browser("editor")
    page = browser.form(browser.get(f"{EN}{path}/history"), "old").submit()
    shown = page.html.select_one("#comparison")
    assert "قديم" in shown.select_one("del").get_text() and "جديد" in shown.select_one("ins").get_text()
    assert "هنا" not in shown.select_one("ins").get_text()


def test_the_earlier_one_comes_first_however_they_are_chosen(world: World) -> None:
    path = page_in(world, "<p>قديم</p>")
    rewrite(world, path, "<p>جديد</p>")
    browser = world.browser("editor")
    form = browser.form(browser.get(f"{EN}{path}/history"), "old")
    form["old"], form["new"] = form["new"].value, form["old"].value
    assert "قديم" in form.submit().html.select_one("#comparison del").get_text()


@pytest.mark.parametrize("query", ["?old=1&new=2", "?old=x&new=", "?old=99999999999999999999", "?old=%00&new=-1", "?page=0"])
def test_versions_that_are_none_are_said_to_be_none(world: World, query: str) -> None:
    page = world.browser("editor").get(f"{EN}{page_in(world)}/history{query}")
    assert page.html.select_one("#comparison") is None
    assert ("Choose two different versions." in page) == ("old=1" in query)


def test_a_version_brought_back_is_a_new_one_and_nothing_between_is_lost(world: World) -> None:
    path = page_in(world)
    rewrite(world, path, "<p>الثاني</p>")
    rewrite(world, path, "<p>الثالث</p>")
    world.later(hours=1)
    browser = world.browser("editor")
    form = browser.form(browser.get(f"{EN}{path}/history"), "old")
    form["old"] = form.fields["old"][0].options[-1][0]
    compared = form.submit()
    page = browser.form(compared, "revert").submit("revert").follow()
    assert "The earlier version is back." in page
    assert body_of(world, path) == "<p>الأصل</p>"
    assert len(versions(page)) == 4 and "Brought back from" in versions(page)[0]
    with world.acting() as ctx:
        assert [r.fields["body"]["ar"] for r in world.at(ctx, path).revisions] == [
            "<p>الأصل</p>", "<p>الثاني</p>", "<p>الثالث</p>", "<p>الأصل</p>",
        ]  # fmt: skip
        journal = [entry for entry in ctx.portal.journal if entry.uid == world.at(ctx, path).uid and entry.action == "edit"]
        assert len(journal) == 3


def test_a_language_that_came_later_goes_with_it(world: World) -> None:
    path = page_in(world)
    world.later(hours=1)
    with world.acting("editor") as ctx:
        document = world.at(ctx, path)
        edit(ctx, document, {"title": Texts.of(ctx.now, ar="صفحة", fr="Page", en="Page")})
    world.later(hours=1)
    browser = world.browser("editor")
    compared = browser.form(browser.get(f"{EN}{path}/history"), "old").submit()
    browser.form(compared, "revert").submit("revert")
    with world.acting() as ctx:
        assert dict(world.at(ctx, path).title.values) == {"ar": "صفحة", "fr": "Page"}


def test_who_saved_meanwhile_is_not_overwritten(world: World) -> None:
    path = page_in(world)
    rewrite(world, path, "<p>الثاني</p>")
    browser = world.browser("editor")
    compared = browser.form(browser.get(f"{EN}{path}/history"), "old").submit()
    rewrite(world, path, "<p>الثالث</p>", who="lead")
    page = browser.form(compared, "revert").submit("revert")
    assert "Somebody saved this meanwhile." in page
    assert body_of(world, path) == "<p>الثالث</p>"


def test_the_calendar_comes_back_too(world: World) -> None:
    with world.acting() as ctx:
        before = world.at(ctx, CONSULTATION).phases
    world.later(hours=1)
    _browser, form = editing(world, "lead", CONSULTATION)
    form.set("name", "اسم آخر", index=0)
    form.submit("save")
    world.later(hours=1)
    browser = world.browser("lead")
    compared = browser.form(browser.get(f"{EN}{CONSULTATION}/history"), "old").submit()
    assert "اسم آخر" in compared.html.select_one("#comparison ins").get_text()
    browser.form(compared, "revert").submit("revert")
    with world.acting() as ctx:
        assert world.at(ctx, CONSULTATION).phases == before


@pytest.mark.parametrize("path", ["", "/souss-massa", COMMUNE])
def test_what_the_portal_began_with_is_the_first_version(world: World, path: str) -> None:
    with world.acting() as ctx:
        began = world.at(ctx, path).summary.get("ar")
    world.later(hours=1)
    with world.acting("admin") as ctx:
        edit(ctx, world.at(ctx, path), {"summary": Texts.of(ctx.now, ar="ملخص آخر")})
    browser = world.browser("admin")
    page = browser.get(f"{EN}{path}/history")
    assert len(versions(page)) == 2 and "The portal" in versions(page)[1]
    browser.form(browser.form(page, "old").submit(), "revert").submit("revert")
    with world.acting() as ctx:
        assert world.at(ctx, path).summary.get("ar") == began


@pytest.mark.parametrize("path", ["", "/souss-massa", COMMUNE, SPACE, CONSULTATION])
def test_the_versions_are_for_who_sees_the_history(world: World, path: str) -> None:
    for who in PEOPLE:
        page = world.browser(who).get(f"{path}/history", expect_errors=True)
        assert page.status_int in {200, 403}, who
        assert (page.status_int == 200) or who not in {"admin"}
    world.browser().get(f"{path}/history", status=403)


def test_who_sees_but_may_not_edit_brings_nothing_back(world: World) -> None:
    path = page_in(world)
    rewrite(world, path, "<p>الثاني</p>")
    with world.acting() as ctx:
        key = world.at(ctx, path).revisions.newest_first(1, 1)[0][0]
    world.step("lead", path, "publish") if world.state(path) == "submitted" else None
    admin = world.browser("observer")
    page = admin.get(f"{EN}{path}/history", expect_errors=True)
    if page.status_int == 200:
        assert page.html.select_one("button[name=revert]") is None
    token = world.browser("editor").get(f"{path}/edit").html.select_one("input[name=csrf_token]")["value"]
    posted = admin.post(f"{path}/history", {"csrf_token": token, "revert": str(key)}, status="*")
    assert posted.status_int in {403, 404} and body_of(world, path) == "<p>الثاني</p>"


def test_a_version_of_another_document_is_none_of_this_one(world: World) -> None:
    path = page_in(world)
    rewrite(world, path, "<p>الثاني</p>")
    world.later(hours=1)
    with world.acting("editor") as ctx:
        space = world.at(ctx, SPACE)
        edit(ctx, space, {"summary": Texts.of(ctx.now, ar="فضاء آخر")})
        foreign = space.revisions.newest_first(0, 1)[0][0]
    browser = world.browser("editor")
    token = browser.get(f"{path}/edit").html.select_one("input[name=csrf_token]")["value"]
    page = browser.post(f"{EN}{path}/history", {"csrf_token": token, "revert": str(foreign)})
    assert "There is no such version." in page and body_of(world, path) == "<p>الثاني</p>"


def test_long_histories_are_paged(world: World) -> None:
    path = page_in(world)
    for number in range(24):
        world.clock.moment += timedelta(minutes=1)
        with world.acting("editor") as ctx:
            document = world.at(ctx, path)
            edit(ctx, document, {"body": document.body.with_values(ctx.now, {"ar": f"<p>{number}</p>"})})
    browser = world.browser("editor")
    page = browser.get(f"{EN}{path}/history")
    assert len(versions(page)) == 20
    older = page.click("What came before")
    assert len(versions(older)) == 5 and "What came before" not in older
    assert len(versions(older.click("To the newest"))) == 20
