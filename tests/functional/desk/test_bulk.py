"""Several texts decided in one go: each bound to what was on the screen, each told apart, nothing half done."""

from typing import Any

import pytest

from mukhtabar.actions import transition as steps
from mukhtabar.actions.edit import edit
from mukhtabar.content.space import Space
from mukhtabar.rules.refused import Refused
from mukhtabar.store.revisions import digest_of
from tests.functional.desk.test_moderation import titles
from tests.world import BODY, CONSULTATION, SPACE, Browser, World

DESK = f"/en{SPACE}/moderation"


def tick(browser: Browser, address: str, *chosen: int) -> Any:
    """Open the desk, tick the rows with these numbers, and return the form."""
    form = browser.form(browser.get(address), "item")
    for number in chosen:
        form.set("item", True, index=number)
    return form


def outcome(page: Any) -> list[str]:
    return [line.get_text(" ", strip=True) for line in page.html.select("[role=status] li")]


def ticked(page: Any) -> list[str]:
    rows = page.html.select(".listing .item")
    return [row.select_one(".item-title").get_text() for row in rows if row.select_one("input[checked]")]


def submitted(world: World, title: str, who: str = "citizen") -> str:
    """Submit a proposal a minute after the one before, so that they stand in this order."""
    world.later(minutes=1)
    return world.submitted(title, who)


def three(world: World) -> list[str]:
    return [submitted(world, f"مقترح ينتظر القراءة {number}") for number in range(3)]


def test_the_chosen_are_published_and_the_others_wait(world: World) -> None:
    paths = three(world)
    page = tick(world.browser("editor"), DESK, 0, 2).submit("transition", value="publish")
    assert [world.state(path) for path in paths] == ["published", "submitted", "published"]
    assert outcome(page) == ["Published مقترح ينتظر القراءة 0", "Published مقترح ينتظر القراءة 2"]
    assert titles(page) == ["مقترح ينتظر القراءة 1"] and not ticked(page)


@pytest.mark.parametrize(
    ("name", "reason", "state"), [("return", "unclear", "returned"), ("refuse", "off_topic", "refused")]
)
def test_one_reason_and_one_comment_reach_every_author(world: World, name: str, reason: str, state: str) -> None:
    paths = three(world)
    form = tick(world.browser("moderator"), DESK, 0, 1, 2)
    form["reason"], form["comment"] = reason, "لهذا السبب."
    form.submit("transition", value=name)
    for path in paths:
        assert world.state(path) == state
        assert "لهذا السبب." in world.browser().get(f"/s/{world.receipt(path)}")
    with world.acting() as ctx:
        last = [world.at(ctx, path).history[-1] for path in paths]
        assert {(entry.reason, entry.comment, entry.actor) for entry in last} == {
            (reason, "لهذا السبب.", world.pids["moderator"])
        }


def test_nothing_chosen_nothing_done(world: World) -> None:
    three(world)
    page = tick(world.browser("editor"), DESK).submit("transition", value="publish")
    assert "Choose at least one" in page and not outcome(page) and len(titles(page)) == 3


@pytest.mark.parametrize("name", ["return", "refuse"])
def test_a_missing_reason_is_said_beside_its_field_and_the_choice_and_the_words_stay(world: World, name: str) -> None:
    paths = three(world)
    form = tick(world.browser("editor"), DESK, 0, 1)
    form["comment"] = "كلمات لا يجب أن تضيع"
    page = form.submit("transition", value=name)
    assert page.html.select_one("#bulk-reason[aria-invalid=true]") and page.html.select_one("#bulk-reason-error")
    assert ticked(page) == ["مقترح ينتظر القراءة 0", "مقترح ينتظر القراءة 1"]
    assert page.html.select_one("#bulk-comment").get_text() == "كلمات لا يجب أن تضيع"
    assert {world.state(path) for path in paths} == {"submitted"}


def test_a_text_that_changed_meanwhile_is_left_alone_and_stays_chosen(world: World) -> None:
    paths, editor = three(world), world.browser("editor")
    form = tick(editor, DESK, 0, 1)
    with world.acting("citizen") as ctx:
        edit(ctx, world.at(ctx, paths[0]), {"body": BODY + " مع إضافة لم يقرأها أحد."})
    page = form.submit("transition", value="publish")
    assert [world.state(path) for path in paths] == ["submitted", "published", "submitted"]
    assert "The text changed after you opened it" in outcome(page)[0] and outcome(page)[1].startswith("Published")
    assert ticked(page) == ["مقترح ينتظر القراءة 0"]
    assert "مع إضافة لم يقرأها أحد." in page.html.select_one("details[open]").get_text()
    editor.form(page, "item").submit("transition", value="publish")
    assert world.state(paths[0]) == "published"


def test_what_a_colleague_decided_meanwhile_is_not_decided_again(world: World) -> None:
    paths = three(world)
    form = tick(world.browser("editor"), DESK, 0, 1)
    form["reason"] = "off_topic"
    world.step("lead", paths[0], "publish")
    page = form.submit("transition", value="refuse")
    assert [world.state(path) for path in paths] == ["published", "refused", "submitted"]
    assert "Somebody has decided on this meanwhile" in outcome(page)[0]


