"""The resource centre: found by kind and topic, dated, sourced, for everyone or for the members of the spaces."""

from datetime import timedelta

import pytest

from mukhtabar.actions.edit import edit
from mukhtabar.content.guidance import Guidance
from mukhtabar.rules.refused import Refused
from tests.world import PEOPLE, SPACE, World

EN = "/en"


def resource(world: World, name: str, publish: bool = True, who: str = "admin", at: str = "/", **values: object) -> str:
    """Return the path of a resource."""
    given = {"title": f"مورد {name}", "body": "<p>نص.</p>", "kind": "guide", "theme": "money", **values}
    path = world.made(who, at, Guidance(), name, **given)
    if publish:
        world.step(who, path, "publish")
    return path


def titles(world: World, query: str = "", who: str | None = None, at: str = "") -> set[str]:
    """Return the titles in the list of the resource centre."""
    page = world.browser(who).get(f"{EN}{at}/resources{query}")
    return {item.get_text(strip=True) for item in page.html.select(".listing .item-title")}


def test_they_are_found_by_kind_and_topic_with_plain_links(world: World) -> None:
    resource(world, "a")
    resource(world, "b", kind="template")
    resource(world, "c", theme="founding")
    resource(world, "e", publish=False)
    assert titles(world) == {"مورد a", "مورد b", "مورد c"}
    page = world.browser().get(f"{EN}/resources")
    assert {link["href"] for link in page.html.select(".filters a")} == {
        "?kind=guide", "?kind=template", "?theme=money", "?theme=founding",
    }  # fmt: skip
    assert [n.get_text() for n in page.html.select(".filters .count")] == ["2", "1", "1", "2"]
    assert titles(world, "?kind=guide") == {"مورد a", "مورد c"}
    assert titles(world, "?kind=guide&theme=founding") == {"مورد c"}


@pytest.mark.parametrize("query", ["?kind=x", "?kind=guide:money", "?kind=%00", "?theme=../..&page=-1", "?kind=" + "a" * 5000])
def test_what_is_typed_into_the_address_is_no_kind(world: World, query: str) -> None:
    resource(world, "a")
    assert titles(world, query) == {"مورد a"}


def test_what_is_for_members_is_shown_to_whoever_holds_a_role(world: World) -> None:
    path = resource(world, "a", audience="members")
    world.drain()
    for who in (None, *PEOPLE):
        member = who not in {None, "citizen"}
        assert titles(world, who=who) == ({"مورد a"} if member else set())
        world.browser(who).get(path, status=200 if member else 404)
        assert ("مورد a" in world.browser(who).get("/en/search?q=مورد").html.select_one("main").get_text()) is member
    assert "مورد" not in world.browser().get("/sitemap.xml")


def test_what_stands_in_a_members_resource_is_closed_with_it(world: World) -> None:
    from mukhtabar.actions.attach import attach
    from mukhtabar.content.file import File
    from mukhtabar.content.texts import Texts
    from tests import files

    path = resource(world, "a", audience="members")
    with world.acting("admin") as ctx:
        attach(ctx, world.at(ctx, path), File(), {"title": Texts.of(ctx.now, ar="نموذج")}, "n.docx", files.docx())
        name = next(iter(world.at(ctx, path)))
    world.step("admin", f"{path}/{name}", "publish")
    world.drain()
    for view in ("", "/blob"):
        world.browser("editor").get(f"{path}/{name}{view}", status=200)
        world.browser().get(f"{path}/{name}{view}", status=404)
        world.browser("citizen").get(f"{path}/{name}{view}", status=404)
    assert "نموذج" not in world.browser().get("/search?q=نموذج").html.select_one("main ol, main").get_text().replace("«نموذج»", "").split("\n")[0]


def test_its_page_says_its_source_and_when_it_was_checked(world: World) -> None:
    path = resource(world, "a", source="المصدر: الجريدة الرسمية", checked=world.clock.now() - timedelta(days=3))
    text = world.browser().get(f"{EN}{path}").html.select_one("main").get_text(" ")
    assert "المصدر: الجريدة الرسمية" in text and "Last checked on" in text and "17 November 2026" in text
    assert "To be checked again" not in text


def test_what_nobody_checked_for_a_year_is_marked_for_the_editors_alone(world: World) -> None:
    path = resource(world, "a", checked=world.clock.now() - timedelta(days=366))
    fresh = resource(world, "b", checked=world.clock.now() - timedelta(days=300))
    admin, visitor = world.browser("admin"), world.browser()
    assert "To be checked again" in admin.get(f"{EN}{path}") and "To be checked again" not in admin.get(f"{EN}{fresh}")
    listed = admin.get(f"{EN}/resources").html.select("#overdue-title + ul a")
    assert [link["href"] for link in listed] == [f"{EN}{path}/edit"]
    for page in (f"{EN}{path}", f"{EN}/resources"):
        assert "To be checked again" not in visitor.get(page)
        assert "To be checked again" not in world.browser("editor").get(page)


def test_a_text_of_law_is_not_published_without_its_source(world: World) -> None:
    path = resource(world, "a", publish=False, kind="law")
    with pytest.raises(Refused) as no:
        world.step("admin", path, "publish")
    assert no.value.code == "has_source"
    with world.acting("admin") as ctx:
        edit(ctx, world.at(ctx, path), {"source": "الجريدة الرسمية", "checked": ctx.now})
    world.step("admin", path, "publish")


def test_a_space_has_a_centre_of_its_own_and_the_portal_lists_all(world: World) -> None:
    resource(world, "a", who="lead", at=SPACE)
    resource(world, "b")
    assert titles(world, at=SPACE) == {"مورد a"}
    assert titles(world) == {"مورد a", "مورد b"}


def test_an_editor_adds_one_with_the_form(world: World) -> None:
    browser = world.browser("editor")
    page = browser.get(f"{EN}{SPACE}/add?type=resource")
    form = next(form for form in page.forms.values() if "source" in form.fields)
    form["kind"], form["theme"], form["audience"] = "template", "founding", "members"
    next(field for field in form.fields["ar"]).value = "نموذج محضر"
    form["source"], form["checked"] = "عمل جماعي", "2026-11-01"
    page = form.submit().follow()
    assert "نموذج محضر" in page
    with world.acting() as ctx:
        made = next(node for node in world.at(ctx, SPACE).values() if isinstance(node, Guidance))
        assert (made.kind, made.theme, made.audience, made.source) == ("template", "founding", "members", "عمل جماعي")
        assert made.checked is not None and made.checked.year == 2026
