"""Changing from the web what the house wrote: nothing is lost, nothing is changed that was not meant."""

from datetime import timedelta
from typing import Any

import pytest

from mukhtabar.actions.attach import attach
from mukhtabar.actions.create import create
from mukhtabar.actions.edit import edit
from mukhtabar.content.file import Image
from mukhtabar.content.news import News
from mukhtabar.content.page import Page
from mukhtabar.content.texts import Texts
from tests import files
from tests.conftest import NOW
from tests.world import COMMUNE, CONSULTATION, PEOPLE, SPACE, Browser, World

EN = "/en"
TABLE = "<h3>عنوان</h3><table><tbody><tr><td>أ</td><td>ب</td></tr></tbody></table>"


def page_in(world: World, body: str = "<p>الأصل</p>", who: str = "editor") -> str:
    """Return the path of a private page."""
    with world.acting(who) as ctx:
        values = {"title": Texts.of(ctx.now, ar="صفحة", fr="Page"), "body": Texts.of(ctx.now, ar=body)}
        create(ctx, world.at(ctx, SPACE), Page(), "about-us", values)
    return f"{SPACE}/about-us"


def editing(world: World, who: str, path: str) -> tuple[Browser, Any]:
    """Return a person's browser and the form that changes what stands at `path`."""
    browser = world.browser(who)
    return browser, browser.form(browser.get(f"{EN}{path}/edit"), "serial")


def body_of(world: World, path: str) -> str:
    """Return the Arabic body."""
    with world.acting() as ctx:
        return str(world.at(ctx, path).body.get("ar"))


@pytest.mark.parametrize("path", ["", "/souss-massa", COMMUNE, SPACE, CONSULTATION])
def test_each_place_can_be_changed_by_who_may_and_by_nobody_else(world: World, path: str) -> None:
    expected = {
        "": {"admin"}, "/souss-massa": {"admin"}, COMMUNE: {"admin"},
        SPACE: {"editor", "lead", "admin"}, CONSULTATION: {"lead", "admin"},
    }[path]  # fmt: skip
    for who in PEOPLE:
        page = world.browser(who).get(f"{path}/edit", expect_errors=True)
        assert (page.status_int == 200) == (who in expected), who
    world.browser().get(f"{path}/edit", status=403)


@pytest.mark.parametrize("path", ["", "/souss-massa", COMMUNE, SPACE, CONSULTATION])
def test_saving_an_untouched_form_changes_nothing(world: World, path: str) -> None:
    with world.acting() as ctx:
        before = world.at(ctx, path).field_values()
    _browser, form = editing(world, "admin", path)
    assert "Nothing was changed." in form.submit("save").follow()
    with world.acting() as ctx:
        assert world.at(ctx, path).field_values() == before


def test_the_summary_of_a_commune(world: World) -> None:
    _browser, form = editing(world, "admin", COMMUNE)
    form.set("ar", "جماعة واحات", index=0)
    assert form.submit("save").status_int == 303
    with world.acting() as ctx:
        assert world.at(ctx, COMMUNE).summary.get("ar") == "جماعة واحات"


def test_marks_are_shown_for_editing_and_come_back_as_html(world: World) -> None:
    path = page_in(world, "<h2>أ</h2><p>نص <strong>مهم</strong></p><ul><li>واحد</li></ul>")
    _browser, form = editing(world, "editor", path)
    assert form.fields["ar"][2].value.replace("\r\n", "\n").strip() == "## أ\n\nنص *مهم*\n\n- واحد"
    form.set("ar", form.fields["ar"][2].value + "\n- [اثنان](https://example.ma/)", index=2)
    assert form.submit("save").status_int == 303
    assert '<a href="https://example.ma/"' in body_of(world, path) and "<strong>مهم</strong>" in body_of(world, path)


def test_a_body_that_marks_cannot_say_stays_to_the_letter_when_another_field_changes(world: World) -> None:
    path = page_in(world, TABLE)
    _browser, form = editing(world, "editor", path)
    form.set("ar", "عنوان جديد", index=0)
    assert form.submit("save").status_int == 303
    assert body_of(world, path) == TABLE


def test_a_translation_is_marked_when_the_original_has_moved_on(world: World) -> None:
    path = page_in(world)
    world.clock.moment = NOW + timedelta(days=1)
    _browser, form = editing(world, "editor", path)
    form.set("ar", "عنوان جديد", index=0)
    form.submit("save")
    with world.acting() as ctx:
        title = world.at(ctx, path).title
        assert title.stale_since("fr") == NOW + timedelta(days=1) and title.stale_since("ar") is None


