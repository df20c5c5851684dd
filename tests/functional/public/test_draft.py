"""Private links: one draft, for some days, for whoever has the address, until it is taken back (J11)."""

from typing import Any

import pytest

from mukhtabar.actions.attach import attach
from mukhtabar.actions.edit import edit
from mukhtabar.actions.grant import withdraw_grant
from mukhtabar.actions.private_link import MOST, make, opened, revoke
from mukhtabar.actions.trash import KEPT, empty, restore, trash
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.file import Image
from mukhtabar.content.texts import Texts
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.roles import Role
from mukhtabar.store.blobs import read as read_blob
from tests import files
from tests.world import CONSULTATION, PEOPLE, SPACE, World

EN = "/en"


def read(world: World, secret: str, prefix: str = "") -> Any:
    return world.browser(cached=True).get(f"{prefix}/d/{secret}", status="*")


def test_an_editor_makes_one_and_somebody_outside_reads_the_draft(world: World) -> None:
    path = world.page("editor", summary="ملخص")
    browser = world.browser("editor")
    preview = browser.get(f"{EN}{path}/preview")
    page = preview.click("Show it to somebody by a private link")
    form = browser.form(page, "days")
    form["days"], form["note"] = "1", "لجنة القراءة"
    page = form.submit("make").follow()
    address = page.html.select_one("input[readonly][data-copy]")["value"]
    assert "/d/" in address and "/d/" not in page.html.select_one(".flash").get_text()
    assert "لجنة القراءة" in page and "Works" in page and "Editor" in page
    secret = address.rpartition("/")[2]
    assert secret not in browser.get(f"{EN}{path}/private-links")
    found = read(world, secret, EN)
    assert found.status_int == 200 and "كيف تشاركون." in found and "ملخص" in found
    assert "Preview: this page is not published." in found and "The address works until" in found
    assert found.headers["Cache-Control"] == "private, no-store" and found.headers["X-Robots-Tag"] == "noindex"
    assert 'content="noindex"' in found and "Set-Cookie" not in found.headers


def test_only_its_hash_is_kept_and_the_journal_has_no_secret(world: World) -> None:
    path = world.page()
    secret = world.private_link(path, note="لجنة")
    with world.acting() as ctx:
        uid = world.at(ctx, path).uid
        (link,) = ctx.portal.private_links.of(uid)
        assert secret not in repr(link) and len(secret) == 20 and link.by == world.pids["lead"]
        said = " ".join(f"{entry.action} {entry.detail}" for entry in ctx.portal.journal if entry.uid == uid)
        assert "make_private_link" in said and secret not in said and "لجنة" not in said and link.key not in said


def test_it_shows_the_text_as_it_stands_then(world: World) -> None:
    path = world.page()
    secret = world.private_link(path)
    with world.acting("editor") as ctx:
        edit(ctx, world.at(ctx, path), {"body": Texts.of(ctx.now, ar="<p>نص جديد.</p>")})
    assert "نص جديد." in read(world, secret)


def test_nothing_but_that_one_document_is_shown(world: World) -> None:
    above = world.made("lead", SPACE, Consultation(), "other", title="استشارة سرية", summary="ملخص سري")
    path = world.page(parent=above)
    world.page(parent=above, name="second", title="صفحة مجاورة سرية")
    page = read(world, world.private_link(path))
    assert page.status_int == 200 and "سرية" not in page and path not in page and above not in page
    for name in ("crumbs", "staff", "share", "workflow", "comments"):
        assert not page.html.select(f".{name}"), name
    assert not page.html.select("main form, main button") and not page.html.select("script")
    of_container = read(world, world.private_link(above))
    assert "ملخص سري" in of_container and "صفحة مجاورة سرية" not in of_container and "دليل المشاركة" not in of_container


def alike(page: Any, secret: str) -> tuple[Any, ...]:
    return page.status, page.text.replace(secret, "X"), sorted(pair for pair in page.headers.items() if pair[0] != "Content-Length")


def test_expired_taken_back_thrown_away_and_wrong_answer_alike(world: World) -> None:
    path, other = world.page(), world.page(name="other")
    expired, revoked, thrown, lost = (world.private_link(at, who, days) for at, who, days in (
        (path, "lead", 1), (path, "lead", 30), (other, "lead", 30), (path, "editor", 30)))  # fmt: skip
    assert {read(world, secret).status_int for secret in (expired, revoked, thrown, lost)} == {200}
    world.later(days=1)
    with world.acting("lead") as ctx:
        uid = world.at(ctx, path).uid
        link = opened(ctx, revoked)
        assert link is not None
        revoke(ctx, world.at(ctx, path), link.key)
        trash(ctx, world.at(ctx, other))
    with world.acting() as ctx:
        withdraw_grant(ctx, world.at(ctx, SPACE), world.pids["editor"], Role.EDITOR)
        assert {link.until for link in ctx.portal.private_links.of(uid)}
    wrong = ("a" * 20, "x", "A" * 20, "%00", "add", "x" * 3000)
    pages = [alike(read(world, secret), secret) for secret in (expired, revoked, thrown, lost, "z" * 20)]
    assert pages[0][0].startswith("404") and len({str(page) for page in pages}) == 1
    assert {read(world, secret).status_int for secret in wrong} == {404}
    assert {read(world, f"{secret}/blob").status_int for secret in (expired, revoked, thrown, lost, *wrong)} == {404}


def test_it_comes_back_with_the_document_and_goes_with_it_for_good(world: World) -> None:
    path = world.page()
    secret = world.private_link(path, days=30)
    with world.acting("lead") as ctx:
        uid = world.at(ctx, path).uid
        trash(ctx, world.at(ctx, path))
    assert read(world, secret).status_int == 404
    with world.acting("lead") as ctx:
        restore(ctx, uid)
    assert read(world, secret).status_int == 200
    with world.acting("lead") as ctx:
        trash(ctx, world.at(ctx, path))
    world.later(days=KEPT.days + 1)
    with world.acting("admin") as ctx:
        empty(ctx, uid)
        assert list(ctx.portal.private_links.of(uid)) == [] and not len(ctx.portal.private_links._links)


