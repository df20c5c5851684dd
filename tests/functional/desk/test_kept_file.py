"""A file that came with a form which is not right yet is kept: for the one who sent it, for that form, for a day."""

from typing import Any

import pytest
from webtest import Upload

from mukhtabar.actions.hold import hold
from mukhtabar.actions.tick import tick
from mukhtabar.content.file import File
from mukhtabar.rules.refused import Refused
from mukhtabar.store import held
from tests import files
from tests.conftest import NOW
from tests.world import CONSULTATION, PEOPLE, SPACE, Browser, World

EN = "/en"
PICTURE = files.photo(40, 30, "PNG")


def start(world: World, who: str = "editor", kind: str = "image", where: str = SPACE) -> tuple[Browser, Any]:
    """Return a person's browser and the form that adds a document."""
    browser = world.browser(who)
    return browser, browser.form(browser.get(f"{EN}{where}/add?type={kind}"), "upload")


def incomplete(world: World, who: str = "editor") -> tuple[Browser, Any]:
    """Send a picture without words; return the browser and the page that comes back."""
    browser, form = start(world, who)
    form.set("ar", "عنوان", index=0)
    form["upload"] = Upload("صورة البئر.png", PICTURE, "image/png")
    return browser, form.submit("save")


def count(world: World) -> int:
    """Return how many files are kept."""
    with world.acting() as ctx:
        return len(ctx.portal.held)


def test_a_mistake_elsewhere_does_not_lose_the_file(world: World) -> None:
    browser, page = incomplete(world)
    kept = page.html.select_one(".file-kept").get_text()
    assert "صورة البئر.png" in kept and " kB" in kept and "Say in words what the picture shows" in page
    assert not page.html.select_one("input[type=file]").has_attr("required")
    with world.acting() as ctx:
        assert list(world.at(ctx, SPACE)) == ["ma"]
    form = browser.form(page, "upload")
    form.set("ar", "بئر", index=1)
    assert form.submit("save").status_int == 303
    with world.acting() as ctx:
        (image,) = [item for item in world.at(ctx, SPACE).values() if item.type_name == "image"]
        assert image.filename == "صورة البئر.png" and image.width == 40
    assert count(world) == 0


def test_it_stays_through_several_mistakes_and_another_can_be_chosen(world: World) -> None:
    browser, page = incomplete(world)
    page = browser.form(page, "upload").submit("save")
    assert "صورة البئر.png" in page.html.select_one(".file-kept").get_text() and count(world) == 1
    form = browser.form(page, "upload")
    form.set("ar", "بئر", index=1)
    form["upload"] = Upload("b.jpg", files.photo(90, 60), "image/jpeg")
    assert form.submit("save").status_int == 303
    with world.acting() as ctx:
        (image,) = [item for item in world.at(ctx, SPACE).values() if item.type_name == "image"]
        assert (image.filename, image.width) == ("b.jpg", 90)


@pytest.mark.parametrize("who", [who for who in PEOPLE if who not in {"editor"}])
def test_nobody_else_has_it(world: World, who: str) -> None:
    _browser, page = incomplete(world)
    key = page.html.select_one("input[name=uid]")["value"]
    with world.acting() as ctx:
        place = world.at(ctx, SPACE).uid, "image"
        assert ctx.portal.held.of(world.pids["editor"], place, key, ctx.now) is not None
        assert ctx.portal.held.of(world.pids[who], place, key, ctx.now) is None
        assert ctx.portal.held.of(None, place, key, ctx.now) is None
    if who in {"lead", "admin"}:
        browser, form = start(world, who)
        form.set("ar", "عنوان", index=0)
        form.set("ar", "بئر", index=1)
        form["uid"].force_value(key)
        page = form.submit("save")
        assert "The file was not kept so long. Choose it again." in page and "صورة البئر" not in page


@pytest.mark.parametrize(("kind", "where"), [("file", SPACE), ("image", CONSULTATION)])
def test_it_is_kept_for_that_form_alone(world: World, kind: str, where: str) -> None:
    _browser, page = incomplete(world)
    key = page.html.select_one("input[name=uid]")["value"]
    _browser, form = start(world, "editor", kind, where)
    form.set("ar", "عنوان", index=0)
    form["uid"].force_value(key)
    assert "Choose it again" in form.submit("save")


