"""Put other bytes into a file, a picture or a recording: the same document, at the same address, with its words."""

from mukhtabar.actions.attach import describe, fill
from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.edit import Stale, serial
from mukhtabar.actions.fit import fit
from mukhtabar.actions.lock import unlocked
from mukhtabar.actions.record import record
from mukhtabar.content.file import File
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission


def replace(
    ctx: Ctx, document: File, given_name: str, data: bytes, comment: str = "", expected: str | None = None
) -> None:
    """Make `data` the content of `document` and keep a save, which notes the digest of the bytes.

    The old bytes are not kept. Whoever approved the document approved those, so a date set for it holds no more.
    `expected` is the serial() of what the person saw. Raises Refused, and Stale; then nothing has changed.
    """
    ctx.require(Permission.EDIT, document)
    unlocked(ctx, document)
    if expected is not None and expected != serial(document):
        raise Stale(document.field_values())
    kept, old = fit(document, data), document.digest
    if kept.digest == old:
        raise refused("same_file", _("This is the file that stands here already."))
    describe(document, kept, given_name, ctx)
    fill(document, kept, ctx)
    document.keep_revision(ctx.now, ctx.actor, comment)
    record(ctx, document, "replace", {"from": old, "to": kept.digest})
