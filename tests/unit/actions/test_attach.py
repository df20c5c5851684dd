"""Files are judged by their bytes; what is kept is exactly what was judged, and it is on the disk."""

import hashlib
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mukhtabar.actions.attach import attach, file_name
from mukhtabar.actions.fit import FILE_MOST, IMAGE_MOST, fit
from mukhtabar.content import media
from mukhtabar.content.file import File, Image
from mukhtabar.content.media import sniff
from mukhtabar.content.texts import Texts
from mukhtabar.rules.refused import Refused
from mukhtabar.store import blobs
from tests import files
from tests.conftest import NOW
from tests.world import CONSULTATION, SPACE, World

TITLE = {"title": Texts.of(NOW, ar="محضر اللقاء")}
WITH_WORDS = TITLE | {"alternative": Texts.of(NOW, ar="بئر في الواحة")}
TAKEN = {
    media.PDF: files.PDF, media.PNG: files.png(), media.JPEG: files.jpeg(), media.WEBP: files.webp(), media.DOCX: files.docx(),
    media.XLSX: files.xlsx(), media.ODT: files.odt(), media.ODS: files.odt("spreadsheet"), media.MP3: files.mp3(),
    media.OPUS: files.opus(),
}  # fmt: skip


@pytest.mark.parametrize("kind", TAKEN, ids=lambda kind: kind.endings[0])
def test_every_kind_on_the_list_is_known_by_its_bytes(kind: media.Media) -> None:
    found = sniff(TAKEN[kind])
    assert found is not None and found.media is kind and found.end == len(TAKEN[kind])


def test_there_is_a_file_for_every_kind_on_the_list() -> None:
    assert set(TAKEN) == set(media.MEDIA.values())


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (files.png(70000, 3), (70000, 3)),
        (files.jpeg(800, 600), (800, 600)),
        (files.webp(16000, 100), (16000, 100)),
        (files.riff(files.canvas(90, 40), (b"VP8L", b"\x2f" + (89 | 39 << 14).to_bytes(4, "little"))), (90, 40)),
        (b"RIFF\x1c\0\0\0WEBPVP8L\x0a\0\0\0\x2f" + (99 | 49 << 14).to_bytes(4, "little") + b"\0" * 11, (100, 50)),
        (b"RIFF\x1e\0\0\0WEBPVP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a\x64\0\x32\0" + b"\0" * 8, (100, 50)),
    ],
    ids=["png", "jpeg", "webp lossless", "webp extended", "webp short", "webp lossy"],
)
def test_a_picture_tells_its_size_without_being_decoded(data: bytes, size: tuple[int, int]) -> None:
    found = sniff(data)
    assert found is not None and (found.width, found.height) == size


