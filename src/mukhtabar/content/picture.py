"""From the bytes somebody sent to a picture that may be kept: decoded within bounds, upright, in sRGB, nothing beside.

What is kept is drawn anew from the points alone. So no place, no time, no name of a camera or a person, no comment and
no second file inside survives (Exif, IPTC, XMP, ICC profiles, trailing bytes). Whoever calls has checked the number of
points against what the header says (content/media.py); here it is held against what the decoder says.
"""

import struct
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, ImageFile

from mukhtabar.content.media import JPEG, PNG, WEBP, Found, Media

#: Longer sides are brought down to this many points: enough for print at A5, and for every screen of a reader.
LONGEST = 2560
#: A PNG that would be heavier when kept, and shows nothing through, is kept as a JPEG.
HEAVY = 3 * 1024 * 1024
#: No colour profile of use is longer; a longer one is left unread.
PROFILE_MOST = 1024 * 1024
#: How Exif says that a picture is to be turned (CIPA DC-008, section 4.6.4, tag 0x0112) -> how it is done.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}  # fmt: skip
#: JPEG spends a bit at least on every block of 8 by 8 points; with fewer, the decoder would paint the rest grey.
PER_BYTE = 1024
_ORIENTATION = 0x0112
#: Entries that the directory of an Exif block may have before we stop looking for the one that matters.
_ENTRIES_MOST = 200
#: What of a PNG is needed to draw it (W3C PNG, section 11), and where its Exif block is. Texts are not even unpacked.
_PNG_NEEDED = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"iCCP"})
_NAMES = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}
#: Decoding takes memory by the points, so one picture is decoded at a time in a process, however many are sent.
_ONE = threading.Lock()
ImageFile.LOAD_TRUNCATED_IMAGES = False


class Unreadable(ValueError):
    """The bytes have the form of a picture and are none."""


@dataclass(frozen=True)
class Kept:
    """A picture as it is kept: its bytes and what they are."""

    data: bytes
    media: Media
    width: int
    height: int


def develop(data: bytes, found: Found) -> Kept:
    """Return the picture `data`, which sniff() has `found`, as it may be kept. Raises Unreadable."""
    with _ONE:
        image = _decoded(data, found, LONGEST)
        return _encoded(image, found.media)


def is_bare(data: bytes, found: Found) -> bool:
    """Whether the picture `data` could have been kept by develop(): of its kinds and size, with nothing beside it."""
    if found.media not in {JPEG, PNG} or max(found.width, found.height) > LONGEST:
        return False
    bare, exif = _bare(data, found.media)
    return bare == data and not exif and b"ICC_PROFILE\0" not in bare[:4096] and b"iCCP" not in bare[:4096]


def opened(data: bytes, media: Media) -> Any:
    """Return a kept picture as Pillow has it. Raises Unreadable. Call it under drawing()."""
    try:
        image = Image.open(BytesIO(data), formats=[_NAMES[media]])
        image.load()
    except Exception as error:
        raise Unreadable(type(error).__name__) from None
    return image


def drawing() -> threading.Lock:
    """Return the lock under which pictures are decoded."""
    return _ONE


def _decoded(data: bytes, found: Found, longest: int) -> Any:
    """Decode, upright, in sRGB, RGB or RGBA, no side longer than `longest`. Raises Unreadable."""
    try:
        if found.media is JPEG and found.width * found.height > PER_BYTE * len(data):
            raise Unreadable("more points than there can be")
        bare, exif = _bare(data, found.media)
        image: Any = Image.open(BytesIO(bare), formats=[_NAMES[found.media]])
        if image.size != (found.width, found.height) or getattr(image, "n_frames", 1) != 1:
            raise Unreadable("another size")
        profile = image.info.get("icc_profile")
        # The decoder of JPEG can leave out points as it goes: memory follows what is kept, not what was sent.
        image.draft(None, (longest, longest))
        image.load()
        if max(image.size) > longest:
            image = _eight_bits(image)
            image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        image = _in_srgb(_eight_bits(image), profile)
        turn = TURNS.get(_orientation(exif))
        if turn is not None:
            image = image.transpose(turn)
    except Exception as error:  # a decoder given hostile bytes may raise anything
        raise Unreadable(type(error).__name__) from None
    image.info.clear()
    return image


