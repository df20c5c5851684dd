"""The home page: put together from blocks, seen before it is public, and as it always was where nobody did."""

from typing import Any

import pytest

from mukhtabar.actions.attach import attach
from mukhtabar.actions.edit import edit
from mukhtabar.content.file import Image
from mukhtabar.content.front import Block, Front
from mukhtabar.content.target import Target
from mukhtabar.content.texts import Texts
from mukhtabar.views.cache import PageCache
from tests import files
from tests.world import COMMUNE, SPACE, Browser, World

EN = "/en"


def headings(page: Any) -> list[str]:
    """Return the headings of the blocks."""
    return [heading.get_text(strip=True) for heading in page.html.select("#main h2")]


def front(world: World, *blocks: Block, who: str = "admin", parent: str = "/", name: str = "home", publish: bool = True) -> str:
    """Return the path of a home page."""
    path = world.made(who, parent, Front(), name, title="صفحة رئيسية", blocks=blocks)
    if publish:
        world.step(who, path, "publish")
    return path


def target(world: World, path: str) -> Target:
    """Return what points at `path`."""
    with world.acting() as ctx:
        return Target(path, world.at(ctx, path).uid)


def picture(world: World) -> str:
    """Return the path of a published picture."""
    with world.acting("lead") as ctx:
        values = {"title": Texts.of(ctx.now, ar="بئر"), "alternative": Texts.of(ctx.now, ar="بئر في الواحة")}
        left = attach(ctx, world.at(ctx, SPACE), Image(), values, "a.png", files.png())
        path = f"{SPACE}/{left.__name__}"
    world.step("lead", path, "publish")
    return path


def test_without_one_the_home_page_is_as_it_was(world: World) -> None:
    world.answered()
    world.public_news()
    page = world.browser().get(EN + "/")
    assert headings(page) == ["Three regions", "Consultations", "Latest answers", "News"]
    assert len(page.html.select("#main .figures dd")) == 3


def test_blocks_are_put_together_in_a_form_seen_and_then_published(world: World) -> None:
    world.event()
    collection, image = world.collection(kinds=("event",)), picture(world)
    browser = world.browser("admin")
    form = browser.form(browser.get(f"{EN}/add?type=front"), "once")
    form.fields["ar"][0].value = "صفحة"
    rows = ["news", "collection", "text", "picture", "action", "events"]
    for number, kind in enumerate(rows):
        form.fields["kind"][number].value = kind
    form.fields["to"][1].value, form.fields["to"][3].value, form.fields["to"][4].value = collection, image, COMMUNE
    form.fields["link"][3].value = "https://example.org/x"
    # Of each row the heading and then the text, in four languages each; the title of the page comes first.
    form.fields["ar"][2 * 2 + 2].value = "## عنوان\n\nنص *مهم* <script>alert(1)</script>"
    form.fields["ar"][2 * 4 + 1].value = "جماعة طاطا"
    form.fields["place"][5].value = "1"
    answer = form.submit("save")
    assert answer.status_int == 303, answer.html.select_one(".problems")
    path = answer.location.removeprefix("http://localhost/en").removesuffix("/review")
    before = world.browser().get("/").text
    preview = browser.get(EN + path)
    assert "So the home page will look" in preview.text
    assert headings(preview)[0] == "Coming events"
    assert world.browser().get("/").text == before
    world.browser().get(path, status=404)
    world.step("admin", path, "publish")
    page = world.browser(cached=True).get("/")
    assert page.html.select_one("figure a")["href"] == "https://example.org/x"
    assert page.html.select_one("figure img")["alt"] == "بئر في الواحة"
    button = page.html.select("#main p.actions a.button")[-1]
    assert (button["href"], button.get_text()) == (COMMUNE, "جماعة طاطا")
    assert page.html.select_one(".prose strong").get_text() == "مهم" and "<script>alert" not in page.text
    assert "كل جديد" in [title.strip() for title in headings(page)]
    assert "This is the home page now" in world.browser().get(EN + path).text


