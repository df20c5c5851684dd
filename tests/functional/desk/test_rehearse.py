"""A rehearsal copy is made with one button, entered by the members of the space alone, and wiped with one button."""

from collections import Counter
from typing import Any

import pytest
from webtest import TestResponse

from mukhtabar.actions.audit import audit
from mukhtabar.actions.grant import grant
from mukhtabar.actions.rehearse import rehearse, wipe
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.roles import Role
from tests.rehearsing import acting_inside, found, made
from tests.world import COMMUNE, PEOPLE, SPACE, World

EN = "/en"
MEMBERS = sorted(set(PEOPLE) - {"citizen"})
MAKERS = {"lead", "admin"}


def pressed(world: World, who: str, view: str) -> TestResponse:
    """Press the one button of a page and return the page that follows."""
    page = world.browser(who).get(f"{EN}{SPACE}/{view}")
    form: Any = next(form for form in page.forms.values() if form.action.endswith(f"/{view}"))
    return form.submit().follow()


@pytest.mark.parametrize("who", sorted(MAKERS))
def test_one_button_makes_it_and_one_wipes_it(world: World, who: str) -> None:
    page = pressed(world, who, "rehearse")
    assert page.request.path.startswith("/en/rehearsal/e-")
    assert "Rehearsal copy: nothing here counts." in page and "To read and publish" in page
    there = page.request.path
    again = world.browser(who).get(f"{EN}{SPACE}/rehearse")
    assert "Enter the rehearsal copy" in again and "Make the rehearsal copy" not in again
    assert "The rehearsal copy is wiped." in pressed(world, who, "wipe")
    world.browser(who).get(there, status=404)
    assert pressed(world, who, "rehearse").request.path != there


@pytest.mark.parametrize("who", sorted(set(PEOPLE) - MAKERS))
def test_nobody_else_makes_or_wipes_one(world: World, who: str) -> None:
    page = world.browser(who).get(f"{EN}{SPACE}/rehearse", status="*")
    assert page.status_int == (403 if who == "citizen" else 200)
    assert "Make the rehearsal copy</button>" not in page
    world.browser(who).get(f"{EN}{SPACE}/wipe", status=403)
    with world.acting(who) as ctx, pytest.raises(Refused, match="not have the right"):
        rehearse(ctx, world.at(ctx, SPACE))
    made(world)
    with world.acting(who) as ctx, pytest.raises(Refused, match="not have the right"):
        wipe(ctx, world.at(ctx, SPACE))


def test_there_is_one_at_a_time_and_none_to_wipe_is_said(world: World) -> None:
    with world.acting("lead") as ctx, pytest.raises(Refused) as none:
        wipe(ctx, world.at(ctx, SPACE))
    assert none.value.code == "no_rehearsal"
    made(world)
    with world.acting("admin") as ctx, pytest.raises(Refused) as second:
        rehearse(ctx, world.at(ctx, SPACE))
    assert second.value.code == "rehearsed"


def test_each_is_one_line_of_the_journal(world: World) -> None:
    with world.acting() as ctx:
        before = Counter(entry.action for entry in ctx.portal.journal)
    made(world)
    with world.acting("lead") as ctx:
        wipe(ctx, world.at(ctx, SPACE))
    with world.acting() as ctx:
        after = Counter(entry.action for entry in ctx.portal.journal)
        assert after - before == Counter(["rehearse", "wipe"])


def test_it_holds_what_readers_see_and_samples_in_every_state(world: World) -> None:
    world.answered("مقترح حقيقي لمواطن")
    world.public_news()
    world.page(name="secret", title="صفحة لم تنشر")
    root = made(world)
    paths = found(world)
    assert {f"{root}/fada/ma", f"{root}/fada/meeting"} <= set(paths) and f"{root}/fada/secret" not in paths
    states = {path: state for state in ("submitted", "returned", "published", "answered", "refused", "withdrawn", "hidden")
              for path in found(world, "proposal", state)}  # fmt: skip
    assert len(set(states.values())) == 7
    assert (
        found(world, "answer", "for_approval")
        and found(world, "comment", "pending")
        and found(world, "page", "pending")
    )
    with acting_inside(world, None) as ctx:
        titles = [ctx.portal.uids.get(uid).title_text.best("ar")[1] for uid in ctx.portal.uids]
        assert "مقترح حقيقي لمواطن" not in titles
        assert all(ctx.portal.uids.get(uid).sample for uid in ctx.portal.uids)
        assert audit(ctx) == []


