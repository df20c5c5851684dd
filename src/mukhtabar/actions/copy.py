"""Make a copy of what the house wrote: a draft of its own, without the past and the voices of the first."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.create import create, free_name
from mukhtabar.actions.move import may_place, movable
from mukhtabar.actions.record import refresh
from mukhtabar.content.audio import Audio
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.interfaces import IWritten
from mukhtabar.content.working import is_working_copy, take_along
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


def copy(ctx: Ctx, document: Any, target: Any, only_public: bool = False) -> Any:
    """Put a copy of `document` into `target` and return it. Raises Refused.

    It has the texts, and the pages, files and pictures that stand in it; no history, comments, proposals or answers.
    It begins in the first state of its workflow, and the actor is its author. With `only_public` nothing is taken but
    what everybody may read, whatever else the actor may.
    """
    ctx.require(Permission.VIEW, document)
    if only_public and not _taken_along(ctx, document, only_public):
        raise refused("not_public", _("It is not published. Only what everybody can read is taken as a template."))
    if not movable(document) or document.type_name == "space":
        raise refused("fixed", _("This cannot be copied."))
    refusal = may_place(ctx, document, target)
    if refusal is not None and refusal.code != "into_itself":
        raise refusal
    if sum(1 for _each in house(ctx, document, only_public)) > MOST:
        raise refused("too_many", _("This holds too much to be copied at once: at most ${most} documents.", most=MOST))
    made = duplicate(ctx, document, target, only_public=only_public)
    ctx.remember("copy", made)
    return made


def house(ctx: Ctx, document: Any, only_public: bool = False) -> Iterator[Any]:
    """Yield `document` and what a copy of it takes along."""
    yield document
    if isinstance(document, Folder):
        for child in list(document.values()):
            if _taken_along(ctx, child, only_public):
                yield from house(ctx, child, only_public)


def _taken_along(ctx: Ctx, child: Any, only_public: bool) -> bool:
    if not IWritten.providedBy(child) or is_working_copy(child):
        return False
    if only_public:
        return may(child, Permission.VIEW, None, ctx.now)
    return ctx.system or may(child, Permission.VIEW, ctx.actor, ctx.now)


@dataclass
class Copies:
    """What was copied: uid of a first -> its copy; and each copied recording, with the uid of what its first reads."""

    by_uid: dict[int, Any]
    recordings: list[tuple[Any, int]]


def duplicate(ctx: Ctx, document: Any, target: Any, later: bool = True, only_public: bool = False) -> Any:
    """Put a copy of `document` into `target`, with what it takes along, and return it. Raises Refused.

    `later` moves the dates of a consultation ahead; `only_public` takes only what everybody may read.
    """
    copies = Copies({}, [])
    made = _copy(ctx, document, target, later, only_public, copies)
    for recording, reads in copies.recordings:
        if (text := copies.by_uid.get(reads)) is not None:
            recording.reads = text.uid
            refresh(ctx, recording)
    return made


def _copy(ctx: Ctx, document: Any, target: Any, later: bool, only_public: bool, copies: Copies) -> Any:
    """Copy `document` and what goes along; note it in `copies`."""
    children = [child for child in house(ctx, document, only_public) if child.__parent__ is document]
    made = type(document)()
    take_along(made, document)
    values = {name: getattr(document, name) for name in document.fields}
    if isinstance(document, Consultation):
        # What was found and decided there is not what will be found here.
        del values["synthesis"], values["reply"]
        values["phases"] = _later(ctx, document.phases) if later else document.phases
    if isinstance(document, Audio):
        # The text has its recording. A copy reads nothing, unless its text is copied with it: see copy().
        values["reads"] = 0
    create(ctx, target, made, free_name(target, document.__name__), values)
    made.copied_from = document.uid, digest_of(document.field_values())
    copies.by_uid[document.uid] = made
    if isinstance(document, Audio):
        copies.recordings.append((made, document.reads))
    for child in children:
        _copy(ctx, child, made, later, only_public, copies)
    return made


def _later(ctx: Ctx, phases: tuple[Phase, ...]) -> tuple[Phase, ...]:
    """Return the same calendar moved by whole weeks, so that it begins AHEAD or later on the same day of the week."""
    if not phases:
        return ()
    first = min(phase.start for phase in phases)
    weeks = max(0, -(-(ctx.now + AHEAD - first) // WEEK))
    return tuple(replace(phase, start=phase.start + weeks * WEEK, end=phase.end + weeks * WEEK) for phase in phases)
