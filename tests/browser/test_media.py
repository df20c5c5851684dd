"""Recordings are heard in a real browser from any place, and a picture is pointed at without scripts."""

import pytest

from tests.browser.conftest import PHONE, Open, Served
from tests.browser.pages import address

HEAR = """place => new Promise((done, fail) => {
  const audio = document.querySelector('audio');
  audio.muted = true;
  audio.onerror = () => fail(audio.error.message);
  audio.onloadedmetadata = () => { audio.currentTime = place; };
  audio.onseeked = () => done([audio.duration, audio.currentTime]);
  audio.preload = 'metadata';
  audio.load();
})"""


@pytest.mark.parametrize(("name", "seconds", "place"), [("audio", 75, 60), ("late", 9, 6)])
def test_a_recording_is_heard_from_the_middle(surf: Open, served: Served, name: str, seconds: int, place: int) -> None:
    page = surf(address(served, name))
    sent: list[tuple[int, str | None]] = []
    page.on("response", lambda r: sent.append((r.status, r.request.headers.get("range"))) if "/blob" in r.url else None)
    assert sent == [], "nothing is loaded before somebody asks"
    duration, now = page.evaluate(HEAR, place)
    assert abs(duration - seconds) < 0.1 and now == place
    assert sent and {status for status, _range in sent} == {206} and all(asked for _status, asked in sent)


def test_a_picture_is_pointed_at_without_scripts(surf: Open, served: Served) -> None:
    page = surf(address(served, "image/edit"), "lead", scripts=False, size=PHONE)
    button = page.locator("input[type=image]")
    box = button.bounding_box()
    assert box is not None and (round(box["width"]), round(box["height"])) == (240, 180)
    button.click(position={"x": 180, "y": 45})
    page.wait_for_load_state()
    again = surf(address(served, "image/edit"), "lead", scripts=False)
    assert again.locator("input[name=place]:checked").get_attribute("value") == "75 25"


def test_the_nine_places_lie_as_on_the_picture(surf: Open, served: Served) -> None:
    page = surf(address(served, "image/edit"), "lead")
    boxes = [page.locator(f"input[name=place][value='{value}']").bounding_box() for value in ("17 17", "83 17", "17 83")]
    left, right, below = (box or {} for box in boxes)
    assert left["x"] < right["x"] and left["y"] < below["y"]


def test_a_telephone_loads_the_small_picture(surf: Open, served: Served) -> None:
    page = surf("/health", size=PHONE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/scale" in request.url else None)
    page.goto(address(served, "image"), wait_until="networkidle")
    assert len(asked) == 1
    shown = page.locator("main picture img")
    assert shown.evaluate("image => image.naturalWidth > 0 && image.currentSrc.includes('/scale?v=')")
    shift = page.evaluate("() => performance.getEntriesByType('layout-shift').length")
    assert shift == 0