def _encoded(image: Any, media: Media) -> Kept:
    see_through = image.mode == "RGBA"
    if media is PNG or see_through:
        data = saved(image, PNG)
        if see_through or len(data) <= HEAVY:
            return Kept(data, PNG, *image.size)
    return Kept(saved(image, JPEG, 90), JPEG, *image.size)


def saved(image: Any, media: Media, quality: int = 80) -> bytes:
    """Return the points of `image` as a file with nothing beside them; the same points give the same bytes."""
    out = BytesIO()
    if media is PNG:
        image.save(out, "PNG")
    elif media is WEBP:
        image.save(out, "WEBP", quality=quality, method=4)
    else:
        image.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
    return out.getvalue()


def _eight_bits(image: Any) -> Any:
    """Return the image as L, RGB, RGBA or CMYK, eight bits a channel."""
    if image.mode in {"I;16", "I;16B", "I;16L", "I", "F"}:
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    see_through = image.mode in {"P", "1", "L", "RGB"} and "transparency" in image.info
    if image.mode in {"LA", "PA", "La", "RGBa"} or see_through:
        return image.convert("RGBA")
    if image.mode in {"L", "RGB", "RGBA", "CMYK"}:
        return image
    return image.convert("RGB")


def _in_srgb(image: Any, profile: bytes | None) -> Any:
    """Return the image in sRGB, RGB or RGBA; a broken profile, or one of another kind of colour, counts for nothing."""
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    if alpha is not None and alpha.getextrema() == (255, 255):
        alpha = None
    flat = image.convert("RGB") if image.mode == "RGBA" else image
    if profile and len(profile) <= PROFILE_MOST:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            flat = ImageCms.profileToProfile(flat, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            flat = flat.convert("RGB")
    flat = flat.convert("RGB")
    if alpha is not None:
        flat.putalpha(alpha)
    return flat


def _bare(data: bytes, media: Media) -> tuple[bytes, bytes]:
    """Return what of the file is needed to draw it, and its Exif block."""
    if media is PNG:
        chunks = list(_png_chunks(data))
        kept = b"".join(whole for kind, whole in chunks if kind in _PNG_NEEDED)
        return data[:8] + kept, next((whole[8:-4] for kind, whole in chunks if kind == b"eXIf"), b"")
    if media is JPEG:
        return _bare_jpeg(data)
    return data, _webp_exif(data)


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 8
    while place + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, place)
        yield kind, data[place : place + 12 + length]
        place += 12 + length


def _bare_jpeg(data: bytes) -> tuple[bytes, bytes]:
    """Leave out application segments and comments, but for the colour profile and how colours are kept."""
    kept, exif, place = [data[:2]], b"", 2
    while data[place + 1] != 0xDA:
        if data[place + 1] == 0xFF:
            place += 1
            continue
        marker, length = data[place + 1], struct.unpack_from(">H", data, place + 2)[0]
        segment = data[place : place + 2 + length]
        if marker == 0xE1 and segment[4:10] == b"Exif\0\0":
            exif = exif or segment[10:]
        beside = 0xE0 <= marker <= 0xEF or marker == 0xFE
        if not beside or marker in {0xE0, 0xEE} or segment[4:16] == b"ICC_PROFILE\0":
            kept.append(segment)
        place += 2 + length
    return b"".join([*kept, data[place:]]), exif


def _webp_exif(data: bytes) -> bytes:
    place = 12
    while place + 8 <= len(data):
        kind, length = struct.unpack_from("<4sI", data, place)
        if kind == b"EXIF":
            return data[place + 8 : place + 8 + length].removeprefix(b"Exif\0\0")
        place += 8 + length + length % 2
    return b""


def _orientation(exif: bytes) -> int:
    """Return how the picture is to be turned, 1 when nothing sensible says so (TIFF 6.0, section 2)."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    try:
        if order is None or struct.unpack_from(f"{order}H", exif, 2)[0] != 42:
            return 1
        (place,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, place)
        for number in range(min(count, _ENTRIES_MOST)):
            tag, kind, _number, value = struct.unpack_from(f"{order}HHIH", exif, place + 2 + 12 * number)
            if tag == _ORIENTATION:
                return int(value) if kind == 3 else 1
    except struct.error:
        pass
    return 1
