"""Petitions of the furnished portal, in every state that a page can show."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from mukhtabar.actions.annex import annex
from mukhtabar.actions.bureau import accept, deliberate
from mukhtabar.actions.context import Ctx
from mukhtabar.actions.edit import edit
from mukhtabar.actions.petition import answer_check, begin, lodge, name_agent
from mukhtabar.actions.sheet import enter_sheet
from mukhtabar.actions.transition import transition
from mukhtabar.language.dates import local_day
from mukhtabar.rules.admissibility import CHECKS
from mukhtabar.rules.signatures import Line
from tests import files
from tests.petitioning import AGENT, TEXT, TITLE, names
from tests.world import COMMUNE, World

STATES = ("drafting", "collecting", "ready", "lodged", "with_bureau", "accepted", "deliberated", "refused", "overdue")
REFUSED = "الموضوع من اختصاص مجموعة الجماعات، وقد أحيل طلبكم إليها بتاريخ 12/11/2026 (PV n° 7)."


def petitions(ctx: Ctx, world: World) -> dict[str, str]:
    """Make one petition in each state and return where they are, as `petition:<state>`."""
    found = {}
    for number, state in enumerate(STATES):
        petition = _one(ctx, world, state, f"{TITLE} ({number + 1})")
        found[f"petition:{state}"] = f"{COMMUNE}/{petition.__name__}"
    return found


def _one(ctx: Ctx, world: World, state: str, title: str) -> Any:
    # So that four months lie between the first step and the present of the one that got no reply.
    then = ctx.now - timedelta(days=120 if state == "overdue" else 20)
    # Nobody has as many petitions under way.
    who = "citizen" if state in {"drafting", "collecting", "ready", "lodged"} else "moderator"
    agent = replace(ctx, actor=world.pids[who], system=False, now=then)
    petition = begin(agent, world.at(ctx, COMMUNE), title)
    for check in CHECKS[: 4 if state == "drafting" else None]:
        answer_check(agent, petition, check.code, "unknown" if check.code == "constants" else "yes")
    if state == "drafting":
        return petition
    edit(agent, petition, TEXT)
    name_agent(agent, petition, AGENT, True)
    transition(agent, petition, "collect")
    for sheet in range(1, 12):
        lines = names(sheet, 9)
        if sheet == 2:
            lines = [*lines, Line(2, 10, names(1)[0].name)]
        if sheet == 3:
            lines = [*lines, Line(3, 10, "", "illegible")]
        enter_sheet(agent, petition, sheet, len(lines), lines)
        if state == "collecting" and sheet == 4:
            return petition
    enter_sheet(agent, petition, 12, 4, names(12, 4))
    annex(agent, petition, "document", "خريطة الطريق (PK 12)", True, "carte.pdf", files.PDF)
    transition(agent, petition, "make_ready")
    if state == "ready":
        return petition
    lodge(agent, petition, local_day(then), "2026/118")
    annex(agent, petition, "receipt", "وصل الإيداع", False, "wasl.jpg", files.photo())
    if state not in {"lodged", "overdue"}:
        # Their roles begin with the portal: they act today.
        transition(replace(ctx, actor=world.pids["officer"], system=False), petition, "pass_on")
    bureau = replace(ctx, actor=world.pids["approver"], system=False)
    if state == "refused":
        transition(bureau, petition, "refuse", REFUSED, "not_competence")
    if state in {"accepted", "deliberated"}:
        accept(bureau, petition, "2027-02", "تعرض في النقطة الثالثة.")
    if state == "deliberated":
        later = replace(bureau, now=bureau.now + timedelta(days=85))
        deliberate(later, petition, local_day(later.now), "partly", "قرر المجلس إنارة 600 متر سنة 2027.\n\nوالباقي سنة 2028.")
    return petition
