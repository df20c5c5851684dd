"""A question has a clock of its own, and so has the reply to a consultation: shown, resting, written about."""

from typing import Any

import pytest

from mukhtabar.actions.edit import edit
from mukhtabar.actions.tick import tick
from mukhtabar.content.texts import Texts
from mukhtabar.rules.clocks.loader import clocks
from mukhtabar.services.mail import deliver
from mukhtabar.services.mail_transport import MemoryTransport
from tests.functional.council.test_clock import EN, badge, pressed, shown, since
from tests.functional.council.test_reminders import OFFICERS, morning, written
from tests.functional.desk.test_worklist import titles
from tests.world import CONSULTATION, World

QUESTION, REPLY = clocks()["question"], clocks()["reply"]


@pytest.mark.parametrize(("kind", "name"), [("question", "question"), ("need", "answer"), ("proposal", "answer")])
def test_the_clock_is_chosen_by_the_kind(world: World, kind: str, name: str) -> None:
    path = world.published(kind=kind)
    world.later(days=2)
    assert badge(shown(world, path)) == f"Day 2 of {clocks()[name].length}"


def test_a_question_is_late_after_its_own_days_and_is_not_prolonged(world: World) -> None:
    path = world.published(kind="question")
    world.later(days=QUESTION.length + 1)
    assert badge(shown(world, path)) == "late by 1 day"
    assert "Prolong it once" not in world.browser("officer").get(f"{EN}{path}/clock")
    assert "late by 1 day" in world.browser("officer").get("/en/desk")


def replied(world: World) -> None:
    """Let the officer draft the reply and the approver publish it."""
    with world.acting("officer") as ctx:
        edit(ctx, world.at(ctx, CONSULTATION), {"reply": Texts.of(ctx.now, ar="<p>سندرج الماء في البرنامج.</p>")})
    world.step("approver", CONSULTATION, "reply")


def test_a_consultation_has_no_clock_before_its_synthesis_is_public(world: World) -> None:
    assert not badge(shown(world, CONSULTATION))
    world.browser("officer").get(f"{EN}{CONSULTATION}/clock", status=404)


def test_everyone_reads_the_clock_of_the_reply_until_it_is_published(world: World) -> None:
    world.summed_up()
    assert badge(shown(world, CONSULTATION)) == "Runs from tomorrow, for 60 days"
    world.later(days=7)
    page = shown(world, CONSULTATION)
    assert badge(page) == "Day 7 of 60"
    assert "Reply of the council to a consultation" in page.html.select_one(".clock").get_text()
    assert since(page) == "Counts from the day on which the synthesis was published: 21 December 2026"
    replied(world)
    world.later(days=100)
    assert badge(shown(world, CONSULTATION)) == "Answered on day 7 of 60"


def test_the_kept_page_of_a_consultation_counts_on_at_midnight(world: World) -> None:
    world.summed_up()
    visitor = world.browser(cached=True)
    assert "Runs from tomorrow" in visitor.get(f"{EN}{CONSULTATION}")
    world.later(days=1)
    assert "Day 1 of 60" in visitor.get(f"{EN}{CONSULTATION}")


def test_it_rests_and_runs_again_with_a_public_reason_and_is_not_prolonged(world: World) -> None:
    world.summed_up()
    world.later(days=5)
    assert "Prolong it once" not in world.browser("officer").get(f"{EN}{CONSULTATION}/clock")
    pressed(world, CONSULTATION, "rest", "ننتظر الدراسة التقنية").follow()
    world.later(days=20)
    page = shown(world, CONSULTATION)
    assert badge(page) == "The clock rests on day 4 of 60" and "ننتظر الدراسة التقنية" in page
    pressed(world, CONSULTATION, "run").follow()
    world.later(days=1)
    assert badge(shown(world, CONSULTATION)) == "Day 6 of 60"


@pytest.mark.parametrize("who", [None, "citizen", "editor", "lead", "moderator", "observer", "admin"])
def test_nobody_outside_the_council_touches_it(world: World, who: str | None) -> None:
    world.summed_up()
    world.browser(who).get(f"{CONSULTATION}/clock", status="4*" if who else "*")
    with world.acting() as ctx:
        assert not world.at(ctx, CONSULTATION).rests


def test_officers_and_approvers_find_it_in_their_worklists_with_its_clock(world: World) -> None:
    world.summed_up()
    world.later(days=12)
    for who in ("officer", "approver", "both"):
        page = world.browser(who).get("/en/desk")
        assert "Eau et routes" in titles(page) or "الماء والطرق" in titles(page)
        assert "Day 12 of 60" in page
    replied(world)
    assert not titles(world.browser("officer").get("/en/desk"))


def test_letters_about_the_reply_go_out_on_its_days(world: World) -> None:
    world.summed_up()
    morning(world, REPLY.length - REPLY.remind[0])
    # In whose list it stands, and who drafts.
    assert written(world) == [(who, "remind") for who in ("approver", "approver2", *OFFICERS)]
    morning(world, REPLY.remind[0] + REPLY.escalate)
    assert [who for who, said in written(world) if said == "overdue"] == ["approver", "approver2", *OFFICERS]


def letters(world: World, who: str) -> list[Any]:
    out = MemoryTransport()
    deliver(world.site, transport=out)
    return [message for message in out.sent if message["To"].startswith(f"{who}@")]


def test_the_letter_speaks_of_the_reply_and_leads_to_a_page_that_opens(world: World) -> None:
    world.summed_up()
    with world.acting() as ctx:
        officer = ctx.register.get(world.pids["officer"])
        assert officer is not None
        officer.language = "en"
        for key, _letter in ctx.portal.outbox.due(ctx.now):
            ctx.portal.outbox.sent(key)
    world.later(days=REPLY.length - REPLY.remind[0])
    with world.acting() as ctx:
        tick(ctx)
    (letter,) = letters(world, "officer")
    assert letter["Subject"].startswith("The day of the reply to a consultation comes near")
    body = letter.get_body(("plain",)).get_content()
    link = next(line for line in body.splitlines() if line.startswith("http")).partition("//")[2].partition("/")[2]
    assert "Draft the reply" in body
    page = world.browser("officer").get(f"/{link}")
    assert page.click(href=f"{CONSULTATION}/edit", index=0).status_int == 200


def test_a_reply_stops_the_letters(world: World) -> None:
    world.summed_up()
    replied(world)
    morning(world, REPLY.length + 30)
    assert not written(world)
