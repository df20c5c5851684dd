"""A published answer is withdrawn by another person than its drafter, with a public reason; its place stays."""

import pytest

from mukhtabar.rules.refused import Refused
from tests import files
from tests.functional.council.test_answer import press
from tests.functional.council.test_answer_files import attached
from tests.world import COMMUNE, CONSULTATION, World

TEXT, WHY = "سنعبد الطريق.", "بني الجواب على رقم خاطئ."


def withdrawn(world: World) -> tuple[str, str]:
    proposal, answer = world.answered()
    press(world.browser("approver2"), answer, "withdraw", comment=WHY)
    return proposal, answer


def test_its_place_stays_with_the_reason_and_the_text_is_gone(world: World) -> None:
    proposal, answer = world.answered()
    world.drain()
    page = press(world.browser("approver"), answer, "withdraw", comment=WHY)
    assert page.status_int == 303 and world.state(answer) == "withdrawn"  # type: ignore[attr-defined]
    shown = world.browser().get(f"/en{proposal}")
    assert TEXT not in shown and WHY in shown and "An official answer was withdrawn" in shown and "20 November 2026" in shown
    world.drain()
    for path in (CONSULTATION, COMMUNE, "/", "/feed", f"{COMMUNE}/feed", "/search?q=سنعبد", "/sitemap.xml"):
        assert TEXT not in world.browser().get(path), path
    gone = world.browser().get(f"/en{answer}/review", status=410)
    assert TEXT not in gone and WHY in gone
    assert TEXT in world.browser("officer").get(f"{answer}/review")
    with world.acting() as ctx:
        assert world.at(ctx, answer).pinned


def test_the_proposal_waits_again_and_its_people_are_told(world: World) -> None:
    proposal, _answer = withdrawn(world)
    assert world.state(proposal) == "published"
    page = world.browser().get(f"/en{proposal}")
    assert "it waits again" in page
    with world.acting() as ctx:
        letters = [(one.kind, one.person, dict(one.detail)["transition"]) for _key, one in ctx.portal.outbox.due(ctx.now)]
    assert ("author_proposal", world.pids["citizen"], "reopen") in letters
    assert ("drafter", world.pids["officer"], "withdraw") in letters


def test_the_days_on_which_the_answer_stood_are_not_counted_and_no_clock_begins_anew(world: World) -> None:
    proposal = world.published()
    world.later(days=20)
    answer = world.drafted(proposal)
    for who, name in (("officer", "send"), ("approver", "approve"), ("officer", "publish")):
        world.step(who, answer, name)
    assert "Answered on day 20 of 60" in world.browser().get(f"/en{proposal}")
    world.later(days=100)
    world.step("approver", answer, "withdraw", comment=WHY)
    page = world.browser().get(f"/en{proposal}")
    assert "Day 20 of 60" in page
    assert "These days are not counted" in page
    world.later(days=30)
    assert "of 60" in world.browser().get(f"/en{proposal}")
    world.later(days=30)
    assert "late by" in world.browser().get(f"/en{proposal}").html.select_one(".clock").get_text()


def test_a_later_answer_follows(world: World) -> None:
    proposal, _answer = withdrawn(world)
    later = world.drafted(proposal, summary="سنعبد نصف الطريق.")
    for who, name in (("officer", "send"), ("approver", "approve"), ("officer", "publish")):
        world.step(who, later, name)
    page = world.browser().get(f"/en{proposal}")
    assert "سنعبد نصف الطريق." in page and WHY in page and TEXT not in page
    assert world.state(proposal) == "answered"


def test_an_earlier_answer_that_was_superseded_does_not_come_back_into_force(world: World) -> None:
    proposal, first = world.answered()
    later = world.drafted(proposal, summary="جواب ثان.")
    for who, name in (("officer", "send"), ("approver", "approve"), ("officer", "publish")):
        world.step(who, later, name)
    world.step("approver", later, "withdraw", comment=WHY)
    assert (world.state(first), world.state(later), world.state(proposal)) == ("superseded", "withdrawn", "published")
    page = world.browser().get(f"/en{proposal}")
    assert TEXT in page and "جواب ثان." not in page and not page.html.select(".answer-old a")


def test_its_documents_go_with_it(world: World) -> None:
    answer = world.drafted(world.published())
    address = attached(world, answer)
    for who, name in (("officer", "send"), ("approver", "approve"), ("officer", "publish")):
        world.step(who, answer, name)
    assert world.browser().get(address).body == files.PDF
    world.step("approver", answer, "withdraw", comment=WHY)
    world.browser().get(address, status=404)
    assert world.browser("officer").get(address).body == files.PDF


def test_a_reason_is_needed_and_asked_for_beside_the_field(world: World) -> None:
    _proposal, answer = world.answered()
    page = press(world.browser("approver"), answer, "withdraw")
    assert page.html.select_one("#wf-comment[aria-invalid=true]") and world.state(answer) == "published"  # type: ignore[attr-defined]


@pytest.mark.parametrize("who", ["officer", "lead", "admin", "editor", "citizen"])
def test_nobody_else_withdraws(world: World, who: str) -> None:
    _proposal, answer = world.answered()
    with pytest.raises(Refused, match="not_permitted"):
        world.step(who, answer, "withdraw", comment=WHY)


def test_who_drafted_does_not_withdraw(world: World) -> None:
    answer = world.drafted(world.published(), "both")
    for who, name in (("both", "send"), ("approver", "approve"), ("both", "publish")):
        world.step(who, answer, name)
    with pytest.raises(Refused, match="not_drafter"):
        world.step("both", answer, "withdraw", comment=WHY)


def test_a_withdrawn_answer_changes_no_more(world: World) -> None:
    _proposal, answer = withdrawn(world)
    for who in ("officer", "approver", "both"):
        assert world.browser(who).get(f"{answer}/edit", status=403)
        assert not world.browser(who).get(f"{answer}/review").html.select("main button[name=transition]")


def test_an_open_page_that_shows_another_state_is_refused_and_kept(world: World) -> None:
    answer = world.drafted(world.published())
    world.step("officer", answer, "send")
    world.step("approver", answer, "approve")
    approver = world.browser("approver")
    form = approver.form(approver.get(f"/en{answer}/review"), "transition")
    world.step("officer", answer, "publish")
    form["comment"] = WHY
    page = form.submit("transition", value="send_back")
    assert "already moved this on" in page and world.state(answer) == "published"
    with world.acting() as ctx:
        kept = [dict(one.detail) for one in ctx.portal.journal.of(world.at(ctx, answer).uid) if one.action == "attempt"]
    assert kept == [{"step": "send_back", "refused": "wrong_state"}]
    assert WHY not in str(kept)
    history = world.browser("officer").get(f"/en{answer}/history", status="*")
    assert history.status_int == 200 and "Tried, and refused" in history
