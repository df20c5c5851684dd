"""Make a council file: its sitting, its points and their order; and enter what the council decided."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.create import create, free_name
from mukhtabar.actions.edit import Stale, edit
from mukhtabar.actions.moderate import checked_comment
from mukhtabar.actions.record import record
from mukhtabar.content.council_file import POINTS_MOST, CouncilFile, Point, on_agenda, takes
from mukhtabar.content.seated import DECISIONS
from mukhtabar.language import _
from mukhtabar.language.dates import local_day
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.sessions import from_code
from mukhtabar.security.acl import may
from mukhtabar.store.folder import lineage


def begin_file(ctx: Ctx, commune: Any, values: Mapping[str, Any]) -> CouncilFile:
    """Create a draft under `commune` and return it. Raises Refused (not_permitted, no_session, outside_session)."""
    ctx.require(Permission.ADD_COUNCIL_FILE, commune)
    _fits(values["session"], values.get("day"))
    made: CouncilFile = create(ctx, commune, CouncilFile(), free_name(commune, f"session-{values['session']}"), values)
    return made


def change_file(ctx: Ctx, file: CouncilFile, values: Mapping[str, Any], expected: str | None = None) -> bool:
    """Write the session, the day and the note of a draft; return whether anything changed. Raises Refused and Stale."""
    ctx.require(Permission.EDIT, file)
    _fits(values["session"], values.get("day"))
    return edit(ctx, file, values, expected=expected)


def _fits(code: str, day: datetime | None) -> None:
    session = from_code(code)
    if session is None:
        raise refused("no_session", _("Choose the session."))
    if day is not None and not session.holds(local_day(day)):
        raise refused("outside_session", _("This day does not lie in the session. Choose a day of its month."))


def add_points(ctx: Ctx, file: CouncilFile, references: Sequence[str]) -> int:
    """Put what has these references on the agenda, at its end; return how many that are.

    Raises Refused (codes not_permitted, nothing_chosen, on_it_already, not_here, not_for_it,
    too_many); then nothing has changed.
    """
    ctx.require(Permission.EDIT, file)
    if not references:
        raise refused("nothing_chosen", _("Choose at least one of the proposals below."))
    if len(file.points) + len(references) > POINTS_MOST:
        raise refused("too_many", _("An agenda has at most ${most} points.", most=POINTS_MOST))
    points = list(file.points)
    for reference in references:
        if any(each.reference == reference for each in points):
            raise refused("on_it_already", _("${reference} is on the agenda already.", reference=reference))
        point = Point(reference)
        found = on_agenda(ctx.portal, point)
        here = found is not None and file.__parent__ in lineage(found)
        if found is None or not here or not found.is_public or not may(found, Permission.VIEW, None, ctx.now):
            raise refused("not_here", _("${reference} is not public, or not of this commune.", reference=reference))
        if not takes(ctx.portal, file, found):
            sentence = _(
                "The petition ${reference} is not for this agenda: it was accepted for another session, stands on "
                "another agenda, or is decided.",
                reference=reference,
            )
            raise refused("not_for_it", sentence)
        points.append(point)
    _set(ctx, file, points)
    return len(references)


def _set(ctx: Ctx, file: CouncilFile, points: Sequence[Point]) -> None:
    edit(ctx, file, {"points": tuple(points)})
    # The commune is real, and no agenda of it is that holds a sample.
    held = (on_agenda(ctx.portal, point) for point in points)
    file.sample = file.__parent__.sample or any(each is not None and each.sample for each in held)


def take_off(ctx: Ctx, file: CouncilFile, reference: str) -> None:
    """Take a point off the agenda of a draft. Raises Refused (codes not_permitted, not_on_it)."""
    ctx.require(Permission.EDIT, file)
    _place_of(file, reference)
    _set(ctx, file, [each for each in file.points if each.reference != reference])


def move_up(ctx: Ctx, file: CouncilFile, reference: str) -> None:
    """Let a point change places with the one before it; the first one stays. Raises Refused."""
    ctx.require(Permission.EDIT, file)
    at, points = _place_of(file, reference), list(file.points)
    if at:
        points[at - 1], points[at] = points[at], points[at - 1]
        _set(ctx, file, points)


def _place_of(file: CouncilFile, reference: str) -> int:
    for at, each in enumerate(file.points):
        if each.reference == reference:
            return at
    raise refused("not_on_it", _("This point is not on the agenda any more."))


def enter_decisions(ctx: Ctx, file: CouncilFile, decided: Mapping[str, tuple[str, str]], expected: str) -> bool:
    """Enter what the council decided: reference -> (decision, words); return whether anything changed.

    Nothing of it is public before another person confirms it. `expected` is the digest of what was on the screen.
    Raises Refused (codes not_permitted, not_convened, session_held, no_choice, comment_too_long), and Stale as edit().
    """
    ctx.require(Permission.ANSWER, file)
    if file.state != "convened":
        raise refused(
            "not_convened", _("Decisions are entered when the agenda was sent, and before they are confirmed.")
        )
    if file.day is None or local_day(file.day) > local_day(ctx.now):
        raise refused(
            "session_held", _("The sitting has not taken place yet. Enter what was decided on its day or after it.")
        )
    if expected != file.digest:
        raise Stale(file.field_values())
    points = []
    for each in file.points:
        decision, words = decided.get(each.reference, (each.decision, each.words))
        if decision and decision not in DECISIONS:
            raise refused("no_choice", _("Choose one of the options offered."))
        points.append(replace(each, decision=decision, words=checked_comment(words, required=False)))
    if tuple(points) == file.points:
        return False
    file.points = tuple(points)
    file.keep_revision(ctx.now, ctx.actor)
    file.drafted_by |= {str(ctx.actor)}
    record(ctx, file, "enter_decisions", {"digest": file.digest})
    return True
