"""Small files of every kind that is taken, made byte by byte, and some that only look like one."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
HTML = b"<!DOCTYPE html><script>alert(1)</script>"


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 2, height: int = 3) -> bytes:
    """Return a PNG whose header says so many pixels; only a small one is true."""
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + _chunk(b"IDAT", zlib.compress(b"\0\0\0" * 3)) + _chunk(b"IEND", b"")


def jpeg(width: int = 4, height: int = 5) -> bytes:
    """Return what has the structure of a JPEG: tables, a frame header, a scan with stuffed and restart markers, an end."""
    table = b"\xff\xdb" + struct.pack(">H", 4) + b"\0\1"
    frame = b"\xff\xc2" + struct.pack(">HBHHB", 8, 8, height, width, 1)
    scan = b"\xff\xda" + struct.pack(">H", 3) + b"\0" + b"ab\xff\x00cd\xff\xd0ef"
    return b"\xff\xd8" + table + frame + scan + scan + b"\xff\xd9"


def webp(width: int = 6, height: int = 7) -> bytes:
    """Return the header of an extended WebP."""
    body = (
        b"WEBPVP8X"
        + struct.pack("<I", 10)
        + b"\0" * 4
        + (width - 1).to_bytes(3, "little")
        + (height - 1).to_bytes(3, "little")
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


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
