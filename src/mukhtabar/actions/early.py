"""What is written for a later state: who writes or approves it reads it now, anybody else reads what everyone reads."""

from collections.abc import Callable
from functools import partial
from typing import Any

from mukhtabar.actions.context import Ctx
from mukhtabar.rules.permissions import Permission
from mukhtabar.security.acl import may


def kept_from(ctx: Ctx, document: Any) -> frozenset[str]:
    """Return the fields of `document` that the actor does not read yet."""
    early: frozenset[str] = document.early
    needed = (Permission.EDIT, Permission.APPROVE)
    if not early or ctx.system or any(may(document, permission, ctx.actor, ctx.now) for permission in needed):
        return frozenset()
    return early


def read_by(ctx: Ctx, document: Any) -> Callable[[str], Any]:
    """Return how the actor reads a field of `document`, by its name."""
    return document.for_readers if kept_from(ctx, document) else partial(getattr, document)