@pytest.mark.parametrize(
    ("kind", "to", "sentence"),
    [
        ("text", "", "Write the text of this block."),
        ("action", "", "Enter the address that the button leads to."),
        ("action", "javascript:alert(1)", "Enter an address of this portal, or one with https://."),
        ("picture", SPACE, "This is not an image of the portal."),
        ("picture", "https://example.org/spy.png", "This is not an image of the portal."),
        ("collection", SPACE, "This is not a collection."),
        ("collection", "", "Enter the address of a collection."),
    ],
)
def test_what_a_block_lacks_is_said(world: World, kind: str, to: str, sentence: str) -> None:
    browser = world.browser("admin")
    form = browser.form(browser.get(f"{EN}/add?type=front"), "once")
    form.fields["kind"][0].value, form.fields["to"][0].value = kind, to
    assert sentence in form.submit("save").html.select_one(".problems").get_text(" ", strip=True)


def test_what_is_off_gone_or_not_for_everybody_is_left_out(world: World) -> None:
    news, secret = world.public_news(), world.collection(kinds=("news",))
    path = front(
        world, Block("text", texts=(("ar", "<p>مخفي</p>"),), on=False), Block("collection", to=target(world, secret)),
        Block("action", (("ar", "زر"),), to=target(world, news)),
    )  # fmt: skip
    browser = Browser(PageCache(world.pyramid, world.site))
    page = browser.get("/")
    assert headings(page) == ["كل جديد"] and "مخفي" not in page.text and "زر" in page.text
    world.step("lead", secret, "retract")
    world.step("lead", news, "retract")
    page = browser.get("/")
    assert headings(page) == [] and ">زر<" not in page.text
    assert browser.get(path).text == world.browser().get(path).text


def test_an_earlier_one_comes_back_and_another_takes_its_place(world: World) -> None:
    path = front(world, Block("news"), Block("regions", (("ar", "جهاتنا"),)))
    assert headings(world.browser(cached=True).get("/")) == ["جهاتنا"]
    world.later(minutes=1)
    front(world, Block("figures"), name="other")
    assert headings(world.browser(cached=True).get("/")) == []
    world.step("admin", "/other", "retract")
    assert headings(world.browser(cached=True).get("/")) == ["جهاتنا"]
    with world.acting("admin") as ctx:
        before = len(list(ctx.portal.journal))
        edit(ctx, world.at(ctx, path), {"blocks": (Block("consultations"),)})
        assert len(list(ctx.portal.journal)) == before + 1
    form = world.browser("admin").get(f"{EN}{path}/history").forms
    assert form and headings(world.browser(cached=True).get(EN + "/")) == ["Consultations"]


def test_a_space_has_a_home_page_too(world: World) -> None:
    other = world.collection("akhbar", kinds=("news",), who="admin", parent="/")
    front(world, Block("text", (("ar", "مرحبا"),), (("ar", "<p>أهلا بكم.</p>"),)), Block("consultations"),
          Block("collection", to=target(world, other)), who="lead", parent=SPACE)  # fmt: skip
    browser = Browser(PageCache(world.pyramid, world.site))
    assert headings(browser.get(SPACE))[:2] == ["مرحبا", "الاستشارات العمومية"]
    # The list comes from the whole portal, which the space is only a part of.
    item = world.news(who="admin", parent="/", name="n", title="خبر عام")
    world.step("admin", item, "publish")
    assert "خبر عام" in browser.get(SPACE).text


@pytest.mark.parametrize("who", ["citizen", "editor", "lead", "observer", None])
def test_only_those_of_the_whole_portal_touch_its_home_page(world: World, who: str | None) -> None:
    path = front(world, Block("news"))
    world.browser(who).get("/add?type=front", status=403)
    world.browser(who).get(f"{path}/edit", status=403)
