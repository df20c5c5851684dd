"""Attach a document to a petition, or the scan of the commune's receipt; take one off again, or close it to readers."""

from dataclasses import replace
from datetime import datetime

from mukhtabar.actions.attach import file_name
from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.effects import write_to
from mukhtabar.actions.fit import fit
from mukhtabar.actions.record import record
from mukhtabar.content.council import OF_COUNCIL
from mukhtabar.content.file import File, Image
from mukhtabar.content.media import sniff
from mukhtabar.content.petition import DOCUMENT, PURPOSES, Annex, Bytes, Petition
from mukhtabar.language import _
from mukhtabar.language.clean import clean_line
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.roles import Role
from mukhtabar.rules.workflow.engine import Step
from mukhtabar.security.acl import effective
from mukhtabar.store.blobs import keep

#: So many of each purpose: a full file leaves room for the receipt, for which nothing can be taken off any more.
MOST = 12
#: States in which documents of the file itself come and go; what was lodged is what was lodged.
OPEN = frozenset({"drafting", "collecting", "ready"})

#: Who keeps an attachment from readers: who attached it, and who moderates; the council from the day that it has it.
CLOSERS = frozenset({Role.AUTHOR, Role.MODERATOR, Role.SPACE_LEAD, Role.ADMIN})


def annex(ctx: Ctx, petition: Petition, purpose: str, title: str, public: bool, name: str, data: bytes) -> Annex:
    """Attach `data`, a document or a picture, and return what is kept. `name` is what the file was called.

    `public` says that it holds no personal data: only then everyone may read it. Raises Refused; then nothing changed.
    """
    ctx.require(Permission.ADD_FILE, petition)
    if purpose not in PURPOSES or (purpose == DOCUMENT) != (petition.state in OPEN):
        sentence = _("Documents of the file are attached before it is lodged, the receipt after that.")
        raise refused("wrong_time", sentence)
    if not clean_line(title):
        raise refused("no_title", _("Give it a title."))
    if sum(one.purpose == purpose for one in petition.annexes) >= MOST:
        raise refused("too_many", _("At most ${most} documents can be attached.", most=MOST))
    found = sniff(data[:])
    kept = fit(Image() if found is not None and found.media.picture else File(), data)
    if kept.digest in {one.digest for one in petition.annexes}:
        raise refused("attached_already", _("This file is attached already."))
    made = Annex(
        purpose, clean_line(title), file_name(name, kept.media), kept.media.media_type, len(kept.data), kept.digest,
        public, ctx.now,
    )  # fmt: skip
    if petition.contents is None:
        petition.contents = Bytes()
    petition.contents.blobs = {**petition.contents.blobs, kept.digest: keep(ctx.portal._p_jar, kept.data)}
    petition.annexes = (*petition.annexes, made)
    petition.stir(ctx.now)
    record(ctx, petition, "attach", {"purpose": purpose, "digest": kept.digest})
    return made


def take_off(ctx: Ctx, petition: Petition, digest: str) -> None:
    """Take a document off again, before the file is lodged. Raises Refused."""
    ctx.require(Permission.ADD_FILE, petition)
    found = next((one for one in petition.annexes if one.digest == digest), None)
    if found is None or petition.contents is None or (found.purpose == DOCUMENT and petition.state not in OPEN):
        raise refused("not_here", _("This is not attached here, or belongs to what was lodged."))
    petition.annexes = tuple(one for one in petition.annexes if one is not found)
    petition.contents.blobs = {key: blob for key, blob in petition.contents.blobs.items() if key != digest}
    petition.stir(ctx.now)
    record(ctx, petition, "take_off", {"digest": digest})


def may_close(petition: Petition, actor: str | None, now: datetime) -> bool:
    """Whether the person may keep a document of it from readers: the council not before it was lodged."""
    closers = CLOSERS if petition.lodging is None else CLOSERS | OF_COUNCIL
    return bool(effective(petition, actor, now) & closers)


def close_to_readers(ctx: Ctx, petition: Petition, digest: str) -> None:
    """Keep a document for the agent and the council from now on: it holds personal data after all. Raises Refused.

    In every state, because what must not be seen is found late; and only ever for fewer readers. The agent is told.
    """
    if not may_close(petition, ctx.actor, ctx.now):
        raise refused("not_permitted", _("You do not have the right to do this here."))
    found = next((one for one in petition.annexes if one.digest == digest), None)
    if found is None or not found.open:
        raise refused("not_open_here", _("This is not attached here, or is closed already."))
    petition.annexes = tuple(replace(one, open=False) if one is found else one for one in petition.annexes)
    step = Step(petition.state, petition.state, "close_to_readers", ())
    write_to(ctx, [petition.creator], "author_petition", petition, step)
    record(ctx, petition, step.transition, {"digest": digest})
