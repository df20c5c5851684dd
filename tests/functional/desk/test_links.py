"""Links between documents: warned of before, reported after, whole again when the document is back."""

from mukhtabar.actions.edit import edit
from mukhtabar.actions.move import move
from mukhtabar.actions.trash import restore, trash
from mukhtabar.content.texts import Texts
from tests.world import CONSULTATION, SPACE, World

EN = "/en"


def broken(world: World, who: str = "lead", at: str = SPACE) -> list[tuple[str, list[str]]]:
    """Return the report: (title, broken addresses)."""
    page = world.browser(who).get(f"{EN}{at}/links")
    return [
        (item.select_one(".item-title").get_text(), [bdi.get_text() for bdi in item.select("ul > li > bdi")])
        for item in page.html.select(".listing > .item")
    ]


def body(*addresses: str) -> str:
    """Return the text of a page with these links."""
    return "".join(f'<p><a href="{address}">هنا رابط</a></p>' for address in addresses)


def test_a_link_that_leads_nowhere_is_reported_until_it_is_mended(world: World) -> None:
    path = world.page(name="a", title="ألف", body=body(f"{SPACE}/nowhere", SPACE, "https://example.org/x"))
    assert broken(world) == [("ألف", [f"{SPACE}/nowhere"])]
    with world.acting("lead") as ctx:
        edit(ctx, world.at(ctx, path), {"body": Texts.of(ctx.now, ar=body(SPACE))})
    assert broken(world) == []


def test_pages_of_the_portal_itself_and_of_documents_are_no_broken_links(world: World) -> None:
    world.page(name="a", body=body("/search?q=x", "/accessibility", f"/fr{CONSULTATION}#top", f"{CONSULTATION}/propose", "/"))
    assert broken(world) == []


def test_what_goes_into_the_trash_breaks_links_and_what_comes_back_mends_them(world: World) -> None:
    target = world.page(name="target")
    world.page(name="a", title="ألف", body=body(target))
    with world.acting("lead") as ctx:
        uid = world.at(ctx, target).uid
        trash(ctx, world.at(ctx, target))
    assert broken(world) == [("ألف", [target])]
    with world.acting("lead") as ctx:
        restore(ctx, uid)
    assert broken(world) == []


def test_a_moved_document_breaks_no_link(world: World) -> None:
    target = world.page(name="target")
    path = world.page(name="a", title="ألف", body=body(target))
    with world.acting("lead") as ctx:
        move(ctx, world.at(ctx, target), world.at(ctx, CONSULTATION))
    with world.acting("lead") as ctx:
        edit(ctx, world.at(ctx, path), {"title": Texts.of(ctx.now, ar="باء")})
    assert broken(world) == []


def test_what_stands_there_since_is_not_reported(world: World) -> None:
    world.page(name="a", title="ألف", body=body(f"{SPACE}/later"))
    world.page(name="later")
    assert broken(world) == []


def test_the_report_tells_editors_of_the_place_only_and_nothing_they_may_not_see(world: World) -> None:
    world.page(who="admin", parent="/", name="private", title="خاصة", body=body("/nowhere"))
    assert broken(world) == [] and broken(world, "admin", "") == [("خاصة", ["/nowhere"])]
    for who in ("citizen", "officer", "moderator", None):
        world.browser(who).get(f"{SPACE}/links", status=403)
