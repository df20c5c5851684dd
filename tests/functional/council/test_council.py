"""The council of a commune: who sits in it and as what, what a mandate gives, and what is left when it ends."""

from datetime import date
from typing import Any

import pytest

from mukhtabar.actions.agenda import begin_file
from mukhtabar.actions.audit import audit, repair
from mukhtabar.actions.grant import grant
from mukhtabar.actions.mandate import begin_mandate, drop_mandate, end_mandate
from mukhtabar.content.texts import Texts
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.roles import Role
from tests.world import COMMUNE, World

EN = f"/en{COMMUNE}"
TERM = (2021, 2027)


def seated(
    world: World,
    who: str = "approver",
    office: str = "president",
    start: str = "2021-10-01",
    end: str = "",
    **more: Any,
) -> int:
    """Enter a mandate as the administrator and return its id."""
    with world.acting("admin") as ctx:
        last = date.fromisoformat(end) if end else None
        given = {"woman": True, "approves": True, **more}
        term = given.pop("term", TERM)
        return begin_mandate(
            ctx, world.at(ctx, COMMUNE), world.pids[who], office, term, date.fromisoformat(start), last, **given
        ).id


def entered(world: World, **fields: str) -> Any:
    """Fill in the form of a mandate as the administrator."""
    browser = world.browser("admin")
    form = browser.form(browser.get(f"{EN}/mandate"), "office")
    given = {
        "email": "citizen@example.org",
        "office": "member",
        "form": "woman",
        "term": "2021-2027",
        "start": "2021-10-01",
        **fields,
    }
    for name, value in given.items():
        form[name] = value
    return form.submit("begin")


def wrong(page: Any) -> str:
    """Return the sentences that stand beside fields."""
    return " ".join(node.get_text(" ", strip=True) for node in page.html.select(".wrong"))


def seats(page: Any, part: str = "now") -> list[str]:
    return [
        " ".join(node.get_text(" ").split())
        for node in page.html.select(f"section[aria-labelledby={part}-title] .item")
    ]


def test_everyone_reads_who_sits_in_the_council(world: World) -> None:
    assert "Nobody is entered yet." in world.browser().get(f"{EN}/council")
    page = entered(world).follow()
    assert "The mandate is entered." in page
    seated(world)
    found = seats(world.browser().get(f"{EN}/council"))
    assert [row.split(" From")[0] for row in found] == [
        "Approver President of the council",
        "Citizen Member of the council",
    ]
    assert "رئيسة المجلس" in world.browser().get(f"{COMMUNE}/council")
    assert "Présidente du conseil" in world.browser().get(f"/fr{COMMUNE}/council")
    assert world.browser().get(EN).click("The council", href="/council")


def test_a_kept_page_follows_the_council_and_the_day(world: World) -> None:
    visitor = world.browser(cached=True)
    assert not seats(visitor.get(f"{EN}/council"))
    seated(world, end="2026-11-21")
    assert seats(visitor.get(f"{EN}/council"))
    world.later(days=1)
    assert seats(visitor.get(f"{EN}/council"))
    world.later(days=1)
    page = visitor.get(f"{EN}/council")
    assert not seats(page) and "2021–2027" in page
    assert "Approver President of the council" in seats(page, "earlier")[0]


def test_who_has_no_account_is_named_or_invited(world: World) -> None:
    entered(world, email="", name="فاطمة (تجريبي)").follow()
    entered(world, email="jadida@example.org", name="Jadida", office="chair", **{"start": "2026-01-01"}).follow()
    page = world.browser().get(f"{EN}/council")
    assert "فاطمة (تجريبي)" in page and "Jadida" in page
    with world.acting() as ctx:
        letters = [letter for _key, letter in ctx.portal.outbox.due(ctx.now) if letter.kind == "invitation"]
        person = ctx.register.by_address("jadida@example.org")
        assert [letter.person for letter in letters] == [person.pid]


def test_an_erased_member_is_a_former_participant(world: World) -> None:
    seated(world, who="approver2")
    with world.acting() as ctx:
        ctx.register.erase(world.pids["approver2"])
    assert "Former participant President of the council" in seats(world.browser().get(f"{EN}/council"))[0]


