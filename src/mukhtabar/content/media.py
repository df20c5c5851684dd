"""What a file is, told from its bytes alone: never from its name, nor from what the browser says (abuse cases 51, 71).

Nothing is decoded: a picture's size is read from its header, an office document's kind from its own list of parts.
"""

import re
import struct
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from mukhtabar.content.sound import Sound, is_page, mp3, opus
from mukhtabar.language import Message, _

#: An office document of ours has some dozen parts; one with thousands is made to tire the reader.
MOST_PARTS = 2000
#: What reading the header of a spoiled file, or the parts of a spoiled archive, can come to.
BROKEN = (
    struct.error, zlib.error, BadZipFile, EOFError, LookupError, NotImplementedError, RuntimeError, ValueError, OSError,
)  # fmt: skip
#: Parts are stored or deflated (ISO/IEC 21320-1, and OpenDocument 1.3 part 2); nothing else is unpacked.
METHODS = frozenset({ZIP_STORED, ZIP_DEFLATED})
#: As many bytes as the list of parts, unpacked, may have.
MOST_LISTED = 256 * 1024
#: No media type is longer (RFC 6838, section 4.2).
MOST_NAMED = 255
#: A picture of progressive JPEG has some ten scans; each costs the decoder the whole picture once more.
MOST_SCANS = 40
#: So many of the first bytes are what browsers guess a page from (WHATWG MIME Sniffing, section 5.2).
GUESSED = 1445


@dataclass(frozen=True)
class Media:
    """A kind of file: its media type (RFC 6838), the endings its name may have, the first one given, and its name."""

    media_type: str
    endings: tuple[str, ...]
    title: Message
    picture: bool = False
    sound: bool = False


@dataclass(frozen=True)
class Found:
    """What the bytes are. `end` is where the content ends; a picture has a width and a height in pixels.

    A recording has `sound`: itself without tags, with its length.
    """

    media: Media
    end: int
    width: int = 0
    height: int = 0
    sound: Sound | None = None


_OPEN = "application/vnd.oasis.opendocument."
_OFFICE = "application/vnd.openxmlformats-officedocument."
PDF = Media("application/pdf", ("pdf",), _("PDF"))
PNG = Media("image/png", ("png",), _("PNG picture"), True)
JPEG = Media("image/jpeg", ("jpg", "jpeg"), _("JPEG picture"), True)
WEBP = Media("image/webp", ("webp",), _("WebP picture"), True)
DOCX = Media(f"{_OFFICE}wordprocessingml.document", ("docx",), _("Word document"))
XLSX = Media(f"{_OFFICE}spreadsheetml.sheet", ("xlsx",), _("Excel spreadsheet"))
ODT = Media(f"{_OPEN}text", ("odt",), _("OpenDocument text"))
ODS = Media(f"{_OPEN}spreadsheet", ("ods",), _("OpenDocument spreadsheet"))
MP3 = Media("audio/mpeg", ("mp3",), _("MP3 recording"), sound=True)
OPUS = Media("audio/ogg", ("ogg", "opus", "oga"), _("Opus recording"), sound=True)
MEDIA = {media.media_type: media for media in (PDF, PNG, JPEG, WEBP, DOCX, XLSX, ODT, ODS, MP3, OPUS)}
#: Markers of JPEG that carry no length: stuffing, restarts and the beginning (ITU-T T.81, table B.1).
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})
#: Markers of JPEG that begin a frame and so tell the size: SOF0 to SOF15 without DHT, JPG and DAC.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN_END = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def sniff(data: bytes) -> Found | None:
    """Return what `data` is, or None when it is nothing that the portal takes, or is broken."""
    read = next((read for magic, read in _READERS.items() if data.startswith(magic)), None)
    if read is None and data[:1] == b"\xff" and data[1:2] >= b"\xe0":
        read = _mp3
    try:
        return read(data) if read else None
    except BROKEN:
        return None


def _pdf(data: bytes) -> Found | None:
    """A PDF says its end within its last bytes (ISO 32000-1, annex H). One that begins like a page is two things."""
    return Found(PDF, len(data)) if b"%%EOF" in data[-2048:] and not is_page(data[:GUESSED]) else None


def _mp3(data: bytes) -> Found | None:
    return _recording(MP3, data, mp3(data))


def _opus(data: bytes) -> Found | None:
    return _recording(OPUS, data, opus(data))


def _recording(media: Media, data: bytes, heard: Sound | None) -> Found | None:
    return Found(media, len(data), sound=heard) if heard else None


def _png(data: bytes) -> Found | None:
    """Walk the chunks (W3C PNG, section 5); the picture ends with IEND, whatever follows it. It does not move."""
    if data[12:16] != b"IHDR":
        return None
    width, height = struct.unpack_from(">II", data, 16)
    place = 8
    while place + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, place)
        place += 12 + length
        if kind == b"acTL":
            return None
        if kind == b"IEND":
            return _picture(PNG, data, place, width, height)
    return None


