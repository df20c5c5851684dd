"""One sample petition, signed by people who do not exist, before the bureau of a sample commune."""

from typing import Any

from mukhtabar.actions.edit import edit
from mukhtabar.actions.petition import answer_check, begin, lodge, name_agent
from mukhtabar.actions.sheet import enter_sheet
from mukhtabar.actions.transition import transition
from mukhtabar.demo.stage import Stage
from mukhtabar.language.dates import local_day
from mukhtabar.rules.admissibility import CHECKS, YES
from mukhtabar.rules.signatures import LINES, Line


def add_petition(stage: Stage, row: dict[str, Any]) -> None:
    """Begin it, sign it on sheets, lodge it, and pass it to the bureau, each at its moment."""
    commune: Any = stage.ctx.portal
    for name in row["where"].split("/"):
        commune = commune[name]
    agent = stage.acting("citizen", row["when"])
    petition = begin(agent, commune, row["title"])
    petition.sample = True
    for check in CHECKS:
        answer_check(agent, petition, check.code, YES)
    edit(agent, petition, {name: row[name].strip() for name in ("body", "reasons", "aims")})
    name_agent(agent, petition, row["agent"], True)
    transition(agent, petition, "collect")
    typing = stage.acting("citizen", row["signed"])
    for sheet in range(1, -(-row["signatures"] // LINES) + 1):
        many = min(LINES, row["signatures"] - (sheet - 1) * LINES)
        lines = [Line(sheet, line, f"{row['signatory']} {(sheet - 1) * LINES + line}") for line in range(1, many + 1)]
        enter_sheet(typing, petition, sheet, many, lines)
    transition(typing, petition, "make_ready")
    lodging = stage.acting("citizen", row["lodged"])
    lodge(lodging, petition, local_day(lodging.now), row["number"])
    transition(stage.acting("officer", row["passed"]), petition, "pass_on")
    stage.progress(1)
