"""Recordings are read frame by frame: their length is what they hold, not what they say, and nothing beside is kept."""

import struct

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mukhtabar.content import sound
from tests import files

COVER = b"\x89PNG" + bytes(range(256)) * 400


def said(frames: int) -> bytes:
    """Return a first frame that says how many follow."""
    return b"\xff\xfb\x18\xc0" + bytes(17) + b"Xing" + struct.pack(">II", 1, frames) + bytes(111)


@pytest.mark.parametrize(("seconds", "mono"), [(0.5, True), (12.0, True), (600.0, False)])
def test_the_length_of_an_mp3_is_that_of_its_frames(seconds: float, mono: bool) -> None:
    found = sound.mp3(files.mp3(seconds, mono))
    assert found is not None
    assert found.seconds == pytest.approx(seconds, abs=0.04) and found.channels == (1 if mono else 2)


@pytest.mark.parametrize(
    "data",
    [
        files.id3(b"TIT2" + COVER) + files.mp3(),
        files.id3() + files.id3(b"again") + files.mp3(),
        files.mp3() + b"TAG" + b"Aicha".ljust(125, b"\0"),
        files.mp3() + b"APETAGEX" + struct.pack("<IIII", 2000, 40, 1, 0) + bytes(8) + bytes(40) + b"TAG" + bytes(125),
    ],
    ids=["cover", "two tags", "end", "ape"],
)
def test_the_tags_of_an_mp3_are_left_out(data: bytes) -> None:
    found = sound.mp3(data)
    assert found is not None and found.data == files.mp3()


def test_a_table_of_contents_is_no_sound_and_may_not_lie() -> None:
    true, lying = sound.mp3(said(56) + files.mp3()), sound.mp3(said(9_000_000) + files.mp3())
    assert true is not None and lying is not None
    assert true.seconds == lying.seconds == pytest.approx(2.016)
    assert true.data == said(56) + files.mp3() and lying.data == files.mp3()


@pytest.mark.parametrize(
    "data",
    [
        files.mp3()[:-1],
        files.mp3(0.05),
        files.mp3() + b"\0",
        files.mp3() + files.HTML,
        files.mp3() + files.mp3(mono=False),
        files.mp3() + b"\xff\xfb\x90\xc0" + bytes(413),
        files.id3(files.HTML) + files.mp3(),
        files.id3(b"<ScRiPt>alert(1)</script>") + files.mp3(),
        files.mp3() + b"TAG<script>".ljust(128, b"\0"),
        files.mp3() + b"TAG",
        b"ID3\x04\0\0\xff\xff\xff\xff" + files.mp3(),
        b"ID3\x04\0\0\x7f\x7f\x7f\x7f" + files.mp3(),
        b"ID3",
        files.HTML + files.mp3(),
        b"\xff\xfd" + files.mp3()[2:],
        b"\xff\xfb\x08" + files.mp3()[3:],
        b"\xff\xfb\xf8" + files.mp3()[3:],
        b"",
    ],
)  # fmt: skip
def test_what_is_not_mp3_to_its_last_byte_is_nothing(data: bytes) -> None:
    assert sound.mp3(data) is None


@pytest.mark.parametrize(("seconds", "channels"), [(0.5, 1), (61.0, 2)])
def test_the_length_of_opus_is_that_of_its_packets(seconds: float, channels: int) -> None:
    found = sound.opus(files.opus(seconds, channels=channels))
    assert found is not None
    assert found.seconds == pytest.approx(seconds, abs=0.03) and found.channels == channels


def test_the_comments_of_opus_are_left_out() -> None:
    found = sound.opus(files.opus(tags=b"METADATA_BLOCK_PICTURE=" + b"Aicha, Tata"))
    assert found is not None and b"Aicha" not in found.data and b"PICTURE" not in found.data
    again = sound.opus(found.data)
    assert again == found


