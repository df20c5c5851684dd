"""The menu: an ordered list made in a form, that follows what it leads to, and never leads where a reader may not go."""

from typing import Any

import pytest

from mukhtabar.actions.edit import edit
from mukhtabar.actions.move import move
from mukhtabar.actions.revert import revert
from mukhtabar.actions.trash import restore, trash
from mukhtabar.content.menu import Menu, MenuEntry
from mukhtabar.content.target import Target
from mukhtabar.content.texts import Texts
from mukhtabar.views.cache import PageCache
from tests.world import COMMUNE, SPACE, Browser, World

EN = "/en"
USUAL = [("الجماعات", "/regions"), ("الاستشارات العمومية", "/consultations"), ("الأخبار", "/news")]


def lines(page: Any, selector: str = ".menu nav a") -> list[tuple[str, str]]:
    """Return (words, address) of the main menu of a page."""
    return [(link.get_text(), link["href"]) for link in page.html.select(selector)]


def menu(world: World, *to: str, who: str = "admin", parent: str = "/", name: str = "qaima", publish: bool = True) -> str:
    """Return the path of a menu whose entries lead there, each called as what it leads to."""
    with world.acting() as ctx:
        found = [Target(path, 0 if path.startswith("https") or path in {"/news", "/regions", "/events"}
                        else world.at(ctx, path).uid) for path in to]  # fmt: skip
    entries = tuple(MenuEntry((("ar", "موقع"),) if target.outside else (), target) for target in found)
    path = world.made(who, parent, Menu(), name, title="القائمة", entries=entries)
    if publish:
        world.step(who, path, "publish")
    return path


def form(world: World) -> Any:
    """Return the form that adds a menu to the portal, with a title."""
    browser = world.browser("admin")
    form_ = browser.form(browser.get(f"{EN}/add?type=menu"), "once")
    form_.fields["ar"][0].value = "القائمة"
    return form_


def test_without_a_menu_the_usual_entries_are_shown(world: World) -> None:
    assert lines(world.browser().get("/")) == USUAL
    menu(world, "/events", publish=False)
    assert lines(world.browser().get("/")) == USUAL


def test_an_administrator_makes_a_menu_in_a_form_and_puts_it_in_order(world: World) -> None:
    form_ = form(world)
    for number, (address, place) in enumerate([("/fr" + SPACE, "30"), ("/events", "20"), ("https://example.org/a", "10")]):
        form_.fields["to"][number].value, form_.fields["place"][number].value = address, place
    form_.fields["fr"][3].value = "Ailleurs"
    path = form_.submit("save").location.removeprefix("http://localhost/en").removesuffix("/review")
    world.step("admin", path, "publish")
    assert lines(world.browser().get("/fr/")) == [
        ("Ailleurs", "https://example.org/a"), ("Rendez-vous", "/fr/events"), ("Espace de Tata", f"/fr{SPACE}"),
    ]  # fmt: skip
    # Words in another language than the page's say which.
    assert world.browser().get("/").html.select_one(".menu nav a")["lang"] == "fr"
    browser = world.browser("admin")
    form_ = browser.form(browser.get(f"{EN}{path}/edit"), "serial")
    assert [field.value for field in form_.fields["to"]][:4] == ["https://example.org/a", "/events", SPACE, ""]
    form_.fields["to"][1].value, form_.fields["place"][0].value = "", "90"
    form_.submit("save")
    assert [address for _words, address in lines(world.browser().get("/"))] == [SPACE, "https://example.org/a"]


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("http://example.org/", "Enter an address of this portal, or one with https://."),
        ("javascript:alert(1)", "Enter an address of this portal, or one with https://."),
        ("https://a:b@example.org/", "Enter an address of this portal, or one with https://."),
        ("https://example.org/\u202egpj", "Give this entry a name"),
        ("https://example.org/", "Give this entry a name: it leads to another site."),
        ("/nothing-here", "Nothing stands at this address."),
        ("/sign-out", "Nothing stands at this address."),
    ],
)
def test_a_hostile_or_wrong_address_is_refused(world: World, address: str, sentence: str) -> None:
    form_ = form(world)
    form_.fields["to"][0].value = address
    assert sentence in form_.submit("save").html.select_one(".problems").get_text(" ", strip=True)


