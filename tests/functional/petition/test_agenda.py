"""An accepted petition goes the council's ways: its worklist, the file of the session, the decision on its own page."""

from datetime import date
from typing import Any

import pytest

from mukhtabar.actions.agenda import add_points, change_file
from mukhtabar.actions.annex import annex
from mukhtabar.actions.assign import assign
from mukhtabar.actions.bureau import accept, deliberate, put_off
from mukhtabar.actions.grant import grant
from mukhtabar.actions.petition import lodge
from mukhtabar.content.petition import OUTCOMES
from mukhtabar.content.seated import DECISIONS
from mukhtabar.language.dates import local_day, noon
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.roles import Role
from tests import files
from tests.functional.council.test_council_file import closed, convened, entered, made, reference, to_the_sitting
from tests.petitioning import accepted, ready, with_bureau
from tests.world import COMMUNE, World

EN = "/en"


def test_a_petition_stands_in_the_list_of_the_council_and_is_given_to_somebody(world: World) -> None:
    path = with_bureau(world)
    with world.acting("approver") as ctx:
        assign(ctx, world.at(ctx, path), world.pids["approver2"])
    assert path in world.browser("approver2").get(f"{EN}{COMMUNE}/waiting?for=me").text
    for who in (None, "citizen", "editor"):
        assert "Approver2" not in world.browser(who).get(f"{EN}{path}")


def test_an_accepted_petition_is_a_point_of_the_agenda_and_its_decision_is_read_beside_it(world: World) -> None:
    path = accepted(world)
    officer = world.browser("officer")
    draft = made(world, [])
    page = officer.get(f"{EN}{draft}/points?from=petitions")
    assert "Accepted petitions" in page and "إدراج إنارة الطريق" in page
    file = convened(world, [path])
    printed = world.browser().get(f"{EN}{file}/print")
    assert "أن يصل التلاميذ" in printed and "100 signatures count" in printed
    closed(world, file, (path, "adopted", "صادق المجلس بالإجماع."))
    text = world.browser().get(f"{EN}{path}").html.select_one("main").get_text(" ")
    assert "On the agenda: Session of February 2027" in text
    assert "Decided by the council: Adopted" in text and "صادق المجلس بالإجماع." in text


def test_the_print_lists_what_is_attached_and_of_what_is_closed_no_title_whoever_reads(world: World) -> None:
    path = ready(world)
    with world.acting("citizen") as ctx:
        petition = world.at(ctx, path)
        annex(ctx, petition, "document", "خريطة الطريق", True, "map.pdf", files.PDF)
        annex(ctx, petition, "document", "شهادة سكنى السيدة فلانة", False, "b.jpg", files.photo())
        lodge(ctx, petition, local_day(ctx.now), "2026/77")
    world.step("officer", path, "pass_on")
    with world.acting("approver") as ctx:
        accept(ctx, world.at(ctx, path), "2027-02", "")
    file = convened(world, [path])
    for who in (None, "citizen", "officer", "approver"):
        page = world.browser(who).get(f"{EN}{file}/print")
        listed = [" ".join(one.get_text(" ").split()) for one in page.html.select(".annex li") if " · " in one.get_text()]
        assert len(listed) == 2 and "خريطة الطريق" in listed[0] and "PDF" in listed[0], who
        assert listed[1].startswith("A document for the council") and "فلانة" not in page, who


def test_one_that_was_not_accepted_is_no_point(world: World) -> None:
    with_bureau(world)
    page = world.browser("officer").get(f"{EN}{made(world, [])}/points?from=petitions")
    assert "إدراج إنارة الطريق" not in page


def deliberation(world: World, path: str) -> tuple[str, str, str] | None:
    """What the petition itself says was decided: its day, the outcome, the text."""
    with world.acting() as ctx:
        found = world.at(ctx, path).deliberation
        return (found.day.date().isoformat(), found.outcome, found.text) if found is not None else None


@pytest.mark.parametrize(
    ("decision", "words", "outcome", "said"),
    [
        ("adopted", "", "adopted", "Adopted by the council"),
        ("adopted_in_part", "تنار ستمائة متر.", "partly", "Adopted in part"),
        ("rejected", "لا اعتماد في الميزانية.", "rejected", "Not adopted by the council"),
    ],
)
def test_what_a_confirmed_file_decides_is_the_deliberation_and_is_told_once(
    world: World, decision: str, words: str, outcome: str, said: str
) -> None:
    path = accepted(world)
    file = convened(world, [path])
    to_the_sitting(world, file)
    entered(world, file, (path, decision, words))
    world.step("officer", file, "report")
    assert world.state(path) == "accepted" and deliberation(world, path) is None
    world.step("approver", file, "confirm_decisions")
    assert world.state(path) == "deliberated" and deliberation(world, path) == ("2027-02-10", outcome, words)
    page = world.browser().get(f"{EN}{path}")
    text = " ".join(page.html.select_one("main").get_text(" ").split())
    assert f"{said} 10 February 2027" in text and words in text and "Deliberated by the council" in text
    steps = [step.get_text() for step in page.html.select(".timeline .step-title")]
    assert sum("Decided by the council" in step for step in steps) == 1
    assert not any("Deliberated by the council" in step for step in steps)
    with world.acting() as ctx:
        letters = [letter for _key, letter in ctx.portal.outbox._waiting.items() if letter.person == world.pids["citizen"]]
        assert [dict(letter.detail)["transition"] for letter in letters].count("deliberate") == 1


