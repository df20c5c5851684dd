"""A text is set aside until a day and comes back by itself; a submission is passed on to where it belongs (J12)."""

from datetime import timedelta
from typing import Any

import pytest

from mukhtabar.actions.audit import audit
from mukhtabar.actions.note import note
from mukhtabar.actions.park import park
from mukhtabar.actions.route import route
from mukhtabar.actions.tick import tick
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.space import Space
from mukhtabar.rules.phases import Phase
from mukhtabar.rules.refused import Refused
from mukhtabar.services.moderation import taking_proposals
from mukhtabar.store.revisions import digest_of
from tests.functional.desk.test_moderation import DESK, figures, tab, titles
from tests.functional.desk.test_review import letters
from tests.world import BODY, COMMUNE, CONSULTATION, SPACE, Browser, World

OTHER = "/souss-massa/akka/fada/chabab"


def aside(
    world: World, path: str, days: int = 10, who: str = "moderator", note: str = "ننتظر جواب صاحبة المقترح."
) -> Any:
    browser = world.browser(who)
    form = browser.form(browser.get(f"/en{path}/park"), "until")
    form["until"], form["note"] = (world.clock.now() + timedelta(days=days)).date().isoformat(), note
    return form.submit("park")


def ticked(world: World) -> int:
    with world.acting() as ctx:
        return tick(ctx)


def test_what_is_set_aside_leaves_every_queue_and_comes_back_on_its_day(world: World) -> None:
    path = world.submitted()
    page = aside(world, path).follow()
    assert "Set aside until 30 November 2026" in page and not titles(page) and tab(page, "Those set aside") == "1"
    editor = world.browser("editor")
    assert not titles(editor.get("/desk")) and figures(editor.get(f"/en{DESK}"))[0] == "0"
    listed = editor.get(f"/en{DESK}").click("Those set aside", index=0)
    assert titles(listed) == ["تعبيد الطريق إلى المدرسة"] and "ننتظر جواب صاحبة المقترح." in listed
    assert not listed.html.select("input[name=item], button[name=transition]")
    world.later(days=9)
    assert not ticked(world)
    world.later(days=1)
    assert ticked(world) == 1 and not ticked(world)
    editor = world.browser("editor")
    assert titles(editor.get(DESK)) == titles(editor.get("/desk")) == ["تعبيد الطريق إلى المدرسة"]


def test_the_time_set_aside_counts_as_waiting(world: World) -> None:
    path = world.submitted()
    aside(world, path)
    world.later(days=10)
    ticked(world)
    assert "late by 5 days" in world.browser("editor").get(f"/en{DESK}")
    world.step("editor", path, "publish")
    assert figures(world.browser("editor").get(f"/en{DESK}"))[1] == "0%"


def test_the_note_is_for_colleagues_and_nobody_is_written_to(world: World) -> None:
    path = world.submitted()
    aside(world, path)
    assert "ننتظر جواب" not in world.browser().get(f"/s/{world.receipt(path)}")
    assert "ننتظر جواب" in world.browser("editor").get(f"{path}/park")
    assert not letters(world, "author_proposal")
    world.step("editor", path, "publish")
    assert "ننتظر جواب" not in world.browser("officer").get(f"{path}/review")


def test_it_is_brought_back_by_a_button(world: World) -> None:
    path, editor = world.submitted(), world.browser("editor")
    aside(world, path)
    form = editor.form(editor.get(f"{path}/park"), "unpark")
    form.submit("unpark").follow()
    assert titles(editor.get(DESK)) and "This is not set aside now." in editor.post(f"/en{path}/park", {
        "csrf_token": form["csrf_token"].value, "serial": form["serial"].value, "unpark": "1"})  # fmt: skip


@pytest.mark.parametrize(("until", "note", "said"), [
    ("", "سبب", "Choose the day"), ("2026-11-20", "سبب", "from tomorrow on"), ("2020-01-01", "سبب", "from tomorrow on"),
    ("2027-06-01", "سبب", "from tomorrow on"), ("nonsense", "سبب", "Enter a day"), ("2026-11-30", "", "Say what is waited for"),
])  # fmt: skip
def test_a_wrong_day_or_no_note_is_said_and_nothing_typed_is_lost(
    world: World, until: str, note: str, said: str
) -> None:
    path, moderator = world.submitted(), world.browser("moderator")
    form = moderator.form(moderator.get(f"/en{path}/park"), "until")
    form["until"], form["note"] = until, note
    page = form.submit("park")
    assert (
        said in page
        and moderator.form(page, "until")["note"].value == note
        and titles(world.browser("editor").get(DESK))
    )


