"""The contents page: finding, ordering, cutting, copying and pasting, and taking steps for several at once."""

from typing import Any

import pytest
from webtest import TestResponse

from mukhtabar.actions.create import create
from mukhtabar.actions.edit import edit
from mukhtabar.actions.grant import grant
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.space import Space
from mukhtabar.content.texts import Texts
from mukhtabar.rules.roles import Role
from mukhtabar.views.desk.contents import PER_PAGE
from tests.world import COMMUNE, CONSULTATION, PEOPLE, SPACE, World

EN = "/en"
HERE = f"{EN}{SPACE}/contents"


def titles(page: TestResponse) -> list[str]:
    """Return the titles in the list, in their order."""
    return [link.get_text() for link in page.html.select(".rows .item-title a")]


def press(page: TestResponse, do: str, *names: str, **fields: str) -> TestResponse:
    """Tick the documents called `names`, press a button, and return the page that follows."""
    form: Any = page.forms["contents"]
    boxes = form.fields.get("chosen", [])
    for box in boxes:
        box.checked = box._value in names
    for field, value in fields.items():
        form[field] = value
    answer = form.submit("do", value=do)
    return answer.follow() if answer.status_int == 303 else answer


@pytest.fixture
def shelf(world: World) -> World:
    """A space with three pages of the lead's."""
    for name, title in (("alif", "ألف"), ("ba", "باء"), ("jim", "جيم")):
        world.page(name=name, title=title)
        world.later(minutes=1)
    return world


def opened(world: World, who: str = "lead", path: str = HERE, query: str = "") -> TestResponse:
    """Return the contents page as a person sees it."""
    return world.browser(who).get(f"{path}{query}")


def test_it_lists_what_stands_here_in_the_order_it_was_made(shelf: World) -> None:
    assert titles(opened(shelf)) == ["الماء والطرق", "ألف", "باء", "جيم"]


@pytest.mark.parametrize("who", [None, *PEOPLE])
def test_only_editors_of_the_place_see_it(shelf: World, who: str | None) -> None:
    answer = shelf.browser(who).get(HERE, expect_errors=True)
    assert (answer.status_int == 200) == (who in {"editor", "lead", "admin"})


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?sort=title", ["ألف", "الماء والطرق", "باء", "جيم"]),
        ("?sort=modified", ["جيم", "باء", "ألف", "الماء والطرق"]),
        ("?kind=consultation", ["الماء والطرق"]),
        ("?kind=page&state=private", ["ألف", "باء", "جيم"]),
        ("?state=published", []),
        ("?q=بَاء", ["باء"]),
        ("?sort=nonsense&kind=nonsense&state=nonsense", ["الماء والطرق", "ألف", "باء", "جيم"]),
    ],
)
def test_it_is_sorted_and_filtered(shelf: World, query: str, expected: list[str]) -> None:
    page = opened(shelf, query=query)
    assert titles(page) == expected
    assert ("Nothing here fits." in page) == (expected == [])


def test_pages_hold_so_many_and_no_more(world: World) -> None:
    for number in range(PER_PAGE):
        world.page(name=f"n-{number}", title=f"صفحة {number}")
        world.later(seconds=1)
    first = opened(world)
    assert len(titles(first)) == PER_PAGE and titles(first.click("Next")) == [f"صفحة {PER_PAGE - 1}"]
    assert len(titles(opened(world, query="?kind=page&page=9"))) == PER_PAGE


def test_a_citizens_draft_is_not_in_it(world: World) -> None:
    path = world.submitted("مقترح قيد التحرير")
    assert "مقترح قيد التحرير" in opened(world, path=f"{CONSULTATION}/contents")
    world.step("citizen", path, "recall")
    assert "مقترح قيد التحرير" not in opened(world, path=f"{CONSULTATION}/contents")