@pytest.mark.parametrize("decision", ["postponed", "not_taken_up"])
def test_what_a_file_leaves_open_stays_open_and_goes_to_another_session_or_day(world: World, decision: str) -> None:
    path = accepted(world)
    file = convened(world, [path])
    closed(world, file, (path, decision, "لضيق الوقت."))
    assert world.state(path) == "accepted" and deliberation(world, path) is None
    with world.acting("approver") as ctx, pytest.raises(Refused) as no:
        deliberate(ctx, world.at(ctx, path), date(2027, 2, 10), "adopted", "صادق المجلس.")
    assert no.value.code == "said_in_file" and deliberation(world, path) is None
    world.later(days=2)
    with world.acting("approver") as ctx:
        if decision == "postponed":
            put_off(ctx, world.at(ctx, path), "2027-05", "أجلها المجلس.")
        else:
            deliberate(ctx, world.at(ctx, path), date(2027, 2, 12), "adopted", "صادق المجلس.")
    assert world.state(path) == ("accepted" if decision == "postponed" else "deliberated")


def test_every_decision_has_an_outcome_or_leaves_it_open() -> None:
    from mukhtabar.content.petition import OUTCOME_OF

    assert {*OUTCOME_OF} | {"postponed", "not_taken_up"} == {*DECISIONS}
    assert OUTCOMES == ("adopted", "partly", "rejected")


def test_while_an_agenda_is_sent_its_file_alone_decides_and_nothing_typed_is_lost(world: World) -> None:
    path = accepted(world)
    browser = world.browser("approver")
    before = browser.get(f"{EN}{path}/review")
    file = convened(world, [path])
    to_the_sitting(world, file)
    form: Any = browser.form(before, "day")
    form["day"], form["outcome"], form["decision"] = "2027-02-10", "rejected", "لم يصادق المجلس."
    page = form.submit("transition", value="deliberate")
    assert "It stands on the agenda of a council file that is not closed." in page
    assert browser.form(page, "decision")["decision"].value == "لم يصادق المجلس." and world.state(path) == "accepted"
    with world.acting("approver") as ctx, pytest.raises(Refused, match="on_open_file"):
        put_off(ctx, world.at(ctx, path), "2027-05", "لضيق الوقت.")
    page = browser.get(f"{EN}{path}/review")
    assert not [form for form in page.forms.values() if "decision" in form.fields]
    assert page.click("Agenda of the session of February 2027").request.path == f"{EN}{file}"
    entered(world, file, (path, "adopted", ""))
    world.step("officer", file, "report")
    with world.acting("approver") as ctx, pytest.raises(Refused, match="on_open_file"):
        deliberate(ctx, world.at(ctx, path), date(2027, 2, 10), "rejected", "لم يصادق المجلس.")
    world.step("approver", file, "confirm_decisions")
    assert (deliberation(world, path) or ())[1] == "adopted"


def test_a_sitting_that_is_called_off_lets_the_petition_go(world: World) -> None:
    path = accepted(world)
    world.step("approver", convened(world, [path]), "cancel", comment="غياب النصاب.")
    with world.acting("approver") as ctx:
        put_off(ctx, world.at(ctx, path), "2027-05", "ألغيت الجلسة.")
    assert world.state(path) == "accepted"


def test_a_petition_of_another_session_or_not_accepted_is_no_point(world: World) -> None:
    later, waiting, file = accepted(world), with_bureau(world), made(world, [])
    with world.acting("approver") as ctx:
        put_off(ctx, world.at(ctx, later), "2027-05", "لضيق الوقت.")
    for path in (later, waiting):
        with world.acting("officer") as ctx, pytest.raises(Refused) as no:
            add_points(ctx, world.at(ctx, file), [reference(path)])
        assert no.value.code == "not_for_it"
        with world.acting() as ctx:
            assert not world.at(ctx, file).points


def test_a_file_whose_petition_went_elsewhere_meanwhile_is_not_sent(world: World) -> None:
    path = accepted(world)
    file, second = made(world, [path]), made(world, [path])
    page = world.browser("officer").get(f"{EN}{file}/points").html.select_one(".agenda").get_text(" ")
    assert "Session of February 2027" in page
    with world.acting("officer") as ctx:
        found = world.at(ctx, file)
        change_file(ctx, found, {**found.field_values(), "session": "2027-05", "day": noon(date(2027, 5, 10))})
    with pytest.raises(Refused, match="has_points"):
        world.step("officer", file, "send")
    world.step("officer", second, "send")
    with world.acting("approver") as ctx:
        put_off(ctx, world.at(ctx, path), "2027-05", "لضيق الوقت.")
    with pytest.raises(Refused, match="has_points"):
        world.step("approver", second, "convene")
    world.step("officer", file, "send")
    world.step("approver", file, "convene")
    third = made(world, [])
    with world.acting("officer") as ctx:
        found = world.at(ctx, third)
        change_file(ctx, found, {**found.field_values(), "session": "2027-05", "day": noon(date(2027, 5, 11))})
        with pytest.raises(Refused, match="not_for_it"):
            add_points(ctx, found, [reference(path)])


def test_who_asked_for_a_point_does_not_confirm_what_was_decided_on_it(world: World) -> None:
    with world.acting("admin") as ctx:
        grant(ctx, world.at(ctx, COMMUNE), world.pids["citizen"], Role.APPROVER, ctx.now)
    path = made(world, [world.published()])
    world.step("officer", path, "send")
    world.step("approver", path, "convene")
    to_the_sitting(world, path)
    with world.acting("officer") as ctx:
        (point,) = world.at(ctx, path).points
        reference_of = point.reference
    entered(world, path, (f"{COMMUNE}/{reference_of}", "adopted", ""))
    world.step("officer", path, "report")
    page = world.browser("citizen").get(f"/en{path}/review")
    assert "You asked for this yourself" in page
    with pytest.raises(Refused, match="not_asker"):
        world.step("citizen", path, "confirm_decisions")
    world.step("approver", path, "confirm_decisions")
