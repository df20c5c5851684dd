"""What is published is worked on in a copy beside it: readers see the old text until the copy is published over it (J11)."""

import io
from datetime import timedelta
from typing import Any
from zipfile import ZipFile

import pytest

from mukhtabar.actions.attach import attach
from mukhtabar.actions.copy import copy
from mukhtabar.actions.edit import edit
from mukhtabar.actions.export import export
from mukhtabar.actions.grant import withdraw_grant
from mukhtabar.actions.lock import hold
from mukhtabar.actions.move import move
from mukhtabar.actions.schedule import schedule
from mukhtabar.actions.tick import tick
from mukhtabar.actions.transition import offers
from mukhtabar.actions.trash import empty, restore, trash
from mukhtabar.actions.undo import undo
from mukhtabar.actions.working_copy import detach, make_working_copy
from mukhtabar.content.file import File, Image
from mukhtabar.content.space import Space
from mukhtabar.content.texts import Texts
from mukhtabar.content.working import copy_of
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.roles import Role
from mukhtabar.rules.workflow.installed import workflows
from mukhtabar.security.acl import may
from mukhtabar.store.blobs import read
from mukhtabar.store.folder import path_of
from mukhtabar.store.revisions import digest_of
from tests import files
from tests.world import COMMUNE, CONSULTATION, PEOPLE, SPACE, World

EN = "/en"
OLD, NEW = "<p>النص القديم</p>", "<p>النص الجديد</p>"


def public(world: World, name: str = "guide", **values: Any) -> str:
    """Return the path of a published page."""
    path = world.page(name=name, **{"body": OLD, **values})
    world.step("lead", path, "publish")
    world.later(hours=1)
    return path


def copied(world: World, path: str, who: str = "editor") -> str:
    """Make a working copy as a person and return its path."""
    with world.acting(who) as ctx:
        return "/" + "/".join(path_of(make_working_copy(ctx, world.at(ctx, path))))


def write(world: World, path: str, body: str, who: str = "editor", comment: str = "") -> None:
    """Save another body an hour later."""
    world.later(hours=1)
    with world.acting(who) as ctx:
        document = world.at(ctx, path)
        edit(ctx, document, {"body": document.body.with_values(ctx.now, {"ar": body})}, comment)


def body(world: World, path: str) -> str:
    with world.acting() as ctx:
        return str(world.at(ctx, path).body.get("ar"))


def gone(world: World, path: str) -> bool:
    with world.acting() as ctx:
        return path.rpartition("/")[2] not in world.at(ctx, path.rpartition("/")[0])


def making(page: Any) -> Any:
    """Return the form whose button makes a working copy."""
    return next(form for form in page.forms.values() if form.action.endswith("/working-copy"))


def test_an_editor_writes_in_a_copy_and_the_lead_publishes_it_over(world: World) -> None:
    path = public(world)
    editor = world.browser("editor")
    editor.get(f"{path}/edit", status=403)
    page = editor.get(f"{EN}{path}/review").click("Work on a copy")
    made = making(page).submit().follow()
    assert made.request.path == f"{EN}{path}-working/edit" and "Working copy of" in made
    write(world, f"{path}-working", NEW, comment="تحيين")
    world.step("editor", f"{path}-working", "submit")
    assert body(world, path) == OLD
    lead = world.browser("lead")
    assert "Working copy of" in lead.get(f"{EN}/desk")
    review = lead.get(f"{EN}{path}-working/review")
    assert "Publish over the original" in review and review.html.select_one("button[value=publish]") is None
    steps = lead.form(review, "serial")
    steps["comment"] = "نسخة مراجعة"
    after = steps.submit("transition", value="publish_over").follow()
    assert after.request.path == f"{EN}{path}" and "Published over the original." in after
    assert "النص الجديد" in world.browser(cached=True).get(path)
    assert gone(world, f"{path}-working")
    with world.acting() as ctx:
        original = world.at(ctx, path)
        newest = original.revisions.latest()
        assert (newest.author, newest.comment, newest.fields["body"]["ar"]) == (world.pids["lead"], "نسخة مراجعة", NEW)
        assert len(original.revisions) == 2 and newest.digest in original.pinned and original.state == "published"
        acts = [(entry.action, entry.path) for entry in ctx.portal.journal]
        assert ("edit", path) in acts and ("publish_over", f"{path}-working") in acts and ("working_copy", path) in acts
        letters = [letter for _key, letter in ctx.portal.outbox.due(ctx.now) if ("transition", "publish_over") in letter.detail]
        assert [(letter.person, letter.uid) for letter in letters] == [(world.pids["editor"], original.uid)]