def test_an_entry_follows_its_document_and_goes_with_it(world: World) -> None:
    page = world.page()
    world.step("lead", page, "publish")
    path = menu(world, page, "/news")
    caches = [PageCache(world.pyramid, world.site) for _each in range(2)]

    def seen() -> list[str]:
        found = [lines(Browser(cache).get(COMMUNE)) for cache in caches]
        assert found[0] == found[1] == lines(world.browser().get(COMMUNE))
        return [f"{words} {address}" for words, address in found[0]]

    assert seen() == [f"دليل المشاركة {page}", "الأخبار /news"]
    with world.acting("lead") as ctx:
        edit(ctx, world.at(ctx, page), {"title": Texts.of(ctx.now, ar="دليل جديد")})
    assert seen()[0] == f"دليل جديد {page}"
    with world.acting("lead") as ctx:
        move(ctx, world.at(ctx, page), world.at(ctx, SPACE), "moved")
    assert seen()[0] == f"دليل جديد {SPACE}/moved"
    world.step("lead", f"{SPACE}/moved", "retract")
    assert seen() == ["الأخبار /news"]
    assert lines(world.browser("lead").get("/"))[0] == ("الأخبار", "/news")
    world.step("lead", f"{SPACE}/moved", "publish")
    with world.acting("lead") as ctx:
        thrown = trash(ctx, world.at(ctx, f"{SPACE}/moved"), "سبب")
    assert seen() == ["الأخبار /news"]
    assert page in world.browser("admin").get(f"{EN}/links").html.select_one("main").get_text()
    assert "1 entry is not shown" in world.browser("admin").get(f"{EN}{path}").text
    with world.acting("lead") as ctx:
        restore(ctx, thrown.uid)
    assert len(seen()) == 2
    assert page not in world.browser("admin").get(f"{EN}/links").html.select_one("main").get_text()


def test_a_container_that_is_closed_takes_its_entries_along(world: World) -> None:
    news = world.public_news()
    with world.acting("lead") as ctx:
        from mukhtabar.actions.attach import attach
        from mukhtabar.content.file import File
        from tests import files

        left = attach(ctx, world.at(ctx, news), File(), {"title": Texts.of(ctx.now, ar="وثيقة")}, "a.pdf", files.PDF)
        inside = f"{news}/{left.__name__}"
    world.step("lead", inside, "publish")
    menu(world, inside)
    assert lines(world.browser(cached=True).get("/")) == [("وثيقة", inside)]
    world.step("lead", news, "retract")
    assert lines(world.browser(cached=True).get("/")) == []


def test_the_menu_published_last_counts_and_an_earlier_one_comes_back(world: World) -> None:
    first = menu(world, "/news")
    world.later(minutes=1)
    menu(world, "/events", name="second")
    assert [address for _words, address in lines(world.browser().get("/"))] == ["/events"]
    world.step("admin", "/second", "retract")
    assert [address for _words, address in lines(world.browser().get("/"))] == ["/news"]
    with world.acting("admin") as ctx:
        document = world.at(ctx, first)
        key, before = document.revisions.items()[0][0], len(list(ctx.portal.journal))
        edit(ctx, document, {"entries": ()})
        assert len(list(ctx.portal.journal)) == before + 1
    assert lines(world.browser().get("/")) == []
    with world.acting("admin") as ctx:
        revert(ctx, world.at(ctx, first), key, {"entries"})
    assert [address for _words, address in lines(world.browser().get("/"))] == ["/news"]


def test_a_space_has_a_menu_of_its_own(world: World) -> None:
    page = world.page()
    world.step("lead", page, "publish")
    menu(world, page, who="lead", parent=SPACE)
    for path in (SPACE, page):
        assert lines(world.browser(cached=True).get(path), "nav.tabs a") == [("دليل المشاركة", page)]
    assert lines(world.browser(cached=True).get(COMMUNE), "nav.tabs a") == []
    assert lines(world.browser().get(SPACE)) == USUAL


@pytest.mark.parametrize("who", ["citizen", "editor", "lead", "observer", None])
def test_only_those_of_the_whole_portal_touch_its_menu(world: World, who: str | None) -> None:
    path = menu(world, "/news")
    world.browser(who).get("/add?type=menu", status=403)
    world.browser(who).get(f"{path}/edit", status=403)


def test_a_page_reads_its_menu_from_one_object(world: World) -> None:
    pages = [world.page(name=f"p{number}", title=f"صفحة {number}") for number in range(6)]
    for page in pages:
        world.step("lead", page, "publish")

    def loads() -> int:
        world.site.books.main.cacheMinimize()
        connection = world.site.books.main.open()
        connection.getTransferCounts(clear=True)
        connection.close()
        world.browser().get("/accessibility")
        connection = world.site.books.main.open()
        try:
            return int(connection.getTransferCounts(clear=True)[0])
        finally:
            connection.close()

    before = loads()
    menu(world, *pages)
    assert loads() <= before + 1
