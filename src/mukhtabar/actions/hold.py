"""Keep a file that came with a form that is not right yet. It changes no document, so it is not journaled."""

from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.create import NEEDS
from mukhtabar.actions.fit import checked
from mukhtabar.content.file import File
from mukhtabar.language import _
from mukhtabar.language.clean import clean_line
from mukhtabar.rules.permissions import Permission
from mukhtabar.store.blobs import keep

NAME_MOST = 120


def hold(ctx: Ctx, document: Any, blank: File, form: str, name: str, data: bytes) -> str:
    """Keep `data` for the actor and the form called `form`, and return its key. Raises Refused.

    `document` is the one whose bytes are being replaced, or the container to which `blank` is being added.
    """
    ctx.require(Permission.EDIT if blank is document else NEEDS[blank.type_name], document)
    if ctx.actor is None:
        raise refused("nobody", _("Sign in first."))
    checked(blank, data)
    shown = clean_line(name.replace("\\", "/").rpartition("/")[2])[-NAME_MOST:] or blank.type_name
    blob = keep(ctx.portal._p_jar, data)
    return ctx.portal.held.keep(ctx.actor, (document.uid, form), ctx.now, shown, len(data), blob)


def let_go(ctx: Ctx, key: str) -> None:
    """Let go of a file that the actor's form was saved with."""
    if ctx.actor is not None and key:
        ctx.portal.held.drop(ctx.actor, key)