def test_readers_see_nothing_of_it_anywhere(world: World) -> None:
    path = public(world, title="دليل فريد")
    places = (path, SPACE, COMMUNE, "/", "/sitemap.xml", f"{SPACE}/feed", "/news", "/search?q=فريد")
    world.drain()
    before = {where: world.browser().get(where).text for where in places}
    made = copied(world, path)
    with world.acting("editor") as ctx:
        document = world.at(ctx, made)
        edit(ctx, document, {"title": Texts.of(ctx.now, ar="دليل فريد سري جدا")})
    world.drain()
    for who in (None, "citizen", "officer", "moderator", "observer"):
        browser = world.browser(who)
        browser.get(made, status=404)
        browser.get(f"{made}/review", status=404)
        for where in places:
            page = browser.get(where).text
            assert "سري" not in page and "-working" not in page, (who, where)
    for where in places:
        if not where.endswith("feed"):
            assert world.browser().get(where).text == before[where], where


def test_a_news_copy_stands_in_no_list_of_news(world: World) -> None:
    path = world.public_news()
    with world.acting() as ctx:
        count = ctx.portal.listings_index.count("news", ctx.portal.uid)
    made = copied(world, path)
    with world.acting() as ctx:
        assert ctx.portal.listings_index.count("news", ctx.portal.uid) == count
        copy = world.at(ctx, made)
        assert not copy.is_public and not copy.allowed(Permission.ADD_FILE) and not copy.allowed(Permission.ADD_COMMENT)
    world.browser("lead").get(f"{made}/add", status=403)
    assert made not in world.browser().get("/news").text


@pytest.mark.parametrize("workflow", ["page", "consultation"])
def test_no_step_makes_a_working_copy_public(workflow: str) -> None:
    definition = workflows()[workflow]
    for step in definition.transitions.values():
        enters = definition.state(step.to).public and not all(definition.state(name).public for name in step.from_)
        assert not enters or "not_working_copy" in step.guards, step.name
        assert ("publish_over" in step.effects) == ("is_working_copy" in step.guards), step.name
    assert not definition.state("absorbed").public


@pytest.mark.parametrize("who", [*PEOPLE, None])
def test_who_writes_drafts_here_makes_one_and_nobody_else(world: World, who: str | None) -> None:
    path = public(world)
    browser = world.browser(who)
    answer = browser.get(f"{path}/working-copy", status="*")
    assert (answer.status_int == 200) == (who in {"editor", "lead", "admin"})
    if answer.status_int != 200 and who:
        token = browser.get("/password").html.select_one("input[name=csrf_token]")["value"]
        assert browser.post(f"{path}/working-copy", {"csrf_token": token}, status="*").status_int in {403, 404}
        with world.acting(who) as ctx, pytest.raises(Refused):
            make_working_copy(ctx, world.at(ctx, path))
    with world.acting() as ctx:
        assert copy_of(ctx.portal, world.at(ctx, path)) is None


@pytest.mark.parametrize("who", ["officer", "approver", "observer"])
def test_who_only_sees_the_history_of_a_consultation_makes_none(world: World, who: str) -> None:
    world.browser(who).get(f"{CONSULTATION}/working-copy", status=403)


def test_a_second_attempt_leads_to_the_one_there_is_and_says_whose(world: World) -> None:
    path = public(world)
    made = copied(world, path, "editor")
    lead = world.browser("lead")
    page = lead.get(f"{EN}{path}/working-copy")
    assert "There is a working copy of this document." in page and "Editor" in page and "20 November 2026" in page
    with pytest.raises(StopIteration):
        making(page)
    token = lead.get("/password").html.select_one("input[name=csrf_token]")["value"]
    answer = lead.post(f"{EN}{path}/working-copy", {"csrf_token": token}).follow()
    assert answer.request.path == f"{EN}{made}/edit" and "There was a working copy already." in answer
    for where in ("review", "edit", "history"):
        assert "There is a working copy of this document." in lead.get(f"{EN}{path}/{where}"), where
    assert "Working copy of" in lead.get(f"{EN}{SPACE}/contents")


