"""Bring in what export.py wrote, here or elsewhere. An archive is a stranger's word: all of it is checked first."""

import hashlib
import json
import math
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, BinaryIO
from zipfile import BadZipFile, ZipFile

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.create import free_name
from mukhtabar.actions.export import BLOBS, DOCUMENTS, FORMAT, MANIFEST, VERSION
from mukhtabar.actions.fit import checked
from mukhtabar.actions.link import relink
from mukhtabar.actions.move import NAME, NAME_MOST
from mukhtabar.actions.order import at_the_end
from mukhtabar.actions.record import record, refresh
from mukhtabar.actions.scale import make_scales
from mukhtabar.content.attachment import Attachment
from mukhtabar.content.audio import SPEECH, Audio
from mukhtabar.content.base import HistoryEntry, Resource, Workflowed, all_kept
from mukhtabar.content.charter import Signature
from mukhtabar.content.commitment import Milestone, Note
from mukhtabar.content.council_file import Point
from mukhtabar.content.file import File, Image
from mukhtabar.content.front import Block
from mukhtabar.content.kinds import KINDS
from mukhtabar.content.measured import Paused
from mukhtabar.content.menu import MenuEntry
from mukhtabar.content.petition import Annex, Deliberation, Lodging, Sheet
from mukhtabar.content.picture import is_bare
from mukhtabar.content.plain import Malformed, rich
from mukhtabar.content.register import Edition, Row, Taken
from mukhtabar.content.scales import draw
from mukhtabar.content.seated import Sitting
from mukhtabar.content.texts import HTML, Texts
from mukhtabar.content.translations import Draft
from mukhtabar.language import LANGUAGES, Message, _
from mukhtabar.language.html import sanitise
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.phases import Phase
from mukhtabar.rules.refused import Refused
from mukhtabar.store.blobs import keep
from mukhtabar.store.names import RESERVED
from mukhtabar.store.revisions import Revision, digest_of

#: Unpacked; more is brought in piece by piece.
BYTES_MOST = 512 * 1024 * 1024
ONE_MOST = 64 * 1024 * 1024
DOCUMENTS_MOST = 100_000
#: A name, and the number that makes it another one than its neighbour has.
LONGEST_NAME = NAME_MOST + 10
#: What reading something that is no archive of ours can come to.
BROKEN = (
    BadZipFile, KeyError, ValueError, TypeError, AttributeError, RecursionError, RuntimeError, EOFError, OSError,
    zlib.error,
)  # fmt: skip
#: Attributes that begin empty, and what they hold later; and what stands in those that hold several.
LATER = {"creator": str, "recorded": datetime, "received": datetime, "entered_by": str, "approved_by": str,
         "published": datetime, "reminded": datetime, "arrived": datetime, "due": datetime, "day": datetime,
         "since": datetime, "checked": datetime, "registered": datetime, "on_behalf": tuple, "taken": Taken,
         "edition": Edition, "lodging": Lodging, "deliberation": Deliberation}  # fmt: skip
EACH = {
    "signatures": Signature, "history": HistoryEntry, "phases": Phase, "pinned": str, "drafted_by": str, "vouched": str,
    "kinds": str, "states": str, "topics": str, "categories": str, "entries": MenuEntry, "blocks": Block,
    "labels": str, "rests": Paused, "milestones": Milestone, "notes": Note, "points": Point, "sittings": Sitting,
    "rows": Row, "sheets": Sheet, "annexes": Annex, "corrected": Lodging,
}  # fmt: skip


@dataclass
class _Read:
    """One document of the archive, checked: nothing of it is in the tree yet."""

    document: Resource
    name: str
    parent: int | None
    saves: list[tuple[int, Revision]]
    blobs: dict[str, bytes]
    #: Of a recording: the number of the document that it reads.
    reads: int | None = None


