"""What hangs on a text goes along with a working copy and comes back: ticks, drafts of translations, dates (J11)."""

from datetime import datetime

import pytest

from mukhtabar.actions.automate import automate
from mukhtabar.actions.catch_up import catch_up
from mukhtabar.actions.edit import edit, serial
from mukhtabar.actions.source import source_of
from mukhtabar.actions.translate import confirm, draft
from mukhtabar.actions.trash import empty, restore, trash
from mukhtabar.actions.vouch import vouch
from mukhtabar.actions.working_copy import detach
from mukhtabar.content.checked import to_fix
from mukhtabar.content.course import Course, Lesson
from mukhtabar.content.translations import Draft, joined_drafts
from mukhtabar.language import LANGUAGES
from mukhtabar.rules.workflow.installed import workflows
from mukhtabar.store.revisions import digest_of
from tests.conftest import NOW
from tests.functional.admin.test_automation import saved
from tests.functional.desk.test_working_copy import NEW, OLD, copied, gone, public, write
from tests.world import SPACE, World

EN = "/en"
PHONE, MORE = "<p>هاتف الجمعية 0500000000.</p>", "<p>هاتف الجمعية 0500000000 أو 0500000001.</p>"


def ticked(world: World, path: str, who: str = "lead") -> None:
    """Tick every number at `path` as an institution's."""
    with world.acting(who) as ctx:
        for finding in to_fix(world.at(ctx, path)):
            vouch(ctx, world.at(ctx, path), finding.key)


def ticks(world: World, path: str) -> tuple[str, ...]:
    with world.acting() as ctx:
        return tuple(world.at(ctx, path).vouched)


def with_phone(world: World) -> str:
    path = world.page(body=PHONE)
    ticked(world, path)
    world.step("lead", path, "publish")
    return path


def test_ticks_go_into_the_copy_and_come_back(world: World) -> None:
    path = with_phone(world)
    made = copied(world, path)
    assert ticks(world, made) == ticks(world, path) != ()
    write(world, made, MORE)
    ticked(world, made, "editor")
    world.step("lead", made, "publish_over")
    assert len(ticks(world, path)) == 2
    second = copied(world, path)
    world.step("editor", second, "submit")
    world.step("lead", second, "publish_over")
    with world.acting() as ctx:
        assert to_fix(world.at(ctx, path)) == []


def test_a_tick_of_what_is_said_no_more_does_not_come_back(world: World) -> None:
    path = with_phone(world)
    made = copied(world, path)
    write(world, made, NEW)
    world.step("lead", made, "publish_over")
    assert ticks(world, path) == ()


def test_what_is_taken_over_from_the_original_has_its_ticks(world: World) -> None:
    path = public(world)
    made = copied(world, path)
    write(world, path, PHONE, who="lead")
    ticked(world, path)
    with world.acting("lead") as ctx:
        copy = world.at(ctx, made)
        source = source_of(ctx.portal, copy, ctx.now)
        assert source is not None
        assert catch_up(ctx, copy, ["body.ar"], source.digest, serial(copy)) == 1
    assert ticks(world, made) == ticks(world, path) != ()
    world.step("lead", made, "publish_over")


def drafts(world: World, path: str) -> dict[str, Draft]:
    with world.acting() as ctx:
        return dict(world.at(ctx, path).translations)


def test_a_draft_on_the_copy_is_found_on_the_original(world: World) -> None:
    path = public(world)
    made = copied(world, path)
    write(world, made, NEW)
    with world.acting("editor") as ctx:
        draft(ctx, world.at(ctx, made), "fr", {"title": "Titre", "body": "<p>Nouveau</p>"}, ready=True)
    world.later(hours=1)
    with world.acting("editor") as ctx:
        draft(ctx, world.at(ctx, path), "fr", {"title": "Titre plus récent"})
        draft(ctx, world.at(ctx, path), "en", {"title": "Title"})
    world.step("lead", made, "publish_over")
    found = drafts(world, path)
    assert dict(found["fr"].fields) == {"title": "Titre plus récent", "body": "<p>Nouveau</p>"} and not found["fr"].ready
    assert dict(found["en"].fields) == {"title": "Title"}
    with world.acting() as ctx:
        assert ctx.portal.listings_index.count("translations.fr", world.at(ctx, path).uid) == 1


def test_of_two_drafts_the_later_word_counts_and_ready_is_what_all_of_it_is() -> None:
    later = NOW.replace(year=NOW.year + 1)
    old = Draft({"title": "a", "body": "b"}, {"title": NOW, "body": later}, "one", NOW, ready=True)
    new = Draft({"title": "c", "body": "d"}, {"title": later, "body": NOW}, "two", later, ready=False)
    for one, two in ((old, new), (new, old)):
        both = joined_drafts(one, two)
        assert (dict(both.fields), both.by, both.time, both.ready) == ({"title": "c", "body": "b"}, "two", later, False)
    assert joined_drafts(old, old) == old


def dated(world: World, path: str, language: str) -> datetime:
    with world.acting() as ctx:
        return world.at(ctx, path).body.changed[language]