@pytest.mark.parametrize(
    ("do", "names", "expected"),
    [
        ("earlier", ["jim"], ["الماء والطرق", "ألف", "جيم", "باء"]),
        ("earlier", ["ba", "jim"], ["الماء والطرق", "باء", "جيم", "ألف"]),
        ("later", ["alif"], ["الماء والطرق", "باء", "ألف", "جيم"]),
        ("later", ["alif", "ba"], ["الماء والطرق", "جيم", "ألف", "باء"]),
        ("later", ["ba", "jim"], ["الماء والطرق", "ألف", "باء", "جيم"]),
        ("first", ["ba", "jim"], ["باء", "جيم", "الماء والطرق", "ألف"]),
        ("last", ["alif", "ba"], ["الماء والطرق", "جيم", "ألف", "باء"]),
    ],
)
def test_the_order_is_changed_and_the_choice_is_kept(
    shelf: World, do: str, names: list[str], expected: list[str]
) -> None:
    page = press(opened(shelf), do, *names)
    assert titles(page) == expected and titles(opened(shelf)) == expected
    ticked = [box["value"] for box in page.html.select("[name=chosen][checked]")]
    assert sorted(ticked) == sorted(names)


def test_an_editor_does_not_change_the_order_of_what_is_not_hers(shelf: World) -> None:
    shelf.step("lead", f"{SPACE}/ba", "publish")
    page = press(opened(shelf, "editor"), "first", "ba")
    assert "You do not have the right to do this here." in page
    assert titles(opened(shelf)) == ["الماء والطرق", "ألف", "باء", "جيم"]


def test_cut_and_paste_moves_and_the_old_address_leads_on(shelf: World) -> None:
    browser = shelf.browser("lead")
    page = press(browser.get(HERE), "cut", "alif")
    assert "1 document is cut" in page
    there = browser.get(f"{EN}{CONSULTATION}/contents")
    assert titles(press(there, "paste")) == ["ألف"]
    assert "ألف" not in titles(browser.get(HERE))
    moved = browser.get(f"{SPACE}/alif/edit", status=301)
    assert moved.location.endswith(f"{CONSULTATION}/alif/edit")
    assert "document is cut" not in browser.get(HERE)


def test_the_rest_of_an_old_address_goes_along(shelf: World) -> None:
    shelf.public_news(name="kept", title="خبر")
    browser = shelf.browser("lead")
    press(browser.get(HERE), "cut", "kept")
    press(browser.get(f"{EN}{CONSULTATION}/contents"), "paste")
    assert shelf.browser().get(f"{SPACE}/kept/comment", status=301).location.endswith(f"{CONSULTATION}/kept/comment")


def test_moved_there_and_back_a_wrong_address_below_is_not_found(shelf: World) -> None:
    shelf.public_news(name="kept", title="خبر")
    browser = shelf.browser("lead")
    for source, target in ((SPACE, CONSULTATION), (CONSULTATION, SPACE)):
        press(browser.get(f"{EN}{source}/contents"), "cut", "kept")
        press(browser.get(f"{EN}{target}/contents"), "paste")
    shelf.browser().get(f"{SPACE}/kept/nothing", status=404)


def test_copy_and_paste_makes_a_draft_of_its_own(shelf: World) -> None:
    shelf.step("lead", f"{SPACE}/alif", "publish")
    browser = shelf.browser("editor")
    press(browser.get(HERE), "copy", "alif")
    page = press(browser.get(HERE), "paste")
    assert titles(page).count("ألف") == 2
    assert shelf.state(f"{SPACE}/alif") == "published" and shelf.state(f"{SPACE}/alif-2") == "private"
    with shelf.acting() as ctx:
        made = shelf.at(ctx, f"{SPACE}/alif-2")
        assert made.creator == shelf.pids["editor"] and made.history == () and len(made.revisions) == 1
        assert made.title == shelf.at(ctx, f"{SPACE}/alif").title


def test_a_copied_consultation_brings_its_pages_and_no_voices_and_a_calendar_ahead(shelf: World) -> None:
    shelf.published("تعبيد الطريق")
    shelf.page(parent=CONSULTATION, name="inside", title="وثيقة")
    browser = shelf.browser("lead")
    press(browser.get(HERE), "copy", "ma")
    press(browser.get(HERE), "paste")
    with shelf.acting() as ctx:
        old, made = (shelf.at(ctx, f"{SPACE}/{name}") for name in ("ma", "ma-2"))
        assert list(made) == ["inside"] and made.state == "draft"
        assert made.phases[0].start >= ctx.now and made.phases[0].start.weekday() == old.phases[0].start.weekday()
        assert made.phases[0].end - made.phases[0].start == old.phases[0].end - old.phases[0].start


