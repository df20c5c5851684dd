"""Write a document and all that stands in it into one archive: texts, files, history, saves.

The archive is a ZIP: `manifest.json`, `documents.jsonl` (one document a line, what contains before what is contained),
and the bytes of files under `blobs/<SHA-256>`. It holds no name and no address of a person: those stay in the register.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from ZODB.blob import Blob

from mukhtabar.actions.context import Ctx
from mukhtabar.actions.early import kept_from
from mukhtabar.content.audio import Audio
from mukhtabar.content.base import HistoryEntry, Resource, Workflowed, all_kept
from mukhtabar.content.kinds import KINDS
from mukhtabar.content.plain import plain
from mukhtabar.content.working import is_working_copy
from mukhtabar.rules.permissions import Permission
from mukhtabar.security.acl import may
from mukhtabar.store.blobs import read
from mukhtabar.store.folder import Folder, path_of
from mukhtabar.store.revisions import digest_of

FORMAT = "mukhtabar-archive"
#: Goes up when an older portal could not read what is written.
VERSION = 1
MANIFEST, DOCUMENTS, BLOBS = "manifest.json", "documents.jsonl", "blobs/"


def export(ctx: Ctx, document: Any, out: BinaryIO, progress: Callable[[int], None] = lambda done: None) -> int:
    """Write `document` and everything below it to `out` and return how many documents that were. Raises Refused.

    Only who administers the portal may: drafts and what is hidden go along, but what the actor may not read stays: what
    a council is drafting, said in its drafts or wrote to itself goes along from the command line only. Working copies
    stay: what they stand for stays.
    `progress` is told 1 after each document.
    """
    ctx.in_earnest()
    ctx.require(Permission.MANAGE, document)
    lines, done = [], 0
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        written: set[str] = set()
        nodes = _numbered(ctx, document)
        numbers = {node.uid: number for number, (node, _parent) in enumerate(nodes)}
        for number, (node, parent) in enumerate(nodes):
            whole = ctx.system or (may(node, Permission.SEE_HISTORY, ctx.actor, ctx.now) and not kept_from(ctx, node))
            line = _line(node, number, parent, whole)
            if isinstance(node, Audio):
                # Elsewhere the document that it reads has another uid.
                line["values"]["reads"], line["reads"] = 0, numbers.get(node.reads)
            for name, blob in _blobs(node):
                data = read(blob)
                digest = hashlib.sha256(data).hexdigest()
                line["blobs"][name] = digest
                if digest not in written:
                    written.add(digest)
                    archive.writestr(BLOBS + digest, data, ZIP_STORED)
            lines.append(json.dumps(line, ensure_ascii=False, separators=(",", ":"), sort_keys=True))
            done = number + 1
            progress(1)
        archive.writestr(DOCUMENTS, "\n".join(lines))
        path = "/" + "/".join(path_of(document))
        manifest = {"format": FORMAT, "version": VERSION, "path": path, "documents": done, "made": ctx.now.isoformat()}
        archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False))
    return done


def _numbered(ctx: Ctx, document: Any) -> list[tuple[Any, int | None]]:
    """Return (document, number of its container in this same list), containers first."""
    found: list[tuple[Any, int | None]] = []

    def goes(node: Any) -> bool:
        readable = ctx.system or may(node, Permission.VIEW, ctx.actor, ctx.now)
        return node.type_name in KINDS and not is_working_copy(node) and readable

    def add(node: Any, parent: int | None) -> None:
        found.append((node, parent))
        number = len(found) - 1
        if isinstance(node, Folder):
            for child in node.values():
                if goes(child):
                    add(child, number)

    if document.type_name in KINDS:
        add(document, None)
    else:
        # A place of the country, or the portal: what stands in it, each by itself.
        for child in document.values():
            if goes(child):
                add(child, None)
    return found


def _line(node: Resource, number: int, parent: int | None, whole: bool) -> dict[str, Any]:
    """Return one document as it is written; not `whole`, without what was said in its history alone."""
    read = partial(getattr, node) if whole else node.for_readers
    values = {name: read(name) for name in all_kept(type(node)) if not isinstance(getattr(node, name), Blob)}
    saves = list(node.revisions.items())
    if not whole:
        # Of the saves, the last that says what everyone reads.
        said = node.field_values(read)
        saves = [(key, replace(save, comment="")) for key, save in saves if save.fields == said][-1:]
        if isinstance(node, Workflowed):
            values["history"] = tuple(_in_public(node, step) for step in node.history)
    return {
        "number": number,
        "in": parent,
        "type": node.type_name,
        "name": node.__name__,
        "values": {name: plain(value) for name, value in values.items()},
        # A save in which words were blacked out says what can be read of it; its seal stays here.
        "saves": [[key, plain(replace(save, digest=digest_of(save.fields)))] for key, save in saves],
        "blobs": {},
    }


def _in_public(node: Workflowed, step: HistoryEntry) -> HistoryEntry:
    taken = node.definition.transitions.get(step.transition)
    return step if taken is not None and taken.public_comment else replace(step, comment="")


def _blobs(node: Resource) -> list[tuple[str, Blob]]:
    values = ((name, getattr(node, name)) for name in all_kept(type(node)))
    return [(name, value) for name, value in values if isinstance(value, Blob)]
