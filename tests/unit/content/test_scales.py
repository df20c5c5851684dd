"""Scales are never larger than the picture, keep the point that matters, weigh what they may, and are made alike."""

from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from mukhtabar.content.media import JPEG, PNG, sniff
from mukhtabar.content.picture import Unreadable, develop
from mukhtabar.content.scales import CENTRE, CUTS, WIDTHS, Drawn, box, draw, spot, widths
from tests import files

SIDES = st.integers(1, 4000)


def drawn(width: int, height: int, focus: str = CENTRE, **more: Any) -> list[Drawn]:
    """Return the scales of a picture."""
    data = files.photo(width, height, **more)
    found = sniff(data)
    assert found is not None
    kept = develop(data, found)
    return draw(kept.data, kept.media, focus)


def test_a_picture_has_three_widths_two_cuts_and_one_of_each_for_old_browsers() -> None:
    found = [(one.scale.name, one.scale.width, one.scale.height, one.scale.media_type) for one in drawn(1400, 700)]
    assert found == [
        ("full", 320, 160, "image/webp"), ("full", 640, 320, "image/webp"), ("full", 640, 320, "image/jpeg"),
        ("full", 1280, 640, "image/webp"), ("square", 320, 320, "image/webp"), ("square", 320, 320, "image/jpeg"),
        ("card", 480, 360, "image/webp"), ("card", 480, 360, "image/jpeg"),
    ]  # fmt: skip


def test_what_shows_through_is_a_png_for_old_browsers() -> None:
    assert {one.scale.media_type for one in drawn(90, 60, kind="PNG", mode="RGBA")} == {"image/webp", "image/png"}


@pytest.mark.parametrize(("width", "found"), [(1, [1]), (319, [319]), (320, [320]), (500, [320, 500]), (9000, [320, 640, 1280])])
def test_none_is_larger_than_the_picture(width: int, found: list[int]) -> None:
    assert widths(width) == found


@pytest.mark.parametrize("size", [(1, 1), (3, 900), (900, 3), (333, 500)])
def test_small_and_narrow_pictures_have_scales_too(size: tuple[int, int]) -> None:
    for one in drawn(*size):
        made = Image.open(BytesIO(one.data))
        assert made.size == (one.scale.width, one.scale.height)
        assert made.width <= size[0] and made.height <= size[1]
        assert len(one.data) == one.scale.size and not made.getexif() and "icc_profile" not in made.info


def test_a_large_picture_weighs_no_more_than_a_page_can_bear() -> None:
    for one in drawn(1300, 1000):
        most = CUTS[one.scale.name][2] if one.scale.name in CUTS else WIDTHS[one.scale.width]
        assert one.scale.size <= most, one.scale


def test_the_same_picture_and_point_give_the_same_bytes() -> None:
    assert drawn(400, 300, "20 80") == drawn(400, 300, "20 80")


def test_a_moved_point_changes_the_cuts_alone() -> None:
    first, second = drawn(900, 300, "0 0"), drawn(900, 300, "100 100")
    changed = {one.scale.name for one, other in zip(first, second, strict=True) if one != other}
    assert changed == {"square", "card"}


def test_the_cut_keeps_what_was_pointed_at() -> None:
    def middle(focus: str) -> Any:
        cut = next(one for one in drawn(800, 200, focus, kind="PNG") if one.scale.name == "square")
        return Image.open(BytesIO(cut.data)).convert("RGB").getpixel((20, 20))

    assert middle("0 0")[0] > 200 and middle("0 0")[2] < 60
    assert middle("100 100")[0] < 200 or middle("100 100")[2] > 60


@given(SIDES, SIDES, st.sampled_from([(1, 1), (4, 3), (16, 9)]), st.integers(0, 100), st.integers(0, 100))
def test_a_cut_lies_inside_has_its_shape_and_is_as_large_as_can_be(
    width: int, height: int, shape: tuple[int, int], across: int, down: int
) -> None:
    start, top, end, bottom = box(width, height, *shape, f"{across} {down}")
    assert 0 <= start < end <= width and 0 <= top < bottom <= height
    assert end - start == width or bottom - top == height
    assert abs((end - start) * shape[1] - (bottom - top) * shape[0]) <= max(shape) * 1.01 or min(width, height) < max(shape)
    # The point is never outside of what is kept, but by the rounding of half a point.
    assert start - 1 <= width * across / 100 <= end + 1 and top - 1 <= height * down / 100 <= bottom + 1


@given(st.text(max_size=12))
def test_any_words_are_a_point(words: str) -> None:
    across, down = spot(words)
    assert 0 <= across <= 100 and 0 <= down <= 100


@pytest.mark.parametrize("words", ["", "50", "1 2 3", "-1 5", "101 5", "٥ ٥", "1e1 5", "5  5", "0005 5"])
def test_nonsense_is_the_centre(words: str) -> None:
    assert spot(words) == (50, 50)


@pytest.mark.parametrize(("data", "media"), [(b"", JPEG), (b"\xff\xd8\xff", JPEG), (files.png(), JPEG), (files.png(60, 60), PNG)])
def test_what_is_no_picture_is_not_drawn(data: bytes, media: Any) -> None:
    with pytest.raises(Unreadable):
        draw(data, media, CENTRE)