@pytest.mark.parametrize(("fields", "sentence"), [
    ({"end": "2021-09-30"}, "The end must come after the beginning."),
    ({"term": "2021"}, "Enter two years such as 2021-2027."),
    ({"term": "2027-2021"}, "The term is two years such as 2021-2027, and the mandate begins in it."),
    ({"start": "2020-10-01"}, "The term is two years such as 2021-2027, and the mandate begins in it."),
    ({"email": "nobody@example.org"}, "Nobody is registered with that address. Enter the name: an invitation is sent."),
    ({"email": ""}, "Enter the name, or the e-mail address of the account."),
    ({"email": "x"}, "Enter an e-mail address such as name@example.ma."),
    ({"start": "2021-02-31"}, "Enter a day such as 2027-12-31."),
    ({"start": ""}, "Enter the day."),
])  # fmt: skip
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(
    world: World, fields: dict[str, str], sentence: str
) -> None:
    page = entered(world, **fields)
    assert sentence in wrong(page)
    assert world.browser("admin").form(page, "office")["office"].value == "member"
    with world.acting() as ctx:
        assert not ctx.portal.mandates.at(world.at(ctx, COMMUNE).uid)
        assert ctx.register.by_address("nobody@example.org") is None


def test_nobody_holds_one_office_twice_on_a_day(world: World) -> None:
    entered(world, end="2024-06-30").follow()
    assert "holds that office on some of these days already" in wrong(entered(world, start="2024-06-30"))
    entered(world, start="2024-07-01").follow()
    entered(world, start="2024-06-30", office="chair").follow()


def test_a_mandate_gives_the_role_and_takes_it_along(world: World) -> None:
    number = seated(world, who="citizen", end="2026-12-31")
    answer = world.drafted(world.published(who="observer"))
    world.step("officer", answer, "send")
    world.step("citizen", answer, "approve")
    page = world.browser("admin").get(f"{EN}/who")
    row = next(row for row in page.html.select(".listing > li") if "Citizen" in row.get_text())
    assert "President of the council : ends with the mandate" in row.get_text(" ").replace(" :", " :")
    other = world.drafted(world.published("مقترح آخر للطريق", "observer"))
    world.step("officer", other, "send")
    world.clock.moment = world.clock.moment.replace(year=2026, month=12, day=31, hour=22, minute=59)
    assert world.browser("citizen").get(f"{other}/review").status_int == 200
    world.later(minutes=1)
    with pytest.raises(Refused, match="not_permitted"):
        world.step("citizen", other, "approve")
    assert number


def test_ending_a_mandate_early_ends_the_role_and_a_second_one_carries_it_on(world: World) -> None:
    number = seated(world, who="citizen")
    with world.acting("admin") as ctx:
        end_mandate(ctx, world.at(ctx, COMMUNE), number, date(2026, 11, 25))
    seated(world, who="citizen", office="vice_president", start="2026-11-26", end="2027-01-31")
    with world.acting() as ctx:
        held = next(g for g in ctx.portal.grants.own(world.pids["citizen"]) if g.role == Role.APPROVER)
        assert held.end is not None and held.end.isoformat() == "2027-01-31T23:00:00+00:00"
    with pytest.raises(Refused, match="gap"):
        seated(world, who="citizen", start="2027-03-01")
    page = world.browser("admin").get(f"{EN}/mandate?id={number}")
    form = world.browser("admin").form(page, "end")
    form["end"] = "2020-01-01"
    assert "The end must come after the beginning." in wrong(form.submit("finish"))


def test_a_mandate_entered_by_mistake_goes_with_its_role(world: World) -> None:
    number = seated(world, who="citizen")
    page = world.browser("admin").get(f"{EN}/mandate?id={number}")
    page = world.browser("admin").form(page, "drop").submit("drop").follow()
    assert not seats(page)
    with world.acting() as ctx:
        assert not ctx.portal.grants.own(world.pids["citizen"])
    world.browser("admin").get(f"{EN}/mandate?id={number}", status=404)
    world.browser("admin").get(f"{EN}/mandate?id=nonsense", status=404)


def test_the_mandate_in_the_middle_of_three_stays_and_the_page_says_why(world: World) -> None:
    seated(world, who="citizen", end="2026-12-31")
    middle = seated(world, who="citizen", office="chair", start="2027-01-01", end="2027-02-28")
    seated(world, who="citizen", office="vice_president", start="2027-03-01", end="2027-06-30")
    browser = world.browser("admin")
    page = browser.form(browser.get(f"{EN}/mandate?id={middle}"), "drop").submit("drop").follow()
    assert "Between two mandates that approve there is a day without." in page
    with world.acting() as ctx:
        assert len(ctx.portal.mandates.at(world.at(ctx, COMMUNE).uid)) == 3
        (held,) = ctx.portal.grants.own(world.pids["citizen"])
        assert held.end is not None and held.end.isoformat() == "2027-06-30T23:00:00+00:00"


