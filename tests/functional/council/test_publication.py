"""An approved answer is published now, on a date, or with others (J19)."""

from datetime import timedelta

import pytest

from mukhtabar.actions.publish_at import publish_at
from mukhtabar.actions.tick import tick
from mukhtabar.actions.trash import trash
from mukhtabar.rules.refused import Refused
from tests.functional.council.test_answer import press
from tests.world import COMMUNE, CONSULTATION, SPACE, Browser, World

LIST = f"/en{COMMUNE}/to-publish"
TEXT = "سنعبد الطريق."


def approved(world: World, title: str = "تعبيد الطريق إلى المدرسة", summary: str = TEXT) -> str:
    answer = world.drafted(world.published(title), summary=summary)
    world.step("officer", answer, "send")
    world.step("approver", answer, "approve")
    return answer


def dated(world: World, answer: str, who: str = "officer", **delta: float) -> None:
    with world.acting(who) as ctx:
        document = world.at(ctx, answer)
        publish_at(ctx, document, ctx.now + timedelta(**delta), document.digest)


def ticked(world: World, **delta: float) -> None:
    world.later(**delta)
    with world.acting() as ctx:
        tick(ctx)


def set_date(browser: Browser, answer: str, when: str) -> object:
    form = browser.form(browser.get(f"/en{answer}/schedule"), "on")
    form["on"] = when
    return form.submit("save")


def test_it_goes_public_at_its_moment_and_not_before(world: World) -> None:
    answer = approved(world)
    proposal = answer.rpartition("/")[0]
    page = set_date(world.browser("officer"), answer, "2026-11-22T09:30").follow()  # type: ignore[attr-defined]
    assert "The date is set." in page and "goes public on" in page and "09:30" in page
    ticked(world, days=1, hours=22, minutes=29)
    for path in (proposal, CONSULTATION, COMMUNE, "/feed", f"{COMMUNE}/feed", "/sitemap.xml"):
        assert TEXT not in world.browser().get(path)
    assert world.state(answer) == "approved"
    ticked(world, minutes=1)
    assert world.state(answer) == "published" and world.state(proposal) == "answered"
    assert TEXT in world.browser().get(proposal)
    with world.acting() as ctx:
        assert world.at(ctx, answer).schedule is None


def test_what_is_published_waits_nowhere_and_is_found_by_its_proposal(world: World) -> None:
    proposal, answer = world.answered()
    with world.acting() as ctx:
        assert not list(world.at(ctx, answer).listings())
        assert "proposals.answered" in {entry.listing for entry in world.at(ctx, proposal).listings()}


def test_the_date_is_changed_and_dropped(world: World) -> None:
    answer, officer = approved(world), world.browser("officer")
    set_date(officer, answer, "2026-11-22T09:30")
    form = officer.form(officer.get(f"/en{answer}/schedule"), "on")
    assert form["on"].value == "2026-11-22T09:30"
    form["on"] = "2026-12-01T08:00"
    assert "1 December" in form.submit("save").follow()
    ticked(world, days=5)
    assert world.state(answer) == "approved"
    assert "No date is set." in set_date(officer, answer, "").follow()  # type: ignore[attr-defined]
    ticked(world, days=60)
    assert world.state(answer) == "approved"


@pytest.mark.parametrize(
    ("when", "sentence"),
    [
        ("2026-11-20T09:00", "This moment has passed"),
        ("2028-11-20T09:00", "more than a year ahead"),
        ("soon", "Enter a day and an hour"),
    ],
)
def test_a_date_that_cannot_be_is_said_beside_its_field(world: World, when: str, sentence: str) -> None:
    answer = approved(world)
    page = set_date(world.browser("officer"), answer, when)
    assert page.html.select_one("[name=on][aria-invalid=true]") and sentence in page  # type: ignore[operator, attr-defined]
    with world.acting() as ctx:
        assert world.at(ctx, answer).schedule is None