def bring_in(ctx: Ctx, target: Any, source: BinaryIO, progress: Callable[[int], None] = lambda done: None) -> int:
    """Put what the archive `source` holds into `target` and return how many documents that were.

    Everything comes as it was, states and history included, so only who administers the portal may. Raises Refused
    (codes bad_archive, too_big, newer_archive, wrong_place, not_permitted); then nothing has changed.
    """
    ctx.in_earnest()
    ctx.require(Permission.MANAGE, target)
    found = _read(source)
    for each in found:
        kinds = target.children if each.parent is None else found[each.parent].document.children
        if each.document.type_name not in kinds:
            raise refused("wrong_place", _("This cannot be added here."))
    for each in found:
        _place(ctx, each, target if each.parent is None else found[each.parent].document)
        progress(1)
    for each in found:
        if each.reads is not None and each.reads < len(found):
            each.document.reads = found[each.reads].document.uid
        relink(ctx, each.document)
        refresh(ctx, each.document)
    record(ctx, target, "bring_in", {"count": str(len(found))}, changed=False)
    return len(found)


def _bad() -> Refused:
    return refused("bad_archive", _("This is not an archive of this portal, or it is broken."))


def _too_big() -> Refused:
    most = BYTES_MOST // 1024**2
    sentence = _("This archive is too big: at most ${most} MB unpacked. Take it out in parts.", most=most)
    return refused("too_big", sentence)


def _read(source: BinaryIO) -> list[_Read]:
    try:
        with ZipFile(source) as archive:
            if sum(part.file_size for part in archive.infolist()) > BYTES_MOST:
                raise _too_big()
            manifest = json.loads(_part(archive, MANIFEST))
            _known(manifest)
            # Only the line feed parts them: other signs that some call the end of a line stand in texts (U+2028).
            lines = _part(archive, DOCUMENTS).decode("utf-8").removesuffix("\n").split("\n")
            if len(lines) > DOCUMENTS_MOST or len(lines) != manifest["documents"]:
                raise _bad()
            return [_document(archive, json.loads(line), number) for number, line in enumerate(lines)]
    except BROKEN:
        raise _bad() from None


def _part(archive: ZipFile, name: str) -> bytes:
    """Return one part, read no further than its size says. Raises KeyError, BadZipFile, Refused."""
    info = archive.getinfo(name)
    if info.file_size > ONE_MOST:
        raise _too_big()
    with archive.open(info) as part:
        data = part.read(info.file_size + 1)
    if len(data) != info.file_size:
        raise _bad()
    return data


def _known(manifest: Any) -> None:
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise _bad()
    if not isinstance(manifest.get("version"), int) or manifest["version"] > VERSION:
        sentence: Message = _("This archive was made by a newer version of the portal. Upgrade this one first.")
        raise refused("newer_archive", sentence)


def _document(archive: ZipFile, line: dict[str, Any], number: int) -> _Read:
    kind, parent, name = KINDS[line["type"]], line["in"], line["name"]
    if line["number"] != number or not (parent is None or (isinstance(parent, int) and 0 <= parent < number)):
        raise Malformed("a document out of its place")
    if not isinstance(name, str) or not NAME.fullmatch(name) or len(name) > LONGEST_NAME or name in RESERVED:
        raise Malformed("a document with a name that cannot be")
    document = kind()
    allowed = set(all_kept(kind))
    for attribute, value in line["values"].items():
        if attribute not in allowed:
            raise Malformed("a document with something that it cannot have")
        setattr(document, attribute, _checked(kind, attribute, rich(value)))
    missing = [attribute for attribute in allowed if not hasattr(document, attribute)]
    if missing:
        raise Malformed(f"a document without {min(missing)}")
    if isinstance(document, Workflowed):
        document.definition.state(document.state)
    saves = [(key, _save(kind, rich(save))) for key, save in line["saves"]]
    blobs = {attribute: _blob(archive, digest, allowed, attribute) for attribute, digest in line["blobs"].items()}
    if isinstance(document, File | Attachment):
        _bytes(document, blobs.get("blob", b""))
    reads = line.get("reads") if isinstance(document, Audio) else None
    if reads is not None and (type(reads) is not int or reads < 0):
        raise Malformed("a recording of nothing")
    return _Read(document, name, parent, saves, blobs, reads)


