"""«Who can do what here, and why»: giving a role, taking it back, with dates (J23)."""

from datetime import timedelta

import pytest

from mukhtabar.actions.grant import grant, hand_over
from mukhtabar.actions.group import begin_group, put_in
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.roles import Role
from tests.world import COMMUNE, CONSULTATION, SPACE, World


def give(world: World, who: str, path: str, email: str, role: str, until: str = "") -> object:
    browser = world.browser(who)
    form = browser.form(browser.get(f"/en{path}/who"), "until")
    form["email"], form["role"], form["until"] = email, role, until
    return form.submit()


def test_the_page_says_who_holds_what_and_where_it_comes_from(world: World) -> None:
    page = world.browser("admin").get(f"/en{CONSULTATION}/who")
    rows = {
        (row.h3.bdi.get_text(), row.select_one(".badge").get_text(), row.select_one(".item-meta a").get_text())
        for row in page.html.select("section[aria-labelledby=held-title] .listing > li")
    }
    assert {row[:2] for row in rows} >= {
        ("Editor", "Editor"), ("Officer", "Commune officer (drafts)"), ("Admin", "Portal administrator"),
    }  # fmt: skip
    assert any(row[0] == "Admin" and row[2] == "The whole portal" for row in rows)


def test_the_matrix_of_a_document_follows_its_state(world: World) -> None:
    path = world.submitted()
    rights = {row.th.get_text(): row.td.get_text() for row in matrix(world, path)}
    assert "Everyone" not in rights["Read"] and "Author" in rights["Read"]
    world.step("editor", path, "publish")
    assert "Everyone" in {row.th.get_text(): row.td.get_text() for row in matrix(world, path)}["Read"]


def matrix(world: World, path: str) -> list[object]:
    page = world.browser("lead").get(f"/en{path}/who")
    return page.html.select("section[aria-labelledby=matrix-title] tbody tr")  # type: ignore[no-any-return]


@pytest.mark.parametrize(("who", "status"), [
    (None, 403), ("citizen", 403), ("editor", 403), ("officer", 403), ("lead", 200), ("observer", 200), ("admin", 200),
])  # fmt: skip
def test_the_page_is_for_those_who_give_and_oversee(world: World, who: str | None, status: int) -> None:
    world.browser(who).get(f"{SPACE}/who", status=status)


def test_a_head_of_space_gives_a_role_that_works_at_once_and_takes_it_back(world: World) -> None:
    path, citizen = world.submitted(who="desk"), world.browser("citizen")
    citizen.get(f"{path}/review", status=404)
    page = give(world, "lead", SPACE, "citizen@example.org", "editor").follow()  # type: ignore[attr-defined]
    assert "The role is given." in page
    citizen.get(f"{path}/review", status=200)
    lead = world.browser("lead")
    page = lead.get(f"{SPACE}/who")
    form = next(form for form in page.forms.values() if "take" in form.fields)
    form.submit("take", value=f"{world.pids['citizen']}:editor").follow()
    citizen.get(f"{path}/review", status=404)
    with world.acting() as ctx:
        actions = [entry.action for entry in ctx.portal.journal if entry.uid == world.at(ctx, SPACE).uid]
        assert actions.count("grant") == 5 and actions.count("withdraw_grant") == 1


def test_a_head_of_space_makes_no_other_heads_and_no_administrators(world: World) -> None:
    for role in ("space_lead", "admin", "approver", "officer"):
        page = give_raw(world, "lead", SPACE, "citizen@example.org", role)
        assert page.status_int == 200  # type: ignore[attr-defined]
    with world.acting() as ctx:
        assert not ctx.portal.grants.of(world.pids["citizen"])


def give_raw(world: World, who: str, path: str, email: str, role: str) -> object:
    browser = world.browser(who)
    form = browser.form(browser.get(f"{path}/who"), "until")
    values = {**dict(form.submit_fields()), "email": email, "role": role}
    return browser.post(f"{path}/who", values, status="*")


@pytest.mark.parametrize(("path", "role"), [
    (SPACE, "officer"), (SPACE, "admin"), (COMMUNE, "admin"), (CONSULTATION, "editor"), ("", "officer"), (SPACE, "citizen"),
])  # fmt: skip
def test_a_role_is_given_only_where_it_means_something(world: World, path: str, role: str) -> None:
    with world.acting("admin") as ctx, pytest.raises(Refused):
        grant(ctx, world.at(ctx, path), world.pids["citizen"], Role(role), ctx.now)


