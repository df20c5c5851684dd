"""The true day of lodging can always be recorded, and a mistyped one corrected for a reason that everyone reads."""

from datetime import date
from typing import Any

import pytest

from mukhtabar.actions.bureau import accept, put_off
from mukhtabar.actions.edit import Stale
from mukhtabar.actions.petition import correct_lodging, lodge
from mukhtabar.actions.tick import tick
from mukhtabar.language.dates import local_day
from mukhtabar.rules.refused import Refused
from tests.functional.desk.test_reports import closed, reported
from tests.functional.petition.test_council import WHY, letters
from tests.petitioning import TITLE, accepted, lodged, ready, with_bureau
from tests.world import PEOPLE, World

EN = "/en"
FORM = "Correct the record of the lodging"
REASON = "كتب يوم التسجيل عوض يوم الوصل."


def read(world: World, path: str, who: str | None = None) -> str:
    """What a page says, in one line."""
    return " ".join(world.browser(who).get(f"{EN}{path}").html.select_one("main").get_text(" ").split())


def correct(world: World, path: str, who: str, day: str, number: str = "2026/77", comment: str = REASON) -> Any:
    """Fill in the form as a person."""
    browser = world.browser(who)
    form: Any = browser.form(browser.get(f"{EN}{path}/lodging"), "day")
    form["day"], form["number"], form["comment"] = day, number, comment
    return form.submit()


def corrected(world: World, path: str, who: str, day: date, number: str = "2026/77", why: str = REASON) -> None:
    with world.acting(who) as ctx:
        correct_lodging(ctx, world.at(ctx, path), day, number, why)


def day_of(world: World, path: str) -> date:
    with world.acting() as ctx:
        return local_day(world.at(ctx, path).lodging.day)


@pytest.mark.parametrize("way", ["hidden", "opened again"])
def test_lodged_after_the_first_closing_is_recorded_whatever_came_between(world: World, way: str) -> None:
    path = ready(world)
    world.later(days=1)
    if way == "hidden":
        reported(world.browser(), path, "personal_data")
    else:
        world.step("citizen", path, "collect_again")
    world.later(days=2)
    if way == "hidden":
        closed(world, path, False, "admin")
    else:
        world.step("citizen", path, "make_ready")
    assert world.state(path) == "ready"
    with world.acting("citizen") as ctx:
        with pytest.raises(Refused, match="before_ready"):
            lodge(ctx, world.at(ctx, path), date(2026, 11, 19), "7")
        lodge(ctx, world.at(ctx, path), date(2026, 11, 21), "7")
    assert day_of(world, path) == date(2026, 11, 21)


def test_the_printed_file_says_when_the_list_was_closed_not_when_it_was_shown_again(world: World) -> None:
    path = ready(world)
    reported(world.browser(), path, "personal_data")
    world.later(days=3)
    closed(world, path, False, "admin")
    assert "List closed on 20 November 2026" in read(world, f"{path}/full-file", "citizen")


@pytest.mark.parametrize(("place", "who"), [(lodged, "officer"), (with_bureau, "officer"), (lodged, "approver"), (lodged, "citizen")])
def test_a_wrong_day_is_corrected_in_public_and_the_clock_runs_from_the_right_one(
    world: World, place: Any, who: str
) -> None:
    path = ready(world)
    world.later(days=5)
    with world.acting("citizen") as ctx:
        lodge(ctx, world.at(ctx, path), date(2026, 11, 25), "2026/77")
    if place is with_bureau:
        world.step("officer", path, "pass_on")
    start = f"{EN}{path}/{'prepare' if who == 'citizen' else 'review'}"
    browser = world.browser(who)
    page = browser.get(start).click(FORM)
    form: Any = browser.form(page, "day")
    assert (form["day"].value, form["number"].value) == ("2026-11-25", "2026/77")
    form["day"], form["comment"] = "2026-11-21", REASON
    page = form.submit().follow()
    assert page.request.path == start and "Corrected. The three months are counted from that day." in page
    public = read(world, path)
    for words in ("Lodged with the council 21 November 2026", "The day of lodging was corrected: it said 25 November 2026", REASON,
                  "Day 4 of 92", "21 February 2027"):  # fmt: skip
        assert words in public, words
    assert "2026/77" not in public
    for each in {"citizen", "officer"} - {who}:
        assert letters(world, each).count("correct_lodging") == 1, each
    assert "correct_lodging" not in letters(world, who)
    assert "Record of the lodging corrected" in world.browser("officer").get(f"{EN}{path}/review")


def test_a_number_alone_is_corrected_and_is_nobodys_business(world: World) -> None:
    path = lodged(world)
    correct(world, path, "officer", "2026-11-20", "2026/78").follow()
    public = read(world, path)
    assert "The number of the receipt was corrected" in public and REASON in public
    assert "2026/77" not in public and "2026/78" not in public and "it said" not in public
    assert "Number of the receipt 2026/78" in read(world, f"{path}/review", "officer")


def test_the_end_of_the_three_months_follows_the_corrected_day(world: World) -> None:
    path = ready(world)
    world.later(days=40)
    with world.acting("citizen") as ctx:
        lodge(ctx, world.at(ctx, path), date(2026, 11, 20), "7")
    corrected(world, path, "officer", date(2026, 12, 28), "7")
    world.later(days=55)
    with world.acting() as ctx:
        tick(ctx)
    assert world.state(path) == "lodged"
    world.later(days=40)
    with world.acting() as ctx:
        tick(ctx)
    assert world.state(path) == "overdue"


