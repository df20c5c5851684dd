"""Nothing is lost in the trash: what goes in comes back as it was, and nobody sees it meanwhile."""

from typing import Any

import pytest
from webtest import TestResponse

from mukhtabar.actions.audit import audit
from mukhtabar.actions.trash import KEPT
from mukhtabar.store.folder import subtree
from tests.world import COMMUNE, CONSULTATION, PEOPLE, SPACE, World

EN = "/en"


def thrown(world: World, *names: str, who: str = "lead", why: str = "لم يعد صالحا", at: str = SPACE) -> TestResponse:
    """Put documents into the trash and return the page that follows."""
    browser = world.browser(who)
    page = browser.get(f"{EN}{at}/remove?" + "&".join(f"name={name}" for name in names))
    form: Any = browser.form(page, "why")
    form["why"] = why
    answer = form.submit()
    return answer.follow() if answer.status_int == 303 else answer


def trash_of(world: World, who: str = "lead", at: str = SPACE) -> TestResponse:
    """Return the trash page of a place."""
    return world.browser(who).get(f"{EN}{at}/trash")


def press(page: TestResponse, name: str) -> TestResponse:
    """Press the first button called `name` and return the page that follows."""
    form = next(form for form in page.forms.values() if name in form.fields)
    answer = form.submit(name, index=0)
    return answer.follow() if answer.status_int == 303 else answer


@pytest.fixture
def town(world: World) -> World:
    """A consultation with an answered proposal, a proposal that waits, a page; and news with a comment."""
    world.answered()
    world.submitted("مقترح ينتظر")
    world.page(parent=CONSULTATION, name="inside", title="وثيقة")
    news = world.public_news(name="meeting")
    world.step("moderator", world.commented(news), "publish")
    world.page(name="alif", title="ألف")
    return world


def everything(world: World) -> dict[str, Any]:
    """Return all that the portal knows, by address: texts, states, histories, and the lists of every document."""
    with world.acting() as ctx:
        found = {}
        for node in subtree(ctx.portal):
            path = "/".join(step.__name__ for step in reversed(list(_up(node))))
            lists = ctx.portal.listings_index.entries(node.uid)
            past = (getattr(node, "state", ""), getattr(node, "history", ()), len(node.revisions))
            found[path] = (node.uid, node.field_values(), *past, lists)
        return found


def _up(node: Any) -> Any:
    while node is not None:
        yield node
        node = node.__parent__


def test_a_consultation_comes_back_with_all_that_stood_in_it(town: World) -> None:
    before = everything(town)
    thrown(town, "ma", who="admin")
    assert set(before) - set(everything(town)) == {path for path in before if path.startswith(CONSULTATION)}
    press(trash_of(town, "admin"), "restore")
    assert everything(town) == before
    with town.acting() as ctx:
        assert audit(ctx) == []


def test_what_lies_in_the_trash_is_nowhere(town: World) -> None:
    proposal = town.published("ساقية الدوار")
    reference, receipt = proposal.rpartition("/")[2], town.receipt(proposal)
    town.drain()
    visitor = town.browser()
    assert "ساقية الدوار" in visitor.get(f"{EN}/search?q=ساقية")
    thrown(town, "ma", who="admin")
    town.drain()
    for address in (CONSULTATION, proposal, f"{proposal}/review", f"/r/{reference}", f"/s/{receipt}"):
        for who in (None, "citizen", "lead", "admin"):
            town.browser(who).get(address, status=404)
    for address in ("/", COMMUNE, SPACE, "/souss-massa", "/consultations", "/feed", f"{SPACE}/feed", "/sitemap.xml"):
        assert "الماء والطرق" not in visitor.get(address) and "ساقية" not in visitor.get(address)
    for who in ("editor", "officer", "admin"):
        assert "مقترح ينتظر" not in town.browser(who).get("/desk")
        assert "ساقية الدوار" not in town.browser(who).get(f"{EN}/search?q=ساقية")
    with town.acting() as ctx:
        assert audit(ctx) == []


def test_search_does_not_count_the_trash(town: World) -> None:
    def counted() -> str:
        town.drain()
        page = town.browser().get(f"{EN}/search?q=التواصلي")
        return str(page.html.select_one("main [role=status]").get_text(strip=True))

    assert counted() == "1 result"
    thrown(town, "meeting")
    assert counted() == "0 results"


def test_who_when_and_why_are_told(town: World) -> None:
    thrown(town, "meeting", why="نشر خطأ")
    page = trash_of(town)
    row = page.html.select_one(".listing .item").get_text(" ")
    assert all(words in row for words in ("لقاء تواصلي", "Lead", "نشر خطأ", "فضاء طاطا", "with 1 document in it"))