@pytest.mark.parametrize("state", ["private", "pending"])
def test_of_what_is_not_public_none_is_made(world: World, state: str) -> None:
    path = world.page()
    if state == "pending":
        world.step("editor", path, "submit")
    with world.acting("lead") as ctx, pytest.raises(Refused) as caught:
        make_working_copy(ctx, world.at(ctx, path))
    assert caught.value.code == "not_copyable"


def test_a_consultation_is_changed_through_a_copy_while_it_is_open(world: World) -> None:
    made = copied(world, CONSULTATION)
    write(world, made, NEW)
    with world.acting("lead") as ctx:
        assert {offer.transition.name for offer in offers(ctx, world.at(ctx, made))} == {"publish_over"}
    world.browser("citizen").get(f"{made}/propose", status=404)
    with pytest.raises(Refused):
        world.step("editor", made, "publish_over")
    world.step("lead", made, "publish_over")
    assert body(world, CONSULTATION) == NEW and world.state(CONSULTATION) == "open" and gone(world, made)
    with world.acting() as ctx:
        assert {world.pids["editor"], world.pids["lead"]} <= world.at(ctx, CONSULTATION).drafted_by


def test_what_the_council_was_given_is_not_changed_through_a_copy(world: World) -> None:
    made = copied(world, CONSULTATION)
    world.later(days=40)
    with world.acting() as ctx:
        tick(ctx)
        document = world.at(ctx, CONSULTATION)
        edit(ctx, document, {"synthesis": Texts.of(ctx.now, ar="<p>خلاصة</p>")})
    world.step("lead", CONSULTATION, "publish_synthesis")
    with pytest.raises(Refused) as caught:
        world.step("lead", made, "publish_over")
    assert caught.value.code == "may_edit_original"
    with world.acting("lead") as ctx, pytest.raises(Refused) as caught:
        trash(ctx, world.at(ctx, made))
        make_working_copy(ctx, world.at(ctx, CONSULTATION))
    assert caught.value.code == "not_copyable"


@pytest.mark.parametrize("kind", [File, Image])
def test_what_is_said_of_a_file_is_changed_through_a_copy(world: World, kind: Any) -> None:
    with world.acting("editor") as ctx:
        values = {"title": Texts.of(ctx.now, ar="محضر")}
        if kind is Image:
            values["alternative"] = Texts.of(ctx.now, ar="بئر")
        data = files.png() if kind is Image else files.PDF
        path = "/" + "/".join(path_of(attach(ctx, world.at(ctx, SPACE), kind(), values, "a.pdf", data)))
    world.step("lead", path, "publish")
    made = copied(world, path)
    with world.acting("editor") as ctx:
        edit(ctx, world.at(ctx, made), {"title": Texts.of(ctx.now, ar="محضر مصحح")})
    with world.acting() as ctx:
        data = read(world.at(ctx, path).blob)
    assert world.browser("editor").get(f"{made}/blob").body == data
    world.browser().get(f"{made}/blob", status=404)
    world.step("lead", made, "publish_over")
    with world.acting() as ctx:
        assert world.at(ctx, path).title.get("ar") == "محضر مصحح"
    assert world.browser().get(f"{path}/blob").body == data


def test_publish_is_never_offered_on_a_copy_nor_publish_over_on_anything_else(world: World) -> None:
    path = public(world)
    made, draft = copied(world, path), world.page(name="rough")
    with world.acting("lead") as ctx:
        names = [{o.transition.name for o in offers(ctx, world.at(ctx, where))} for where in (made, draft, path)]
    assert names == [{"submit", "publish_over"}, {"submit", "publish"}, {"retract"}]
    for where, step in ((made, "publish"), (draft, "publish_over")):
        with pytest.raises(Refused):
            world.step("lead", where, step)
    lead = world.browser("lead")
    steps = [option["value"] for option in lead.get(f"{SPACE}/contents").html.select("select[name=step] option")]
    assert "publish_over" in steps
    world.step("lead", made, "publish_over")
    steps = [option["value"] for option in lead.get(f"{SPACE}/contents").html.select("select[name=step] option")]
    assert "publish_over" not in steps and "publish" in steps


