"""Small files of every kind that is taken, made byte by byte, and some that only look like one."""

import struct
import zlib
from functools import cache
from io import BytesIO
from random import Random
from zipfile import ZIP_STORED, ZipFile

from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
#: A picture that says that it has more points has none of them.
TRUE_MOST = 1_000_000
HTML = b"<!DOCTYPE html><script>alert(1)</script>"


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 2, height: int = 3) -> bytes:
    """Return a PNG whose header says so many pixels; only a small one is true."""
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + _chunk(b"IDAT", zlib.compress(b"\0\0\0" * 3)) + _chunk(b"IEND", b"")


def jpeg(width: int = 4, height: int = 5) -> bytes:
    """Return a JPEG whose frame header says so many pixels; only a small one is true."""
    out = BytesIO()
    small = (width, height) if width * height <= TRUE_MOST else (8, 8)
    Image.linear_gradient("L").resize(small).convert("RGB").save(out, "JPEG")
    data = out.getvalue()
    place = data.index(b"\xff\xc0")
    return data[: place + 5] + struct.pack(">HH", height, width) + data[place + 9 :]


def scans(scan: bytes = b"ab\xff\x00cd\xff\xd0ef", times: int = 2, width: int = 4, height: int = 5) -> bytes:
    """Return what has the structure of a JPEG: tables, a frame header, scans with stuffed and restart markers, an end."""
    table = b"\xff\xdb" + struct.pack(">H", 4) + b"\0\1"
    frame = b"\xff\xc2" + struct.pack(">HBHHB", 8, 8, height, width, 1)
    one = b"\xff\xda" + struct.pack(">H", 3) + b"\0" + scan
    return b"\xff\xd8" + table + frame + one * times + b"\xff\xd9"


def webp(width: int = 6, height: int = 7) -> bytes:
    """Return a WebP whose header says so many pixels; only a small one is true."""
    if width * height <= TRUE_MOST:
        out = BytesIO()
        Image.new("RGB", (width, height), "teal").save(out, "WEBP", lossless=True)
        return out.getvalue()
    return riff((b"VP8L", b"\x2f" + ((width - 1) | (height - 1) << 14).to_bytes(4, "little") + b"\0" * 11))


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    """Return a WebP of `chunks`."""
    body = b"WEBP" + b"".join(kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2) for kind, data in chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def canvas(width: int, height: int, flags: int = 0) -> tuple[bytes, bytes]:
    """Return the chunk of an extended WebP that says how large it is."""
    return b"VP8X", bytes([flags, 0, 0, 0]) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")


#: What the Exif block of a telephone says: where, when, with what. None of it may be found in what is kept.
SECRETS = (b"2026:11:19 08:15:00", b"Telefon-77", b"Aicha")


def exif(orientation: int = 1) -> Image.Exif:
    """Return the Exif block of a picture that a telephone took, with the place where it was taken."""
    made = Image.Exif()
    made[0x0112], made[0x010F], made[0x0132], made[0x013B] = orientation, "Telefon-77", "2026:11:19 08:15:00", "Aicha"
    made.get_ifd(0x8825).update({1: "N", 2: (29.0, 44.0, 33.12), 3: "W", 4: (7.0, 58.0, 21.4)})
    return made


@cache
def photo(
    width: int = 300, height: int = 200, kind: str = "JPEG", orientation: int = 1, mode: str = "RGB", **more: object
) -> bytes:
    """Return a picture with much in it: its first corner red, its last one blue, noise between; Exif beside it."""
    grain = max(1, width // 4), max(1, height // 4)
    noise = Image.frombytes("L", grain, Random(7).randbytes(grain[0] * grain[1])).resize((width, height))
    slope = Image.linear_gradient("L").resize((width, height))
    made = Image.merge("RGB", (noise, slope, Image.blend(noise, slope, 0.5)))
    made.paste("red", (0, 0, width // 4, height // 4))
    made.paste("blue", (width - width // 4, height - height // 4, width, height))
    if mode in {"RGBA", "LA"}:
        made.putalpha(slope)
    made = made.convert(mode) if mode not in {"I;16"} else made.convert("L").convert("I").point(lambda v: v * 256).convert("I;16")
    out = BytesIO()
    made.save(out, kind, exif=exif(orientation), **more)
    return out.getvalue()


def mp3(seconds: float = 2.0, mono: bool = True) -> bytes:
    """Return silence as MP3: MPEG-1 layer III, 32 kbit/s, 32 kHz, frames of 36 ms."""
    frame = b"\xff\xfb\x18" + (b"\xc0" if mono else b"\x00") + bytes(140)
    return frame * round(seconds / 0.036)


def id3(text: bytes = b"hello") -> bytes:
    """Return an ID3v2 tag that holds `text`."""
    size = bytes(len(text) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x04\0\0" + size + text


def page(number: int, body: tuple[bytes, ...], granule: int = 0, flags: int = 0, serial: int = 7) -> bytes:
    """Return a page of Ogg with `body` for its packets; one that fills the page goes on upon the next."""
    lacing = b"".join(b"\xff" * (len(packet) // 255) + bytes([len(packet) % 255]) for packet in body)[:255]
    front = struct.pack("<4sBBQII", b"OggS", 0, flags, granule, serial, number)
    back = bytes([len(lacing)]) + lacing + b"".join(body)
    checksum = 0
    for byte in front + bytes(4) + back:
        checksum ^= byte << 24
        for _bit in range(8):
            checksum = (checksum << 1 ^ (0x04C11DB7 if checksum & 0x80000000 else 0)) & 0xFFFFFFFF
    return front + struct.pack("<I", checksum) + back


def opus(
    seconds: float = 2.0, tags: bytes = b"", channels: int = 1, granule: int | None = None, preskip: int = 312
) -> bytes:
    """Return silence as Opus in Ogg: packets of 20 ms, fifty on a page; `granule` is where it says that it ends."""
    silence, count = (b"\xfc" if channels == 2 else b"\xf8") + b"\xff\xfe", round(seconds / 0.02) + 1
    head = b"OpusHead\x01" + struct.pack("<BHIHB", channels, preskip, 48_000, 0, 0)
    vendor = b"OpusTags" + struct.pack("<I", 4) + b"test" + struct.pack("<I", 1) + struct.pack("<I", len(tags)) + tags
    pages = [page(0, (head,), flags=2), page(1, (vendor,))]
    for first in range(0, count, 50):
        last = min(first + 50, count)
        ends = granule if granule is not None and last == count else last * 960
        pages.append(page(len(pages), (silence,) * (last - first), ends, 4 if last == count else 0))
    return b"".join(pages)


def archive(*parts: tuple[str, bytes]) -> bytes:
    """Return a ZIP archive of `parts`."""
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_STORED) as file:
        for name, data in parts:
            file.writestr(name, data)
    return kept.getvalue()


def docx(*more: tuple[str, bytes]) -> bytes:
    """Return a Word document."""
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return archive(("[Content_Types].xml", b"<Types>" + kind + b"</Types>"), ("word/document.xml", b"<w/>"), *more)


def xlsx() -> bytes:
    """Return an Excel spreadsheet."""
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return archive(("[Content_Types].xml", b"<Types>" + kind + b"</Types>"), ("xl/workbook.xml", b"<w/>"))


def odt(kind: str = "text") -> bytes:
    """Return an OpenDocument file."""
    return archive(("mimetype", f"application/vnd.oasis.opendocument.{kind}".encode()), ("content.xml", b"<c/>"))
