"""An approver lets somebody of the commune approve in their name, for some days (J18)."""

from datetime import timedelta

import pytest

from mukhtabar.actions.delegate import delegate, end_delegation
from mukhtabar.actions.grant import grant, withdraw_grant
from mukhtabar.actions.tick import tick
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.roles import Role
from tests.world import COMMUNE, Browser, World

PAGE = f"/en{COMMUNE}/delegations"


def colleague(world: World, name: str = "desk") -> str:
    """Give somebody a role in the commune that approves nothing, and return who it is."""
    with world.acting() as ctx:
        grant(ctx, world.at(ctx, COMMUNE), world.pids[name], Role.DESK_AGENT, ctx.now)
    return name


def delegated(world: World, to: str = "desk", who: str = "approver", starts: float = 0, days: float = 3) -> None:
    with world.acting(who) as ctx:
        start = ctx.now + timedelta(days=starts)
        delegate(ctx, world.at(ctx, COMMUNE), world.pids[to], start, start + timedelta(days=days), "في مهمة بالرباط.")


def waiting(world: World, who: str = "officer") -> str:
    answer = world.drafted(world.published(), who)
    world.step(who, answer, "send")
    return answer


def press(browser: Browser, answer: str, name: str) -> object:
    form = browser.form(browser.get(f"/en{answer}/review"), "transition")
    return form.submit("transition", value=name)


def fill(browser: Browser, person: str, **values: str) -> object:
    form = browser.form(browser.get(PAGE), "person")
    form["person"] = person
    for name, value in {"since": "2026-11-20", "until": "2026-11-25", "why": "في مهمة.", **values}.items():
        form[name] = value
    return form.submit("delegate")


def test_an_approver_delegates_and_the_answer_says_in_whose_name(world: World) -> None:
    colleague(world)
    page = fill(world.browser("approver"), world.pids["desk"]).follow()  # type: ignore[attr-defined]
    assert "Delegated" in page and "Desk" in page and "في مهمة." in page and "In force" in page
    assert [one.get_text(" ", strip=True) for one in page.html.select("main .item-meta li")] == [
        "From 20 November 2026", "Last day 25 November 2026",
    ]  # fmt: skip
    answer, desk = waiting(world), world.browser("desk")
    press(desk, answer, "approve")
    assert world.state(answer) == "approved"
    world.step("officer", answer, "publish")
    shown = world.browser().get("/en" + answer.rpartition("/")[0])
    said = shown.html.select_one(".answer-by").get_text(" ")
    assert "Desk" in said and "by delegation of" in said.lower() and "Approver" in said and "رئيسة المجلس" in said


def test_who_can_do_what_explains_it(world: World) -> None:
    colleague(world)
    delegated(world)
    page = world.browser("admin").get(f"/en{COMMUNE}/who")
    row = next(li for li in page.html.select("li.item") if "by delegation" in li.get_text())
    assert "Desk" in row.get_text() and "Approver" in row.get_text() and "في مهمة بالرباط." in row.get_text()
    assert "delegate" not in [option.get("value") for option in page.html.select("[name=role]")]


def test_an_administrator_cannot_give_it(world: World) -> None:
    colleague(world)
    with pytest.raises(Refused, match="by_delegation"), world.acting("admin") as ctx:
        grant(ctx, world.at(ctx, COMMUNE), world.pids["desk"], Role.DELEGATE, ctx.now)


def test_it_begins_and_ends_by_itself(world: World) -> None:
    colleague(world)
    delegated(world, starts=1, days=2)
    answer, desk = waiting(world), world.browser("desk")
    desk.get(f"{answer}/review", status=404)
    world.later(days=1)
    assert "approve" in [button.get("value") for button in desk.get(f"{answer}/review").html.select("button")]
    world.later(days=2)
    page = desk.get(f"/en{answer}/review", status=403)
    assert "Your delegation has ended" in page
    assert "سنعبد الطريق." not in page


def test_one_that_ended_between_opening_and_pressing_changes_nothing_and_is_kept(world: World) -> None:
    colleague(world)
    delegated(world, days=1)
    answer, desk = waiting(world), world.browser("desk")
    form = desk.form(desk.get(f"/en{answer}/review"), "transition")
    world.later(days=1)
    page = form.submit("transition", value="approve", status=403)
    assert "Your delegation has ended" in page and world.state(answer) == "for_approval"
    with world.acting() as ctx:
        document = world.at(ctx, answer)
        last = next(ctx.portal.journal.of(document.uid))
        assert last.action == "attempt" and last.actor == world.pids["desk"]
        assert dict(last.detail) == {"step": "approve", "refused": "delegation_ended"}
        assert document.approved_by is None