def test_only_the_text_that_was_read_is_published_over(world: World) -> None:
    path = public(world)
    made = copied(world, path)
    write(world, made, NEW)
    lead = world.browser("lead")
    steps = lead.form(lead.get(f"{EN}{made}/review"), "serial")
    write(world, made, "<p>زيادة بعد القراءة</p>")
    page = steps.submit("transition", value="publish_over")
    assert "The text changed after you opened it." in page and body(world, path) == OLD


def test_when_the_original_changed_meanwhile_both_are_shown_and_the_person_decides(world: World) -> None:
    path = public(world)
    made = copied(world, path)
    write(world, made, NEW)
    write(world, path, "<p>النص القديم مع تصحيح</p>", who="lead")
    with pytest.raises(Refused) as caught:
        world.step("lead", made, "publish_over")
    assert caught.value.code == "original_unchanged" and body(world, path) == "<p>النص القديم مع تصحيح</p>"
    lead = world.browser("lead")
    review = lead.get(f"{EN}{made}/review")
    assert "The original was changed after this copy was made." in review
    page = review.click("Compare both and choose")
    there, here = page.html.select(".halves > div")
    assert "تصحيح" in there.select_one("ins").get_text() and "الجديد" in here.select_one("ins").get_text()
    form = lead.form(page, "take-body.ar")
    wrong = form.submit("then", value="review")
    assert "Choose which of the two stays." in wrong and wrong.html.select_one("title").get_text().startswith("Error:")
    form["take-body.ar"] = "mine"
    after = form.submit("then", value="review").follow()
    assert "Everything here stays as it was." in after and "The original was changed" not in after
    world.step("lead", made, "publish_over")
    assert body(world, path) == NEW
    with world.acting() as ctx:
        said = [revision.fields["body"]["ar"] for revision in world.at(ctx, path).revisions]
    assert said == [OLD, "<p>النص القديم مع تصحيح</p>", NEW]


def test_what_only_the_original_changed_is_chosen_already(world: World) -> None:
    path = public(world)
    made = copied(world, path)
    write(world, made, NEW)
    with world.acting("lead") as ctx:
        edit(ctx, world.at(ctx, path), {"title": Texts.of(ctx.now, ar="عنوان مصحح", fr="Titre corrigé")})
    lead = world.browser("lead")
    form = lead.form(lead.get(f"{EN}{made}/catch-up"), "take-title.ar")
    assert "take-body.ar" not in form.fields and form["take-title.ar"].value == form["take-title.fr"].value == "theirs"
    page = form.submit("then", value="edit").follow()
    assert "2 changes were taken over." in page and "عنوان مصحح" in page and "النص الجديد" in page
    with world.acting() as ctx:
        copy = world.at(ctx, made)
        assert (copy.title.get("fr"), copy.body.get("ar")) == ("Titre corrigé", NEW)


def test_a_choice_among_texts_that_moved_on_again_is_not_taken(world: World) -> None:
    path = public(world)
    made = copied(world, path)
    write(world, path, NEW, who="lead")
    lead = world.browser("lead")
    form = lead.form(lead.get(f"{EN}{made}/catch-up"), "take-body.ar")
    write(world, path, "<p>ثالث</p>", who="lead")
    assert "It was changed again meanwhile." in form.submit("then", value="review")
    form = lead.form(lead.get(f"{EN}{made}/catch-up"), "take-body.ar")
    write(world, made, "<p>رابع</p>")
    assert "Somebody saved this meanwhile." in form.submit("then", value="review")
    assert body(world, made) == "<p>رابع</p>"


@pytest.mark.parametrize("junk", [{"take-body.ar": "both"}, {"take-body.ar": "theirs", "take-uid": "theirs", "seen": "x"}, {}])
def test_nonsense_takes_nothing_over(world: World, junk: dict[str, str]) -> None:
    path = public(world)
    made = copied(world, path)
    write(world, path, NEW, who="lead")
    lead = world.browser("lead")
    token = lead.get(f"{EN}{made}/edit").html.select_one("input[name=csrf_token]")["value"]
    lead.post(f"{EN}{made}/catch-up", {"csrf_token": token, **junk}, status=200)
    assert body(world, made) == OLD