REFUSED = {
    "svg": files.SVG,
    "html": files.HTML,
    "xhtml": b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>',
    "text": "مرحبا".encode(),
    "csv": b"a;b\n=1+1;2\n",
    "gif": b"GIF89a\x01\0\x01\0\0\0\0;",
    "program": b"MZ\x90\0",
    "macros": files.docx(("word/vbaProject.bin", b"x")),
    "docx with a page inside": files.docx(("word/evil.HTML", files.HTML)),
    "zip": files.archive(("a.txt", b"x")),
    "jar": files.archive(("META-INF/MANIFEST.MF", b"x"), ("A.class", b"x")),
    "epub": files.archive(("mimetype", b"application/epub+zip")),
    "odt with a program": files.archive(
        ("mimetype", b"application/vnd.oasis.opendocument.text"), ("Basic/a.xml", b"x")
    ),
    "zip that climbs": files.docx(("../../etc/passwd", b"x")),
    "page before a pdf": files.HTML + files.PDF,
    "page before an archive": files.HTML + files.docx(),
    "gif before an archive": b"PK\x03\x04junk" + files.docx(),
    "pdf without an end": files.PDF[:20],
    "png cut off": files.png()[:-8],
    "png without a header": b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
    "png of no width": files.png(0, 5),
    "jpeg without a frame": b"\xff\xd8\xff\xd9",
    "jpeg cut off": files.jpeg()[:-2],
    "webp larger inside than it says": files.riff(files.canvas(9, 9), (b"VP8L", b"\x2f\xff\xff\xff\x0f\0")),
    "webp with nothing inside": files.riff(files.canvas(9, 9)),
    "webp that moves": files.riff(files.canvas(9, 9, 2), (b"ANIM", b"\0" * 6), (b"ANMF", b"\0" * 16)),
    "png that moves": files.png()[:33] + files._chunk(b"acTL", b"\0\0\0\2\0\0\0\0") + files.png()[33:],
    "jpeg of a thousand scans": files.scans(times=1000),
    "page in a pdf": files.PDF[:9] + files.HTML + files.PDF[9:],
    "webp that lies": b"RIFF\xff\xff\0\0WEBPVP8X" + b"\0" * 30,
    "riff": b"RIFF\x04\0\0\0WAVE",
    "nothing": b"",
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_not_on_the_list_is_nothing(data: bytes) -> None:
    assert sniff(data) is None


@given(st.sampled_from([*TAKEN.values()]), st.integers(0, 200), st.binary(max_size=6))
@example(files.jpeg(), 6, b"\xff\xff")
def test_no_bytes_break_the_reader(data: bytes, place: int, junk: bytes) -> None:
    spoiled = data[:place] + junk + data[place + len(junk) :]
    found = sniff(spoiled)
    assert found is None or found.end <= len(spoiled)


def test_an_archive_that_would_swell_is_not_unpacked() -> None:
    swollen = files.archive(("[Content_Types].xml", b"x" * (media.MOST_LISTED + 1)), ("word/document.xml", b""))
    assert sniff(swollen) is None
    many = files.docx(*((f"{n}", b"") for n in range(media.MOST_PARTS + 1)))
    assert sniff(many) is None


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("تقرير 2026.pdf", "تقرير 2026.pdf"),
        ("C:\\Users\\me\\rapport.PDF", "rapport.pdf"),
        ("../../../etc/passwd", "passwd.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie x.pdf"),
        ('a"; filename="b.html', "a filename= b.html.pdf"),
        ("\u200b\u2066.pdf", "file.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("", "file.pdf"),
        ("م" * 500 + ".pdf", "م" * 70 + ".pdf"),
    ],
)  # fmt: skip
def test_a_file_name_lies_about_nothing(given_name: str, name: str) -> None:
    assert file_name(given_name, media.PDF) == name


@given(st.text())
def test_any_name_becomes_a_name(given_name: str) -> None:
    name = file_name(given_name, media.PDF)
    assert name.endswith(".pdf") and 5 <= len(name) and len(name.encode()) <= 255
    assert not set(name) & set('/\\\r\n\0"\u202e') and not name.startswith(".")


def put(world: World, who: str, document: File, data: bytes, values: Any = None, where: str = SPACE) -> str:
    """Attach as a person and return the code of the refusal, or nothing."""
    with world.acting(who) as ctx:
        values = values or (WITH_WORDS if isinstance(document, Image) else TITLE)
        try:
            attach(ctx, world.at(ctx, where), document, values, "محضر.pdf", data)
        except Refused as refusal:
            return refusal.code
    return ""


@pytest.mark.parametrize(
    ("document", "data", "code"),
    [
        (File, b"", "empty_file"),
        (File, files.PDF + b" " * FILE_MOST, "too_big"),
        (Image, files.png() + b" " * IMAGE_MOST, "too_big"),
        (File, files.SVG, "not_a_document"),
        (File, files.png(), "is_a_picture"),
        (Image, files.SVG, "not_a_picture"),
        (Image, files.PDF, "not_a_picture"),
        (Image, files.png(8200, 5000), "too_many_pixels"),
        (Image, files.jpeg(65000, 65000), "too_many_pixels"),
        (Image, files.webp(16000, 16000), "too_many_pixels"),
        (Image, files.png(5000, 5000), "too_many_pixels"),
        (Image, files.scans(), "broken_picture"),
        (Image, files.jpeg(8000, 4900), "broken_picture"),
        (Image, files.webp(2000, 2000), "broken_picture"),
        (Image, files.png(100, 100), "broken_picture"),
        (Image, files.mp3(), "not_a_picture"),
        (File, files.mp3(), "is_a_recording"),
    ],
)
def test_what_is_refused_leaves_nothing_behind(world: World, document: Any, data: bytes, code: str) -> None:
    assert put(world, "editor", document(), data) == code
    with world.acting() as ctx:
        assert list(world.at(ctx, SPACE)) == ["ma"]


