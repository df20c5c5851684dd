"""A published consultation as the template of one's own, elsewhere; its later changes are offered, never pushed."""

from datetime import timedelta
from typing import Any

import pytest

from mukhtabar.actions.catch_up import catch_up
from mukhtabar.actions.copy import copy
from mukhtabar.actions.edit import edit
from mukhtabar.actions.grant import grant
from mukhtabar.actions.source import source_of
from mukhtabar.actions.tick import tick
from mukhtabar.actions.transition import transition
from mukhtabar.actions.trash import trash
from mukhtabar.actions.undo import undo
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.space import Space
from mukhtabar.content.texts import Texts
from mukhtabar.rules.phases import Phase
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.roles import Role
from mukhtabar.store.folder import path_of
from mukhtabar.store.revisions import digest_of
from tests.world import CONSULTATION, PASSWORD, PEOPLE, SPACE, Browser, World

EN = "/en"
AKKA = "/souss-massa/akka"


@pytest.fixture
def sister(world: World) -> str:
    """Return the path of a space in another commune; «sister» is its editor, and nothing anywhere else."""
    path = world.made("admin", AKKA, Space(), "fada", title="فضاء أقا")
    with world.acting() as ctx:
        person = ctx.register.enrol("Sister", ctx.now, "sister@example.org")
        person.password = world.site.passwords.hash(PASSWORD)
        world.pids["sister"] = person.pid
        grant(ctx, world.at(ctx, path), person.pid, Role.EDITOR, ctx.now)
    return path


def rewritten(world: World, body: str, who: str = "lead", path: str = CONSULTATION, **more: str) -> None:
    world.later(hours=1)
    with world.acting(who) as ctx:
        document = world.at(ctx, path)
        texts = {"body": body, **more}
        edit(ctx, document, {name: getattr(document, name).with_values(ctx.now, {"ar": text}) for name, text in texts.items()})


def used(world: World, sister: str) -> tuple[Browser, str]:
    """Use the consultation as a template as the editor of the sister space; return the browser and the draft's path."""
    browser = world.browser("sister")
    page = browser.get(f"{EN}{CONSULTATION}").click("Use as a template")
    assert "فضاء أقا" in page and "فضاء طاطا" not in page.html.select_one("fieldset").get_text()
    made = browser.form(page, "space").submit().follow()
    assert made.request.path == f"{EN}{sister}/ma/edit" and "It is a draft in your space." in made
    return browser, f"{sister}/ma"


def test_an_editor_of_another_commune_takes_it_as_a_template(world: World, sister: str) -> None:
    world.published()
    public = world.page(parent=CONSULTATION, name="faq", title="أسئلة شائعة")
    world.step("lead", public, "publish")
    world.page(parent=CONSULTATION, name="secret", title="وثيقة داخلية")
    _browser, made = used(world, sister)
    with world.acting() as ctx:
        mine, first = world.at(ctx, made), world.at(ctx, CONSULTATION)
        assert (mine.state, mine.creator, mine.copied_from[0]) == ("draft", world.pids["sister"], first.uid)
        assert mine.title == first.title and not mine.synthesis and list(mine) == ["faq"]
        assert mine.phases[0].start >= ctx.now + timedelta(days=14)


@pytest.mark.parametrize("who", ["citizen", "officer", "moderator", "observer", "desk", None])
def test_who_opens_no_consultation_gets_no_template(world: World, who: str | None) -> None:
    browser = world.browser(who)
    assert "Use as a template" not in browser.get(f"{EN}{CONSULTATION}")
    page = browser.get(f"{EN}{CONSULTATION}/template")
    assert "You have no space in which you may open a consultation." in page and "In which space?" not in page