def test_on_its_date_it_is_published_over_while_the_approval_stands(world: World) -> None:
    path = public(world)
    made = copied(world, path)
    write(world, made, NEW)
    lead = world.browser("lead")
    assert "off" not in lead.form(lead.get(f"{EN}{made}/schedule"), "on").fields
    with world.acting("lead") as ctx:
        document = world.at(ctx, made)
        later = ctx.now + timedelta(hours=2)
        assert schedule(ctx, document, later, later + timedelta(days=1), digest_of(document.field_values()))
        assert document.schedule.off is None and document.state == "pending"
    world.later(hours=3)
    with world.acting() as ctx:
        assert tick(ctx) == 1
        assert tick(ctx) == 0
    assert body(world, path) == NEW and world.state(path) == "published" and gone(world, made)


@pytest.mark.parametrize("what", ["the copy changed", "the original changed", "the role ended", "the original is in the trash"])
def test_without_the_approval_the_date_goes_by(world: World, what: str) -> None:
    path = public(world)
    made = copied(world, path)
    write(world, made, NEW)
    with world.acting("lead") as ctx:
        document = world.at(ctx, made)
        schedule(ctx, document, ctx.now + timedelta(hours=5), None, digest_of(document.field_values()))
    if what == "the copy changed":
        write(world, made, "<p>غيره</p>")
    elif what == "the original changed":
        write(world, path, "<p>القديم المصحح</p>", who="lead")
    elif what == "the role ended":
        with world.acting("admin") as ctx:
            withdraw_grant(ctx, world.at(ctx, SPACE), world.pids["lead"], Role.SPACE_LEAD)
    else:
        with world.acting("lead") as ctx:
            trash(ctx, world.at(ctx, path), "خطأ")
    world.later(hours=6)
    with world.acting() as ctx:
        assert tick(ctx) == 0
        assert world.at(ctx, made).state == "pending"
    if what != "the original is in the trash":
        assert NEW not in body(world, path)


def test_it_is_taken_back_within_ten_minutes_and_the_copy_is_there_again(world: World) -> None:
    path = public(world)
    made = copied(world, path)
    write(world, made, NEW)
    world.later(hours=1)
    world.step("lead", made, "publish_over")
    world.later(minutes=5)
    with world.acting("lead") as ctx:
        undo(ctx)
    assert body(world, path) == OLD and body(world, made) == NEW and world.state(made) == "private"
    world.later(hours=1)
    world.step("lead", made, "publish_over")
    assert body(world, path) == NEW


def test_what_is_discarded_can_be_restored(world: World) -> None:
    path = public(world)
    made = copied(world, path)
    write(world, made, NEW)
    with world.acting("editor") as ctx:
        uid = trash(ctx, world.at(ctx, made)).uid
        assert copy_of(ctx.portal, world.at(ctx, path)) is None
    with world.acting("editor") as ctx:
        restore(ctx, uid)
        assert copy_of(ctx.portal, world.at(ctx, path)) is world.at(ctx, made)
    assert body(world, made) == NEW


def test_two_working_copies_never_stand_beside_each_other(world: World) -> None:
    path = public(world)
    made = copied(world, path)
    with world.acting("editor") as ctx:
        uid = trash(ctx, world.at(ctx, made)).uid
    copied(world, path, "lead")
    with world.acting("editor") as ctx, pytest.raises(Refused) as caught:
        restore(ctx, uid)
    assert caught.value.code == "working_copy_exists"


def test_while_somebody_writes_in_either_nothing_is_published_over(world: World) -> None:
    path = public(world)
    made = copied(world, path)
    for where, who in ((path, "admin"), (made, "editor")):
        with world.acting(who) as ctx:
            hold(ctx, world.at(ctx, where))
        with pytest.raises(Refused) as caught:
            world.step("lead", made, "publish_over")
        assert caught.value.code == "locked"
        world.later(hours=1)
    world.step("lead", made, "publish_over")