@pytest.mark.parametrize("step", ["approve", "send_back"])
def test_one_that_ended_while_several_answers_were_read_changes_none_and_each_that_was_ticked_is_kept(
    world: World, step: str
) -> None:
    colleague(world)
    delegated(world, days=1)
    answers = [world.drafted(world.published(f"طلب رقم {number}")) for number in range(3)]
    for answer in answers:
        world.step("officer", answer, "send")
    desk = world.browser("desk")
    form = desk.form(desk.get(f"/en{answers[0]}/together"), "item")
    with world.acting() as ctx:
        left = str(world.at(ctx, answers[2]).uid)
    for box in form.fields["item"]:
        box.checked = not box._value.startswith(left)
    form["comment"] = "نعيد النظر."
    world.later(days=1)
    page = form.submit("do", value=step, status=403)
    assert "Your delegation has ended" in page and {world.state(answer) for answer in answers} == {"for_approval"}
    ended = [(step, "delegation_ended")]
    assert [world.attempts(answer) for answer in answers] == [ended, ended, []]


def test_one_that_ended_while_the_list_of_what_is_to_be_published_was_open_publishes_nothing_and_is_kept(
    world: World,
) -> None:
    colleague(world)
    delegated(world, days=1)
    answer, desk = waiting(world), world.browser("desk")
    world.step("approver", answer, "approve")
    form = desk.form(desk.get(f"/en{COMMUNE}/to-publish"), "item")
    form["item"] = True
    world.later(days=1)
    page = form.submit("do", value="publish", status=403)
    assert "Your delegation has ended" in page and world.state(answer) == "approved"
    assert world.attempts(answer) == [("publish", "delegation_ended")]


def test_what_is_asked_for_elsewhere_in_the_name_of_a_delegation_that_ended_is_not_kept(world: World) -> None:
    colleague(world)
    delegated(world, days=1)
    answer, desk = waiting(world), world.browser("desk")
    form = desk.form(desk.get(f"/en{answer}/together"), "item")
    world.later(days=1)
    with world.acting() as ctx:
        space = world.at(ctx, COMMUNE).__parent__.uid
    form["item"].force_value(f"{space}.{'0' * 64}")
    form.submit("do", value="approve", status=403)
    assert not world.attempts(answer) and not world.attempts("/souss-massa")


def test_who_has_another_role_there_is_told_on_the_same_page(world: World) -> None:
    delegated(world, "officer", days=1)
    answer, officer = waiting(world, "both"), world.browser("officer")
    form = officer.form(officer.get(f"/en{answer}/review"), "transition")
    world.later(days=1)
    page = form.submit("transition", value="approve")
    assert page.status_int == 200 and "Your delegation has ended" in page and world.state(answer) == "for_approval"


def test_it_is_ended_early_and_stays_readable(world: World) -> None:
    colleague(world)
    delegated(world)
    world.later(hours=1)
    approver = world.browser("approver2")
    page = approver.form(approver.get(PAGE), "end").submit("end").follow()
    assert "The delegation has ended." in page and "Ended" in page and "في مهمة بالرباط." in page
    answer = waiting(world)
    world.browser("desk").get(f"{answer}/review", status=403)
    with pytest.raises(Refused, match="no_delegation"), world.acting("approver") as ctx:
        end_delegation(ctx, world.at(ctx, COMMUNE), world.pids["desk"])


@pytest.mark.parametrize("by_hand", [True, False])
def test_one_that_has_ended_does_not_begin_again_when_the_clock_goes_back(world: World, by_hand: bool) -> None:
    colleague(world)
    delegated(world, days=2)
    answer, desk = waiting(world), world.browser("desk")
    form = desk.form(desk.get(f"/en{answer}/review"), "transition")
    world.later(days=1 if by_hand else 2)
    if by_hand:
        with world.acting("approver") as ctx:
            end_delegation(ctx, world.at(ctx, COMMUNE), world.pids["desk"])
    with world.acting() as ctx:
        tick(ctx)
    world.later(hours=-12)
    with world.acting() as ctx:
        tick(ctx)
    assert "Your delegation has ended" in form.submit("transition", value="approve", status=403)
    assert world.state(answer) == "for_approval" and world.attempts(answer) == [("approve", "delegation_ended")]
    page = world.browser("officer").get(PAGE)
    assert "Ended" in page and "في مهمة بالرباط." in page and "In force" not in page
    # It is over; another one may be given.
    delegated(world, days=2)
    press(desk, answer, "approve")
    assert world.state(answer) == "approved"