def test_nobody_makes_a_draft_in_a_space_of_others(world: World, sister: str) -> None:
    with world.acting() as ctx:
        theirs = world.at(ctx, SPACE).uid
    for who in ("sister", "citizen", "officer"):
        browser = world.browser(who)
        token = browser.get("/password").html.select_one("input[name=csrf_token]")["value"]
        for space in (str(theirs), "", "x", "0", "9" * 40):
            page = browser.post(f"{EN}{CONSULTATION}/template", {"csrf_token": token, "space": space})
            assert "There is a problem" in page, (who, space)
    with world.acting() as ctx:
        assert list(world.at(ctx, SPACE)) == ["ma"] and not list(world.at(ctx, sister))


def test_who_works_in_both_takes_no_draft_along(world: World, sister: str) -> None:
    """Whoever may see drafts of the first still takes only what is public."""
    world.page(parent=CONSULTATION, name="secret", title="وثيقة داخلية")
    with world.acting("admin") as ctx:
        made = copy(ctx, world.at(ctx, CONSULTATION), world.at(ctx, sister), only_public=True)
        assert not list(made)
    draft = world.made("lead", SPACE, Consultation(), "later", title="استشارة لاحقة")
    with world.acting("admin") as ctx, pytest.raises(Refused) as caught:
        copy(ctx, world.at(ctx, draft), world.at(ctx, sister), only_public=True)
    assert caught.value.code == "not_public"
    lead = world.browser("lead")
    assert "Use as a template" not in lead.get(f"{EN}{draft}/review")
    assert "It is not published." in lead.get(f"{EN}{draft}/template")


def test_spaces_are_listed_a_page_at_a_time(world: World) -> None:
    for number in range(25):
        world.made("admin", AKKA, Space(), f"fada-{number}", title=f"فضاء {number}")
    admin = world.browser("admin")
    page = admin.get(f"{EN}{CONSULTATION}/template")
    assert len(page.html.select("input[name=space]")) == 20
    assert len(page.click("Next").html.select("input[name=space]")) == 6


def test_what_changes_in_the_first_is_offered_and_not_pushed(world: World, sister: str) -> None:
    browser, made = used(world, sister)
    assert "has changed since" not in browser.get(f"{EN}{made}/review")
    rewritten(world, "<p>أضيف سؤال عن الماء.</p>", decides="المجلس الجماعي")
    for where in ("review", "edit", "history"):
        assert "The text this was copied from has changed since." in browser.get(f"{EN}{made}/{where}"), where
    with world.acting() as ctx:
        assert not world.at(ctx, made).decides
    page = browser.get(f"{EN}{made}/review").click("See what changed and choose what to take")
    form = browser.form(page, "take-body.ar")
    assert form["take-body.ar"].value == form["take-decides.ar"].value == "mine"
    form["take-decides.ar"] = "theirs"
    after = form.submit("then", value="edit").follow()
    assert "1 change was taken over." in after and "المجلس الجماعي" in after and "has changed since" not in after
    with world.acting() as ctx:
        mine = world.at(ctx, made)
        assert mine.decides.get("ar") == "المجلس الجماعي" and "الماء" not in mine.body.get("ar")
        assert mine.copied_from[1] == digest_of(world.at(ctx, CONSULTATION).field_values())


def test_what_was_kept_is_not_offered_again_until_it_changes_again(world: World, sister: str) -> None:
    browser, made = used(world, sister)
    rewritten(world, "<p>أول.</p>")
    page = browser.get(f"{EN}{made}/catch-up")
    assert "Everything here stays as it was." in browser.form(page, "take-body.ar").submit("then", value="review").follow()
    assert "says nothing new" in browser.get(f"{EN}{made}/catch-up")
    rewritten(world, "<p>ثان.</p>")
    page = browser.get(f"{EN}{made}/catch-up")
    assert "ثان" in page and "أول" in page.html.select_one("del").get_text()


def test_only_what_is_public_of_the_first_is_ever_shown(world: World, sister: str) -> None:
    browser, made = used(world, sister)
    world.later(days=40)
    with world.acting() as ctx:
        tick(ctx)
        assert world.at(ctx, CONSULTATION).state == "closed"
    with world.acting("lead") as ctx:
        document = world.at(ctx, CONSULTATION)
        edit(ctx, document, {"synthesis": Texts.of(ctx.now, ar="<p>خلاصة لم تنشر</p>")})
    assert "has changed since" not in browser.get(f"{EN}{made}/review")
    assert "خلاصة" not in browser.get(f"{EN}{made}/catch-up")