def test_the_original_in_the_trash_keeps_its_copy_waiting(world: World) -> None:
    path = public(world)
    made = copied(world, path)
    write(world, made, NEW)
    with world.acting("lead") as ctx:
        uid = trash(ctx, world.at(ctx, path), "خطأ").uid
    with pytest.raises(Refused) as caught:
        world.step("lead", made, "publish_over")
    assert caught.value.code == "original_stands"
    page = world.browser("lead").get(f"{EN}{made}/review")
    assert "its original lies in the trash" in page
    with world.acting("lead") as ctx:
        restore(ctx, uid)
    world.step("lead", made, "publish_over")
    assert body(world, path) == NEW


def test_without_its_original_a_copy_becomes_a_document_of_its_own(world: World) -> None:
    path, other = public(world), public(world, name="other")
    made, second = copied(world, path), copied(world, other)
    with world.acting("lead") as ctx:
        uids = [trash(ctx, world.at(ctx, where), "خطأ").uid for where in (path, other)]
    lead = world.browser("lead")
    page = lead.get(f"{EN}{made}/review")
    after = lead.form(page, "detach").submit("detach").follow()
    assert "It is a document of its own now." in after
    world.step("lead", made, "publish")
    world.later(days=31)
    with world.acting("admin") as ctx:
        empty(ctx, uids[1])
        assert world.at(ctx, second).working_copy_of is None
    world.step("lead", second, "publish")
    assert world.state(made) == world.state(second) == "published"


def test_what_is_no_copy_is_not_detached_and_nobody_else_detaches(world: World) -> None:
    path = public(world)
    made = copied(world, path)
    with world.acting("lead") as ctx, pytest.raises(Refused):
        detach(ctx, world.at(ctx, path))
    for who in ("citizen", "officer", "observer", "moderator", "desk"):
        with world.acting(who) as ctx, pytest.raises(Refused):
            detach(ctx, world.at(ctx, made))


def test_it_moves_along_with_its_original_and_not_without(world: World) -> None:
    path = public(world)
    made = copied(world, path)
    with world.acting("admin") as ctx:
        other = world.made("admin", COMMUNE, Space(), "other", title="فضاء آخر")
    with world.acting("admin") as ctx, pytest.raises(Refused) as caught:
        move(ctx, world.at(ctx, made), world.at(ctx, other))
    assert caught.value.code == "working_copy"
    with world.acting("admin") as ctx:
        move(ctx, world.at(ctx, path), world.at(ctx, other))
    with world.acting("admin") as ctx:
        there = world.at(ctx, f"{other}/guide")
        assert copy_of(ctx.portal, there) is world.at(ctx, f"{other}/guide-working")
    assert gone(world, path) and gone(world, made)
    with world.acting("admin") as ctx:
        move(ctx, world.at(ctx, f"{other}/guide"), world.at(ctx, other), "manual")
        move(ctx, world.at(ctx, f"{other}/guide-working"), world.at(ctx, other), "rough")
        assert copy_of(ctx.portal, world.at(ctx, f"{other}/manual")) is world.at(ctx, f"{other}/rough")


def test_a_copied_or_exported_space_leaves_working_copies_where_they_are(world: World) -> None:
    path = world.page(parent=CONSULTATION)
    world.step("lead", path, "publish")
    made = copied(world, path)
    with world.acting("admin") as ctx:
        twin = copy(ctx, world.at(ctx, CONSULTATION), world.at(ctx, SPACE))
        assert "guide" in twin and "guide-working" not in twin
        out = io.BytesIO()
        export(ctx, world.at(ctx, SPACE), out)
        alone = copy(ctx, world.at(ctx, made), world.at(ctx, SPACE))
        assert alone.working_copy_of is None and alone.state == "private"
    with ZipFile(out) as archive:
        assert b"guide-working" not in archive.read("documents.jsonl")


def test_the_reader_of_a_draft_state_is_not_the_reader_of_its_copy(world: World) -> None:
    """The access list of a working copy lets nobody in from outside of the desk, and nobody add to it."""
    made = copied(world, public(world))
    with world.acting() as ctx:
        document = world.at(ctx, made)
        for who in (None, *PEOPLE):
            actor = world.pids[who] if who else None
            assert may(document, Permission.VIEW, actor, ctx.now) == (who in {"editor", "lead", "admin"}), who
            assert not any(may(document, p, actor, ctx.now) for p in Permission if p.startswith("add_")), who