def test_forty_megapixels_are_just_taken() -> None:
    made = fit(Image(), files.photo(8000, 5000, quality=30))
    assert (made.width, made.height) == (2560, 1600) and made.media is media.JPEG


def test_a_picture_needs_words(world: World) -> None:
    assert put(world, "editor", Image(), files.png(), TITLE | {"alternative": Texts()}) == "no_alternative"


@pytest.mark.parametrize("who", ["citizen", "officer", "approver", "desk", "moderator", "observer"])
def test_only_editors_attach(world: World, who: str) -> None:
    assert put(world, who, File(), files.PDF) == "not_permitted"


def test_files_stand_where_they_are_meant_to(world: World) -> None:
    assert put(world, "admin", File(), files.PDF, where="/souss-massa") == "wrong_place"
    assert put(world, "editor", File(), files.PDF, where=CONSULTATION) == ""


def test_what_is_kept_is_what_was_sent(world: World) -> None:
    assert put(world, "editor", File(), files.PDF) == ""
    with world.acting() as ctx:
        (file,) = (item for item in world.at(ctx, SPACE).values() if isinstance(item, File))
        assert blobs.read(file.blob) == files.PDF
        assert (file.size, file.digest) == (len(files.PDF), hashlib.sha256(files.PDF).hexdigest())
        assert (file.filename, file.media_type, file.state) == ("محضر.pdf", "application/pdf", "private")
        assert file.__name__ == "mhdr-allqa"


def test_what_hides_behind_a_picture_is_cut_off(world: World) -> None:
    for picture in (files.png(), files.jpeg(), files.webp()):
        assert put(world, "editor", Image(), picture + files.archive(("evil.class", b"x")) + files.HTML) == ""
    with world.acting() as ctx:
        kept = [item for item in world.at(ctx, SPACE).values() if isinstance(item, Image)]
        assert len(kept) == 3
        for item in kept:
            for data in (blobs.read(item.blob), *(blobs.read(scale.blob) for scale in item.scales)):
                assert b"evil" not in data and b"script" not in data


@pytest.mark.parametrize("kind", ["memory", "filestorage", "sqlite"])
def test_the_bytes_are_written_through_before_the_commit(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(tmp_path, NOW, storage=kind)
    synced: list[str] = []
    real = os.fsync

    def remember(number: int) -> None:
        synced.append(str(Path(f"/proc/self/fd/{number}").readlink()))
        real(number)

    monkeypatch.setattr(blobs.os, "fsync", remember)
    assert put(world, "editor", File(), files.PDF) == ""
    with world.acting() as ctx:
        file = next(item for item in world.at(ctx, SPACE).values() if isinstance(item, File))
        stays = Path(file.blob.committed())
    assert str(stays) in synced and str(stays.parent) in synced and str(tmp_path / "main" / "blobs") in synced
    world.close()


@pytest.mark.parametrize("kind", ["memory", "filestorage", "sqlite"])
def test_a_disk_that_fails_stops_the_commit(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(tmp_path, NOW, storage=kind)

    def broken(number: int) -> None:
        raise OSError("the disk is gone")

    with monkeypatch.context() as patched:
        patched.setattr(blobs, "_sync", broken)
        with pytest.raises(OSError, match="the disk is gone"):
            put(world, "editor", File(), files.PDF)
    with world.acting() as ctx:
        assert list(world.at(ctx, SPACE)) == ["ma"]
    assert not [path for path in (tmp_path / "main" / "blobs").rglob("*.blob")]
    assert put(world, "editor", File(), files.PDF) == ""
    world.close()
