"""What is typed and not saved is kept for its author alone; two people do not write in one page by mistake (J11)."""

from typing import Any

import pytest

from mukhtabar.rules.refused import Refused
from mukhtabar.store.unsaved import DAYS, MOST
from tests.functional.desk.test_edit import EN, body_of, editing, page_in
from tests.functional.desk.test_review import buttons
from tests.world import SPACE, Browser, World

WORDS = "كلام لم يُحفظ بعد"


def later(form: Any) -> Any:
    """Press «Go on later», which sends the form to another address as a browser does."""
    button = next(button for button in form.html.select("button") if button.get("name") == "keep")
    return form.response.test_app.post(button["formaction"], form.submit_fields("keep"))


def by_script(form: Any) -> dict[str, Any]:
    """What the script sends every few seconds."""
    address = form.html.form["data-keep"]
    answer = form.response.test_app.post(address, form.submit_fields(), headers={"Accept": "application/json"})
    return dict(answer.json)


def banner(page: Any, name: str = "unsaved-title") -> Any:
    return page.html.select_one(f"section[aria-labelledby={name}]")


def test_words_are_kept_without_scripts_and_gone_on_with(world: World) -> None:
    path = page_in(world)
    browser, form = editing(world, "editor", path)
    form.set("ar", WORDS, index=2)
    page = later(form).follow()
    assert "not saved yet" in page and WORDS in page and body_of(world, path) == "<p>الأصل</p>"
    offer = browser.get(f"{EN}{path}/edit")
    assert WORDS not in offer and banner(offer)
    page = offer.click("Go on with them")
    assert browser.form(page, "serial").submit("save").status_int == 303
    assert WORDS in body_of(world, path) and banner(browser.get(f"{EN}{path}/edit")) is None


def test_nobody_else_sees_them(world: World) -> None:
    path = page_in(world)
    _browser, form = editing(world, "editor", path)
    form.set("ar", WORDS, index=2)
    later(form)
    for who in ("lead", "admin"):
        page = world.browser(who).get(f"{EN}{path}/edit?continue=1")
        assert WORDS not in page and banner(page) is None


def test_words_can_be_thrown_away(world: World) -> None:
    path = page_in(world)
    browser, form = editing(world, "editor", path)
    form.set("ar", WORDS, index=2)
    later(form)
    page = browser.get(f"{EN}{path}/edit")
    page = browser.form(page, "discard").submit("discard").follow()
    assert "thrown away" in page and banner(page) is None


def test_the_script_is_answered_in_one_line(world: World) -> None:
    path = page_in(world)
    _browser, form = editing(world, "editor", path)
    form.set("ar", WORDS, index=2)
    assert by_script(form) == {"said": "Kept for you at 11:00, not saved yet.", "problem": False}


def test_what_is_wrong_in_the_form_does_not_keep_words_from_being_kept(world: World) -> None:
    path = page_in(world)
    browser, form = editing(world, "editor", path)
    form.set("ar", "ط" * 151, index=0)
    later(form)
    page = browser.get(f"{EN}{path}/edit?continue=1")
    assert "ط" * 151 in page and page.html.select_one(".problems") is None


def test_who_comes_back_to_a_page_that_others_have_changed_sees_both_texts(world: World) -> None:
    path = page_in(world)
    browser, form = editing(world, "editor", path)
    form.set("ar", WORDS, index=2)
    later(form)
    world.later(minutes=20)
    _other, theirs = editing(world, "lead", path)
    theirs.set("ar", "كلام القائدة", index=2)
    theirs.submit("save")
    page = browser.form(browser.get(f"{EN}{path}/edit?continue=1"), "serial").submit("save")
    conflict = page.html.select_one(".conflict").get_text()
    assert "القائدة" in conflict and "لم يُحفظ بعد" in conflict


def test_a_new_page_is_kept_before_it_is_there(world: World) -> None:
    editor = world.browser("editor")
    form = editor.form(editor.get(f"{EN}{SPACE}/add?type=page"), "once")
    form.set("ar", WORDS, index=2)
    later(form)
    page = editor.get(f"{EN}{SPACE}/add?type=page")
    assert banner(page) and banner(editor.get(f"{EN}{SPACE}/add?type=news")) is None
    again = editor.form(page.click("Go on with them"), "once")
    assert again.fields["ar"][2].value.strip() == WORDS
    again.set("ar", "صفحة جديدة", index=0)
    again.submit("save")
    assert banner(editor.get(f"{EN}{SPACE}/add?type=page")) is None


def test_they_are_kept_for_a_month_and_not_without_bounds(world: World) -> None:
    path = page_in(world)
    browser, form = editing(world, "editor", path)
    form.set("ar", WORDS, index=2)
    later(form)
    world.later(days=DAYS.days)
    assert banner(browser.get(f"{EN}{path}/edit")) is None
    with world.acting("editor") as ctx:
        for number in range(MOST + 5):
            ctx.portal.unsaved.keep(ctx.actor, number + 1, "", ctx.now, (("a", "b"),))
        assert len(list(ctx.portal.unsaved._of(ctx.actor))) == MOST