@pytest.mark.parametrize("key", ["x", "../../etc/passwd", "\0", "9" * 39, "9" * 5000])
def test_no_other_key_is_a_file(world: World, key: str) -> None:
    browser, form = start(world)
    form["uid"].force_value(key)
    page = form.submit("save")
    assert not page.html.select(".file-kept") and page.html.select(".wrong")


def test_it_goes_after_a_day(world: World) -> None:
    browser, page = incomplete(world)
    world.later(hours=25)
    form = browser.form(page, "upload")
    form.set("ar", "بئر", index=1)
    assert "The file was not kept so long" in form.submit("save", status="*") or count(world) == 1
    with world.acting() as ctx:
        tick(ctx)
    assert count(world) == 0


def test_a_person_keeps_few_and_the_oldest_goes(world: World) -> None:
    with world.acting("editor") as ctx:
        space = world.at(ctx, SPACE)
        keys = [hold(ctx, space, File(), "file", f"{n}.pdf", files.PDF) for n in range(held.MOST + 2)]
        there = [ctx.portal.held.of(ctx.actor, (space.uid, "file"), key, ctx.now) is not None for key in keys]
        assert sum(there) == held.MOST == len(ctx.portal.held)


@pytest.mark.parametrize("data", [files.HTML, files.SVG, b"", files.png(9000, 9000), files.png() + b" " * 6 * 1024 * 1024])
def test_what_would_not_be_taken_is_not_kept(world: World, swept: None, data: bytes) -> None:
    _browser, form = start(world)
    form.set("ar", "عنوان", index=0)
    form["upload"] = Upload("a.png", data, "image/png")
    page = form.submit("save")
    assert not page.html.select(".file-kept") and count(world) == 0
    assert len(page.html.select(".wrong")) == 2, "the file, and the words that are missing"


@pytest.mark.parametrize("who", [who for who in PEOPLE if who not in {"editor", "lead", "admin"}])
def test_who_may_not_add_a_file_keeps_none(world: World, who: str) -> None:
    with pytest.raises(Refused) as refusal, world.acting(who) as ctx:
        hold(ctx, world.at(ctx, SPACE), File(), "file", "a.pdf", files.PDF)
    assert refusal.value.code == "not_permitted"


def test_going_on_later_keeps_the_file_beside_the_words(world: World) -> None:
    browser, form = start(world)
    form.set("ar", "عنوان يبقى", index=0)
    form["upload"] = Upload("صورة.png", PICTURE, "image/png")
    # The address is that of the button.
    form.action = form.fields["keep"][0].attrs["formaction"]
    page = form.submit("keep").follow()
    assert "صورة.png" in page.html.select_one(".file-kept").get_text() and "عنوان يبقى" in page
    form = browser.form(page, "upload")
    form.set("ar", "بئر", index=1)
    assert form.submit("save").status_int == 303


def test_a_replaced_file_is_kept_through_a_mistake_too(world: World) -> None:
    path = world.file()
    browser = world.browser("lead")
    form = browser.form(browser.get(f"{EN}{path}/replace"), "upload")
    form["upload"] = Upload("b.pdf", files.PDF + b"\n", "application/pdf")
    form["note"] = "x" * 300
    page = form.submit("save")
    assert "b.pdf" in page.html.select_one(".file-kept").get_text()
    form = browser.form(page, "upload")
    form["note"] = "قصير"
    assert "The file is replaced." in form.submit("save").follow()
    assert count(world) == 0


def test_no_view_shows_what_is_kept(world: World) -> None:
    browser, page = incomplete(world)
    key = page.html.select_one("input[name=uid]")["value"]
    for address in (f"/{key}", f"{SPACE}/{key}", f"{SPACE}/blob?v={key}", "/held", f"/held/{key}", f"{SPACE}/add?uid={key}"):
        answer = browser.get(address, status="*")
        assert answer.status_int in {404, 200} and b"PNG" not in answer.body[:10]


def test_a_kept_file_ends_with_its_day() -> None:
    from mukhtabar.store.held import AGE, Holds

    holds = Holds()
    key = holds.keep("p", (1, "file"), NOW, "a.pdf", 3, object())  # type: ignore[arg-type]
    assert holds.of("p", (1, "file"), key, NOW + AGE) is None
    assert holds.of("p", (1, "file"), key, NOW) is not None
    holds.drop("p", key)
    holds.drop("p", key)
    assert len(holds) == 0
