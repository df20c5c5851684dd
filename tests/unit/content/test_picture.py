"""What is kept of a picture is its points: upright, in sRGB, no larger than it need be, nothing beside them."""

import struct
import tracemalloc
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from mukhtabar.content import picture
from mukhtabar.content.media import JPEG, PNG, Found, sniff
from mukhtabar.content.picture import LONGEST, Kept, Unreadable, develop, is_bare
from tests import files


def kept(data: bytes) -> Kept:
    """Return what is kept of a picture."""
    found = sniff(data)
    assert found is not None
    return develop(data[: found.end], found)


def points(made: Kept) -> Any:
    """Return the picture that is kept."""
    return Image.open(BytesIO(made.data))


def near(colour: tuple[int, ...], wanted: tuple[int, int, int]) -> bool:
    """Whether two colours are about the same."""
    return all(abs(one - other) < 60 for one, other in zip(colour[:3], wanted, strict=True))


RED, BLUE = (255, 0, 0), (0, 0, 255)
KINDS: dict[str, dict[str, Any]] = {
    "jpeg": {}, "grey": {"mode": "L"}, "cmyk": {"mode": "CMYK"}, "progressive": {"progressive": True},
    "png": {"kind": "PNG"}, "palette": {"kind": "PNG", "mode": "P"}, "transparent": {"kind": "PNG", "mode": "RGBA"},
    "grey and transparent": {"kind": "PNG", "mode": "LA"}, "16 bit": {"kind": "PNG", "mode": "I;16"},
    "black and white": {"kind": "PNG", "mode": "1"}, "interlaced": {"kind": "PNG", "interlace": True},
    "webp": {"kind": "WEBP"}, "webp lossless": {"kind": "WEBP", "lossless": True, "mode": "RGBA"},
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_stood_beside_the_points_is_kept(kind: str) -> None:
    data = files.photo(**KINDS[kind])
    assert any(secret in data for secret in files.SECRETS)
    made = kept(data)
    assert not any(secret in made.data for secret in (*files.SECRETS, b"Exif", b"GPS", b"http", b"ICC_PROFILE"))
    found = sniff(made.data)
    assert found is not None and is_bare(made.data, found) and not points(made).getexif()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_picture_is_decoded(kind: str) -> None:
    made = kept(files.photo(**KINDS[kind]))
    assert made.media in {JPEG, PNG} and (made.width, made.height) == points(made).size == (300, 200)
    assert points(made).mode in {"RGB", "RGBA"}
    if kind not in {"grey", "grey and transparent", "16 bit", "black and white"}:
        assert near(points(made).getpixel((10, 10)), RED) and near(points(made).getpixel((290, 190)), BLUE)


def test_sixteen_bits_stay_light_and_dark() -> None:
    grey = points(kept(files.photo(kind="PNG", mode="I;16"))).convert("L")
    low, high = grey.getextrema()
    assert low < 40 and high > 190


def test_what_shows_through_still_does() -> None:
    made = kept(files.photo(kind="PNG", mode="RGBA"))
    assert made.media is PNG and points(made).getpixel((150, 2))[3] < 20 and points(made).getpixel((150, 198))[3] > 235


def test_a_transparency_that_hides_nothing_is_left_out() -> None:
    out = BytesIO()
    Image.new("RGBA", (9, 9), "red").save(out, "PNG")
    assert points(kept(out.getvalue())).mode == "RGB"


@pytest.mark.parametrize(
    ("orientation", "size", "red"),
    [(1, (300, 200), (5, 5)), (2, (300, 200), (295, 5)), (3, (300, 200), (295, 195)), (4, (300, 200), (5, 195)),
     (5, (200, 300), (5, 5)), (6, (200, 300), (195, 5)), (7, (200, 300), (195, 295)), (8, (200, 300), (5, 295)),
     (9, (300, 200), (5, 5))],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_stands_upright(kind: str, orientation: int, size: tuple[int, int], red: tuple[int, int]) -> None:
    made = kept(files.photo(kind=kind, orientation=orientation))
    assert (made.width, made.height) == size and near(points(made).getpixel(red), RED)


@pytest.mark.parametrize(
    "block",
    [b"", b"II", b"XX*\0\x08\0\0\0", b"II*\0\xff\xff\xff\xff", b"II*\0\x08\0\0\0\xff\xff", b"MM\0*\0\0\0\x08\0\1\1\x12\0\4\0\0\0\1\0\0\0\6"],
)
def test_a_broken_orientation_turns_nothing(block: bytes) -> None:
    assert picture._orientation(block) == 1


def test_a_large_picture_is_made_smaller_and_a_small_one_is_left() -> None:
    made = kept(files.photo(3000, 1000))
    assert (made.width, made.height) == (LONGEST, 853)
    assert kept(files.photo(40, 30)).width == 40


def test_other_colours_become_those_of_every_screen() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    made = kept(files.photo(icc_profile=lab))
    assert near(points(made).getpixel((5, 5)), RED) and "icc_profile" not in points(made).info


@pytest.mark.parametrize("profile", [b"", b"x", b"x" * 3000, b"\0" * 128, b"y" * 900_000])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_broken_profile_counts_for_nothing(kind: str, profile: bytes) -> None:
    assert near(points(kept(files.photo(kind=kind, icc_profile=profile))).getpixel((5, 5)), RED)


def test_the_same_picture_gives_the_same_bytes() -> None:
    data = files.photo()
    assert kept(data) == kept(data)


def peak(call: Callable[[bytes], Any], given: bytes) -> tuple[Any, int]:
    """Return what the call returns and the most bytes that were held at once while it ran."""
    tracemalloc.start()
    try:
        return call(given), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def inserted(data: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    """Return a PNG with more chunks behind its header."""
    return data[:33] + b"".join(files._chunk(kind, body) for kind, body in chunks) + data[33:]


def test_a_text_that_would_swell_is_not_unpacked() -> None:
    bomb = zlib.compress(bytes(200 * 1024 * 1024), 9)
    data = inserted(files.photo(60, 40, "PNG"), (b"zTXt", b"k\0\0" + bomb), (b"iTXt", b"k\0\1\0\0\0" + bomb))
    made, most = peak(kept, data)
    assert made.width == 60
    assert most < 20 * 1024 * 1024


def test_a_colour_profile_that_would_swell_is_left_unread_or_the_picture_refused() -> None:
    bomb = zlib.compress(bytes(200 * 1024 * 1024), 9)
    with pytest.raises(Unreadable):
        kept(inserted(files.photo(60, 40, "PNG"), (b"iCCP", b"k\0\0" + bomb)))


def test_points_that_would_swell_are_no_more_than_the_header_says() -> None:
    header = files._chunk(b"IHDR", struct.pack(">IIBBBBB", 10, 10, 8, 0, 0, 0, 0))
    bomb = files._chunk(b"IDAT", zlib.compress(bytes(100 * 1024 * 1024), 9))
    try:
        made = kept(b"\x89PNG\r\n\x1a\n" + header + bomb + files._chunk(b"IEND", b""))
    except Unreadable:
        made = None
    assert made is None or made.width == 10


@pytest.mark.parametrize(
    "data",
    [files.scans(), files.jpeg(3000, 3000), files.png(50, 50), files.webp(1500, 1500), files.photo()[:-900] + b"\xff\xd9"],
    ids=["structure alone", "jpeg that lies", "png that lies", "webp that lies", "jpeg cut short"],
)
def test_what_only_looks_like_a_picture_is_refused_or_drawn(data: bytes) -> None:
    found = sniff(data)
    assert found is not None
    try:
        made = develop(data, found)
    except Unreadable:
        return
    assert data.startswith(files.photo()[:400]), "only a picture that was cut short may pass"
    assert made.width == 300


def test_a_size_that_the_decoder_does_not_find_is_refused() -> None:
    with pytest.raises(Unreadable):
        develop(files.photo(), Found(JPEG, 0, 301, 200))


@pytest.mark.parametrize(
    "data",
    [files.photo(), files.photo(kind="WEBP"), files.photo(3000, 20, quality=20), files.photo(icc_profile=b"x" * 200)],
)
def test_what_has_something_beside_it_is_not_as_it_would_be_kept(data: bytes) -> None:
    found = sniff(data)
    assert found is not None and not is_bare(data, found)


SEEDS = [files.photo(24, 16, kind) for kind in ("JPEG", "PNG", "WEBP")]


@settings(max_examples=150)
@given(st.sampled_from(SEEDS), st.data())
def test_spoiled_bytes_are_refused_or_drawn_and_never_kept_as_they_came(data: bytes, draw: Any) -> None:
    for _time in range(draw.draw(st.integers(1, 3))):
        place = draw.draw(st.integers(0, len(data)))
        junk = draw.draw(st.binary(max_size=5))
        data = data[:place] + junk + data[place + draw.draw(st.integers(0, 6)) :]
    found = sniff(data)
    if found is None or found.width * found.height > 1_000_000:
        return
    try:
        made = develop(data[: found.end], found)
    except Unreadable:
        return
    again = sniff(made.data)
    assert again is not None and is_bare(made.data, again) and (again.width, again.height) == (made.width, made.height)
    assert not any(secret in made.data for secret in files.SECRETS)