@pytest.mark.parametrize("who", MEMBERS)
def test_whoever_has_a_role_in_the_space_looks_in_and_may_play_the_council(world: World, who: str) -> None:
    root = made(world)
    browser = world.browser(who)
    for path in (root, f"{root}/fada", f"{root}/fada/sample"):
        page = browser.get(EN + path)
        assert page.html.select_one("header .sample b").get_text() == "Rehearsal copy: nothing here counts."
        assert "noindex" in page
    answer = found(world, "answer", "for_approval")[0]
    page = browser.get(f"{EN}{answer}/review")
    form: Any = browser.form(page, "serial")
    assert "Approved. It can be published now." in form.submit("transition", value="approve").follow()


def test_who_drafted_does_not_approve_in_a_rehearsal_either(world: World) -> None:
    made(world)
    proposal = found(world, "proposal", "published")[0]
    browser = world.browser("lead")
    page = browser.get(f"{EN}{proposal}/answer")
    form: Any = next(form for form in page.forms.values() if "outcome" in form.fields)
    form["outcome"] = "accepted"
    next(field for name, fields in form.fields.items() if name == "ar" for field in fields).value = "جواب للتدريب."
    page = form.submit().follow()
    page = browser.form(page, "serial").submit("transition", value="send").follow()
    refused = browser.form(page, "serial").submit("transition", value="approve", status="*")
    assert "You drafted or edited this text, so another approver" in refused
    second = world.browser("editor")
    page = second.get(EN + page.request.path.removeprefix(EN))
    assert "Approved." in second.form(page, "serial").submit("transition", value="approve").follow()


def test_whoever_loses_the_role_loses_the_rehearsal(world: World) -> None:
    root = made(world)
    browser = world.browser("editor")
    browser.get(root)
    with world.acting() as ctx:
        ctx.portal.grants.take(world.pids["editor"], Role.EDITOR, world.at(ctx, SPACE).uid)
    browser.get(root, status=404)


def test_a_role_in_another_space_opens_nothing(world: World) -> None:
    from mukhtabar.content.space import Space

    world.made("admin", COMMUNE, Space(), "other", title="فضاء آخر")
    with world.acting() as ctx:
        grant(ctx, world.at(ctx, f"{COMMUNE}/other"), world.pids["citizen"], Role.SPACE_LEAD, ctx.now)
    root = made(world)
    world.browser("citizen").get(root, status=404)


def test_roles_and_archives_cannot_be_rehearsed(world: World) -> None:
    root = made(world)
    browser = world.browser("admin")
    with acting_inside(world, "admin") as ctx, pytest.raises(Refused) as no:
        grant(ctx, ctx.portal.space, world.pids["citizen"], Role.EDITOR, ctx.now)
    assert no.value.code == "rehearsal"
    assert browser.get(f"{root}/fada/archive.zip", status=404)
    for view in ("archive", "rehearse", "wipe"):
        browser.get(f"{root}/fada/{view}", status=404)


def test_the_clock_opens_and_closes_its_consultations_too(world: World) -> None:
    from mukhtabar.actions.tick import tick

    root = made(world)
    world.later(days=100)
    with world.acting() as ctx:
        tick(ctx)
    assert f"{root}/fada/sample" in found(world, "consultation", "closed")


def test_a_member_submits_and_follows_with_a_receipt_of_the_rehearsal(world: World) -> None:
    root = made(world)
    browser = world.browser("editor")
    page = browser.get(f"{EN}{root}/fada/sample/propose")
    form = browser.form(page, "title")
    form["kind"], form["title"], form["topic"] = "need", "مقترح عضوة في التدريب", "roads"
    form["body"] = "نص طويل بما يكفي ليقبل في الاستمارة عند التدريب على التقديم."
    form["consent"] = True
    answer = form.submit()
    assert answer.status_int == 303 and f"{root}/s/" in answer.location
    status = answer.follow()
    assert "Your submission" in status and "nothing here counts" in status
    with world.acting() as ctx:
        assert not list(ctx.register.get(world.pids["editor"]).receipts)
    receipt = answer.location.rpartition("/")[2]
    for address in (f"/s/{receipt}", f"{root}/s/{receipt}"):
        world.browser("citizen").get(address, status=404)
        world.browser().get(address, status=404)