def test_a_decision_ends_it(world: World) -> None:
    path = world.submitted()
    aside(world, path)
    world.step("editor", path, "return", reason="unclear", comment="وضحوا")
    world.step("citizen", path, "resubmit")
    assert titles(world.browser("editor").get(DESK)) and not ticked(world)
    world.later(days=11)
    assert not ticked(world)


def test_what_does_not_wait_is_not_set_aside(world: World) -> None:
    path = world.published()
    assert "not waiting for a moderator" in aside(world, path)
    mine = world.submitted(who="editor")
    assert "another person decides" in aside(world, mine, who="editor")


def test_a_text_that_changed_meanwhile_is_not_set_aside_unread(world: World) -> None:
    path = world.submitted()
    with world.acting("editor") as ctx, pytest.raises(Refused, match="read_what_is_current"):
        park(ctx, world.at(ctx, path), ctx.now + timedelta(days=3), "سبب", "a" * 64)


def elsewhere(world: World, **phases: Any) -> None:
    """A consultation in a space of another commune, open for proposals."""
    world.made("admin", "/souss-massa/akka", Space(), "fada", title="فضاء أقا")
    now = world.clock.now()
    days = phases or {"start": -timedelta(days=1), "end": timedelta(days=20)}
    phase = Phase("التقديم", now + days["start"], now + days["end"], frozenset({"propose"}))
    world.made(
        "admin", "/souss-massa/akka/fada", Consultation(), "chabab", title="الشباب", phases=(phase,), summary="ملخص"
    )
    world.step("admin", OTHER, "announce")
    ticked(world)


def passed_on(world: World, path: str, who: str = "moderator", **values: str) -> Any:
    browser = world.browser(who)
    form = browser.form(browser.get(f"/en{path}/route"), "target")
    with world.acting() as ctx:
        given = {"target": str(world.at(ctx, OTHER).uid), "reason": "not_competence", "comment": "الأمر يخص جماعة أقا."}
    for name, value in {**given, **values}.items():
        form[name].force_value(value) if name != "comment" else form.set(name, value)
    return form.submit("route")


def test_a_submission_is_passed_on_with_its_receipt_history_and_age(world: World) -> None:
    elsewhere(world)
    path = world.submitted()
    receipt, name = world.receipt(path), path.rpartition("/")[2]
    with world.acting() as ctx:
        uid = world.at(ctx, path).uid
    world.later(days=2)
    page = passed_on(world, path).follow()
    assert "Passed on" in page and not titles(page)
    moved = f"{OTHER}/{name}"
    with world.acting() as ctx:
        document = world.at(ctx, moved)
        assert document.uid == uid and name not in world.at(ctx, CONSULTATION)
        assert [entry.transition for entry in document.history] == ["submit", "route"]
    admin = world.browser("admin")
    assert titles(admin.get(f"{OTHER}/moderation")) == ["تعبيد الطريق إلى المدرسة"]
    assert "3 days left" in admin.get(f"/en{OTHER}/moderation") and not titles(admin.get(f"{COMMUNE}/moderation"))
    status = world.browser().get(f"/en/s/{receipt}")
    assert "الأمر يخص جماعة أقا." in status and "another commune can decide" in status and "Passed on" in status
    told = [letter for letter in letters(world, "author_proposal") if letter["transition"] == "route"]
    assert [(letter["reason"], letter["comment"]) for letter in told] == [("not_competence", "الأمر يخص جماعة أقا.")]


def test_what_one_council_wrote_to_itself_does_not_go_to_another(world: World) -> None:
    elsewhere(world)
    path = world.published("حافلة للثانوية")
    with world.acting("officer") as ctx:
        note(ctx, world.at(ctx, path), "لا نعد بشيء قبل رأي العمالة.")
    world.step("editor", path, "undo_publish")
    passed_on(world, path)
    with world.acting() as ctx:
        proposal = ctx.portal.uids.get(ctx.portal.references.get(path.rpartition("/")[2]))
        assert proposal.__parent__ is world.at(ctx, OTHER)
        assert not ctx.portal.notes.of(proposal.uid) and not proposal.assigned


def test_what_a_council_is_answering_is_not_passed_on_to_another(world: World) -> None:
    elsewhere(world)
    path = world.published("حافلة للثانوية")
    world.drafted(path)
    world.step("editor", path, "undo_publish")
    assert "The council is preparing an answer" in passed_on(world, path)


