"""Groups of people: a role given to a group is held by who is in it, and by nobody else (J22, J23)."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mukhtabar.actions.effects import EDITORS, people_with
from mukhtabar.actions.grant import grant, withdraw_grant
from mukhtabar.actions.group import MEMBERS_MOST, begin_group, end_group, put_in, take_out
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.roles import Role
from mukhtabar.store.grants import Grant, Grants
from tests.conftest import NOW
from tests.world import COMMUNE, SPACE, World

TITLE = "محررو الأخبار"


def begun(world: World, who: str = "lead", path: str = SPACE, title: str = TITLE) -> Any:
    """Begin a group on its page and return the page of the group."""
    browser = world.browser(who)
    form = browser.form(browser.get(f"/en{path}/groups"), "title")
    form["title"] = title
    return form.submit().follow().click(title)


def member(page: Any, email: str) -> Any:
    """Put somebody into the group of a page."""
    form = page.test_app.form(page, "email")
    form["email"] = email
    return form.submit()


def gid_of(world: World, path: str = SPACE, title: str = TITLE) -> str:
    with world.acting() as ctx:
        groups = ctx.portal.grants.groups.at(world.at(ctx, path).uid)
        return next(group.gid for group in groups if group.title == title)


def give(world: World, who: str, path: str, role: str, title: str = TITLE, email: str = "") -> Any:
    """Give a role to a group on the page «who»."""
    browser = world.browser(who)
    form = browser.form(browser.get(f"/en{path}/who"), "group")
    form["group"].select(text=title)
    form["role"], form["email"] = role, email
    return form.submit()


def test_who_is_in_the_group_has_its_role_and_who_is_taken_out_has_not(world: World) -> None:
    page = begun(world)
    assert "The person is in the group." in member(page, "citizen@example.org").follow()
    citizen = world.browser("citizen")
    citizen.get(f"{SPACE}/add", status=403)
    assert "The role is given." in give(world, "lead", SPACE, "editor").follow()
    citizen.get(f"{SPACE}/add", status=200)
    page = page.test_app.get(page.request.url)
    form = next(form for form in page.forms.values() if "take_out" in form.fields)
    assert "The person is out of the group." in form.submit("take_out").follow()
    citizen.get(f"{SPACE}/add", status=403)


def test_the_page_of_roles_says_through_which_group_and_who_is_in_it(world: World) -> None:
    member(begun(world), "citizen@example.org")
    give(world, "lead", SPACE, "moderator")
    page = world.browser("observer").get(f"/en{SPACE}/who")
    row = next(row for row in page.html.select(".listing > li") if row.h3.bdi.get_text() == TITLE)
    assert "Moderator" in row.h3.get_text() and "Citizen" in row.get_text()


def test_a_desk_opens_for_who_has_a_role_only_through_a_group(world: World) -> None:
    member(begun(world), "citizen@example.org")
    give(world, "lead", SPACE, "editor")
    path = world.submitted(who="desk")
    page = world.browser("citizen").get("/en/desk")
    assert "To read and publish" in page and f"{path}/review" in page
    assert "Editor" in world.browser("citizen").get("/en/account")
    with world.acting() as ctx:
        assert world.pids["citizen"] in people_with(ctx, world.at(ctx, path), EDITORS)


def test_somebody_without_an_account_is_invited_into_the_group(world: World) -> None:
    page = member(begun(world), "jadida@example.org").follow()
    assert "The invitation is sent." in page and "Invited, not here yet" in page


def test_a_group_that_is_ended_leaves_no_role_behind(world: World) -> None:
    page = begun(world)
    member(page, "citizen@example.org")
    give(world, "lead", SPACE, "editor")
    page = page.test_app.get(page.request.url)
    form = next(form for form in page.forms.values() if "end" in form.fields)
    assert "The group is ended" in form.submit("end").follow()
    world.browser("citizen").get(f"{SPACE}/add", status=403)
    with world.acting() as ctx:
        grants = ctx.portal.grants
        assert grants.of(world.pids["citizen"]) == () and not grants.groups.at(world.at(ctx, SPACE).uid)
        assert TITLE not in repr(list(grants.at(world.at(ctx, SPACE).uid)))


def test_nobody_becomes_an_officer_through_a_group_of_the_space(world: World) -> None:
    """Whoever puts somebody into a group must be one who may give every role that it has."""
    begun(world, "admin", COMMUNE)
    gid = gid_of(world, COMMUNE)
    with world.acting("admin") as ctx:
        grant(ctx, world.at(ctx, COMMUNE), gid, Role.OFFICER, ctx.now)
        grant(ctx, world.at(ctx, COMMUNE), world.pids["lead"], Role.SPACE_LEAD, ctx.now)
    with world.acting("lead") as ctx:
        commune = world.at(ctx, COMMUNE)
        with pytest.raises(Refused, match="not_permitted"):
            put_in(ctx, commune, gid, "lead@example.org", "ar")
        with pytest.raises(Refused, match="not_permitted"):
            end_group(ctx, commune, gid)
    page = world.browser("lead").get(f"/en{COMMUNE}/groups?group={gid}")
    assert "You do not have the right to do this here." in member(page, "lead@example.org")


def test_a_group_has_no_role_above_its_place_or_beside_it(world: World) -> None:
    begun(world)
    gid = gid_of(world)
    with world.acting("admin") as ctx, pytest.raises(Refused, match="unknown_group"):
        grant(ctx, world.at(ctx, COMMUNE), gid, Role.EDITOR, ctx.now)
    with world.acting("admin") as ctx, pytest.raises(Refused, match="unknown_group"):
        grant(ctx, world.at(ctx, SPACE), "g-nobodyeverbegan", Role.EDITOR, ctx.now)


@pytest.mark.parametrize("who", [None, "citizen", "editor", "moderator", "officer", "observer"])
def test_groups_are_for_those_who_give_roles(world: World, who: str | None) -> None:
    world.browser(who).get(f"{SPACE}/groups", status=403)
    with world.acting("lead") as ctx:
        gid = begin_group(ctx, world.at(ctx, SPACE), TITLE).gid
    with world.acting("citizen" if who is None else who) as ctx:
        space = world.at(ctx, SPACE)
        for act in (
            lambda: begin_group(ctx, space, "أخرى"), lambda: put_in(ctx, space, gid, "desk@example.org", "ar"),
            lambda: take_out(ctx, space, gid, world.pids["desk"]), lambda: end_group(ctx, space, gid),
        ):  # fmt: skip
            with pytest.raises(Refused, match="not_permitted"):
                act()


def test_each_act_is_in_the_journal_once_and_names_nobody(world: World) -> None:
    page = begun(world)
    member(page, "citizen@example.org")
    with world.acting("lead") as ctx:
        space, gid = world.at(ctx, SPACE), gid_of(world)
        take_out(ctx, space, gid, world.pids["citizen"])
        end_group(ctx, space, gid)
        entries = [entry for entry in ctx.portal.journal if "group" in entry.action]
        assert [entry.action for entry in sorted(entries, key=lambda entry: entry.time)] and len(entries) == 4
        assert TITLE not in repr(entries) and "example.org" not in repr(entries)


@pytest.mark.parametrize(("field", "value", "said"), [
    ("title", "", "Give the group a name."), ("title", "ط" * 81, "This is too long"), ("title", TITLE, "There is a group of that name here already."),
])  # fmt: skip
def test_what_is_wrong_with_a_group_is_said(world: World, field: str, value: str, said: str) -> None:
    begun(world)
    browser = world.browser("lead")
    form = browser.form(browser.get(f"/en{SPACE}/groups"), field)
    form[field] = value
    assert said in form.submit()


def test_nobody_is_put_in_twice_and_nobody_taken_out_who_is_not_in(world: World) -> None:
    page = begun(world)
    member(page, "citizen@example.org")
    again = member(page, "CITIZEN@example.org")
    assert "This person is in the group already." in again and "CITIZEN@example.org" in again
    browser = page.test_app
    token = browser.form(page, "email")["csrf_token"].value
    answer = browser.post(page.request.url, {"csrf_token": token, "take_out": world.pids["desk"]})
    assert "This person is not in the group." in answer
    assert "is full" in _crowded(world, page)


def _crowded(world: World, page: Any) -> Any:
    with world.acting() as ctx:
        for number in range(MEMBERS_MOST):
            ctx.portal.grants.groups.join(gid_of(world), f"person{number}")
    return member(page, "desk@example.org")


def test_a_role_goes_to_a_person_or_to_a_group(world: World) -> None:
    begun(world)
    assert "Choose one: a person or a group." in give(world, "lead", SPACE, "editor", email="citizen@example.org")
    browser = world.browser("lead")
    form = browser.form(browser.get(f"/en{SPACE}/who"), "group")
    form["role"] = "editor"
    assert "Enter the person" in form.submit()


def test_an_address_of_a_group_that_is_gone_leads_to_the_groups(world: World) -> None:
    browser = world.browser("lead")
    for gid in ("", "g-x", "x" * 300):
        assert browser.get(f"/en{SPACE}/groups", {"group": gid}).follow().html.h1.get_text() == "Groups"


def test_a_group_goes_with_its_place(world: World) -> None:
    begun(world)
    with world.acting() as ctx:
        space = world.at(ctx, SPACE)
        from mukhtabar.actions.trash import _forget

        _forget(ctx, space)
        assert ctx.portal.grants.groups.at(space.uid) == []


HOLDERS = st.sampled_from(["amina", "brahim", "karim"])
ACTS = st.lists(st.tuples(st.sampled_from(["join", "leave", "give", "take", "own"]), HOLDERS, st.integers(0, 1)), max_size=30)


@given(ACTS)
def test_a_person_holds_what_is_their_own_and_what_their_groups_hold(acts: list[tuple[str, str, int]]) -> None:
    grants = Grants()
    groups = [grants.groups.make(1, str(number)) for number in range(2)]
    inside: set[tuple[str, str]] = set()
    held: set[tuple[str, str]] = set()
    for verb, person, number in acts:
        gid = groups[number].gid
        if verb == "join":
            assert grants.groups.join(gid, person) is ((person, gid) not in inside)
            inside.add((person, gid))
        elif verb == "leave":
            assert grants.groups.leave(gid, person) is ((person, gid) in inside)
            inside.discard((person, gid))
        elif verb == "take":
            assert grants.take(gid, Role.EDITOR, 1) is ((gid, "editor") in held)
            held.discard((gid, "editor"))
        else:
            holder, role = (gid, Role.EDITOR) if verb == "give" else (person, Role.MODERATOR)
            grants.give(Grant(holder, role, 1, NOW, None, None), "space")
            held.add((holder, str(role)))
    for person in ("amina", "brahim", "karim"):
        expected = {role for holder, role in held if holder == person or (person, holder) in inside}
        assert {str(one.role) for one in grants.of(person)} == expected
    for given_ in grants.at(1):
        people = set(grants.people(given_))
        assert people == ({p for p, gid in inside if gid == given_.person} if given_.person.startswith("g-") else {given_.person})


def test_withdrawing_a_role_from_a_group_needs_the_right_to_give_it(world: World) -> None:
    begun(world, "admin", COMMUNE)
    gid = gid_of(world, COMMUNE)
    with world.acting("admin") as ctx:
        grant(ctx, world.at(ctx, COMMUNE), gid, Role.APPROVER, ctx.now)
    with world.acting("lead") as ctx, pytest.raises(Refused, match="not_permitted"):
        withdraw_grant(ctx, world.at(ctx, COMMUNE), gid, Role.APPROVER)