def test_a_mandate_that_was_over_when_it_was_entered_takes_no_role(world: World) -> None:
    number = seated(world, start="2016-10-01", end="2021-09-30", term=(2016, 2021))
    answer = world.drafted(world.published())
    world.step("officer", answer, "send")
    world.step("approver", answer, "approve")
    with world.acting("admin") as ctx:
        drop_mandate(ctx, world.at(ctx, COMMUNE), number)
        assert [given.role for given in ctx.portal.grants.own(world.pids["approver"])] == [Role.APPROVER]


def test_ending_a_mandate_on_a_day_that_passed_takes_the_role_at_once(world: World) -> None:
    number = seated(world, who="citizen")
    with world.acting("admin") as ctx:
        end_mandate(ctx, world.at(ctx, COMMUNE), number, date(2026, 11, 10))
        assert not ctx.portal.grants.own(world.pids["citizen"])


def test_an_answer_stays_signed_in_the_capacity_of_its_day(world: World) -> None:
    seated(world, end="2026-11-30")
    path, _answer = world.answered()
    before = world.browser().get(f"/fr{path}").html.select_one(".answer-by").get_text(" ")
    assert before.split() == ["Approver", "Présidente", "du", "conseil"]
    world.later(days=12)
    seated(world, office="vice_president", start="2026-12-01", end="2027-06-30", of={"fr": "Affaires culturelles"})
    assert world.browser().get(f"/fr{path}").html.select_one(".answer-by").get_text(" ") == before
    later, _answer = world.answered("مقترح ثان للطريق إلى المدرسة")
    said = world.browser().get(f"/fr{later}").html.select_one(".answer-by").get_text(" ")
    assert "Vice-présidente : Affaires culturelles" in said.replace("\xa0", " ")


def test_without_a_mandate_the_account_says_the_capacity(world: World) -> None:
    path, _answer = world.answered()
    assert "رئيسة المجلس" in world.browser().get(path).html.select_one(".answer-by").get_text()


@pytest.mark.parametrize("who", [None, "citizen", "lead", "officer", "approver", "observer"])
def test_nobody_else_enters_mandates(world: World, who: str | None) -> None:
    world.browser(who).get(f"{EN}/mandate", status="4*")
    assert "Enter a mandate" not in world.browser(who).get(f"{EN}/council")


def test_the_hand_over_list_has_all_that_waits_and_the_roles_that_end(world: World) -> None:
    seated(world, end="2026-12-31")
    with world.acting("admin") as ctx:
        grant(ctx, world.at(ctx, COMMUNE), world.pids["approver"], Role.APPROVER, ctx.now)
    world.later(days=3)
    waiting = world.published("بئر جديدة للدوار البعيد")
    world.drafted(waiting, summary="مسودة الجواب")
    with world.acting("officer") as ctx:
        begin_file(ctx, world.at(ctx, COMMUNE), {"session": "2027-02", "details": Texts.of(ctx.now, ar="مذكرة الدورة.")})
    world.later(days=7)
    page = world.browser("officer").get(f"{EN}/hand-over-list")
    parts = {node.h2.get_text(): node.get_text(" ") for node in page.html.select("section")}
    assert "Day 7 of 60" in parts["Proposals and questions without an answer (1)"]
    assert "مسودة الجواب" in parts["Answers begun, approved or waiting for approval, and not published (1)"]
    assert "Agenda of the session of February 2027" in parts["Council files that go on (1)"]
    assert "lasts longer than the mandate" in parts["Roles of the council"]
    assert "does not hang on a mandate" in parts["Roles of the council"]
    assert "31 December 2026" in parts["Who sits in the council"]
    assert "lasts longer than the mandate" in world.browser("admin").get(f"{EN}/who")


@pytest.mark.parametrize(("who", "status"), [
    (None, 403), ("citizen", 403), ("editor", 403), ("lead", 403), ("officer", 200), ("approver", 200), ("admin", 200),
])  # fmt: skip
def test_the_hand_over_list_is_the_council_s(world: World, who: str | None, status: int) -> None:
    world.browser(who).get(f"{EN}/hand-over-list", status=status)
    if status == 200:
        assert world.browser(who).get(EN).click("Hand-over list", href="/hand-over-list")


def test_what_is_handed_over_is_what_the_reader_may_see(world: World) -> None:
    path = world.published()
    world.drafted(path, summary="مسودة لا يراها المسؤول")
    page = world.browser("admin").get(f"{EN}/hand-over-list")
    assert "مسودة لا يراها المسؤول" not in page and "Proposals and questions without an answer (1)" in page


def test_who_is_named_in_a_council_alone_is_not_taken_for_a_leftover(world: World) -> None:
    entered(world, email="", name="فاطمة (تجريبي)").follow()
    world.later(days=400)
    with world.acting() as ctx:
        assert repair(ctx, audit(ctx)) == 0
    assert "فاطمة (تجريبي)" in world.browser().get(f"{EN}/council")