def test_the_old_address_leads_to_the_new_one_once_it_is_public(world: World) -> None:
    elsewhere(world)
    path = world.submitted()
    passed_on(world, path)
    moved = f"{OTHER}/{path.rpartition('/')[2]}"
    world.browser().get(path, status=404)
    assert world.browser("admin").get(f"{path}/review", status=301).headers["Location"].endswith(f"{moved}/review")
    world.step("admin", moved, "publish")
    assert world.browser().get(path, status=301).headers["Location"].endswith(moved)
    assert BODY in world.browser().get(moved) and moved in world.browser().get(OTHER)
    assert moved not in world.browser().get(CONSULTATION)
    reference = world.browser().get(f"/r/{path.rpartition('/')[2]}", status=302)
    assert reference.headers["Location"].endswith(moved)


def test_it_can_be_passed_back(world: World) -> None:
    elsewhere(world)
    path = world.submitted()
    passed_on(world, path)
    moved = f"{OTHER}/{path.rpartition('/')[2]}"
    with world.acting() as ctx:
        home = str(world.at(ctx, CONSULTATION).uid)
    passed_on(world, moved, "admin", target=home, reason="other_consultation")
    assert world.state(path) == "submitted" and titles(world.browser("moderator").get(DESK))


@pytest.mark.parametrize("target", ["0", "", "nonsense", "9" * 30, "here", "space", "closed"])
def test_a_forged_destination_moves_nothing(world: World, target: str) -> None:
    elsewhere(world)
    path = world.submitted()
    with world.acting() as ctx:
        uids = {"here": world.at(ctx, CONSULTATION).uid, "space": world.at(ctx, SPACE).uid, "closed": ctx.portal.uid}
    page = passed_on(world, path, target=str(uids.get(target, target)))
    assert page.status_int == 200 and world.state(path) == "submitted"
    assert Browser.form(None, page, "target")["comment"].value == "الأمر يخص جماعة أقا."


@pytest.mark.parametrize(("field", "value"), [("reason", ""), ("reason", "off_topic"), ("comment", "")])
def test_a_reason_and_a_note_are_needed(world: World, field: str, value: str) -> None:
    elsewhere(world)
    path = world.submitted()
    page = passed_on(world, path, **{field: value})
    assert page.html.select_one(".problems") and world.state(path) == "submitted"


def test_what_is_published_stays_where_it_is(world: World) -> None:
    elsewhere(world)
    path = world.published()
    page = world.browser("moderator").get(f"/en{path}/route")
    assert "It cannot be passed on" in page and not page.html.select("main form[method=post]")
    with world.acting("moderator") as ctx, pytest.raises(Refused, match="moved_on"):
        document = world.at(ctx, path)
        route(ctx, document, world.at(ctx, OTHER), "not_competence", "سبب", digest_of(document.field_values()))


def test_nothing_is_passed_on_to_where_nothing_is_taken(world: World) -> None:
    elsewhere(world, start=timedelta(days=2), end=timedelta(days=20))
    path = world.submitted()
    assert "It cannot be passed on" in world.browser("moderator").get(f"/en{path}/route")
    with world.acting("moderator") as ctx, pytest.raises(Refused, match="wrong_place"):
        document = world.at(ctx, path)
        route(ctx, document, world.at(ctx, OTHER), "not_competence", "سبب", digest_of(document.field_values()))
    with world.acting() as ctx:
        assert [node.__name__ for node in taking_proposals(ctx.portal, ctx.now)] == ["ma"]
        assert not taking_proposals(ctx.portal, ctx.now + timedelta(days=400))


@pytest.mark.parametrize("name", ["park", "route"])
@pytest.mark.parametrize("who", [None, "citizen", "desk", "officer", "observer"])
def test_these_are_for_moderators(world: World, name: str, who: str | None) -> None:
    path = world.published()
    world.browser(who).get(f"{path}/{name}", status=403)


def test_the_review_page_offers_what_can_be_done(world: World) -> None:
    def offered(who: str, path: str) -> list[str]:
        return [link.get_text() for link in world.browser(who).get(f"/en{path}/review").html.select("main nav a")]

    path = world.submitted()
    assert offered("moderator", path) == ["Black out words", "Set aside", "Pass on to another consultation", "Join to another proposal"]
    world.step("editor", path, "publish")
    assert offered("moderator", path) == ["Black out words", "Join to another proposal"] and not offered("officer", path)


def test_everything_agrees_after_moving(world: World) -> None:
    elsewhere(world)
    path = world.submitted()
    aside(world, path)
    passed_on(world, path)
    world.later(hours=1)
    with world.acting() as ctx:
        assert not audit(ctx)
        assert sum(entry.action == "route" for entry in ctx.portal.journal) == 1
