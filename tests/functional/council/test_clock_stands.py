"""The clock of a proposal counts the days on which the council could answer: not those of an undone publication."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mukhtabar.actions.clock import prolong, rest
from mukhtabar.actions.grant import grant
from mukhtabar.actions.route import route
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.roles import Role
from mukhtabar.store.revisions import digest_of
from tests.functional.council.test_clock import EN, badge, pressed, shown, since
from tests.functional.desk.test_aside import OTHER, elsewhere
from tests.merging import merged
from tests.unit.actions.test_merge import neighbour
from tests.world import CONSULTATION, World

WHY = "ننتظر الخبرة التقنية"


@pytest.fixture
def world(world: World) -> World:
    """The portal with a consultation that stays open for a year."""
    with world.acting() as ctx:
        consultation = world.at(ctx, CONSULTATION)
        (phase,) = consultation.phases
        consultation.phases = (replace(phase, end=phase.end + timedelta(days=365)),)
    return world


def given(world: World, path: str) -> str:
    """Let the council publish an answer now."""
    answer = world.drafted(path)
    for who, name in (("officer", "send"), ("approver", "approve"), ("officer", "publish")):
        world.step(who, answer, name)
    return answer


def passed_on(world: World, path: str) -> str:
    """Let a moderator pass it on to the consultation of another commune, and return where it stands then."""
    with world.acting() as ctx:
        consultation = world.at(ctx, OTHER)
        (phase,) = consultation.phases
        consultation.phases = (replace(phase, end=phase.end + timedelta(days=365)),)
    with world.acting("moderator") as ctx:
        document = world.at(ctx, path)
        route(ctx, document, world.at(ctx, OTHER), "not_competence", "سبب", digest_of(document.field_values()))
    return f"{OTHER}/{path.rpartition('/')[2]}"


def test_a_publication_that_was_undone_starts_no_clock(world: World) -> None:
    path = world.published()
    world.later(minutes=2)
    world.step("editor", path, "undo_publish")
    world.later(days=20)
    world.step("editor", path, "publish")
    assert badge(shown(world, path)) == "Runs from tomorrow, for 60 days"
    world.later(days=3)
    assert badge(shown(world, path)) == "Day 3 of 60"


def test_a_rest_of_a_publication_that_was_undone_is_gone_with_it(world: World) -> None:
    path = world.published()
    pressed(world, path, "rest", WHY).follow()
    pressed(world, path, "prolong", WHY).follow()
    world.step("editor", path, "undo_publish")
    world.later(days=20)
    world.step("editor", path, "publish")
    page = shown(world, path)
    assert badge(page) == "Runs from tomorrow, for 60 days" and WHY not in page.html.select_one(".clock").get_text()


def test_the_days_on_which_it_had_joined_another_are_not_counted(world: World) -> None:
    path, target = world.published("نطلب تعبيد طريق المدرسة"), neighbour(world, "تعبيد الطريق إلى المدرسة")
    world.later(days=5)
    merged(world, path, target)
    world.later(days=30)
    world.step("lead", path, "unmerge", comment="ليس المكان نفسه.")
    world.later(days=10)
    world.step("editor", path, "publish")
    assert badge(shown(world, path)) == "Day 5 of 60"
    assert badge(shown(world, target)) == "Day 45 of 60"


def test_what_the_other_one_set_free_goes_on_where_it_stopped(world: World) -> None:
    path, target = world.published("نطلب تعبيد طريق المدرسة"), neighbour(world, "تعبيد الطريق إلى المدرسة")
    world.later(days=5)
    merged(world, path, target)
    world.later(days=30)
    with world.acting() as ctx:
        author = world.at(ctx, target).creator
    with world.acting() as ctx:
        from mukhtabar.actions.transition import transition

        transition(replace(ctx, actor=author, system=False), world.at(ctx, target), "withdraw")
    assert world.state(path) == "submitted"
    world.step("editor", path, "publish")
    world.later(days=1)
    assert badge(shown(world, path)) == "Day 6 of 60"


def test_for_another_commune_the_clock_begins_anew(world: World) -> None:
    elsewhere(world)
    path, target = world.published("نطلب تعبيد طريق المدرسة"), neighbour(world, "تعبيد الطريق إلى المدرسة")
    world.later(days=10)
    pressed(world, path, "rest", WHY).follow()
    pressed(world, path, "prolong", WHY).follow()
    world.later(days=5)
    merged(world, path, target)
    world.step("lead", path, "unmerge", comment="ليس المكان نفسه.")
    path = passed_on(world, path)
    world.later(days=5)
    world.step("admin", path, "publish")
    page = shown(world, path)
    assert badge(page) == "Runs from tomorrow, for 60 days" and WHY not in page.html.select_one(".clock").get_text()
    assert since(page).endswith("10 December 2026")
    world.later(days=2)
    assert badge(shown(world, path)) == "Day 2 of 60"


def test_a_clock_that_went_back_since_it_came_takes_it_from_no_list(world: World) -> None:
    elsewhere(world)
    path, title = world.published("نطلب تعبيد طريق المدرسة"), "نطلب تعبيد طريق المدرسة"
    world.later(minutes=2)
    world.step("editor", path, "undo_publish")
    world.later(days=1)
    path = passed_on(world, path)
    world.later(hours=-5)
    world.step("admin", path, "publish")
    assert badge(shown(world, path)) == "Runs from tomorrow, for 60 days"
    with world.acting() as ctx:
        grant(ctx, world.at(ctx, "/souss-massa/akka"), world.pids["officer"], Role.OFFICER, ctx.now)
    assert title in world.browser("officer").get("/en/souss-massa/akka/answer-many")


def test_the_days_on_which_it_was_hidden_are_not_counted(world: World) -> None:
    path = world.published()
    world.later(days=5)
    world.step("moderator", path, "hide", reason="insult_hate", comment="سب")
    world.later(days=60)
    world.step("moderator", path, "restore")
    assert badge(shown(world, path)) == "Day 5 of 60"
    world.later(days=55)
    page = shown(world, path)
    assert badge(page) == "Day 60 of 60"
    assert "late" not in page.html.select_one(".clock").get_text()


def test_an_answer_ends_the_rest_that_it_found(world: World) -> None:
    path = world.published()
    world.later(days=20)
    pressed(world, path, "rest", WHY).follow()
    world.later(days=10)
    answer = given(world, path)
    page = shown(world, path)
    assert badge(page) == "Answered on day 20 of 60"
    assert "The clock rested:" in page and "The clock rests:" not in page
    world.later(days=200)
    world.step("approver", answer, "withdraw", comment="بني الجواب على رقم خاطئ.")
    world.later(days=1)
    assert badge(shown(world, path)) == "Day 21 of 60"


def test_an_answer_that_stood_for_less_than_a_day_is_told_with_one_day(world: World) -> None:
    path = world.published()
    world.later(days=2)
    answer = given(world, path)
    world.later(hours=1)
    world.step("approver", answer, "withdraw", comment="بني الجواب على رقم خاطئ.")
    words = " ".join(shown(world, path).html.select_one(".clock").get_text(" ").split())
    assert "An answer stood on 22 November 2026 and was withdrawn." in words


def test_what_is_late_is_not_prolonged(world: World) -> None:
    path = world.published()
    world.later(days=60)
    open_page = world.browser("officer").get(f"{EN}{path}/clock")
    assert "Prolong it once" in open_page
    world.later(days=15)
    assert "Prolong it once" not in world.browser("officer").get(f"{EN}{path}/clock")
    with world.acting("officer") as ctx, pytest.raises(Refused, match="late"):
        prolong(ctx, world.at(ctx, path), WHY)
    assert badge(shown(world, path)) == "late by 15 days"


def test_what_is_late_is_not_put_to_rest(world: World) -> None:
    path = world.published()
    world.later(days=60)
    officer = world.browser("officer")
    opened = officer.form(officer.get(f"{EN}{path}/clock"), "why")
    world.later(days=1)
    opened["why"] = WHY
    page = opened.submit("rest")
    assert "what is late stays late" in page.html.select_one("[role=alert]").get_text()
    assert page.html.select_one(page.html.select_one("[role=alert] a")["href"])
    later = officer.get(f"{EN}{path}/clock")
    assert "Let the clock rest" not in later and "what is late stays late" in later
    with world.acting("officer") as ctx, pytest.raises(Refused, match="late"):
        rest(ctx, world.at(ctx, path), WHY)
    assert badge(shown(world, path)) == "late by 1 day" and WHY not in shown(world, path)


def test_what_rests_from_its_last_day_on_is_not_late_until_it_runs_again(world: World) -> None:
    path = world.published()
    world.later(days=60)
    pressed(world, path, "rest", WHY).follow()
    world.later(days=40)
    assert badge(shown(world, path)) == "The clock rests on day 59 of 60"
    pressed(world, path, "run").follow()
    world.later(days=1)
    assert badge(shown(world, path)) == "late by 1 day"


def test_on_the_last_day_it_is_prolonged(world: World) -> None:
    path = world.published()
    world.later(days=60)
    pressed(world, path, "prolong", WHY).follow()
    assert badge(shown(world, path)) == "Day 60 of 90"
