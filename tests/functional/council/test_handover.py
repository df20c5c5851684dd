"""The hand-over list: what goes on of each kind, each once and all of it, and nothing that is over."""

from typing import Any

import pytest

from mukhtabar.content.charter import Charter
from tests.functional.council.test_answer_many import three
from tests.functional.council.test_commitment import ended
from tests.functional.desk.test_register import begun, closed, pressed
from tests.petitioning import accepted, collecting, with_bureau
from tests.world import COMMUNE, SPACE, World

LIST = f"/en{COMMUNE}/hand-over-list"


def titles(page: Any) -> dict[str, list[str]]:
    """Return what stands on a sheet, under the heading of its part."""
    return {
        part.h2.get_text(): [" ".join(title.get_text().split()) for title in part.select(".item-title")]
        for part in page.html.select("section")
    }


def sheet(world: World, who: str = "officer", query: str = "") -> Any:
    """Return the list as a person of the council reads it; whatever it leads to opens."""
    browser = world.browser(who)
    page = browser.get(LIST + query)
    for link in page.html.select(".item-title a"):
        browser.get(link["href"], status=200)
    return page


def test_a_promise_stands_on_it_until_it_is_done_or_dropped(world: World) -> None:
    proposal = world.answered()[0]
    for upto in ("drafting", "for_approval", "planned", "in_progress"):
        world.committed(proposal, upto, f"التزام {upto}")
    done, dropped = ended(world, proposal), world.committed(proposal, "planned", "التزام ترك")
    world.step("approver", dropped, "drop", reason="budget", comment="لا اعتماد.")
    found = titles(sheet(world))
    assert sorted(found["Commitments that go on (4)"]) == [
        "التزام drafting", "التزام for_approval", "التزام in_progress", "التزام planned",
    ]  # fmt: skip
    world.step("approver", done, "reopen", comment="لم تنته الأشغال.")
    world.step("approver", dropped, "resume", comment="وجد الاعتماد.")
    assert len(titles(sheet(world))["Commitments that go on (6)"]) == 6


def test_a_petition_stands_on_it_from_its_first_signatures_to_its_end(world: World) -> None:
    collecting(world, title="عريضة تجمع لها التوقيعات")
    assert titles(sheet(world)) == {"Petitions that go on (1)": ["عريضة تجمع لها التوقيعات"]} | _roles(world)
    refused, later = with_bureau(world), accepted(world)
    assert len(titles(sheet(world))["Petitions that go on (3)"]) == 3
    world.step("approver", refused, "refuse", reason="other", comment="ليس من اختصاص الجماعة.")
    found = titles(sheet(world))["Petitions that go on (2)"]
    assert len(found) == 2 and world.state(later) == "accepted"


def _roles(world: World) -> dict[str, list[str]]:
    return {title: found for title, found in titles(sheet(world)).items() if title == "Roles of the council"}


def test_a_register_stands_on_it_while_the_council_is_asked_for_it(world: World) -> None:
    world.answered()
    closed(world)
    begun(world).follow()
    assert "Registers that wait for the council (1)" not in titles(sheet(world))
    pressed(world, "lead", "send").follow()
    assert titles(sheet(world))["Registers that wait for the council (1)"] == ["الماء والطرق"]
    pressed(world, "approver", "approve").follow()
    assert "Registers that wait for the council (1)" not in titles(sheet(world))
    pressed(world, "lead", "change").follow()
    pressed(world, "lead", "send_again").follow()
    assert "Registers that wait for the council (1)" in titles(sheet(world))


def test_a_consultation_that_two_may_answer_stands_on_it_once(world: World) -> None:
    world.summed_up()
    assert titles(sheet(world))["Consultations that wait for the reply of the council (1)"] == ["الماء والطرق"]


def test_a_charter_stands_on_it_while_a_signature_is_missing(world: World) -> None:
    path = world.made("lead", SPACE, Charter(), "charter", title="ميثاق", body="<p>نتعهد.</p>")
    assert "Charters that wait for a signature (1)" not in titles(sheet(world))
    world.step("lead", path, "propose")
    assert titles(sheet(world))["Charters that wait for a signature (1)"] == ["ميثاق"]


def test_what_is_more_than_a_sheet_holds_goes_on_on_the_next(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    proposals = three(world)
    answered = world.answered("طريق أجيب عنه")[0]
    world.committed(answered, "planned", "التزام أول")
    for path in proposals[:2]:
        world.drafted(path, summary=f"مسودة {path[-3:]}")
    whole = sheet(world)
    assert "Sheet" not in whole.html.main.get_text() and not whole.html.select(".paging")
    monkeypatch.setattr("mukhtabar.views.council.handover.MOST", 2)
    first = sheet(world)
    assert "Sheet 1 of" in " ".join(first.html.main.get_text().split())
    found: list[str] = []
    pages = [first]
    while pages[-1].html.select(".paging [rel=next]"):
        pages.append(pages[-1].click("Next"))
    for page in pages:
        found += [title for part in titles(page).values() for title in part]
    assert len(pages) > 1 and sorted(found) == sorted(title for part in titles(whole).values() for title in part)
    assert sheet(world, query="?page=99").html.select_one(".paging [aria-current]").get_text().endswith(str(len(pages)))
