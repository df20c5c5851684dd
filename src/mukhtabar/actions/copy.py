"""Make a copy of what the house wrote: a draft of its own, without the past and the voices of the first."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.create import create, free_name
from mukhtabar.actions.move import may_place, movable
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.interfaces import IWritten
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.phases import Phase
from mukhtabar.security.acl import may
from mukhtabar.store.folder import Folder
from mukhtabar.store.revisions import digest_of

#: A copied calendar begins at least so long after the copy: there is time to set it right.
AHEAD = timedelta(days=14)
WEEK = timedelta(days=7)
#: No copy brings more documents at once.
MOST = 500


def copy(ctx: Ctx, document: Any, target: Any) -> Any:
    """Put a copy of `document` into `target` and return it. Raises Refused.

    It has the texts, and the pages, files and pictures that stand in it; no history, comments, proposals or answers.
    It begins in the first state of its workflow, and the actor is its author.
    """
    ctx.require(Permission.VIEW, document)
    if not movable(document) or document.type_name == "space":
        raise refused("fixed", _("This cannot be copied."))
    refusal = may_place(ctx, document, target)
    if refusal is not None and refusal.code != "into_itself":
        raise refusal
    if sum(1 for _each in house(ctx, document)) > MOST:
        raise refused("too_many", _("This holds too much to be copied at once: at most ${most} documents.", most=MOST))
    made = duplicate(ctx, document, target)
    ctx.remember("copy", made)
    return made


def house(ctx: Ctx, document: Any) -> Iterator[Any]:
    """Yield `document` and what a copy of it takes along."""
    yield document
    if isinstance(document, Folder):
        for child in list(document.values()):
            if _taken_along(ctx, child):
                yield from house(ctx, child)


def _taken_along(ctx: Ctx, child: Any) -> bool:
    return IWritten.providedBy(child) and (ctx.system or may(child, Permission.VIEW, ctx.actor, ctx.now))


def duplicate(ctx: Ctx, document: Any, target: Any, later: bool = True) -> Any:
    """Put a copy of `document` into `target`, with what it takes along, and return it. Raises Refused.

    `later` moves the dates of a consultation ahead.
    """
    children = [child for child in house(ctx, document) if child.__parent__ is document]
    made = type(document)()
    for name in document.carried:
        setattr(made, name, getattr(document, name))
    values = {name: getattr(document, name) for name in document.fields}
    if isinstance(document, Consultation):
        # What was found and decided there is not what will be found here.
        del values["synthesis"], values["reply"]
        values["phases"] = _later(ctx, document.phases) if later else document.phases
    create(ctx, target, made, free_name(target, document.__name__), values)
    made.copied_from = document.uid, digest_of(document.field_values())
    for child in children:
        duplicate(ctx, child, made, later)
    return made


def _later(ctx: Ctx, phases: tuple[Phase, ...]) -> tuple[Phase, ...]:
    """Return the same calendar moved by whole weeks, so that it begins AHEAD or later on the same day of the week."""
    if not phases:
        return ()
    first = min(phase.start for phase in phases)
    weeks = max(0, -(-(ctx.now + AHEAD - first) // WEEK))
    return tuple(replace(phase, start=phase.start + weeks * WEEK, end=phase.end + weeks * WEEK) for phase in phases)
