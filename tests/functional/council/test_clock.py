"""The clock of a proposal: everyone reads where it stands and on which basis; an officer lets it rest with a reason."""

from typing import Any

import pytest

from mukhtabar.rules.clocks.loader import clocks
from tests.world import World

EN = "/en"


def badge(page: Any) -> str:
    """Return the words of the clock on a page; empty when there is none."""
    node = page.html.select_one(".clock .badge")
    return node.get_text(strip=True) if node else ""


def shown(world: World, path: str, who: str | None = None) -> Any:
    return world.browser(who).get(f"{EN}{path}")


def pressed(world: World, path: str, button: str, why: str = "", who: str = "officer") -> Any:
    """Press a button of the page of the clock."""
    browser = world.browser(who)
    form = next(form for form in browser.get(f"{EN}{path}/clock").forms.values() if button in form.fields)
    if "why" in form.fields:
        form["why"] = why
    return form.submit(button)


def test_everyone_reads_the_day_the_end_and_the_basis(world: World) -> None:
    path = world.published()
    page = shown(world, path)
    assert badge(page) == "Runs from tomorrow, for 60 days"
    world.later(days=12)
    page = shown(world, path)
    assert badge(page) == "Day 12 of 60"
    assert "19 January 2027" in page
    assert "A promise of the platform charter, not a term of law" in page
    world.later(days=48)
    assert badge(shown(world, path)) == "Day 60 of 60"
    world.later(days=1)
    page = shown(world, path)
    assert badge(page) == "late by 1 day"
    words = " ".join(page.html.select_one(".clock").get_text(" ").split())
    assert "The last day was 19 January 2027" in words and "until" not in words


def test_each_button_says_what_it_did(world: World) -> None:
    path = world.published()
    for button, why, said in (
        ("rest", "ننتظر الخبرة", "The clock rests."),
        ("run", "", "The clock runs again."),
        ("prolong", "ننتظر الميزانية", "The clock runs longer."),
    ):
        assert said in pressed(world, path, button, why).follow()
    assert "Write a comment that says why." in pressed(world, world.published("مقترح آخر"), "rest", " ")


def test_what_is_not_public_has_no_clock(world: World) -> None:
    path = world.submitted()
    assert not world.browser("editor").get(f"{EN}{path}/review").html.select(".clock")
    world.browser("officer").get(f"{EN}{path}/clock", status="4*")


def test_the_first_answer_stops_it_for_good(world: World) -> None:
    path = world.published()
    world.later(days=20)
    answer = world.drafted(path)
    world.step("officer", answer, "send")
    world.step("approver", answer, "approve")
    world.step("officer", answer, "publish")
    world.later(days=200)
    page = shown(world, path)
    assert badge(page) == "Answered on day 20 of 60"
    assert "until" not in page.html.select_one(".clock").get_text()
    assert since(page).endswith("20 November 2026")


def since(page: Any) -> str:
    """Return from which event and day the clock on a page counts."""
    return next(line for line in (" ".join(p.get_text(" ").split()) for p in page.html.select(".clock p")) if "Counts from" in line)


@pytest.mark.parametrize("kind", ["need", "question"])
def test_everyone_reads_from_which_day_it_counts(world: World, kind: str) -> None:
    path = world.submitted(kind=kind)
    world.later(days=3)
    world.step("editor", path, "publish")
    world.later(days=12)
    assert since(shown(world, path)) == "Counts from the day on which it was published: 23 November 2026"


def test_it_rests_with_a_reason_that_everyone_reads_and_runs_again(world: World) -> None:
    path = world.published()
    world.later(days=10)
    assert "Write a comment" in pressed(world, path, "rest", " . ")
    pressed(world, path, "rest", "ننتظر الخبرة التقنية").follow()
    world.later(days=30)
    page = shown(world, path)
    assert badge(page) == "The clock rests on day 9 of 60"
    assert "ننتظر الخبرة التقنية" in page
    pressed(world, path, "run").follow()
    world.later(days=1)
    page = shown(world, path)
    assert badge(page) == "Day 11 of 60"
    assert "18 February 2027" in page
    assert "The clock rested:" in page


@pytest.mark.parametrize("button", ["rest", "prolong"])
def test_a_reason_that_is_too_long_is_refused_and_stands_in_the_form_to_the_last_word(world: World, button: str) -> None:
    path, why = world.published(), "ننتظر " * 170 + "الخبرة"
    page = pressed(world, path, button, why)
    assert "at most 500 characters" in page.html.select_one("#why-error").get_text()
    assert page.html.select_one("#why").get_text() == why
    assert not shown(world, path).html.select(".clock bdi") and badge(shown(world, path)) == "Runs from tomorrow, for 60 days"


def test_it_is_prolonged_once(world: World) -> None:
    path = world.published()
    pressed(world, path, "prolong", "المشروع يهم ثلاث مصالح").follow()
    page = shown(world, path)
    assert badge(page) == f"Runs from tomorrow, for {60 + clocks()['answer'].extension} days"
    assert "المشروع يهم ثلاث مصالح" in page
    assert "Prolong it once" not in world.browser("officer").get(f"{EN}{path}/clock")


@pytest.mark.parametrize("who", [None, "citizen", "editor", "lead", "moderator", "approver", "observer", "admin"])
def test_nobody_else_touches_it(world: World, who: str | None) -> None:
    path = world.published()
    world.browser(who).get(f"{EN}{path}/clock", status="4*" if who else "*")
    with world.acting() as ctx:
        assert not world.at(ctx, path).rests


def test_the_officer_finds_the_clock_in_the_worklist_and_on_the_bar(world: World) -> None:
    path = world.published()
    world.later(days=55)
    officer = world.browser("officer")
    assert "Day 55 of 60" in officer.get(f"{EN}/desk")
    assert officer.get(f"{EN}{path}").click("Clock", href="/clock")
    world.later(days=10)
    assert "late by 5 days" in officer.get(f"{EN}/desk")


def test_each_act_is_journalled_once_and_names_nobody_in_public(world: World) -> None:
    path = world.published()
    pressed(world, path, "rest", "ننتظر الخبرة").follow()
    pressed(world, path, "run").follow()
    with world.acting() as ctx:
        actions = [entry.action for entry in ctx.portal.journal if entry.action in {"rest_clock", "run_clock"}]
    assert sorted(actions) == ["rest_clock", "run_clock"]
    assert "Officer" not in shown(world, path).html.select_one(".clock").get_text()


def test_a_reason_for_a_clock_that_stopped_meanwhile_is_given_back(world: World) -> None:
    path, browser = world.published(), world.browser("officer")
    form = next(form for form in browser.get(f"{EN}{path}/clock").forms.values() if "rest" in form.fields)
    form["why"] = "ننتظر الخبرة التقنية"
    world.later(days=90)
    page = form.submit("rest")
    assert page.status_int == 200 and "ننتظر الخبرة التقنية" in page.html.select_one(".kept").get_text()
    assert not page.html.select("#why") and not page.html.select(".clock .kept")


def test_a_reason_for_a_clock_that_a_colleague_put_to_rest_is_given_back(world: World) -> None:
    path, browser = world.published(), world.browser("officer")
    form = next(form for form in browser.get(f"{EN}{path}/clock").forms.values() if "rest" in form.fields)
    form["why"] = "ننتظر الخبرة التقنية"
    pressed(world, path, "prolong", "المشروع كبير", "both").follow()
    pressed(world, path, "rest", "ننتظر الجواب", "both").follow()
    page = form.submit("rest")
    assert "ننتظر الخبرة التقنية" in page.html.select_one(".kept").get_text() and not page.html.select("#why")
