"""Type in what stands on a signature sheet: the names go into the people book, the numbers onto the petition."""

from collections.abc import Sequence
from dataclasses import asdict, replace

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.record import record
from mukhtabar.content.petition import Petition, Sheet
from mukhtabar.content.space import Space
from mukhtabar.language import _
from mukhtabar.language.clean import clean_line
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.roles import Role
from mukhtabar.rules.signatures import CAUSES, DOUBLE, LINES, SHEETS, Line, judged
from mukhtabar.security.acl import may
from mukhtabar.store.revisions import digest_of


def may_enter(ctx: Ctx, petition: Petition) -> bool:
    """Whether the actor may type in sheets: the agent, and whoever serves a desk in the commune or a space in it."""
    if ctx.system or may(petition, Permission.ENTER, ctx.actor, ctx.now):
        return True
    if ctx.actor is None or Role.DESK_AGENT not in petition.allowed(Permission.ENTER):
        return False
    held = (grant for grant in ctx.portal.grants.of(ctx.actor) if grant.role == Role.DESK_AGENT)
    places = (ctx.portal.uids.get(grant.node) for grant in held if grant.holds(ctx.now))
    return any(isinstance(place, Space) and place.__parent__ is petition.__parent__ for place in places)


def serial_of(lines: Sequence[Line]) -> str:
    """Return what the form of a sheet carries; "" for a sheet that was not typed in."""
    return digest_of({"lines": [asdict(line) for line in lines]}) if lines else ""


def enter_sheet(
    ctx: Ctx, petition: Petition, number: int, signed: int, lines: Sequence[Line], expected: str = ""
) -> bool:
    """Make `lines` what stands on the sheet `number`, and return whether anything changed. Raises Refused.

    `signed` is how many lines hold a signature, counted by whoever types: it must be as many as were filled in.
    `expected` is the serial_of() what stood there when the form was opened. No lines take the sheet out again.
    """
    if not may_enter(ctx, petition):
        raise refused(
            "not_permitted", _("Sheets are typed in by the agent or at a desk, while signatures are collected.")
        )
    if not 1 <= number <= SHEETS:
        raise refused("no_sheet", _("There is no sheet of that number: at most ${most}.", most=SHEETS))
    kept = tuple(_checked(replace(line, sheet=number, name=clean_line(line.name))) for line in sorted(set(lines)))
    if len({line.number for line in kept}) != len(kept):
        raise refused("line_twice", _("A line stands there twice."))
    if signed != len(kept):
        sentence = _(
            "You counted ${signed} lines with a signature, and ${filled} are filled in. Look at the sheet again.",
            signed=signed,
            filled=len(kept),
        )
        raise refused("lines_differ", sentence)
    book = ctx.register.petitioners
    stands = book.sheet(petition.uid, number)
    if stands == kept:
        return False
    if serial_of(stands) != expected:
        raise refused(
            "sheet_changed", _("This sheet was typed in already, or changed meanwhile. Open it, then correct it.")
        )
    book.put(petition.uid, number, kept)
    doubles = count_lines(ctx, petition)
    petition.names_since = ctx.now if petition.sheets else None
    numbers = {"sheet": number, "lines": len(kept), "counted": petition.counted, "doubles": doubles}
    record(ctx, petition, "enter_sheet", {name: str(value) for name, value in numbers.items()})
    return True


def _checked(line: Line) -> Line:
    if not 1 <= line.number <= LINES or line.cause not in {"", *CAUSES}:
        raise refused("no_line", _("Choose one of the options offered."))
    if not line.name and not line.cause:
        raise refused("no_name", _("Write the name on the line, or say why it does not count."))
    return line


def count_lines(ctx: Ctx, petition: Petition) -> int:
    """Count anew, over all sheets: a name on one may be double on another. Return how many lines are double."""
    found: dict[int, list[bool]] = {}
    causes = judged(ctx.register.petitioners.lines(petition.uid))
    for (sheet, _line), cause in causes.items():
        found.setdefault(sheet, []).append(not cause)
    petition.sheets = tuple(Sheet(sheet, len(lines), sum(lines)) for sheet, lines in sorted(found.items()))
    return sum(cause == DOUBLE for cause in causes.values())
