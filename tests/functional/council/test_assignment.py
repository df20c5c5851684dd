"""Work of the council is given to a person of its roles or to a service, shown to the council alone, and told by letter."""

from typing import Any

import pytest

from mukhtabar.actions.assign import assign
from mukhtabar.actions.grant import withdraw_grant
from mukhtabar.actions.group import begin_group, end_group, put_in
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.roles import Role
from mukhtabar.services.mail import deliver
from mukhtabar.services.mail_transport import MemoryTransport
from tests.functional.council.test_waiting import URL, options, pick
from tests.functional.desk.test_worklist import titles
from tests.world import COMMUNE, CONSULTATION, PEOPLE, SPACE, World

COUNCIL = {"officer", "approver", "approver2", "both"}


def form_of(world: World, path: str, who: str = "officer") -> Any:
    browser = world.browser(who)
    return browser.form(browser.get(f"/en{path}/council"), "holder")


def given(world: World, path: str, holder: str, who: str = "officer") -> Any:
    """Choose whom a document is assigned to, by name, and save."""
    form = form_of(world, path, who)
    form["holder"].select(text=holder)
    return form.submit("assign")


def told(world: World, kind: str = "assign") -> list[str]:
    """Return to whom a letter about an assignment, or a note, lies in the outbox."""
    names = {pid: name for name, pid in world.pids.items()}
    with world.acting() as ctx:
        letters = [letter for _key, letter in ctx.portal.outbox.due(ctx.now)]
    return sorted(names[one.person] for one in letters if dict(one.detail).get("transition") == kind)


def acts(world: World, *names: str) -> list[str]:
    with world.acting() as ctx:
        return [entry.action for entry in ctx.portal.journal if entry.action in names]


def test_an_officer_assigns_reassigns_and_takes_it_away(world: World) -> None:
    path = world.published()
    assert "Assigned to nobody yet." in world.browser("officer").get(f"/en{path}/council")
    page = given(world, path, "Approver").follow()
    assert "Saved." in page and page.html.select_one("[aria-labelledby=held-title] b").get_text() == "Approver"
    assert told(world) == ["approver"]
    page = given(world, path, "Both", who="approver").follow()
    assert page.html.select_one("[aria-labelledby=held-title] b").get_text() == "Both"
    assert told(world) == ["approver", "both"]
    assert "Assigned to nobody yet." in given(world, path, "Nobody").follow()
    assert sorted(acts(world, "assign", "unassign")) == ["assign", "assign", "unassign"]


def test_the_same_again_writes_no_letter_and_no_line_in_the_journal(world: World) -> None:
    path = world.published()
    for _press in range(2):
        given(world, path, "Approver").follow()
    assert told(world) == ["approver"] and acts(world, "assign") == ["assign"]


def test_each_member_of_a_service_gets_a_letter_but_who_gave_it(world: World) -> None:
    world.service("قسم الأشغال", "officer", "both", "approver", "citizen")
    path = world.published()
    page = given(world, path, "قسم الأشغال (3)").follow()
    assert page.html.select_one("[aria-labelledby=held-title] b").get_text() == "قسم الأشغال"
    assert told(world) == ["approver", "both"]


def test_a_group_without_anybody_of_the_council_is_no_service(world: World) -> None:
    gid = world.service("لجنة التحرير", "editor", "lead")
    path = world.published()
    assert "لجنة التحرير" not in world.browser("officer").get(f"/en{path}/council")
    with pytest.raises(Refused, match="no role of the council"), world.acting("officer") as ctx:
        assign(ctx, world.at(ctx, path), gid)


@pytest.mark.parametrize("whom", ["editor", "citizen", "lead", "observer", "admin", "nobody"])
def test_to_people_without_a_role_there_it_is_not_given(world: World, whom: str) -> None:
    path = world.published()
    form = form_of(world, path)
    form["holder"].force_value(world.pids.get(whom, "x" * 16))
    page = form.submit("assign")
    assert "has no role of the council here" in page.html.select_one("#holder-error").get_text()
    assert page.html.select_one(".summary a[href='#holder']") or "#holder" in page
    with world.acting() as ctx:
        assert not world.at(ctx, path).assigned
    assert not told(world) and not acts(world, "assign")


def test_a_service_of_another_place_is_not_offered(world: World) -> None:
    with world.acting("admin") as ctx:
        group = begin_group(ctx, world.at(ctx, SPACE), "مكتب الفضاء")
        put_in(ctx, world.at(ctx, SPACE), group.gid, "officer@example.org", "ar")
    path = world.published()
    with pytest.raises(Refused, match="no role"), world.acting("officer") as ctx:
        assign(ctx, world.at(ctx, path), group.gid)


@pytest.mark.parametrize("who", [None, *PEOPLE])
def test_officers_and_approvers_assign_and_nobody_else(world: World, who: str | None) -> None:
    path = world.published()
    world.browser(who).get(f"{path}/council", status=200 if who in COUNCIL else "4*" if who else "*")
    if who not in COUNCIL:
        with pytest.raises(Refused, match="right"), world.acting(who or "citizen") as ctx:
            assign(ctx, world.at(ctx, path), world.pids["officer"])


def test_who_wrote_a_proposal_does_not_look_even_as_an_officer(world: World) -> None:
    mine, other = world.published(who="both"), world.published("مقترح آخر")
    both = world.browser("both")
    both.get(f"{mine}/council", status=403)
    assert f"{mine}/council" not in both.get(mine)
    both.get(f"{other}/council", status=200)
    assert "Both" not in [option.get_text() for option in world.browser("officer").get(f"/en{mine}/council").html.select("option")]