def test_nothing_is_pasted_into_itself(shelf: World) -> None:
    shelf.made("lead", SPACE, Consultation(), "draft-one", title="مشاورة")
    browser = shelf.browser("lead")
    press(browser.get(HERE), "cut", "draft-one")
    page = press(browser.get(f"{EN}{SPACE}/draft-one/contents"), "paste")
    assert "Something cannot be put into itself." in page
    assert "مشاورة" in titles(browser.get(HERE))


def test_what_does_not_belong_there_is_not_pasted(shelf: World) -> None:
    browser = shelf.browser("admin")
    press(browser.get(HERE), "copy", "ma")
    page = press(browser.get(f"{EN}{COMMUNE}/contents"), "paste")
    assert "This cannot be added here." in page


def test_an_editor_does_not_cut_what_is_published(shelf: World) -> None:
    shelf.step("lead", f"{SPACE}/alif", "publish")
    browser = shelf.browser("editor")
    press(browser.get(HERE), "cut", "alif")
    page = press(browser.get(f"{EN}{CONSULTATION}/contents"), "paste")
    assert "You do not have the right to do this here." in page
    assert shelf.state(f"{SPACE}/alif") == "published"


def test_nobody_brings_what_is_public_where_they_could_not_take_it_away(shelf: World) -> None:
    shelf.step("lead", f"{SPACE}/alif", "publish")
    with shelf.acting() as ctx:
        other = create(ctx, shelf.at(ctx, "/souss-massa/akka"), Space(), "other", {"title": Texts.of(ctx.now, ar="آخر")})
        grant(ctx, other, shelf.pids["lead"], Role.EDITOR, ctx.now)
    browser = shelf.browser("lead")
    press(browser.get(HERE), "cut", "alif", "ba")
    page = press(browser.get(f"{EN}/souss-massa/akka/other/contents"), "paste")
    assert "ألف: You could not take it away from there again." in page.html.select_one(".problems").get_text()
    assert titles(page) == ["باء"]


def test_what_is_carried_can_be_put_down(shelf: World) -> None:
    browser = shelf.browser("lead")
    page = press(browser.get(HERE), "cut", "alif", "ba")
    assert "2 documents are cut" in page and page.html.select("[data-cut]")
    page = press(page, "put_down")
    assert "paste" not in {button["value"] for button in page.html.select("button[name=do]")}


@pytest.mark.parametrize("do", ["cut", "copy", "rename", "remove", "first", "step"])
def test_nothing_chosen_is_said(shelf: World, do: str) -> None:
    page = press(opened(shelf), do)
    assert "Choose at least one document." in page and page.html.select(".problems")


def test_an_unknown_button_does_nothing(shelf: World) -> None:
    page = press(opened(shelf), "burn", "alif")
    assert "Choose what to do with them." in page and "ألف" in titles(page)


def test_several_are_published_at_once_and_who_fails_is_named_and_stays_chosen(shelf: World) -> None:
    page = press(opened(shelf), "step", "alif", "ba", "ma", step="publish")
    assert shelf.state(f"{SPACE}/alif") == shelf.state(f"{SPACE}/ba") == "published"
    assert "الماء والطرق: This step does not exist for it." in page.html.select_one(".problems").get_text()
    assert [box["value"] for box in page.html.select("[name=chosen][checked]")] == ["ma"]
    assert "2 documents went a step further." in page


def test_what_was_changed_meanwhile_is_not_published(shelf: World) -> None:
    page = opened(shelf)
    with shelf.acting("editor") as ctx:
        edit(ctx, shelf.at(ctx, f"{SPACE}/alif"), {"title": Texts.of(ctx.now, ar="غيره")})
    page = press(page, "step", "alif", step="publish")
    assert shelf.state(f"{SPACE}/alif") == "private" and page.html.select(".problems")


def test_an_editor_publishes_nothing_from_here(shelf: World) -> None:
    page = press(opened(shelf, "editor"), "step", "alif", step="publish")
    assert shelf.state(f"{SPACE}/alif") == "private" and page.html.select(".problems")


def test_a_child_that_one_may_not_see_cannot_be_chosen(world: World) -> None:
    path = world.submitted("مقترح")
    world.step("citizen", path, "recall")
    browser = world.browser("admin")
    name = path.rpartition("/")[2]
    page = browser.get(f"{EN}{CONSULTATION}/contents")
    answer = browser.post(
        f"{EN}{CONSULTATION}/contents",
        {"csrf_token": page.forms["contents"]["csrf_token"].value, "do": "cut", "chosen": name},
    )
    assert "Choose at least one document." in answer