@pytest.mark.parametrize(
    ("day", "number", "comment", "sentence", "field", "kept"),
    [
        ("2026-11-24", "7", REASON, "This day has not come yet.", "day", ["not_yet"]),
        ("2026-11-19", "7", REASON, "On that day the list of signatures was not closed yet.", "day", ["before_ready"]),
        ("2026-11-20", "2026/77", REASON, "This is what stands there already.", "", ["same"]),
        ("2026-11-21", "", REASON, "Enter the number of the receipt.", "number", []),
        ("", "7", REASON, "Enter the day that stands on the receipt.", "day", []),
        ("21/11", "7", REASON, "Enter a day such as 2027-12-31.", "day", []),
        ("2026-11-21", "7", "", "Write why it is corrected.", "comment", []),
        ("2026-11-21", "7", " … ", "Write a comment that says why.", "comment", []),
    ],
)
def test_a_correction_that_cannot_be_is_refused_beside_its_field_and_nothing_typed_is_lost(
    world: World, day: str, number: str, comment: str, sentence: str, field: str, kept: list[str]
) -> None:
    path = lodged(world)
    world.later(days=3)
    page = correct(world, path, "officer", day, number, comment)
    assert sentence in page and day_of(world, path) == date(2026, 11, 20)
    form: Any = page.forms[next(key for key, form in page.forms.items() if "comment" in form.fields)]
    assert form["number"].value == number and form["comment"].value.strip() == comment.strip()
    wrong = [found["name"] for found in page.html.select("[aria-invalid=true]")]
    assert wrong == ([field] if field else [])
    assert world.attempts(path) == [("correct_lodging", code) for code in kept]


def test_what_was_passed_on_was_not_received_after_that(world: World) -> None:
    path = with_bureau(world)
    world.later(days=3)
    with world.acting("officer") as ctx, pytest.raises(Refused, match="after_passing_on"):
        correct_lodging(ctx, world.at(ctx, path), date(2026, 11, 21), "7", REASON)


@pytest.mark.parametrize("who", [None, *sorted(set(PEOPLE) - {"officer", "both", "approver", "approver2", "citizen"})])
def test_nobody_else_corrects_it(world: World, who: str | None) -> None:
    path = lodged(world)
    world.browser(who).get(f"{EN}{path}/lodging", status=403)
    if who:
        with pytest.raises(Refused, match="not_permitted"):
            corrected(world, path, who, date(2026, 11, 20), "9")
        assert FORM not in world.browser(who).get(f"{EN}{path}/review", status="*")


@pytest.mark.parametrize(("place", "people"), [(ready, "citizen officer"), (with_bureau, "citizen approver"), (accepted, "citizen officer approver")])
def test_nor_does_the_agent_once_it_was_passed_on_or_anybody_before_or_after(world: World, place: Any, people: str) -> None:
    path = place(world)
    for who in people.split():
        world.browser(who).get(f"{EN}{path}/lodging", status=403)
        with pytest.raises(Refused, match="not_permitted"):
            corrected(world, path, who, date(2026, 11, 20), "9")


def test_two_who_correct_at_once_do_not_write_over_each_other(world: World) -> None:
    path, agent, officer = lodged(world), world.browser("citizen"), world.browser("officer")
    forms: list[Any] = [one.form(one.get(f"{EN}{path}/lodging"), "day") for one in (agent, officer)]
    for form, number in zip(forms, ("2026/78", "2026/79"), strict=True):
        form["number"], form["comment"] = number, REASON
    forms[0].submit().follow()
    page = forms[1].submit()
    assert "changed in another window" in page and "2026/79" in page
    assert "Number of the receipt 2026/78" in read(world, f"{path}/review", "officer")
    with world.acting("officer") as ctx, pytest.raises(Stale):
        correct_lodging(ctx, world.at(ctx, path), date(2026, 11, 20), "9", REASON, expected="0")


def test_the_officer_who_passes_it_on_sees_the_day_and_the_number_that_they_go_by(world: World) -> None:
    path = lodged(world)
    page = read(world, f"{path}/review", "officer")
    for words in ("Lodged on 20 November 2026", "Number of the receipt 2026/77",
                  "Compare both with the receipt before you pass it on: the three months are counted from this day.", FORM):  # fmt: skip
        assert words in page, words
    world.step("officer", path, "pass_on")
    world.step("approver", path, "refuse", **WHY)
    page = read(world, f"{path}/review", "officer")
    assert TITLE in page and "Compare both" not in page and FORM not in page


def test_an_agent_who_sits_in_the_council_leaves_their_own_petition_to_others(world: World) -> None:
    path = lodged(world, "both")
    world.step("officer", path, "pass_on")
    world.browser("both").get(f"{EN}{path}/lodging", status=403)
    with pytest.raises(Refused, match="not_permitted"):
        corrected(world, path, "both", date(2026, 11, 20), "9")
    with world.acting("approver") as ctx:
        accept(ctx, world.at(ctx, path), "2027-02")
    with world.acting("both") as ctx, pytest.raises(Refused, match="not_author"):
        put_off(ctx, world.at(ctx, path), "2027-05", "لضيق الوقت.")
    with world.acting("approver") as ctx:
        put_off(ctx, world.at(ctx, path), "2027-05", "لضيق الوقت.")