@pytest.mark.parametrize(("who", "name"), [("officer", "recall"), ("approver", "send_back")])
def test_what_is_taken_back_loses_its_date(world: World, who: str, name: str) -> None:
    answer = approved(world)
    dated(world, answer, days=2)
    world.step(who, answer, name, comment="نعيد النظر.")
    ticked(world, days=3)
    assert world.state(answer) == "drafting"
    world.step("officer", answer, "send")
    world.step("approver", answer, "approve")
    ticked(world, days=3)
    assert world.state(answer) == "approved"


def test_what_lies_in_the_trash_is_not_published(world: World) -> None:
    answer = approved(world)
    dated(world, answer, days=2)
    with world.acting() as ctx:
        thrown = trash(ctx, world.at(ctx, CONSULTATION), "خطأ").uid
    ticked(world, days=3)
    with world.acting() as ctx:
        from mukhtabar.actions.trash import restore

        restore(ctx, thrown)
    ticked(world, days=3)
    assert world.state(answer) == "approved"
    with world.acting() as ctx:
        assert world.at(ctx, answer).schedule is None and world.at(ctx, SPACE) is not None


def test_when_the_clock_goes_back_a_date_waits_for_its_moment_and_that_it_went_back_is_kept_once(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    answer = approved(world)
    dated(world, answer, days=2)
    ticked(world, days=1)
    for days in (-5, 0, 3):
        ticked(world, days=days)
        assert world.state(answer) == "approved" and TEXT not in world.browser().get("/en" + answer.rpartition("/")[0])
    now = world.clock.now()
    ticked(world, days=3)
    ticked(world, days=-1)
    ticked(world, days=2)
    with world.acting() as ctx:
        document = world.at(ctx, answer)
        assert document.state == "published"
        assert [entry.transition for entry in document.history].count("publish_on_date") == 1
        kept = [entry for entry in ctx.portal.journal if entry.action == "clock_back"]
    moments = [
        {"from": (now + timedelta(days=before)).isoformat(), "to": (now + timedelta(days=after)).isoformat()}
        for before, after in ((2, -3), (3, 2))
    ]
    assert [dict(entry.detail) for entry in kept] == moments and {entry.actor for entry in kept} == {None}
    assert caplog.text.count("The clock went back from") == 2 and moments[0]["to"] in caplog.text


def test_a_clock_that_is_put_right_by_seconds_is_no_clock_that_goes_back(world: World) -> None:
    ticked(world, days=1)
    ticked(world, seconds=-30)
    with world.acting() as ctx:
        assert not [entry for entry in ctx.portal.journal if entry.action == "clock_back"]


@pytest.mark.parametrize("step", ["approve", "publish"])
def test_a_form_that_is_sent_again_decides_once_and_the_second_is_kept(world: World, step: str) -> None:
    answer = world.drafted(world.published())
    world.step("officer", answer, "send")
    if step == "publish":
        world.step("approver", answer, "approve")
    browser = world.browser("approver" if step == "approve" else "officer")
    form = browser.form(browser.get(f"/en{answer}/review"), "transition")
    form.submit("transition", value=step).follow()
    assert "already moved this on" in form.submit("transition", value=step)
    with world.acting() as ctx:
        assert [entry.transition for entry in world.at(ctx, answer).history].count(step) == 1
    assert world.attempts(answer) == [(step, "wrong_state")]


@pytest.mark.parametrize("name", ["withdraw", "hide"])
def test_what_answers_nothing_any_more_is_not_published(world: World, name: str) -> None:
    answer = approved(world)
    dated(world, answer, days=2)
    proposal = answer.rpartition("/")[0]
    who, reason = ("citizen", None) if name == "withdraw" else ("lead", "off_topic")
    world.step(who, proposal, name, reason=reason)
    ticked(world, days=3)
    assert world.state(answer) == "approved"
    with world.acting() as ctx:
        assert world.at(ctx, answer).schedule is None
        letters = [letter for _key, letter in ctx.portal.outbox.due(ctx.now) if letter.person == world.pids["officer"]]
        assert "drop_schedule" in [dict(letter.detail)["transition"] for letter in letters]
        let_go = [one for one in ctx.portal.journal.of(world.at(ctx, answer).uid) if one.action == "drop_schedule"]
        assert [(one.actor, one.time) for one in let_go] == [(None, ctx.now)]
    assert TEXT not in world.browser().get("/en" + proposal, status="*")


def test_a_date_falls_with_the_role_of_who_set_it(world: World) -> None:
    from mukhtabar.actions.grant import withdraw_grant
    from mukhtabar.rules.roles import Role

    answer = approved(world)
    dated(world, answer, days=2)
    with world.acting("admin") as ctx:
        withdraw_grant(ctx, world.at(ctx, COMMUNE), world.pids["officer"], Role.OFFICER)
    ticked(world, days=3)
    assert world.state(answer) == "approved"


def test_only_what_is_approved_has_a_date(world: World) -> None:
    answer = world.drafted(world.published())
    with pytest.raises(Refused, match="wrong_state"):
        dated(world, answer, days=2)
    other = approved(world, "مدرسة جديدة")
    with pytest.raises(Refused, match="read_what_is_current"), world.acting("officer") as ctx:
        publish_at(ctx, world.at(ctx, other), ctx.now + timedelta(days=1), "x")
    for who in ("lead", "editor", "admin", "citizen"):
        with pytest.raises(Refused, match="not_permitted"):
            dated(world, other, who, days=2)


def choose(browser: Browser, do: str, only: list[int] | None = None, on: str = "") -> object:
    page = browser.get(LIST)
    form = browser.form(page, "item")
    for number, box in enumerate(form.fields["item"]):
        box.checked = only is None or number in only
    form["on"] = on
    return form.submit("do", value=do)


def test_several_are_published_at_once_and_each_is_told(world: World) -> None:
    first, second, third = (approved(world, f"طلب رقم {n}", f"جواب رقم {n}") for n in range(3))
    officer = world.browser("officer")
    page = officer.get(LIST)
    form = officer.form(page, "item")
    for box in form.fields["item"]:
        box.checked = True
    world.step("approver", second, "send_back", comment="لا.")
    page = form.submit("do", value="publish")
    said = page.html.select_one("section[role=status]").get_text(" ")
    assert said.count("Published") == 2 and said.count("Not done") == 1
    assert [world.state(one) for one in (first, second, third)] == ["published", "drafting", "published"]
    with world.acting() as ctx:
        kept = [dict(one.detail) for one in ctx.portal.journal.of(world.at(ctx, second).uid) if one.action == "attempt"]
        assert kept == [{"step": "publish", "refused": "wrong_state"}]


def test_several_get_one_date(world: World) -> None:
    answers = [approved(world, f"طلب رقم {n}", f"جواب رقم {n}") for n in range(2)]
    page = choose(world.browser("approver"), "schedule", on="2026-11-25T08:00")
    assert page.html.select_one("section[role=status]").get_text(" ").count("Date set") == 2  # type: ignore[attr-defined]
    assert len(page.html.select("li time[datetime^='2026-11-25']")) == 2  # type: ignore[attr-defined]
    ticked(world, days=6)
    assert [world.state(one) for one in answers] == ["published", "published"]


@pytest.mark.parametrize(("do", "on", "field"), [("schedule", "", "on"), ("schedule", "x", "on"), ("publish", "", "rows"), ("nonsense", "", "rows")])
def test_what_is_missing_is_said_and_nothing_is_lost(world: World, do: str, on: str, field: str) -> None:
    answer = approved(world)
    page = choose(world.browser("officer"), do, [] if do == "publish" else None, on)
    assert page.html.select_one(f".problems a[href='#{field}']")  # type: ignore[attr-defined]
    if do != "publish":
        assert page.html.select_one("[name=item][checked]")  # type: ignore[attr-defined]
    assert world.state(answer) == "approved"


def test_the_list_is_the_councils_alone_and_shows_only_what_is_approved(world: World) -> None:
    answer = approved(world)
    world.drafted(world.published("طلب آخر"), summary="مسودة أخرى.")
    page = world.browser("officer").get(LIST)
    assert TEXT in page and "مسودة أخرى." not in page
    for who in (None, "citizen", "editor", "lead", "observer"):
        assert world.browser(who).get(LIST, status="*").status_int == 403
    press(world.browser("officer"), answer, "publish")
    assert "No approved answer waits" in world.browser("officer").get(LIST)