def test_one_that_runs_goes_on_when_the_clock_goes_back_and_roles_hold_as_their_dates_say(world: World) -> None:
    colleague(world)
    with world.acting() as ctx:
        grant(ctx, world.at(ctx, COMMUNE), world.pids["citizen"], Role.OFFICER, ctx.now, ctx.now + timedelta(days=2))
    delegated(world, days=5)
    answer = waiting(world)
    for days in (3, -2):
        world.later(days=days)
        with world.acting() as ctx:
            tick(ctx)
    assert world.browser("citizen").get(f"{COMMUNE}/to-publish").status_int == 200
    press(world.browser("desk"), answer, "approve")
    assert world.state(answer) == "approved"


def test_a_delegate_approves_nothing_they_drafted(world: World) -> None:
    delegated(world, "officer")
    answer = waiting(world)
    page = world.browser("officer").get(f"/en{answer}/review")
    assert "approve" not in [button["value"] for button in page.html.select("button[name=transition]")]
    assert "another approver of the commune decides on it" in page
    with pytest.raises(Refused, match="not_drafter"):
        world.step("officer", answer, "approve")


def test_nobody_approves_their_own_text_through_another(world: World) -> None:
    colleague(world)
    delegated(world, who="both")
    answer = waiting(world, "both")
    with pytest.raises(Refused, match="delegation_stands"):
        world.step("desk", answer, "approve")


def test_it_falls_with_the_role_of_who_gave_it(world: World) -> None:
    colleague(world)
    delegated(world)
    answer = waiting(world)
    with world.acting("admin") as ctx:
        withdraw_grant(ctx, world.at(ctx, COMMUNE), world.pids["approver"], Role.APPROVER)
    with pytest.raises(Refused, match="delegation_stands"):
        world.step("desk", answer, "approve")


def test_a_delegate_passes_nothing_on_and_withdraws_nothing(world: World) -> None:
    colleague(world)
    colleague(world, "citizen")
    delegated(world)
    desk = world.browser("desk")
    page = desk.get(PAGE)
    assert not page.html.select("select[name=person], button[name=end]")
    with pytest.raises(Refused, match="not_permitted"):
        delegated(world, "citizen", who="desk")
    _proposal, answer = world.answered()
    with pytest.raises(Refused, match="not_permitted"):
        world.step("desk", answer, "withdraw", comment="خطأ.")


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"until": "2026-11-19"}, "until", "must not lie before"),
        ({"until": "2028-11-25"}, "until", "a year at most"),
        ({"since": "2026-11-10"}, "since", "This day has passed"),
        ({"since": "nonsense"}, "since", "Enter a day"),
        ({"why": ""}, "why", "Say why"),
        ({"why": "… …"}, "why", "Say why"),
        ({"why": "x" * 301}, "why", "too long"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    world: World, values: dict[str, str], field: str, sentence: str
) -> None:
    colleague(world)
    page = fill(world.browser("approver"), world.pids["desk"], **values)
    wrong = page.html.select_one(f"[name={field}][aria-invalid=true]")  # type: ignore[attr-defined]
    assert wrong is not None and sentence in page  # type: ignore[operator]
    with world.acting() as ctx:
        assert not [one for one in ctx.portal.grants.own(world.pids["desk"]) if one.role == Role.DELEGATE]


def test_only_people_of_the_commune_who_do_not_approve_are_offered(world: World) -> None:
    colleague(world)
    page = world.browser("approver").get(PAGE)
    offered = {option["value"] for option in page.html.select("select[name=person] option")}
    assert offered == {"", world.pids["desk"], world.pids["officer"]}
    for name in ("approver", "approver2", "lead"):
        with pytest.raises(Refused, match="person"):
            delegated(world, name)
    delegated(world)
    with pytest.raises(Refused, match="person"):
        delegated(world, who="approver2")


def test_a_later_delegation_leaves_the_one_that_runs_alone(world: World) -> None:
    colleague(world)
    delegated(world, days=10)
    answer = waiting(world)
    world.later(days=3)
    page = fill(world.browser("approver2"), world.pids["desk"], since="2026-12-01", until="2026-12-05")
    assert "This person has a delegation already. End that one first." in page  # type: ignore[operator]
    press(world.browser("desk"), answer, "approve")
    assert world.state(answer) == "approved"


def test_the_page_is_the_councils_alone(world: World) -> None:
    for who in (None, "citizen", "editor", "lead", "observer"):
        assert world.browser(who).get(PAGE, status="*").status_int == 403
    assert world.browser("officer").get(PAGE).status_int == 200


def test_the_delegate_is_written_to(world: World) -> None:
    colleague(world)
    delegated(world)
    with world.acting() as ctx:
        letters = [letter for _key, letter in ctx.portal.outbox.due(ctx.now) if letter.person == world.pids["desk"]]
        assert [dict(letter.detail)["transition"] for letter in letters] == ["delegate"]