def test_whoever_saves_second_sees_both_texts_and_loses_nothing(world: World) -> None:
    path = page_in(world)
    _browser, form = editing(world, "editor", path)
    with world.acting("lead") as ctx:
        edit(ctx, world.at(ctx, path), {"body": Texts.of(ctx.now, ar="<p>كلام القائدة</p>")})
    form.set("ar", "كلام المحرر", index=2)
    page = form.submit("save")
    conflict = page.html.select_one(".conflict").get_text()
    assert "القائدة" in conflict and "المحرر" in conflict and "Text · العربية" in conflict and "<p>" not in conflict
    assert "القائدة" in body_of(world, path)
    again = page.forms[form.id] if form.id in page.forms else Browser.form(None, page, "serial")
    assert again.fields["ar"][2].value.strip() == "كلام المحرر"
    assert again.submit("save").status_int == 303
    assert "كلام المحرر" in body_of(world, path)


@pytest.mark.parametrize("serial", ["", "x", "0" * 64])
def test_a_serial_that_is_not_the_present_one_saves_nothing(world: World, serial: str) -> None:
    path = page_in(world)
    _browser, form = editing(world, "editor", path)
    form.set("ar", "غيره", index=2)
    form["serial"].force_value(serial)
    assert form.submit("save").html.title.get_text().startswith("Error")
    assert body_of(world, path) == "<p>الأصل</p>"


def test_a_published_page_is_changed_by_who_may_publish(world: World) -> None:
    path = page_in(world)
    world.step("lead", path, "publish")
    world.browser("editor").get(f"{path}/edit", status=403)
    _browser, form = editing(world, "lead", path)
    form.set("ar", "نص جديد", index=2)
    page = form.submit("save").follow()
    assert page.request.path == EN + path and "نص جديد" in world.browser(cached=True).get(path)


def test_a_form_opened_before_the_right_was_lost_saves_nothing(world: World) -> None:
    path = page_in(world)
    _browser, form = editing(world, "editor", path)
    world.step("lead", path, "publish")
    form.set("ar", "نص متأخر", index=2)
    form.submit("save", status=403)
    assert body_of(world, path) == "<p>الأصل</p>"


def test_the_note_is_kept_with_the_revision(world: World) -> None:
    path = page_in(world)
    _browser, form = editing(world, "editor", path)
    form.set("ar", "نص", index=2)
    form["note"] = "تصحيح خطأ"
    form.submit("save")
    with world.acting() as ctx:
        revision = world.at(ctx, path).revisions.latest()
        assert revision.comment == "تصحيح خطأ" and revision.author == world.pids["editor"]


def test_an_hour_of_the_calendar_that_was_not_touched_stays(world: World) -> None:
    with world.acting() as ctx:
        (before,) = world.at(ctx, CONSULTATION).phases
    _browser, form = editing(world, "lead", CONSULTATION)
    form.set("name", "اسم آخر", index=0)
    assert form.submit("save").status_int == 303
    with world.acting() as ctx:
        (after,) = world.at(ctx, CONSULTATION).phases
    assert (after.start, after.end, after.name) == (before.start, before.end, "اسم آخر")


def test_a_running_consultation_is_closed_on_its_new_day(world: World) -> None:
    _browser, form = editing(world, "lead", CONSULTATION)
    form.set("end", "2026-11-21", index=0)
    form.submit("save")
    with world.acting() as ctx:
        from mukhtabar.actions.tick import tick

        assert tick(ctx) == 0
    world.clock.moment = NOW + timedelta(days=1, hours=14)
    with world.acting() as ctx:
        assert tick(ctx) == 1
    assert world.state(CONSULTATION) == "closed"


def test_a_running_consultation_cannot_lose_its_dates(world: World) -> None:
    _browser, form = editing(world, "lead", CONSULTATION)
    for field in ("name", "start", "end"):
        form.set(field, "", index=0)
    form.set("checkbox", False, index=0)
    assert "needs at least one phase" in form.submit("save")
    with world.acting() as ctx:
        assert len(world.at(ctx, CONSULTATION).phases) == 1


