"""Attach a document or a picture: judged by its bytes, kept in a blob, private until it is published."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.create import create, free_name
from mukhtabar.content.file import File, Image
from mukhtabar.content.media import Found, Media, sniff
from mukhtabar.language import _
from mukhtabar.language.clean import clean_line
from mukhtabar.store.blobs import keep

FILE_MOST = 5 * 1024 * 1024
IMAGE_MOST = 3 * 1024 * 1024
PIXELS_MOST = 40_000_000
#: As many letters as a name may have before its ending: all systems take it, even as three bytes a letter.
NAME_MOST = 70
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f"*:<>?|;]+')


def file_name(given: str, media: Media) -> str:
    """Return the name under which a file is downloaded: no path, nothing invisible, the ending of what it is."""
    name = clean_line(_NOT_IN_NAMES.sub(" ", given.replace("\\", "/").rpartition("/")[2])).lstrip(". ")
    stem, _dot, ending = name.rpartition(".")
    if ending.lower() not in media.endings:
        stem, ending = name, media.endings[0]
    return f"{stem[:NAME_MOST].strip('. ') or 'file'}.{ending.lower()}"


def _checked(data: bytes, picture: bool) -> Found:
    """Return what `data` is. Raises Refused when the portal does not take it as a picture, or as a document."""
    most = IMAGE_MOST if picture else FILE_MOST
    if len(data) > most:
        raise refused("too_big", _("This file is too big: at most ${most} MB.", most=most // 1024**2))
    if not data:
        raise refused("empty_file", _("This file is empty."))
    found = sniff(data)
    if picture and (found is None or not found.media.picture):
        sentence = _("This is not a picture that the portal takes: JPEG, PNG or WebP, unbroken.")
        raise refused("not_a_picture", sentence)
    if found is None:
        sentence = _(
            "This is not a document that the portal takes: PDF, DOCX, XLSX, ODT or ODS, unbroken and without macros."
        )
        raise refused("not_a_document", sentence)
    if found.media.picture and not picture:
        sentence = _("This is a picture. Add it as an image: then it gets a text for those who do not see it.")
        raise refused("is_a_picture", sentence)
    if found.width * found.height > PIXELS_MOST:
        raise refused(
            "too_many_pixels",
            _(
                "This picture has too many points: ${width} × ${height}. Make it smaller first.",
                width=found.width,
                height=found.height,
            ),
        )
    return found  # fmt: skip


def attach(ctx: Ctx, parent: Any, document: File, values: Mapping[str, Any], given_name: str, data: bytes) -> File:
    """Place `document` (a new File or Image) under `parent` with the content `data`, and return it.

    `given_name` is what the file was called where it came from. Raises Refused; then nothing has changed.
    """
    found = _checked(data, isinstance(document, Image))
    if isinstance(document, Image) and not values.get("alternative"):
        raise refused("no_alternative", _("Say in words what the picture shows: not everybody sees it."))
    # What stands after the end of a picture is not shown by anything, so it is not wanted (abuse case 51).
    data = data[: found.end]
    document.filename = file_name(given_name, found.media)
    document.media_type, document.size = found.media.media_type, len(data)
    document.digest = hashlib.sha256(data).hexdigest()
    document.width, document.height = found.width, found.height
    title = values["title"].best("ar")[1]
    create(ctx, parent, document, free_name(parent, title or document.filename), values)
    document.blob = keep(ctx.portal._p_jar, data)
    return document