@pytest.mark.parametrize("writes", [True, False])
def test_what_was_found_still_right_in_the_original_stays_so(world: World, writes: bool) -> None:
    path = public(world)
    with world.acting("lead") as ctx:
        page = world.at(ctx, path)
        edit(ctx, page, {"body": page.body.with_values(ctx.now, {"fr": "<p>Ancien</p>"})})
    write(world, path, "<p>النص المصحح</p>", who="lead")
    made = copied(world, path)
    if writes:
        with world.acting("editor") as ctx:
            page = world.at(ctx, made)
            edit(ctx, page, {"title": page.title.with_values(ctx.now, {"ar": "عنوان آخر"})})
    world.later(hours=1)
    with world.acting("lead") as ctx:
        assert confirm(ctx, world.at(ctx, path), "fr") == ("body",)
    right = dated(world, path, "fr")
    world.later(hours=1)
    world.step("lead", made, "publish_over")
    assert dated(world, path, "fr") == right
    with world.acting() as ctx:
        assert world.at(ctx, path).body.stale_since("fr") is None


def test_what_was_found_still_right_in_the_copy_comes_back_too(world: World) -> None:
    path = public(world)
    with world.acting("lead") as ctx:
        page = world.at(ctx, path)
        edit(ctx, page, {"body": page.body.with_values(ctx.now, {"fr": "<p>Ancien</p>"})})
    made = copied(world, path)
    write(world, made, NEW)
    with world.acting("lead") as ctx:
        confirm(ctx, world.at(ctx, made), "fr")
    world.step("lead", made, "publish_over")
    with world.acting() as ctx:
        assert world.at(ctx, path).body.stale_since("fr") is None


@pytest.mark.parametrize("workflow", ["page", "consultation"])
def test_what_was_taken_over_and_lost_its_original_can_be_worked_on_again(world: World, workflow: str) -> None:
    assert "take_up" in {step.name for step in workflows()[workflow].exits("absorbed")}
    path = public(world)
    made = copied(world, path)
    write(world, made, NEW)
    with world.acting() as ctx:
        thrown = world.at(ctx, made).uid
    world.step("lead", made, "publish_over")
    with world.acting("lead") as ctx:
        uid = trash(ctx, world.at(ctx, path), "خطأ").uid
    world.later(days=31)
    with world.acting("admin") as ctx:
        empty(ctx, uid)
    with world.acting("lead") as ctx:
        document = restore(ctx, thrown)
        assert (document.state, document.working_copy_of) == ("private", None)
    world.step("lead", made, "publish")
    assert world.state(made) == "published"


def test_rules_do_not_see_a_working_copy(world: World) -> None:
    path = public(world)
    saved(world, event="added", label="جديد")
    saved(world, event="submitted", label="مرسل")
    made = copied(world, path)
    world.step("editor", made, "submit")
    with world.acting() as ctx:
        assert automate(ctx) == 0
        assert world.at(ctx, made).labels == frozenset()
    rough = world.page(name="rough")
    with world.acting() as ctx:
        automate(ctx)
        assert world.at(ctx, rough).labels == {"جديد"}


def counts(world: World, path: str = SPACE) -> dict[str, int]:
    with world.acting() as ctx:
        uid = world.at(ctx, path).uid
        return {code: ctx.portal.listings_index.count(f"translations.{code}", uid) for code in LANGUAGES}


def test_translators_are_shown_the_original_alone_until_the_copy_stands_for_itself(world: World) -> None:
    path = public(world)
    before = counts(world)
    made = copied(world, path)
    write(world, made, NEW)
    assert counts(world) == before and max(before.values()) > 0
    with world.acting("lead") as ctx:
        detach(ctx, world.at(ctx, made))
    assert counts(world)["fr"] == before["fr"] + 1


def test_a_copy_of_a_lesson_is_no_lesson_of_the_course(world: World) -> None:
    world.made("admin", "/", Course(), "steps", title="الخطوات الأولى", body="<p>عن التكوين.</p>")
    for name in ("first", "second", "third"):
        world.made("admin", "/steps", Lesson(), name, title=f"درس {name}", body=OLD)
    for path in ("/steps", "/steps/first", "/steps/second", "/steps/third"):
        world.step("admin", path, "publish")
    made = world.made("admin", "/steps", Lesson(), "second-working", title="درس second", body=OLD)
    with world.acting() as ctx:
        # A lesson is for members alone, and today no copy of one is begun; wherever one comes from, it is no lesson.
        copy, original = world.at(ctx, made), world.at(ctx, "/steps/second")
        copy.working_copy_of = original.uid, digest_of(original.field_values())
        ctx.portal.working_copies.put(original.uid, copy.uid)
    admin = world.browser("admin")
    assert len(admin.get(f"{EN}/steps").html.select("main .listing .item")) == 3
    assert made not in admin.get(f"{EN}/steps") and made not in admin.get(f"{EN}/steps/first")
    page = admin.get(f"{EN}{made}")
    assert f"{EN}/steps/first" in page and f"{EN}/steps/third" in page
    world.step("admin", "/steps/second", "retract")
    admin.get(f"{EN}{made}")
    world.step("admin", "/steps/second", "publish")
    world.step("admin", made, "publish_over")
    assert gone(world, made)