def test_an_account_that_was_closed_opens_nothing(world: World) -> None:
    secret = world.private_link(world.page())
    with world.acting() as ctx:
        ctx.register.get(world.pids["lead"]).disabled = True
    assert read(world, secret).status_int == 404


def test_when_the_text_is_published_the_link_leads_there(world: World) -> None:
    path = world.page("editor")
    secret = world.private_link(path, "editor")
    world.step("lead", path, "publish")
    page = read(world, secret)
    assert page.status_int == 302 and page.follow().request.path == path
    world.step("lead", path, "retract")
    assert read(world, secret).status_int == 200


def test_what_everybody_reads_needs_none(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        world.private_link(CONSULTATION)
    assert refusal.value.code == "already_public"
    page = world.browser("lead").get(f"{EN}{CONSULTATION}/private-links")
    assert "Everybody can read this already." in page and not page.html.select("main form")


@pytest.mark.parametrize("who", [name for name in PEOPLE if name not in {"editor", "lead", "admin"}])
def test_who_may_not_edit_makes_none_and_takes_none_back(world: World, who: str) -> None:
    path = world.page()
    world.private_link(path)
    world.browser(who).get(f"{path}/private-links", status=404)
    with world.acting(who) as ctx:
        (link,) = ctx.portal.private_links.of(world.at(ctx, path).uid)
        for attempt in (lambda: make(ctx, world.at(ctx, path), 7), lambda: revoke(ctx, world.at(ctx, path), link.key)):
            with pytest.raises(Refused) as refusal:
                attempt()
            assert refusal.value.code == "not_permitted"


def test_it_is_taken_back_on_the_page(world: World) -> None:
    path = world.page()
    secret = world.private_link(path, note="لجنة القراءة")
    browser = world.browser("editor")
    page = browser.form(browser.get(f"{EN}{path}/private-links"), "revoke").submit("revoke").follow()
    assert "The private link opens nothing any more." in page and "لجنة القراءة" not in page.html.select_one("main").get_text()
    assert read(world, secret).status_int == 404


@pytest.mark.parametrize("key", ["x", "0" * 64, "0" * 9999, "<b>"])
def test_taking_back_what_is_not_there_says_so(world: World, key: str) -> None:
    path, browser = world.page(), world.browser("lead")
    token = browser.form(browser.get(f"{EN}{path}/private-links"), "days")["csrf_token"].value
    assert "This private link is gone already." in browser.post(f"{EN}{path}/private-links", {"csrf_token": token, "revoke": key})


def test_a_link_of_another_document_is_not_taken_back_here(world: World) -> None:
    path, other = world.page(), world.page(name="other")
    world.private_link(other)
    with world.acting("lead") as ctx:
        (link,) = ctx.portal.private_links.of(world.at(ctx, other).uid)
        with pytest.raises(Refused) as refusal:
            revoke(ctx, world.at(ctx, path), link.key)
    assert refusal.value.code == "not_found"


@pytest.mark.parametrize("days", ["", "2", "0", "-1", "99999", "x"])
def test_only_the_offered_days_are_taken(world: World, days: str) -> None:
    path, browser = world.page(), world.browser("lead")
    form = browser.form(browser.get(f"{EN}{path}/private-links"), "days")
    page = browser.post(f"{EN}{path}/private-links", {"csrf_token": form["csrf_token"].value, "days": days, "make": "make"})
    assert page.status_int == 200 and page.html.select_one(".problems")
    with world.acting("lead") as ctx:
        assert list(ctx.portal.private_links.of(world.at(ctx, path).uid)) == []
        with pytest.raises(Refused):
            make(ctx, world.at(ctx, path), 2)


def test_there_are_not_too_many_and_expired_ones_make_room(world: World) -> None:
    path = world.page()
    for _n in range(MOST):
        world.private_link(path, days=1)
    with pytest.raises(Refused) as refusal:
        world.private_link(path)
    assert refusal.value.code == "too_many"
    world.later(days=2)
    world.private_link(path)


def test_a_picture_is_shown_with_its_bytes(world: World) -> None:
    with world.acting("lead") as ctx:
        values = {"title": Texts.of(ctx.now, ar="بئر"), "alternative": Texts.of(ctx.now, ar="بئر في واحة")}
        name = attach(ctx, world.at(ctx, SPACE), Image(), values, "bir.png", files.png()).__name__
    secret = world.private_link(f"{SPACE}/{name}")
    picture = read(world, secret).html.select_one("main img")
    assert picture["alt"] == "بئر في واحة" and name not in picture["src"]
    found = world.browser().get(picture["src"])
    with world.acting() as ctx:
        data = read_blob(world.at(ctx, f"{SPACE}/{name}").blob)
    assert found.body == data and found.headers["Cache-Control"] == "private, no-store"
    assert read(world, f"{world.private_link(world.page())}/blob").status_int == 404


def test_guessing_is_slowed_down(world: World) -> None:
    browser = world.browser()
    answers = [browser.get(f"/d/{'a' * 20}", status="*").status_int for _n in range(121)]
    assert set(answers[:120]) == {404} and answers[120] == 429


def test_robots_are_kept_out(world: World) -> None:
    assert "Disallow: /d/" in world.browser().get("/robots.txt")


def test_the_door_itself_is_no_page(world: World) -> None:
    for path in ("/d", "/d/", "/fr/d"):
        assert world.browser().get(path, status="*").status_int == 404