def test_comments_on_many_pages_are_left_out_and_the_pages_numbered_anew() -> None:
    tags = b"OpusTags" + b"x" * 100_000
    first, second = tags[: 255 * 255], tags[255 * 255 :]
    whole = files.opus()
    head = files.page(0, (whole[28:47],), flags=2)
    one = files.page(1, (first,))
    two = files.page(2, (second,), flags=1)
    packets = files.page(3, (b"\xf8\xff\xfe",) * 101, 101 * 960, 4)
    found = sound.opus(head + one + two + packets)
    assert found is not None and len(found.data) < 1000 and found.seconds == pytest.approx(2.0135)
    assert sound.opus(found.data) == found


def test_what_follows_the_last_page_is_left_out() -> None:
    clean, more = sound.opus(files.opus()), sound.opus(files.opus() + files.HTML)
    assert clean is not None and more == clean


OPUS = files.opus()


@pytest.mark.parametrize(
    "data",
    [
        OPUS[:-1],
        OPUS[: len(OPUS) // 2],
        OPUS[:60] + b"x" + OPUS[61:],
        files.opus(granule=0),
        files.opus(granule=48_000 * 3600),
        files.opus(5, granule=48_000),
        files.opus(tags=b"T=<script>alert(1)</script>"),
        files.opus(channels=3),
        OPUS.replace(b"OpusHead", b"\x01vorbis_"),
        files.page(0, (b"\x01vorbis" + bytes(23),), flags=2) + files.page(1, (b"x",)) + files.page(2, (b"y",), 9, 4),
        files.page(0, (b"\x80theora" + bytes(35),), flags=2),
        files.page(0, (b"OpusHead\x01\1" + bytes(9),), flags=2) + files.page(1, (b"OpusTags",)) + files.page(2, (b"",), 960, 4),
        b"OggS",
        b"",
    ],
)  # fmt: skip
def test_what_is_not_opus_or_lies_about_its_length_is_nothing(data: bytes) -> None:
    assert sound.opus(data) is None


def test_two_streams_at_once_are_nothing() -> None:
    other = files.page(1, (b"OpusTags" + bytes(8),), serial=8)
    head = OPUS[:47]
    assert sound.opus(head + other + OPUS[47:]) is None


@pytest.mark.parametrize(
    ("packet", "samples"),
    [(b"\xf8\xff\xfe", 960), (b"\x00x", 480), (b"\x18x", 2880), (b"\xe0x", 120), (b"\xf9xx", 1920), (b"\xfa\1xx", 1920),
     (b"\xfb\x03xxx", 2880), (b"\xfb", 0), (b"\xfb\x00", 0), (b"", 0)],
)  # fmt: skip
def test_how_long_a_packet_lasts(packet: bytes, samples: int) -> None:
    assert sound._samples(packet) == samples


@given(st.sampled_from([files.mp3(0.2), files.id3() + files.mp3(0.2), files.opus(0.5)]), st.data())
@example(files.mp3(0.2), None)
def test_no_bytes_break_the_reader_and_what_is_kept_is_stable(data: bytes, draw: object) -> None:
    if draw is not None:
        place = draw.draw(st.integers(0, len(data)))  # type: ignore[attr-defined]
        junk = draw.draw(st.binary(max_size=8))  # type: ignore[attr-defined]
        data = data[:place] + junk + data[place + len(junk) * draw.draw(st.integers(0, 1)) :]  # type: ignore[attr-defined]
    for read in (sound.mp3, sound.opus):
        found = read(data)
        if found is not None:
            assert len(found.data) <= len(data) and 0 < found.seconds < 10
            assert read(found.data) == found


@given(st.binary(max_size=300))
def test_noise_is_no_recording(data: bytes) -> None:
    assert sound.mp3(data) is None and sound.opus(data) is None
    assert sound.mp3(b"\xff\xfb" + data) is None and sound.opus(b"OggS" + data) is None


@given(st.binary(max_size=200))
def test_the_checksum_is_that_of_ogg(data: bytes) -> None:
    made = files.page(3, (data,))
    assert struct.unpack_from("<I", made, 22)[0] == sound._checksum(made[:22] + bytes(4) + made[26:])
