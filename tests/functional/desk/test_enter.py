"""What people who are not online said or wrote is entered for them, and counts like any other (J13)."""

from datetime import timedelta
from typing import Any

import pytest

from mukhtabar.actions.enter import enter
from mukhtabar.actions.tick import tick
from mukhtabar.rules.refused import Refused
from tests.world import BODY, CONSULTATION, World

TITLE = "قنطرة فوق الوادي لعبور التلاميذ"


def filled(world: World, who: str = "desk", **values: Any) -> Any:
    """Fill in the form of the desk."""
    browser = world.browser(who)
    form = browser.form(browser.get(f"/en{CONSULTATION}/enter"), "channel")
    given = {
        "channel": "paper", "received": "2026-11-20", "title": TITLE, "body": BODY, "topic": "roads", "name": "السيدة فاضمة",
        "consent": True, **values,
    }  # fmt: skip
    for name, value in given.items():
        form[name] = value
    return form


def entered(world: World, **values: Any) -> str:
    """Enter a proposal and return its path."""
    page = filled(world, **values).submit().follow()
    return str(page.request.path.removeprefix("/en").removesuffix("/slip"))


def close(world: World) -> None:
    """Let the days of the consultation go by."""
    world.later(days=31)
    with world.acting() as ctx:
        tick(ctx)
    assert world.state(CONSULTATION) == "closed"


def test_the_person_gets_a_receipt_on_paper_that_opens_the_same_page_as_any_other(world: World) -> None:
    page = filled(world).submit().follow()
    path = page.request.path.removeprefix("/en").removesuffix("/slip")
    receipt = world.receipt(path)
    printed = page.html.select_one(".receipt b").get_text()
    assert printed.split() == [receipt[at : at + 4] for at in range(0, 20, 4)]
    assert TITLE in page and "Handed in on paper" in page
    assert not page.html.select(".reference") and page.html.select(".actions > *")[0].has_attr("data-print")
    status = world.browser().get("/en/s", {"receipt": printed}).follow()
    assert status.request.path == f"/en/s/{receipt}"
    assert TITLE in status and "Withdraw" in status


def test_it_is_moderated_like_any_other_by_somebody_else_and_says_how_it_came(world: World) -> None:
    path = entered(world)
    world.step("editor", path, "publish")
    page = world.browser().get(f"/en{path}")
    assert "Handed in on paper" in page and "السيدة فاضمة" in page
    other = entered(world, title="ملعب للقرب في الحي القديم", **{"name": ""}, channel="meeting")
    with world.acting("editor") as ctx:
        world.at(ctx, other).entered_by = world.pids["editor"]
    with pytest.raises(Refused, match="not_author"):
        world.step("editor", other, "publish")
    world.step("lead", other, "publish")
    assert "A resident" in world.browser().get(f"/en{other}")


def test_what_was_handed_in_in_time_is_entered_after_the_end(world: World) -> None:
    close(world)
    path = entered(world)
    assert world.state(path) == "submitted"
    late = filled(world, received="2026-12-21").submit()
    assert "On that day the consultation did not take proposals." in late and TITLE in late


def test_a_day_that_has_not_come_is_refused_and_nothing_is_lost(world: World) -> None:
    page = filled(world, received="2026-11-25").submit()
    assert "This day has not come yet." in page and TITLE in page and "السيدة فاضمة" in page
    with world.acting() as ctx:
        assert not [item for item in world.at(ctx, CONSULTATION).values() if item.type_name == "proposal"]


@pytest.mark.parametrize(("field", "value", "said"), [
    ("consent", False, "without the agreement of the person"), ("title", "قصير", "Write a little more"), ("received", "", "Enter the day"),
    ("email", "nobody", "Enter an e-mail address"),
])  # fmt: skip
def test_what_is_missing_is_said(world: World, field: str, value: Any, said: str) -> None:
    page = filled(world, **{field: value}).submit()
    assert said in page and "السيدة فاضمة" in page


def test_pressed_twice_it_is_entered_once(world: World) -> None:
    form = filled(world)
    assert form.submit().location == form.submit().location


def test_words_changed_after_it_was_entered_are_given_back_with_its_reference(world: World) -> None:
    form = filled(world)
    path = form.submit().location.removesuffix("/slip")
    form["body"] = f"{BODY} وهذه جملة أخرى."
    page = form.submit(status=200)
    assert path.rpartition("/")[2] in page and "وهذه جملة أخرى" in page.test_app.form(page, "channel")["body"].value
    with world.acting() as ctx:
        assert len(list(world.at(ctx, CONSULTATION))) == 1