def _jpeg(data: bytes) -> Found | None:
    """Walk the segments (ITU-T T.81, annex B) to the end of the image; the size stands in the first frame header."""
    place, width, height, scans = 2, 0, 0, 0
    while place + 2 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker == 0xFF or marker in _BARE:
            place += 1 if marker == 0xFF else 2
            continue
        if marker == 0xD9:
            return _picture(JPEG, data, place + 2, width, height)
        (length,) = struct.unpack_from(">H", data, place + 2)
        if length < 2:
            return None
        if marker in _FRAMES and not width:
            height, width = struct.unpack_from(">HH", data, place + 5)
        place += 2 + length
        if marker == 0xDA:
            scans += 1
            end = _SCAN_END.search(data, place)
            if end is None or scans > MOST_SCANS:
                return None
            place = end.start()
    return None


def _webp(data: bytes) -> Found | None:
    """Read the first chunk (RFC 9649, sections 2.4 to 2.7). An extended picture holds one of the others, as big."""
    if data[8:12] != b"WEBP":
        return None
    end = 8 + struct.unpack_from("<I", data, 4)[0]
    if data[12:16] != b"VP8X":
        return _picture(WEBP, data, end, *_webp_size(data, 12))
    width, height = (1 + int.from_bytes(data[place : place + 3], "little") for place in (24, 27))
    place, inside = 30, (0, 0)
    while place + 8 <= min(end, len(data)):
        kind, length = struct.unpack_from("<4sI", data, place)
        if kind in {b"VP8 ", b"VP8L"}:
            inside = _webp_size(data, place)
        elif kind in {b"ANIM", b"ANMF"}:
            return None
        place += 8 + length + length % 2
    return _picture(WEBP, data, end, width, height) if inside == (width, height) and not data[20] & 2 else None


def _webp_size(data: bytes, place: int) -> tuple[int, int]:
    """Return the size that the chunk at `place` says, in pixels; none for another chunk."""
    kind = data[place : place + 4]
    if kind == b"VP8L" and data[place + 8] == 0x2F:
        bits = struct.unpack_from("<I", data, place + 9)[0]
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 " and data[place + 11 : place + 14] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", data, place + 14)
        return width & 0x3FFF, height & 0x3FFF
    return 0, 0


def _picture(media: Media, data: bytes, end: int, width: int, height: int) -> Found | None:
    return Found(media, end, width, height) if width and height and end <= len(data) else None


def _office(data: bytes) -> Found | None:
    """Look into the archive for what the document says it is; one with macros is none of ours."""
    with ZipFile(BytesIO(data)) as archive:
        media = None if _suspect(archive.infolist()) else _open_document(archive) or _open_xml(archive)
    return Found(media, len(data)) if media else None


def _open_document(archive: ZipFile) -> Media | None:
    """The first part names the type, bare (OpenDocument 1.3, part 2, section 3.3)."""
    first = archive.infolist()[0]
    if first.filename != "mimetype" or first.compress_type != ZIP_STORED or first.file_size > MOST_NAMED:
        return None
    kind = archive.read(first).decode("ascii", "replace")
    return next((media for media in (ODT, ODS) if media.media_type == kind), None)


def _open_xml(archive: ZipFile) -> Media | None:
    """The list of parts names the main one (ECMA-376, part 2, section 7.2.3)."""
    if archive.getinfo("[Content_Types].xml").file_size > MOST_LISTED:
        return None
    with archive.open("[Content_Types].xml") as file:
        listed = file.read(MOST_LISTED)
    for media, main in ((DOCX, "word/document.xml"), (XLSX, "xl/workbook.xml")):
        if f"{media.media_type}.main+xml".encode() in listed and main in archive.namelist():
            return media
    return None


def _suspect(parts: Sequence[ZipInfo]) -> bool:
    """Whether this is no plain document: too many parts, locked or oddly packed ones, or one that holds a program.

    Bytes may stand before an archive and it still opens; then it is a second thing as well.
    """
    return (
        len(parts) > MOST_PARTS
        or min(part.header_offset for part in parts) != 0
        or any(part.flag_bits & 1 or part.compress_type not in METHODS or _program(part.filename) for part in parts)
    )


def _program(name: str) -> bool:
    """Whether a part holds VBA, OpenDocument Basic, a script or a page, or would be unpacked elsewhere."""
    return (
        name.lower().endswith(("vbaproject.bin", ".exe", ".js", ".jar", ".html", ".svg"))
        or name.startswith(("Basic/", "Scripts/", "/"))
        or ".." in name
    )


_READERS: dict[bytes, Callable[[bytes], Found | None]] = {
    b"%PDF-": _pdf,
    b"\x89PNG\r\n\x1a\n": _png,
    b"\xff\xd8\xff": _jpeg,
    b"RIFF": _webp,
    b"PK\x03\x04": _office,
    b"ID3": _mp3,
    b"OggS": _opus,
}
