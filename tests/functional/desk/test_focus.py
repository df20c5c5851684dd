"""Which point of a picture stays visible when it is cut: chosen in words, or pointed at, without scripts."""

from typing import Any

import pytest

from mukhtabar.actions.edit import edit
from mukhtabar.content.scales import CENTRE
from mukhtabar.forms.focus import PLACES, FocusWidget
from tests import files
from tests.world import PEOPLE, SPACE, Browser, World

EN = "/en"
WIDE = files.photo(900, 300)


def editing(world: World, path: str, who: str = "lead") -> tuple[Browser, Any]:
    """Return a person's browser and the form that changes the picture."""
    browser = world.browser(who)
    return browser, browser.form(browser.get(f"{EN}{path}/edit"), "serial")


def said(world: World, path: str) -> tuple[str, list[str]]:
    """Return the point of a picture, and the digests of its scales."""
    with world.acting() as ctx:
        image = world.at(ctx, path)
        return image.focus, [scale.digest for scale in image.scales]


@pytest.mark.parametrize("place", [place for place in PLACES if place != CENTRE])
def test_a_place_is_chosen_in_words(world: World, place: str) -> None:
    path = world.image(data=files.photo(90, 30))
    _browser, form = editing(world, path)
    form["place"] = place
    assert form.submit("save").status_int == 303
    assert said(world, path)[0] == place


def test_the_cuts_are_made_again_once_and_the_rest_stays(world: World) -> None:
    path = world.image(data=WIDE)
    _focus, before = said(world, path)
    serials = world.serials()
    _browser, form = editing(world, path)
    form["place"] = "83 83"
    page = form.submit("save").follow()
    assert "Saved." in page
    _focus, after = said(world, path)
    assert len(before) == len(after) and before[:4] == after[:4] and not set(before[4:]) & set(after[4:])
    assert len(world.serials()) - len(serials) < 20


def test_the_picture_itself_is_pressed_where_it_matters(world: World) -> None:
    path = world.image(data=WIDE)
    browser, form = editing(world, path)
    button = browser.get(f"{EN}{path}/edit").html.select_one("input[type=image]")
    assert button["alt"] and (button["width"], button["height"]) == ("240", "80")
    fields = [*form.submit_fields(), ("x", "")]
    at = next(number for number, (name, _value) in enumerate(fields) if name == "place")
    fields[at:at] = [("point.x", "60"), ("point.y", "8")]
    assert browser.post(f"{EN}{path}/edit", fields).status_int == 303
    assert said(world, path)[0] == "25 10"
    page = browser.get(f"{EN}{path}/edit")
    assert "Where it was pointed at: 25 % across, 10 % down" in page
    _browser, form = editing(world, path)
    assert form["place"].value == "25 10"
    assert "Nothing was changed." in form.submit("save").follow()


@pytest.mark.parametrize(
    ("sent", "point"),
    [({"place": "17 83"}, "17 83"), ({"point.x": "0", "point.y": "0", "place": "17 83"}, "17 83"),
     ({"point.x": "240", "point.y": "80"}, "100 100"), ({"point.x": "9999", "point.y": "3"}, "100 4"),
     ({"point.x": "-1", "point.y": "3", "place": CENTRE}, CENTRE), ({"point.x": "٣", "point.y": "3", "place": CENTRE}, CENTRE)],
)  # fmt: skip
def test_what_a_press_says(sent: dict[str, str], point: str) -> None:
    assert FocusWidget("x", (900, 300), []).deserialize(None, sent) == point


@pytest.mark.parametrize("place", ["101 5", "x", "50  50", "1 2 3", "05 5", "50 50 " + "9" * 900])
def test_no_other_place_is_taken(world: World, place: str) -> None:
    path = world.image(data=files.photo(90, 30))
    browser, form = editing(world, path)
    fields = [(name, place if name == "place" else value) for name, value in form.submit_fields("save")]
    page = browser.post(f"{EN}{path}/edit", fields)
    assert page.html.select("#item-" + page.html.select_one("[name=place]")["id"] + " .wrong")
    assert said(world, path)[0] == CENTRE


def test_a_point_is_part_of_the_history_and_comes_back(world: World) -> None:
    from mukhtabar.actions.revert import revert

    path = world.image(data=WIDE)
    _point, before = said(world, path)
    with world.acting("lead") as ctx:
        edit(ctx, world.at(ctx, path), {"focus": "83 17"})
        first = world.at(ctx, path).revisions.items()[0][0]
    page = world.browser("lead").get(f"{EN}{path}/history?old=1&new=2")
    assert page.status_int == 200
    with world.acting("lead") as ctx:
        revert(ctx, world.at(ctx, path), first, ["focus"])
    assert said(world, path) == (CENTRE, before)


@pytest.mark.parametrize("who", [who for who in PEOPLE if who not in {"editor", "lead", "admin"}])
def test_nobody_else_moves_it(world: World, who: str) -> None:
    path = world.public(world.image())
    assert world.browser(who).get(f"{path}/edit", status="*").status_int == 403


def test_a_picture_is_decoration_when_somebody_says_so(world: World) -> None:
    browser = world.browser("editor")
    page = browser.get(f"{EN}{SPACE}/add?type=image")
    form = browser.form(page, "upload")
    from webtest import Upload

    form.set("ar", "زخرفة", index=0)
    form["decorative"] = True
    form["upload"] = Upload("a.png", files.png(), "image/png")
    assert form.submit("save").status_int == 303
    with world.acting() as ctx:
        (image,) = [item for item in world.at(ctx, SPACE).values() if item.type_name == "image"]
        assert image.decorative and not image.alternative
