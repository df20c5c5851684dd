"""The council's officer begins an answer, to one proposal or to many alike, and attaches documents to it."""

from collections.abc import Mapping, Sequence
from typing import Any

from mukhtabar.actions.attach import file_name
from mukhtabar.actions.complete import complete
from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.create import create, free_name
from mukhtabar.actions.decide import Outcome, each
from mukhtabar.actions.fit import fit
from mukhtabar.actions.record import record
from mukhtabar.content.answer import Answer
from mukhtabar.content.attachment import Attachment
from mukhtabar.content.file import File
from mukhtabar.content.proposal import Proposal
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.references import new_reference
from mukhtabar.security.acl import may
from mukhtabar.store.blobs import keep
from mukhtabar.store.current import stay
from mukhtabar.store.folder import lineage
from mukhtabar.store.revisions import digest_of

#: So many documents carry one answer.
FILES_MOST = 10


def begin_answer(ctx: Ctx, proposal: Proposal, values: Mapping[str, Any]) -> Answer:
    """Create a draft answer to `proposal` and return it. Raises Refused."""
    complete(ctx, Answer(), values)
    # It stands on the proposal as it is: whoever changes that at this very moment, one of the two begins again.
    stay(proposal)
    return create(ctx, proposal, Answer(), new_reference("a"), values)


def begin_many(
    ctx: Ctx, node: Any, chosen: Sequence[tuple[int, str]], values: Mapping[str, Any]
) -> tuple[list[Outcome], list[Answer]]:
    """Begin an answer with the same text to each of `chosen`, (uid of a proposal below `node`, digest of it as read).

    Return what became of each, and the drafts. Raises Refused, with nothing changed, when nothing or too much was
    chosen, or the values cannot be.
    """
    complete(ctx, Answer(), values)
    made: list[Answer] = []

    def begin(proposal: Proposal, read: str) -> None:
        if digest_of(proposal.field_values()) != read:
            raise refused("read_what_is_current", _("This proposal changed after you opened it. Read it again."))
        if proposal.answer_begun() is not None:
            raise refused("begun", _("An answer to this has been begun already. Go on with that one."))
        made.append(begin_answer(ctx, proposal, values))

    return each(ctx, node, chosen, begin, _to_answer), made


def _to_answer(ctx: Ctx, node: Any, uid: int) -> Proposal | None:
    found = ctx.portal.uids.get(uid)
    if not isinstance(found, Proposal) or node not in lineage(found):
        return None
    return found if may(found, Permission.ADD_ANSWER, ctx.actor, ctx.now) else None


def attach_to(ctx: Ctx, answer: Answer, title: str, given_name: str, data: bytes) -> Attachment:
    """Attach a document to the draft `answer` and return it. Raises Refused; then nothing has changed.

    `given_name` is what the file was called where it came from.
    """
    ctx.require(Permission.ADD_FILE, answer)
    held = answer.attachments()
    if len(held) >= FILES_MOST:
        raise refused("too_many", _("At most ${most} documents are attached to one answer.", most=FILES_MOST))
    kept, document = fit(File(), data), Attachment()
    if any(one.digest == kept.digest for one in held):
        raise refused("attached_already", _("This document is attached already."))
    document.filename, document.media_type = file_name(given_name, kept.media), kept.media.media_type
    document.size, document.digest = len(kept.data), kept.digest
    create(ctx, answer, document, free_name(answer, document.filename), {"title": title or document.filename})
    document.blob = keep(ctx.portal._p_jar, kept.data)
    _saved(ctx, answer, "attach", document.digest)
    return document


def take_off(ctx: Ctx, answer: Answer, name: str) -> None:
    """Take the document called `name` off the draft `answer`, for good. Raises Refused."""
    ctx.require(Permission.ADD_FILE, answer)
    document = answer.get(name)
    if document is None:
        raise refused("gone", _("It is not there any more."))
    ctx.portal.listings_index.put(document.uid, ())
    ctx.portal.uids.forget(document.uid)
    answer.remove(name)
    _saved(ctx, answer, "take_off", document.digest)


def _saved(ctx: Ctx, answer: Answer, action: str, digest: str) -> None:
    """Whoever changes what is attached has drafted it: so the answer has a new save, and its approvers a difference."""
    answer.keep_revision(ctx.now, ctx.actor)
    if ctx.actor:
        answer.drafted_by |= {ctx.actor}
    record(ctx, answer, action, {"digest": digest})


def remember_look(ctx: Ctx, answer: Answer) -> None:
    """Remember which text the actor decided on: the next difference starts from it."""
    if ctx.actor:
        answer.last_seen = {**answer.last_seen, ctx.actor: answer.digest}