def test_each_state_of_a_consultation_has_its_own_fields(world: World) -> None:
    def fields(who: str) -> set[str]:
        _browser, form = editing(world, who, CONSULTATION)
        return {value for name, value in form.submit_fields() if name == "__start__" and ":mapping" in value}

    assert "synthesis:mapping" not in fields("lead") and "phases:mapping" in fields("lead")
    world.clock.moment = NOW + timedelta(days=40)
    with world.acting() as ctx:
        from mukhtabar.actions.tick import tick

        tick(ctx)
    _browser, form = editing(world, "lead", CONSULTATION)
    form.set("ar", "قال الناس *الماء أولا*", index=0)
    form.submit("save")
    world.step("lead", CONSULTATION, "publish_synthesis")
    assert fields("officer") == {"reply:mapping"}
    world.browser("lead").get(f"{CONSULTATION}/edit", status=403)
    browser, form = editing(world, "officer", CONSULTATION)
    browser.post(f"{CONSULTATION}/edit", [*form.submit_fields("save"), ("__start__", "title:mapping"), ("ar", "سرقة"),
                                          ("__end__", "title:mapping")])  # fmt: skip
    with world.acting() as ctx:
        consultation = world.at(ctx, CONSULTATION)
        assert consultation.title.get(
            "ar"
        ) == "الماء والطرق" and "<strong>الماء أولا</strong>" in consultation.synthesis.get("ar")


def test_news_keeps_its_hour_and_changes_its_category(world: World) -> None:
    with world.acting("editor") as ctx:
        values = {"title": Texts.of(ctx.now, ar="خبر"), "dated": NOW, "category": "training"}
        create(ctx, world.at(ctx, SPACE), News(), "n", values)
    _browser, form = editing(world, "editor", f"{SPACE}/n")
    assert form["dated"].value == "2026-11-20"
    form["category"] = "meetings"
    form.submit("save")
    with world.acting() as ctx:
        news = world.at(ctx, f"{SPACE}/n")
        assert (news.dated, news.category) == (NOW, "meetings")


def test_the_words_of_a_picture_can_be_mended_and_not_taken_away(world: World) -> None:
    with world.acting("editor") as ctx:
        values = {"title": Texts.of(ctx.now, ar="بئر"), "alternative": Texts.of(ctx.now, ar="بئر")}
        path = f"{SPACE}/{attach(ctx, world.at(ctx, SPACE), Image(), values, 'a.png', files.png()).__name__}"
    _browser, form = editing(world, "editor", path)
    assert "upload" not in form.fields
    form.set("ar", "", index=1)
    assert "Say in words what the picture shows" in form.submit("save")
    form.set("ar", "بئر في الواحة", index=1)
    assert form.submit("save").status_int == 303


WORK = ("View", "Edit", "Contents", "Add")
READ = ("Preview", "Content check", "Timeline and versions")


@pytest.mark.parametrize(
    ("who", "path", "links"),
    [
        (
            "admin",
            "",
            [
                *WORK,
                "Moderation",
                *READ,
                "Translations",
                "Rules",
                "Held out of the table",
                "Holidays",
                "Nothing published before an election",
                "Who can do what here",
            ],
        ),
        (
            "admin",
            COMMUNE,
            [
                *WORK,
                "Moderation",
                *READ,
                "Translations",
                "Rules",
                "Held out of the table",
                "Hand-over list",
                "Nothing published before an election",
                "Who can do what here",
            ],
        ),
        ("editor", SPACE, [*WORK, "Moderation", *READ, "Translations", "Rehearsal copy"]),
        (
            "lead",
            CONSULTATION,
            [
                *WORK,
                "Enter for somebody",
                "Work on a copy",
                "Steps",
                "Moderation",
                *READ,
                "Translations",
                "Add a recording",
                "Use as a template",
                "Rules",
                "Who can do what here",
            ],
        ),
        ("officer", CONSULTATION, ["View", "Steps", "Assignment and notes", *READ]),
        ("desk", SPACE, ["View", "Rehearsal copy"]),
        ("citizen", SPACE, []),
        (None, SPACE, []),
    ],
)
def test_staff_find_what_they_may_do_under_the_crumbs(
    world: World, who: str | None, path: str, links: list[str]
) -> None:
    browser = world.browser(who)
    page = browser.get(f"{EN}{path}" or "/")
    assert [link.get_text() for link in page.html.select("nav.staff a")] == links
    for link in page.html.select("nav.staff a"):
        assert browser.get(link["href"]).status_int == 200


def test_the_bar_stands_on_pages_about_the_document_only(world: World) -> None:
    browser = world.browser("admin")
    for path in ("/desk", "/news", "/search", "/regions", "/accessibility"):
        assert not browser.get(path).html.select("nav.staff")
    assert not browser.get("/nothing-here", status=404).html.select("nav.staff")


def test_the_cache_keeps_the_bar_from_visitors(world: World) -> None:
    assert world.browser("admin", cached=True).get(SPACE).html.select("nav.staff")
    assert not world.browser(cached=True).get(SPACE).html.select("nav.staff")
