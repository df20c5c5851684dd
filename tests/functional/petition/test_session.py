"""Accepted for the next ordinary session; for a later one only with a reason that everyone reads."""

from typing import Any

import pytest

from mukhtabar.actions.bureau import accept, put_off
from mukhtabar.rules.refused import Refused
from tests.petitioning import accepted, with_bureau
from tests.world import World

EN = "/en"


def test_a_later_session_needs_a_public_reason_and_nothing_typed_is_lost(world: World) -> None:
    path, browser = with_bureau(world), world.browser("approver")
    form: Any = browser.form(browser.get(f"{EN}{path}/review"), "session")
    form["session"], form["comment"] = "2027-05", " … "
    page = form.submit("transition", value="accept")
    assert "Write why it is a later one: everyone reads it." in page and world.state(path) == "with_bureau"
    field = page.html.select_one("#accept-comment")
    assert field["aria-invalid"] == "true" and field["aria-describedby"] == "accept-error"
    assert page.html.select("a[href$='#accept-comment']") and not page.html.select("#session-error")
    form = browser.form(page, "session")
    assert form["session"].value == "2027-05"
    form["comment"] = "اكتمل جدول أعمال دورة فبراير."
    form.submit("transition", value="accept").follow()
    assert not world.attempts(path)
    text = world.browser().get(f"{EN}{path}").html.select_one("main").get_text(" ")
    assert "Session of May 2027" in text and "اكتمل جدول أعمال دورة فبراير." in text


@pytest.mark.parametrize(("days", "following"), [(0, "2027-02"), (80, "2027-05"), (101, "2027-05")])
def test_the_next_session_is_the_first_to_come_whatever_sits_now(world: World, days: int, following: str) -> None:
    path = with_bureau(world)
    world.later(days=days)
    with world.acting("approver") as ctx:
        with pytest.raises(Refused) as no:
            accept(ctx, world.at(ctx, path), "2027-10")
        assert no.value.code == "comment_for_later" and world.at(ctx, path).session == ""
        accept(ctx, world.at(ctx, path), following)
    assert world.state(path) == "accepted"


def test_each_reason_for_a_session_stays_in_public(world: World) -> None:
    path = accepted(world, "2027-05", "اكتمل جدول الأعمال.")
    with world.acting("approver") as ctx:
        put_off(ctx, world.at(ctx, path), "2027-10", "لم تحضر اللجنة تقريرها.")
    page = world.browser().get(f"{EN}{path}").html
    steps = page.select_one(".timeline").get_text(" ")
    assert "اكتمل جدول الأعمال." in steps and "لم تحضر اللجنة تقريرها." in steps
    said = page.select_one("[aria-labelledby=decision-title]").get_text(" ")
    assert "Session of October 2027" in said and "لم تحضر اللجنة تقريرها." in said and "اكتمل جدول الأعمال." not in said