def _bytes(document: File | Attachment, data: bytes) -> None:
    """Raise Malformed unless `data` is what this portal would have kept of such a document, with nothing beside."""
    try:
        found = checked(document, data)
    except Refused:
        raise Malformed("a file that is not taken") from None
    if found.media.media_type != document.media_type or len(data) != document.size or found.end != len(data):
        raise Malformed("a file that is not what it says")
    if hashlib.sha256(data).hexdigest() != document.digest:
        raise Malformed("a file with another digest")
    if isinstance(document, Image):
        if not is_bare(data, found) or (found.width, found.height) != (document.width, document.height):
            raise Malformed("a picture with something beside it")
        # Drawn once here, so that one which cannot be is known before anything is in the tree.
        draw(data, found.media, document.focus)
    if isinstance(document, Audio):
        if document.speech not in SPEECH or found.sound is None or found.sound.data != data:
            raise Malformed("a recording with something beside it")
        if document.seconds != math.ceil(found.sound.seconds):
            raise Malformed("a recording of another length")


def _checked(kind: type[Resource], attribute: str, value: Any) -> Any:
    """Return a value of the type that the attribute has, its HTML sanitised. Raises Malformed."""
    default = getattr(kind, attribute, None)
    if default is not None:
        right = type(value) is type(default)
    elif hasattr(kind, attribute):
        right = value is None or isinstance(value, LATER[attribute])
    else:
        right = isinstance(value, datetime)
    if not right or not all(isinstance(item, EACH[attribute]) for item in (value if attribute in EACH else ())):
        raise Malformed(f"{attribute} is not what it should be")
    if attribute == "translations":
        return {language: _translation(kind, language, draft) for language, draft in value.items()}
    if attribute == "blocks":
        return tuple(replace(each, texts=tuple((code, sanitise(html, editor=True)) for code, html in each.texts))
                     for each in value)  # fmt: skip
    if isinstance(value, Texts) and attribute in HTML:
        clean = {code: sanitise(html, editor=True) for code, html in value.values.items()}
        return Texts(clean, value.changed, value.source)
    return value


def _translation(kind: type[Resource], language: str, draft: Any) -> Draft:
    if language not in LANGUAGES or not isinstance(draft, Draft):
        raise Malformed("a translation that cannot be")
    if not all(isinstance(getattr(kind, name, None), Texts) and name in kind.fields for name in draft.fields):
        raise Malformed("a translation of something that is no text")
    clean = {name: sanitise(text, editor=True) if name in HTML else text for name, text in draft.fields.items()}
    return replace(draft, fields=clean)


def _save(kind: type[Resource], save: Any) -> Revision:
    names = {*kind.fields, *kind.noted}
    if not isinstance(save, Revision) or not isinstance(save.fields, dict) or not set(save.fields) <= names:
        raise Malformed("a save that cannot be")
    if digest_of(save.fields) != save.digest:
        raise Malformed("a save that says something else than its digest")
    return save


def _blob(archive: ZipFile, digest: Any, allowed: set[str], attribute: str) -> bytes:
    if attribute not in allowed:
        raise Malformed("a document with something that it cannot have")
    data = _part(archive, f"{BLOBS}{digest}")
    if hashlib.sha256(data).hexdigest() != digest:
        raise Malformed("bytes that say something else than their digest")
    return data


def _place(ctx: Ctx, each: _Read, parent: Any) -> None:
    document, name = each.document, each.name
    if name in parent:
        name = free_name(parent, name)
    if each.parent is None:
        document.position = at_the_end(ctx, parent)
    for attribute, data in each.blobs.items():
        setattr(document, attribute, keep(ctx.portal._p_jar, data))
    if isinstance(document, Image):
        make_scales(ctx, document, each.blobs["blob"])
    for key, save in each.saves:
        document.bring_revision(key, save)
    parent.add(name, document)
    uid = ctx.portal.uids.register(document)
    reference = getattr(document, "reference", "")
    if reference and not ctx.portal.references.insert(reference, uid):
        # The one with this reference is here already: what comes now is a copy of it, and has none.
        setattr(document, "reference", "")  # noqa: B010 (only some types have it)
