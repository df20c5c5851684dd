"""Take over what changed in what a document was made from, piece by piece and by choice: nothing comes by itself."""

from collections.abc import Collection
from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.edit import edit
from mukhtabar.actions.overwrite import overwrite
from mukhtabar.actions.record import record
from mukhtabar.actions.source import offered, source_of
from mukhtabar.content.checked import vouchable
from mukhtabar.content.texts import Texts
from mukhtabar.content.working import is_working_copy
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission


def catch_up(ctx: Ctx, document: Any, take: Collection[str], seen: str, expected: str) -> int:
    """Make the pieces `take` (actions/source.py) of `document` say what its source says; return how many there were.

    With the digest of a file come its bytes. From then on the document is counted as made from the source as it is
    now. `seen` is the digest of the source, and `expected` the serial of the document, as they were on the screen.
    Raises Refused, and Stale as edit() does.
    """
    ctx.require(Permission.EDIT, document)
    source = source_of(ctx.portal, document, ctx.now)
    if source is None:
        raise refused("nothing_new", _("What this was made from says nothing new."))
    if seen != source.digest:
        raise refused("source_changed", _("It was changed again meanwhile. Look at both once more, then choose."))
    mine = document.field_values()
    chosen = [key for key in offered(source, mine) if key in take]
    values: dict[str, Any] = {}
    for key in chosen:
        name, _dot, code = key.partition(".")
        if code:
            texts: Texts = values.get(name, getattr(document, name))
            values[name] = texts.with_values(ctx.now, {code: source.now[name].get(code, "")})
        else:
            values[name] = source.now[name]
    if taken := [key for key in chosen if key in document.noted]:
        for name in taken:
            del values[name]
        overwrite(ctx, document, source.document, values, expected=expected)
    else:
        edit(ctx, document, values, expected=expected)
    made_from = source.document.uid, source.digest
    if is_working_copy(document):
        document.working_copy_of = made_from
        names = {key.partition(".")[0] for key in chosen}
        along = {key for key, found in vouchable(document).items() if found.field in names} & {*source.document.vouched}
        document.vouched = tuple(sorted({*document.vouched} | along))
    else:
        document.copied_from = made_from
    record(ctx, document, "catch_up", {"took": ",".join(chosen)}, changed=False)
    return len(chosen)