def test_who_oversees_gives_nothing(world: World) -> None:
    browser = world.browser("observer")
    page = browser.get(f"{SPACE}/who")
    assert not [form for form in page.forms.values() if "until" in form.fields]
    token = browser.form(browser.get("/password"), "current")["csrf_token"].value
    for values in ({"email": "citizen@example.org", "role": "editor"}, {"take": f"{world.pids['editor']}:editor"}):
        browser.post(f"{SPACE}/who", {"csrf_token": token, **values}, status="*")
    with world.acting() as ctx:
        assert not ctx.portal.grants.of(world.pids["citizen"]) and ctx.portal.grants.of(world.pids["editor"])


def test_no_address_is_said_and_nothing_typed_is_lost(world: World) -> None:
    page = give(world, "lead", SPACE, "nobody", "editor", "2027-01-31")
    assert "Enter an e-mail address such as name@example.ma." in page and "2027-01-31" in page  # type: ignore[operator]


def test_a_role_ends_after_its_last_day_in_morocco(world: World) -> None:
    path = world.submitted(who="desk")
    give(world, "lead", SPACE, "citizen@example.org", "editor", "2026-11-21").follow()  # type: ignore[attr-defined]
    world.clock.moment = world.clock.moment.replace(day=21, hour=22, minute=58)
    world.browser("citizen").get(f"{path}/review", status=200)
    world.clock.moment += timedelta(hours=1, minutes=2)
    world.browser("citizen").get(f"{path}/review", status=404)


def test_a_role_that_has_not_begun_gives_nothing_yet(world: World) -> None:
    path = world.submitted(who="desk")
    with world.acting("lead") as ctx:
        start = ctx.now + timedelta(hours=2)
        grant(ctx, world.at(ctx, SPACE), world.pids["citizen"], Role.EDITOR, start, start + timedelta(hours=2))
    expected = {0: 404, 119: 404, 120: 200, 239: 200, 240: 404}
    begun = world.clock.moment
    for minutes, status in expected.items():
        world.clock.moment = begun + timedelta(minutes=minutes)
        world.browser("citizen").get(f"{path}/review", status=status)


def test_an_end_before_the_beginning_is_refused(world: World) -> None:
    page = give(world, "lead", SPACE, "citizen@example.org", "editor", "2020-01-01")
    assert page.status_int == 200 and "The end must come after the beginning." in page  # type: ignore


def handed(world: World, who: str, to: str, **when: float) -> None:
    with world.acting("admin") as ctx:
        hand_over(ctx, world.at(ctx, COMMUNE), world.pids[who], world.pids[to], ctx.now + timedelta(**when))


def test_who_holds_the_role_already_keeps_it_when_it_is_handed_over_to_them(world: World) -> None:
    handed(world, "officer", "both", days=10)
    path = world.published()
    assert world.drafted(path, "both")
    world.later(days=11)
    assert world.drafted(world.published("مقترح آخر للطريق"), "both")
    with pytest.raises(Refused, match="not_permitted"):
        world.drafted(world.published("مقترح ثالث للطريق"), "officer")


def test_who_holds_it_longer_than_what_is_handed_over_keeps_that_end(world: World) -> None:
    with world.acting("admin") as ctx:
        grant(ctx, world.at(ctx, COMMUNE), world.pids["officer"], Role.OFFICER, ctx.now, ctx.now + timedelta(days=20))
    handed(world, "officer", "both", days=10)
    path = world.published()
    world.later(days=30)
    assert world.drafted(path, "both")


@pytest.mark.parametrize(
    ("who", "role", "place"),
    [
        ("moderator", Role.OFFICER, COMMUNE), ("lead", Role.APPROVER, COMMUNE),
        ("approver", Role.MODERATOR, SPACE), ("officer", Role.EDITOR, "/"),
    ],
)
def test_nobody_moderates_and_answers_in_one_place(world: World, who: str, role: Role, place: str) -> None:
    with world.acting("admin") as ctx, pytest.raises(Refused, match="both_sides"):
        grant(ctx, world.at(ctx, place), world.pids[who], role, ctx.now)


def test_who_moderates_here_may_answer_elsewhere(world: World) -> None:
    with world.acting("admin") as ctx:
        grant(ctx, world.at(ctx, "/souss-massa/akka"), world.pids["moderator"], Role.OFFICER, ctx.now)


def test_a_group_puts_nobody_on_both_sides(world: World) -> None:
    with world.acting("admin") as ctx:
        commune = world.at(ctx, COMMUNE)
        group = begin_group(ctx, commune, "مصلحة الماء")
        grant(ctx, commune, group.gid, Role.OFFICER, ctx.now)
        with pytest.raises(Refused, match="both_sides"):
            put_in(ctx, commune, group.gid, "moderator@example.org", "ar")