def test_a_step_that_a_comment_does_not_know_fails_for_the_comment_alone(world: World) -> None:
    path, comment = world.submitted(), world.commented(world.public_news())
    form = tick(world.browser("editor"), DESK, 0, 1)
    form["reason"], form["comment"] = "unclear", "وضحوا"
    page = form.submit("transition", value="return")
    assert world.state(path) == "returned" and world.state(comment) == "pending"
    assert ticked(page) == ["مبادرة طيبة."]


def test_nobody_decides_on_their_own_among_others(world: World) -> None:
    mine, theirs = submitted(world, "مقترح المحررة نفسها", "editor"), submitted(world, "تعبيد الطريق إلى المدرسة")
    page = tick(world.browser("editor"), DESK, 0, 1).submit("transition", value="publish")
    assert world.state(mine) == "submitted" and world.state(theirs) == "published"
    assert "another person decides" in outcome(page)[0]


def post(browser: Browser, form: Any, *items: str, name: str = "publish") -> Any:
    values = [("csrf_token", form["csrf_token"].value), ("transition", name), *(("item", item) for item in items)]
    return browser.post(DESK, values)


def test_a_forged_choice_touches_nothing_and_tells_nothing(world: World) -> None:
    three(world)
    other = world.made("admin", "/souss-massa/tata", Space(), "akhar", title="فضاء آخر")
    secret = world.news("admin", other, "khabar", title="خبر سري في فضاء آخر")
    world.step("admin", secret, "publish")
    foreign = world.commented(secret, "تعليق سري في فضاء آخر")
    with world.acting() as ctx:
        document, consultation = world.at(ctx, foreign), world.at(ctx, CONSULTATION)
        items = [
            f"{document.uid}.{digest_of(document.field_values())}",
            f"{consultation.uid}.{'a' * 64}",
            f"{7:020}.{'a' * 64}",
        ]
    moderator = world.browser("moderator")
    form = tick(moderator, DESK)
    page = post(moderator, form, *items, "nonsense", "1.2", f"{'9' * 4000}.{'a' * 64}", f"²{'1'}.{'a' * 64}")
    assert world.state(foreign) == "pending" and "تعليق سري" not in page
    assert outcome(page) == ["Not done This is not waiting here, or it is not yours to decide."] * 3


@pytest.mark.parametrize("name", ["hide", "merge_published", "withdraw", "appeal", "", "undo_publish", "no such step"])
def test_only_three_steps_are_for_many(world: World, name: str) -> None:
    paths, editor = three(world), world.browser("editor")
    page = tick(editor, DESK, 0).submit("transition", value=name)
    assert "This cannot be done to several at once" in page and {world.state(path) for path in paths} == {"submitted"}
    assert ticked(page) == ["مقترح ينتظر القراءة 0"]


def test_too_many_are_refused_before_any_is_touched(world: World) -> None:
    paths, editor = three(world), world.browser("editor")
    form = tick(editor, DESK, 0)
    mine = form.get("item", index=0)._value
    page = post(editor, form, mine, *(f"{number}.{'a' * 64}" for number in range(1, 101)))
    assert "Choose at most 100" in page and {world.state(path) for path in paths} == {"submitted"}


def test_one_that_breaks_half_way_leaves_no_trace(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = three(world)
    form = tick(world.browser("editor"), DESK, 0, 1)
    carry_out, done = steps.carry_out, []

    def breaking(ctx: Any, document: Any, step: Any) -> None:
        carry_out(ctx, document, step)
        done.append(document)
        if len(done) == 1:
            raise Refused("broken", "It broke.")

    monkeypatch.setattr(steps, "carry_out", breaking)
    form.submit("transition", value="publish")
    assert [world.state(path) for path in paths] == ["submitted", "published", "submitted"]
    with world.acting() as ctx:
        assert [entry.transition for entry in world.at(ctx, paths[0]).history] == ["submit"]
        letters = [letter for _key, letter in ctx.portal.outbox.due(ctx.now) if letter.kind == "author_proposal"]
        assert [letter.uid for letter in letters] == [world.at(ctx, paths[1]).uid]
        uid = world.at(ctx, paths[0]).uid
        assert {entry.action for entry in ctx.portal.journal if entry.uid == uid} == {"create", "submit"}


def test_the_choice_survives_the_page_it_was_made_on(world: World) -> None:
    paths = [submitted(world, f"مقترح ينتظر القراءة {number:02}") for number in range(22)]
    editor = world.browser("editor")
    form = tick(editor, f"{DESK}?page=2", 0, 1)
    with world.acting("citizen") as ctx:
        edit(ctx, world.at(ctx, paths[21]), {"body": BODY + " تغيير."})
    page = form.submit("transition", value="publish")
    assert ticked(page) == ["مقترح ينتظر القراءة 21"] and titles(page)[0] == "مقترح ينتظر القراءة 21"