def test_whose_role_ended_is_shown_as_such_and_can_be_changed(world: World) -> None:
    path = world.published()
    given(world, path, "Both").follow()
    with world.acting("admin") as ctx:
        for role in (Role.OFFICER, Role.APPROVER):
            withdraw_grant(ctx, world.at(ctx, COMMUNE), world.pids["both"], role)
    page = world.browser("officer").get(f"/en{path}/council")
    assert "has no role here any more" in page
    waits = world.browser("officer").get(URL)
    assert "Assigned to Both, who has no role here any more" in waits
    assert options(waits, "Assigned to") == {"All": "1", "Assigned to somebody without a role here": "1"}
    given(world, path, "Officer").follow()
    assert "has no role here any more" not in world.browser("officer").get(f"/en{path}/council")


def test_a_service_that_ended_is_shown_as_such(world: World) -> None:
    gid = world.service("قسم الأشغال", "officer")
    path = world.published()
    given(world, path, "قسم الأشغال (1)").follow()
    with world.acting("admin") as ctx:
        end_group(ctx, world.at(ctx, COMMUNE), gid)
    page = world.browser("officer").get(f"/en{path}/council")
    assert "A service that ended" in page and "has no role here any more" in page


def test_the_worklist_is_filtered_by_whom_it_is_assigned_to(world: World) -> None:
    world.service("قسم الماء", "officer", "both")
    mine, service, other = (world.published(title) for title in ("لي", "للقسم", "لغيري"))
    world.published("لا أحد")
    given(world, mine, "Officer").follow()
    given(world, service, "قسم الماء (2)").follow()
    given(world, other, "Approver").follow()
    page = world.browser("officer").get(URL)
    assert "Assigned to Approver" in page and "Assigned to قسم الماء" in page
    assert options(page, "Assigned to") == {"All": "4", "Assigned to me": "1", "قسم الماء": "1", "Assigned to nobody": "1"}
    assert titles(pick(page, "Assigned to me")) == ["لي"]
    assert titles(pick(page, "قسم الماء")) == ["للقسم"]
    assert titles(pick(page, "Assigned to nobody")) == ["لا أحد"]
    assert "Assigned to Officer" in world.browser("officer").get("/en/desk")


def test_a_draft_goes_with_its_proposal_until_it_is_given_to_somebody(world: World) -> None:
    path = world.published()
    given(world, path, "Both").follow()
    answer = world.drafted(path)
    page = world.browser("officer").get(f"/en{answer}/council")
    assert page.html.select_one("[aria-labelledby=held-title] b").get_text() == "Both" and "Whoever has the proposal" in page
    given(world, path, "Approver").follow()
    waits = world.browser("approver").get(URL)
    assert len(titles(pick(waits, "Assigned to me"))) == 2
    given(world, answer, "Officer").follow()
    assert len(titles(pick(world.browser("approver").get(URL), "Assigned to me"))) == 1


def test_who_drafts_is_not_whom_the_approval_waits_for(world: World) -> None:
    path = world.published()
    answer = world.drafted(path)
    given(world, answer, "Officer").follow()
    world.step("officer", answer, "send")
    assert "Assigned to nobody yet." in world.browser("approver").get(f"/en{answer}/council")
    given(world, answer, "Approver2", who="approver").follow()
    world.step("approver", answer, "send_back", comment="أضيفوا الكلفة")
    assert "Assigned to Officer" in world.browser("approver").get(URL)


def test_the_approval_taken_away_leaves_the_drafting_where_it_was(world: World) -> None:
    answer = world.drafted(world.published())
    given(world, answer, "Both").follow()
    world.step("officer", answer, "send")
    given(world, answer, "Approver2", who="approver").follow()
    assert "Assigned to nobody yet." in given(world, answer, "Nobody", who="approver").follow()
    world.step("approver", answer, "send_back", comment="أضيفوا الكلفة")
    page = world.browser("officer").get(f"/en{answer}/council")
    assert page.html.select_one("[aria-labelledby=held-title] b").get_text() == "Both"
    assert form_of(world, answer)["holder"].value == world.pids["both"]


def test_what_waits_for_nobody_is_not_assigned(world: World) -> None:
    path, answer = world.answered()
    for done in (path, answer):
        assert not world.browser("officer").get(f"/en{done}/council").html.select("#holder")
        with pytest.raises(Refused, match="does not wait"), world.acting("officer") as ctx:
            assign(ctx, world.at(ctx, done), world.pids["both"])


def test_the_reply_to_a_consultation_is_assigned_too(world: World) -> None:
    world.summed_up()
    given(world, CONSULTATION, "Both", who="approver").follow()
    assert "both" in told(world)
    assert "Assigned to Both" in world.browser("officer").get(URL)


def test_the_letter_leads_to_the_page_of_the_council(world: World) -> None:
    path = world.published()
    with world.acting() as ctx:
        approver = ctx.register.get(world.pids["approver"])
        assert approver is not None
        approver.language = "en"
        for key, _letter in ctx.portal.outbox.due(ctx.now):
            ctx.portal.outbox.sent(key)
    given(world, path, "Approver").follow()
    out = MemoryTransport()
    deliver(world.site, transport=out)
    (letter,) = out.sent
    text = letter.get_body(("plain",)).get_content()
    assert letter["Subject"].startswith("A proposal was assigned to you")
    link = next(line for line in text.splitlines() if line.endswith(f"{path}/council"))
    assert world.browser("approver").get("/" + link.partition("//")[2].partition("/")[2]).status_int == 200
