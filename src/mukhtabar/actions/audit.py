"""Compare what must agree, and put right what can be (a crash between the two commits is harmless)."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ZODB.blob import Blob

from mukhtabar.actions.context import Ctx
from mukhtabar.actions.erase import erase
from mukhtabar.actions.record import refresh
from mukhtabar.actions.scale import make_scales
from mukhtabar.content.attachment import Attachment
from mukhtabar.content.base import Workflowed
from mukhtabar.content.file import File, Image
from mukhtabar.content.moderated import Moderated
from mukhtabar.content.places import places
from mukhtabar.store.blobs import read


@dataclass(frozen=True)
class Finding:
    """Something that does not agree: a stable code, a sentence without personal data, and what it is about."""

    code: str
    sentence: str
    about: Any


def _kept(ctx: Ctx, uid: int) -> bytes:
    found = ctx.portal.alike.get(uid) if ctx.portal.alike is not None else None
    return found[1] if found is not None else b""


def _document(ctx: Ctx, uid: int, document: Any) -> Iterator[Finding]:
    if document.uid != uid:
        yield Finding("uid", f"The document at uid {uid} says its uid is {document.uid}.", None)
    if document.__parent__ is not None and document.__parent__.get(document.__name__) is not document:
        yield Finding("place", f"The document {uid} is not where it says it is.", None)
    if frozenset(places(document)) != ctx.portal.listings_index.entries(uid):
        yield Finding("listing", f"The lists do not agree with the document {uid}.", document)
    if isinstance(document, Moderated) and _kept(ctx, uid) != document.sketch:
        yield Finding("alike", f"What is like the document {uid} cannot be found by its text.", document)
    if isinstance(document, Workflowed):
        name = document.definition.aliases.get(document.state, document.state)
        if name not in document.definition.states:
            yield Finding("state", f"The document {uid} is in the unknown state '{document.state}'.", None)
    if isinstance(document, File | Attachment) and not _whole(document.blob, document.digest):
        yield Finding("bytes", f"The bytes of the document {uid} are lost or changed.", None)
    elif isinstance(document, Image) and not (
        document.scales and all(_whole(scale.blob, scale.digest) for scale in document.scales)
    ):
        yield Finding("scales", f"The picture {uid} has lost sizes in which it is shown.", document)


def _whole(blob: Blob | None, digest: str) -> bool:
    """Whether a blob is there and holds what its digest says."""
    try:
        return blob is not None and hashlib.sha256(read(blob)).hexdigest() == digest
    except (OSError, KeyError):  # a lost record is a KeyError, a lost file an OSError
        return False


def audit(ctx: Ctx, progress: Callable[[int], None] = lambda done: None) -> list[Finding]:
    """Return everything that does not agree. Reads the whole record."""
    findings: list[Finding] = []
    named: set[str] = set()
    for uid in ctx.portal.uids:
        document = ctx.portal.uids.get(uid)
        findings += _document(ctx, uid, document)
        named |= {document.creator} if document.creator else set()
        progress(1)
    for uid in ctx.portal.listings_index:
        if ctx.portal.uids.get(uid) is None:
            findings.append(Finding("listing", f"A list names {uid}, which does not exist.", uid))
    # Who sits in a council is named there, with an account or without.
    named |= ctx.portal.mandates.people()
    for person in ctx.register:
        grants = ctx.portal.grants
        used = person.password or person.pid in named or grants.of(person.pid) or grants.groups.of(person.pid)
        if not used and person.created < ctx.now:
            findings.append(Finding("unused_person", f"Nothing refers to the person {person.pid}.", person.pid))
    return findings


def repair(ctx: Ctx, findings: Iterable[Finding]) -> int:
    """Put right what can be without losing anything; return how many."""
    mended = 0
    for finding in findings:
        if finding.code == "listing" and isinstance(finding.about, int):
            ctx.portal.listings_index.put(finding.about, ())
        elif finding.code in {"listing", "alike"}:
            refresh(ctx, finding.about)
        elif finding.code == "scales":
            finding.about.scales = ()
            make_scales(ctx, finding.about)
        elif finding.code == "unused_person":
            erase(ctx, finding.about)
        else:
            continue
        mended += 1
    return mended