def test_what_is_public_needs_a_reason_and_a_draft_does_not(town: World) -> None:
    page = thrown(town, "meeting", why="")
    assert "Say why: readers will miss what is published." in page and page.html.select_one("#why[aria-invalid]")
    town.browser().get(f"{SPACE}/meeting", status=200)
    assert "1 document is in the trash." in thrown(town, "alif", why="")


def test_before_it_goes_one_is_told_what_goes_with_it_and_what_points_here(town: World) -> None:
    town.page(name="pointing", title="يشير", body=f'<p><a href="{SPACE}/meeting">الخبر</a></p>')
    page = town.browser("lead").get(f"{EN}{SPACE}/remove?name=meeting")
    text = page.html.select_one("main").get_text(" ")
    assert "1 document stands in it and goes with it." in text and "Readers see it now." in text
    assert "What points here" in text and "يشير" in text


@pytest.mark.parametrize(
    ("name", "may"),
    [("alif", {"editor", "lead", "admin"}), ("meeting", {"lead", "admin"}), ("ma", {"admin"})],
)
def test_who_may_throw_what_away(town: World, name: str, may: set[str]) -> None:
    for who in sorted(may | {"editor", "lead"}):
        if who in may:
            continue
        assert "You do not have the right to do this here." in thrown(town, name, who=who)
        town.browser("admin").get(f"{SPACE}/{name}", status=200)
    assert "is in the trash." in thrown(town, name, who=min(may))


@pytest.mark.parametrize("who", [who for who in PEOPLE if who not in {"editor", "lead", "admin"}])
def test_nobody_else_sees_the_trash(town: World, who: str) -> None:
    for view in ("trash", "remove?name=alif"):
        town.browser(who).get(f"{SPACE}/{view}", status=403)


def test_an_editor_sees_in_the_trash_what_she_could_have_thrown_away(town: World) -> None:
    thrown(town, "meeting")
    thrown(town, "alif")
    shown = [title.get_text() for title in trash_of(town, "editor").html.select(".item-title")]
    assert shown == ["ألف"]
    assert len(trash_of(town).html.select(".item-title")) == 2


def test_a_place_of_the_country_is_not_thrown_away(town: World) -> None:
    assert "This stays where it is." in thrown(town, "tata", who="admin", at="/souss-massa")


def test_a_taken_address_is_not_taken_back_and_the_old_one_leads_on(town: World) -> None:
    thrown(town, "alif")
    town.page(name="alif", title="غيرها")
    press(trash_of(town), "restore")
    assert "ألف" in town.browser("lead").get(f"{SPACE}/alif-2/edit") and "غيرها" in town.browser("lead").get(f"{SPACE}/alif/edit")


def test_when_its_place_is_gone_too_it_comes_back_elsewhere_or_with_it(town: World) -> None:
    thrown(town, "inside", who="admin", at=CONSULTATION)
    thrown(town, "ma", who="admin")
    page = trash_of(town, "admin")
    row = next(item for item in page.html.select(".item") if "وثيقة" in item.get_text())
    assert "The place it stood in is gone." in row.get_text() and row.select_one("[name=restore]") is None
    page = press(page, "restore_here")
    assert "It is back" in page
    town.browser("admin").get(f"{SPACE}/inside/edit", status=200)


def test_it_is_kept_for_thirty_days_and_then_only_the_administrator_removes_it(town: World) -> None:
    proposal = town.published("ساقية")
    reference, receipt = proposal.rpartition("/")[2], town.receipt(proposal)
    thrown(town, "ma", who="admin")
    assert not trash_of(town, "admin").html.select("[name=empty]")
    town.later(days=KEPT.days)
    assert not trash_of(town, "lead").html.select("[name=empty]")
    page = press(trash_of(town, "admin"), "empty")
    assert "removed for good" in page and not page.html.select(".item")
    with town.acting() as ctx:
        assert [found.code for found in audit(ctx) if found.code != "unused_person"] == []
        assert reference not in ctx.portal.references
    town.browser().get(f"/s/{receipt}", status=404)


def test_a_forged_button_restores_nothing_of_another_place(town: World) -> None:
    thrown(town, "alif")
    with town.acting() as ctx:
        uid = ctx.portal.bin.below(ctx.portal.uid)[0].uid
    browser = town.browser("lead")
    token = browser.get(f"{EN}{CONSULTATION}/contents").forms["contents"]["csrf_token"].value
    for value in (str(uid), "1", "x", "9" * 40, ""):
        answer = browser.post(f"{EN}{CONSULTATION}/trash", {"csrf_token": token, "restore": value})
        assert "This does not lie in the trash any more." in answer
    assert len(trash_of(town).html.select(".item-title")) == 1
