"""Petitions for tests: begun, filled in, signed on sheets, lodged, by the same actions as people use."""

from datetime import timedelta

from mukhtabar.actions.bureau import accept
from mukhtabar.actions.edit import edit
from mukhtabar.actions.petition import answer_check, begin, lodge, name_agent
from mukhtabar.actions.sheet import enter_sheet
from mukhtabar.language.dates import local_day
from mukhtabar.rules.admissibility import CHECKS
from mukhtabar.rules.signatures import LINES, Line
from mukhtabar.store.folder import path_of
from tests.world import COMMUNE, World

TITLE = "إدراج إنارة الطريق المؤدية إلى المدرسة في جدول الأعمال"
TEXT = {
    "body": "نلتمس من المجلس أن يتداول في إنارة الطريق المؤدية إلى المدرسة.",
    "reasons": "يسلك التلاميذ هذه الطريق قبل شروق الشمس في فصل الشتاء.",
    "aims": "أن يصل التلاميذ والتلميذات إلى مدرستهم في أمان.",
}
AGENT = "سعاد بنت محمد الموكلة"


def begun(world: World, who: str = "citizen", title: str = TITLE) -> str:
    """Return the path of a draft that holds nothing but its title."""
    with world.acting(who) as ctx:
        return "/" + "/".join(path_of(begin(ctx, world.at(ctx, COMMUNE), title)))


def written(world: World, who: str = "citizen", title: str = TITLE) -> str:
    """Return the path of a draft in which nothing is missing."""
    path = begun(world, who, title)
    with world.acting(who) as ctx:
        petition = world.at(ctx, path)
        for check in CHECKS:
            answer_check(ctx, petition, check.code, "yes")
        edit(ctx, petition, TEXT)
        name_agent(ctx, petition, AGENT, True)
    return path


def collecting(world: World, who: str = "citizen", title: str = TITLE) -> str:
    """Return the path of a petition for which signatures are collected."""
    path = written(world, who, title)
    world.step(who, path, "collect")
    return path


def names(sheet: int, many: int = LINES) -> list[Line]:
    """Return so many lines of one sheet, each with a name of its own."""
    return [Line(sheet, line, f"موقع {'ابجدهوزحطيكلمن'[sheet % 14]} {sheet * 100 + line}") for line in range(1, many + 1)]


def signed(world: World, path: str, many: int, who: str = "citizen") -> None:
    """Type in sheets with so many signatures that count."""
    with world.acting(who) as ctx:
        petition = world.at(ctx, path)
        for sheet in range(1, -(-many // LINES) + 1):
            lines = names(sheet, min(LINES, many - (sheet - 1) * LINES))
            enter_sheet(ctx, petition, sheet, len(lines), lines)
        assert petition.counted == many


def ready(world: World, who: str = "citizen") -> str:
    """Return the path of a petition whose list is closed: a hundred signatures count."""
    path = collecting(world, who)
    signed(world, path, 100, who)
    world.step(who, path, "make_ready")
    return path


def lodged(world: World, who: str = "citizen", number: str = "2026/77") -> str:
    """Return the path of a petition that was lodged today."""
    path = ready(world, who)
    with world.acting(who) as ctx:
        lodge(ctx, world.at(ctx, path), local_day(ctx.now), number)
    return path


def with_bureau(world: World) -> str:
    """Return the path of a petition that the bureau has before it."""
    path = lodged(world)
    world.step("officer", path, "pass_on")
    return path


def accepted(world: World, session: str = "2027-02", comment: str = "") -> str:
    """Return the path of a petition on the agenda of a session."""
    path = with_bureau(world)
    with world.acting("approver") as ctx:
        accept(ctx, world.at(ctx, path), session, comment)
    return path


def months_later(world: World, days: int) -> None:
    """Let days pass."""
    world.clock.moment += timedelta(days=days)
