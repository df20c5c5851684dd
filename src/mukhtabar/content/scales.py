"""The sizes in which a picture is shown, drawn once from the kept one: the same picture and point, the same bytes."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PIL import Image as Pillow
from ZODB.blob import Blob

from mukhtabar.content.media import JPEG, PNG, WEBP, Media
from mukhtabar.content.picture import drawing, opened, saved

#: Width -> most bytes of the whole picture in that width; none is drawn larger than the picture is. The bytes are what
#: keeps a page with a picture within GOALS W1: quality goes down until they hold.
WIDTHS = {320: 12_000, 640: 34_000, 1280: 68_000}
#: Cut around the point that matters: name -> (width, height, most bytes).
CUTS = {"square": (320, 320, 14_000), "card": (480, 360, 20_000)}
#: The width that is kept for browsers which know no WebP as well.
PLAIN = 640
QUALITIES = (80, 68, 55, 42, 30, 18, 8)
CENTRE = "50 50"


@dataclass(frozen=True)
class Scale:
    """One picture ready to send. `name` is "full" or that of a cut; `digest` the SHA-256 of its bytes."""

    name: str
    media_type: str
    width: int
    height: int
    size: int
    digest: str
    blob: Blob | None = None


@dataclass(frozen=True)
class Drawn:
    """A scale and its bytes, before they are kept."""

    scale: Scale
    data: bytes


def spot(focus: str) -> tuple[int, int]:
    """Return (across, down) in percent, each 0 to 100, of the point that must stay visible; nonsense is the centre."""
    parts = focus.split(" ")
    if len(parts) == 2 and all(part.isascii() and part.isdigit() and len(part) <= 3 for part in parts):
        across, down = int(parts[0]), int(parts[1])
        if across <= 100 and down <= 100:
            return across, down
    return 50, 50


def box(width: int, height: int, wide: int, high: int, focus: str) -> tuple[int, int, int, int]:
    """Return the largest part of `width` x `height` shaped `wide`:`high`, as near to `focus` as can be."""
    across, down = spot(focus)
    if width * high > height * wide:
        inner, outer = max(1, round(height * wide / high)), height
    else:
        inner, outer = width, max(1, round(width * high / wide))
    start = min(max(round(width * across / 100 - inner / 2), 0), width - inner)
    top = min(max(round(height * down / 100 - outer / 2), 0), height - outer)
    return start, top, start + inner, top + outer


def draw(data: bytes, media: Media, focus: str) -> list[Drawn]:
    """Return the scales of the kept picture `data`. Raises picture.Unreadable."""
    with drawing():
        image = opened(data, media)
        return list(_drawn(image.convert("RGBA" if image.mode == "RGBA" else "RGB"), focus))


def widths(width: int) -> list[int]:
    """Return the widths in which a picture of `width` points is shown whole."""
    return sorted({min(width, wanted) for wanted in WIDTHS})


def _drawn(image: Any, focus: str) -> Iterator[Drawn]:
    width, height = image.size
    plain = PNG if image.mode == "RGBA" else JPEG
    for wanted in widths(width):
        size = (wanted, max(1, round(height * wanted / width)))
        small = image.resize(size, Pillow.Resampling.LANCZOS) if wanted < width else image
        most = next(most for limit, most in WIDTHS.items() if wanted <= limit)
        yield _one("full", small, WEBP, most)
        if wanted == min(PLAIN, width):
            yield _one("full", small, plain, most)
    for name, (wide, high, most) in CUTS.items():
        part = image.crop(box(width, height, wide, high, focus))
        if part.width > wide:
            part = part.resize((wide, high), Pillow.Resampling.LANCZOS)
        yield _one(name, part, WEBP, most)
        yield _one(name, part, plain, most)


def _one(name: str, image: Any, media: Media, most: int) -> Drawn:
    data = saved(image, media, QUALITIES[0])
    if len(data) > most and media is not PNG:
        data = _lighter(image, media, most)
    digest = hashlib.sha256(data).hexdigest()
    return Drawn(Scale(name, media.media_type, image.width, image.height, len(data), digest), data)


def _lighter(image: Any, media: Media, most: int) -> bytes:
    """Return the best of the other qualities that is light enough; the last one when none is. Tries three at most."""
    first, last = 1, len(QUALITIES) - 1
    found = b""
    while first <= last:
        middle = (first + last) // 2
        data = saved(image, media, QUALITIES[middle])
        if len(data) <= most:
            found, last = data, middle - 1
        else:
            first = middle + 1
    return found or saved(image, media, QUALITIES[-1])
