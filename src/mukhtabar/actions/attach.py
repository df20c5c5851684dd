"""Attach a document, a picture or a recording: judged by its bytes, kept in a blob, private until it is published."""

import re
from collections.abc import Mapping
from typing import Any

from mukhtabar.actions.complete import complete
from mukhtabar.actions.context import Ctx
from mukhtabar.actions.create import NEEDS, create, free_name
from mukhtabar.actions.fit import Fit, fit
from mukhtabar.actions.scale import make_scales
from mukhtabar.content.audio import Audio
from mukhtabar.content.file import File, Image
from mukhtabar.content.media import Media
from mukhtabar.language.clean import clean_line
from mukhtabar.rules.references import new_reference
from mukhtabar.store.blobs import keep

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


def describe(document: File, kept: Fit, given_name: str, ctx: Ctx) -> None:
    """Write into `document` what its bytes are; `given_name` is what the file was called where it came from."""
    document.filename = file_name(given_name, kept.media)
    document.media_type, document.size, document.digest = kept.media.media_type, len(kept.data), kept.digest
    document.width, document.height = kept.width, kept.height
    if isinstance(document, Audio):
        document.seconds, document.channels, document.recorded = kept.seconds, kept.channels, ctx.now


def fill(document: File, kept: Fit, ctx: Ctx) -> None:
    """Give `document`, which stands in the tree, its bytes."""
    document.blob = keep(ctx.portal._p_jar, kept.data)
    if isinstance(document, Image):
        make_scales(ctx, document, kept.data)


def attach(ctx: Ctx, parent: Any, document: File, values: Mapping[str, Any], given_name: str, data: bytes) -> File:
    """Place `document` (a new File, Image or Audio) under `parent` with the content `data`, and return it.

    `given_name` is what the file was called where it came from. Raises Refused; then nothing has changed.
    """
    # Asked before anything is decoded: who may not add it here costs nothing.
    ctx.require(NEEDS[document.type_name], parent)
    complete(ctx, document, values, parent)
    kept = fit(document, data)
    describe(document, kept, given_name, ctx)
    create(ctx, parent, document, _name(parent, document, values), values)
    fill(document, kept, ctx)
    return document


def _name(parent: Any, document: File, values: Mapping[str, Any]) -> str:
    if not document.prefix:
        return free_name(parent, values["title"].best("ar")[1] or document.filename)
    while (name := new_reference(document.prefix)) in parent:
        pass
    return name