@pytest.mark.parametrize("who", ["citizen", "officer", "moderator"])
def test_who_may_not_edit_keeps_nothing_there(world: World, who: str) -> None:
    path = page_in(world)
    browser = world.browser(who)
    token = next(iter(browser.get("/account").html.select("[name=csrf_token]")))["value"]
    for view in ("keep", "take-over"):
        answer = browser.post(f"{path}/{view}", {"csrf_token": token, "ar": WORDS}, status="*")
        assert answer.status_int in {403, 404}
    browser.post(f"{SPACE}/keep-new?type=page", {"csrf_token": token, "ar": WORDS}, status=403)
    with world.acting() as ctx:
        assert list(ctx.portal.unsaved._drawers) == [] and list(ctx.portal.locks._locks) == []


def begun(world: World, who: str = "editor") -> tuple[str, Browser, Any]:
    """Somebody has begun to write in a page."""
    path = page_in(world)
    browser, form = editing(world, who, path)
    form.set("ar", WORDS, index=2)
    by_script(form)
    return path, browser, form


def test_a_lock_says_who_writes_and_since_when_and_may_be_taken_over(world: World) -> None:
    path, browser, form = begun(world)
    lead = world.browser("lead")
    page = lead.get(f"{EN}{path}/edit")
    assert "Editor" in banner(page, "writer-title").get_text()
    assert not page.html.select("[name=serial]")
    page = next(f for f in page.forms.values() if "take-over" in f.action).submit().follow()
    assert "You are writing here now" in page
    mine = lead.form(page, "serial")
    mine.set("ar", "كلام القائدة", index=2)
    assert mine.submit("save").status_int == 303
    with world.acting() as ctx:
        entries = [entry for entry in ctx.portal.journal if entry.action == "take_over"]
        assert len(entries) == 1 and entries[0].actor
    # Who wrote before is told, and finds every word again.
    told = by_script(form)
    assert told["problem"] is False
    assert WORDS in browser.get(f"{EN}{path}/edit?continue=1")


def test_while_somebody_else_writes_nothing_is_saved_and_nothing_lost(world: World) -> None:
    path = page_in(world)
    _lead, opened = editing(world, "lead", path)
    _editor, form = editing(world, "editor", path)
    form.set("ar", WORDS, index=2)
    assert by_script(form)["problem"] is False
    opened.set("ar", "كلام القائدة", index=2)
    assert by_script(opened) == {
        "said": "Somebody else is writing here. Ask, or take over: nobody's words are lost.", "problem": True,
    }  # fmt: skip
    page = opened.submit("save")
    assert "Somebody else is writing here" in page and "كلام القائدة" in page
    assert body_of(world, path) == "<p>الأصل</p>"
    form.submit("save")
    assert WORDS in body_of(world, path)


def test_a_lock_ends_by_itself(world: World) -> None:
    path, _browser, _form = begun(world)
    world.later(minutes=15)
    _lead, form = editing(world, "lead", path)
    form.set("ar", "كلام القائدة", index=2)
    assert form.submit("save").status_int == 303


def test_saving_lets_go_of_the_lock(world: World) -> None:
    path, _browser, form = begun(world)
    form.submit("save")
    assert banner(world.browser("lead").get(f"{EN}{path}/edit"), "writer-title") is None


def test_nobody_takes_over_what_nobody_holds(world: World) -> None:
    path, lead = page_in(world), world.browser("lead")
    token = lead.get(f"{path}/edit").html.select_one("[name=csrf_token]")["value"]
    page = lead.post(f"{EN}{path}/take-over", {"csrf_token": token}).follow()
    assert "Nobody else is writing here now" in page


def test_a_draft_may_be_saved_without_a_title_and_is_not_handed_on_so(world: World) -> None:
    editor = world.browser("editor")
    form = editor.form(editor.get(f"{EN}{SPACE}/add?type=page"), "once")
    form.set("ar", "نص بلا عنوان", index=2)
    review = form.submit("save").follow()
    assert "No title yet" in review and "There is no title yet" in review
    assert "submit" not in buttons(review)
    with pytest.raises(Refused, match="has_title"):
        world.step("editor", f"{SPACE}/page", "submit")
    assert "No title yet" in editor.get(f"{EN}{SPACE}/contents")


def test_what_is_public_keeps_its_title(world: World) -> None:
    path = page_in(world)
    world.step("lead", path, "publish")
    _lead, form = editing(world, "lead", path)
    form.set("ar", "", index=0)
    assert "Give it a title." in form.submit("save")