def test_the_slip_is_for_who_typed_it_for_a_day(world: World) -> None:
    path = entered(world)
    for who in (None, "citizen", "editor", "lead", "admin"):
        world.browser(who).get(f"{path}/slip", status=404)
    world.browser("desk").get(f"{path}/slip", status=200)
    world.later(hours=24)
    world.browser("desk").get(f"{path}/slip", status=404)


def test_another_one_of_the_same_meeting_is_a_press_away(world: World) -> None:
    page = filled(world, channel="meeting").submit().follow().click("Enter another")
    form = page.test_app.form(page, "channel")
    assert form["channel"].value == "meeting" and form["received"].value == "2026-11-20" and not form["title"].value


def test_the_address_is_kept_in_the_register_and_nowhere_else(world: World) -> None:
    path = entered(world, email="fadma@example.org")
    with world.acting() as ctx:
        proposal = world.at(ctx, path)
        person = ctx.register.get(proposal.creator)
        assert person is not None and person.email == "fadma@example.org" and person.name == "السيدة فاضمة"
        assert "فاضمة" not in repr(vars(proposal)) and "fadma" not in repr(list(ctx.portal.journal))
        entries = [entry for entry in ctx.portal.journal if entry.uid == proposal.uid]
        assert sorted(entry.action for entry in entries) == ["create", "submit"]
        assert {entry.actor for entry in entries} == {world.pids["desk"], proposal.creator}


@pytest.mark.parametrize("who", [None, "citizen", "moderator", "officer", "approver", "observer"])
def test_only_the_space_and_its_desk_enter_for_others(world: World, who: str | None) -> None:
    world.browser(who).get(f"{CONSULTATION}/enter", status=403)
    with world.acting(who or "citizen") as ctx, pytest.raises(Refused, match="not_permitted"):
        enter(ctx, world.at(ctx, CONSULTATION), {"language": "ar"}, "desk", ctx.now, "", "", True)


@pytest.mark.parametrize("who", ["desk", "editor", "lead"])
def test_the_space_finds_the_form_on_the_consultation(world: World, who: str) -> None:
    page = world.browser(who).get(f"/en{CONSULTATION}").click("Enter for somebody")
    assert page.html.h1.get_text() == "Enter a proposal for somebody"


def test_a_channel_that_nobody_offers_is_refused(world: World) -> None:
    form = filled(world)
    fields = [(name, "fax" if name == "channel" else value) for name, value in form.submit_fields()]
    page = form.response.test_app.post(form.response.request.path, fields)
    assert "Choose one of the options offered." in page
    with world.acting("desk") as ctx, pytest.raises(ValueError, match="channel"):
        enter(ctx, world.at(ctx, CONSULTATION), {"language": "ar"}, "fax", ctx.now - timedelta(hours=1), "", "", True)


def test_who_is_not_online_is_asked_in_person_and_never_by_who_typed_it(world: World) -> None:
    """To join another proposal needs the author's yes: no letter reaches them, and the receipt on paper gives it."""
    target = world.published(TITLE)
    path = entered(world)
    with world.acting("editor") as ctx:
        world.at(ctx, path).entered_by = world.pids["editor"]
    page = world.browser("lead").get(f"/en{path}/merge", {"other": target.rpartition("/")[2]})
    assert "no letter goes out" in page
    assert "no letter goes out" not in world.browser("lead").get(f"/en{world.submitted('ملعب')}/merge", {"other": target.rpartition("/")[2]})
    refused = world.browser("editor").get(f"/en{path}/merge", {"other": target.rpartition("/")[2]})
    form = next(form for form in refused.forms.values() if "note" in form.fields)
    form["note"] = "الموضوع واحد."
    assert "another person decides" in form.submit()
    form = next(form for form in page.forms.values() if "note" in form.fields)
    form["note"] = "الموضوع واحد."
    form.submit().follow()
    status = world.browser().get(f"/en/s/{world.receipt(path)}")
    world.browser().form(status, "answer").submit("answer", value="yes").follow()
    assert world.state(path) == "merged"


def test_the_desk_agent_finds_what_to_enter_into_on_the_desk(world: World) -> None:
    """Nothing waits for a desk agent but people: the desk leads to every consultation that takes proposals."""
    agent = world.browser("desk")
    desk = agent.get("/en/desk")
    assert "You have no desk here" not in desk
    assert agent.form(desk.click("الماء والطرق", href="/enter"), "channel")
    close(world)
    assert "No consultation takes proposals now" in agent.get("/en/desk")
    assert "Enter for people" not in world.browser("approver").get("/en/desk")
    assert "You have no desk here" in world.browser("citizen").get("/en/desk")