def test_of_a_first_that_was_taken_back_nothing_is_shown(world: World, sister: str) -> None:
    now = world.clock.now()
    phase = Phase("النقاش", now + timedelta(days=5), now + timedelta(days=30), frozenset({"propose"}))
    first = world.made("lead", SPACE, Consultation(), "second", title="استشارة", body="<p>نص علني</p>", phases=(phase,))
    world.step("lead", first, "announce")
    with world.acting("sister") as ctx:
        copy(ctx, world.at(ctx, first), world.at(ctx, sister), only_public=True)
    world.step("lead", first, "retract", comment="خطأ")
    rewritten(world, "<p>نص سري في مسودة</p>", path=first)
    browser, made = world.browser("sister"), f"{sister}/second"
    for where in ("review", "edit", "catch-up", "history"):
        page = browser.get(f"{EN}{made}/{where}")
        assert "سري" not in page and "has changed since" not in page, where
    rewritten(world, "<p>نص علني آخر</p>", path=first)
    world.step("lead", first, "announce")
    page = browser.get(f"{EN}{made}/catch-up")
    assert "نص علني" in page and "سري" not in page
    with world.acting("lead") as ctx:
        trash(ctx, world.at(ctx, first), "خطأ")
    assert "has changed since" not in browser.get(f"{EN}{made}/review")


def test_what_the_first_said_as_a_draft_is_not_shown_beside_what_it_says_now(world: World, sister: str) -> None:
    """A copy made of a draft, by one who may: who works on the copy alone never reads the draft's words there."""
    first = world.page("lead", name="first", body="<p>كلمة سرية</p>")
    with world.acting() as ctx:
        grant(ctx, world.at(ctx, sister), world.pids["lead"], Role.SPACE_LEAD, ctx.now)
    with world.acting("lead") as ctx:
        made = copy(ctx, world.at(ctx, first), world.at(ctx, sister))
        edit(ctx, made, {"body": Texts.of(ctx.now, ar="<p>نصنا</p>")})
        path = "/" + "/".join(path_of(made))
    rewritten(world, "<p>كلمة علنية</p>", path=first)
    world.step("lead", first, "publish")
    page = world.browser("sister").get(f"{EN}{path}/catch-up")
    assert "علنية" in page and "سرية" not in page
    with world.acting() as ctx:
        assert source_of(ctx.portal, world.at(ctx, path), ctx.now).before is None


@pytest.mark.parametrize("who", sorted(PEOPLE))
def test_only_who_edits_the_copy_takes_over(world: World, sister: str, who: str) -> None:
    _browser, made = used(world, sister)
    rewritten(world, "<p>جديد</p>")
    status = world.browser(who).get(f"{made}/catch-up", status="*").status_int
    assert (status == 200) == (who == "admin"), who


def test_taking_over_can_be_taken_back(world: World, sister: str) -> None:
    _browser, made = used(world, sister)
    rewritten(world, "<p>جديد</p>")
    with world.acting("sister") as ctx:
        mine = world.at(ctx, made)
        seen = source_of(ctx.portal, mine, ctx.now)
        assert seen is not None
        catch_up(ctx, mine, {"body.ar"}, seen.digest, digest_of(mine.field_values()))
        assert mine.body.get("ar") == "<p>جديد</p>"
        undo(ctx)
        assert not mine.body.get("ar")


def test_a_consultation_of_the_sister_is_announced_as_any_other(world: World, sister: str) -> None:
    _browser, made = used(world, sister)
    with world.acting("admin") as ctx:
        document: Any = world.at(ctx, made)
        transition(ctx, document, "announce", read_hash=digest_of(document.field_values()))
        assert document.is_public
