"""Search in any spelling, over what the reader may see."""

import pytest

from mukhtabar.actions.grant import grant
from mukhtabar.actions.record import refresh
from mukhtabar.content.texts import Texts
from mukhtabar.rules.roles import Role
from tests.world import COMMUNE, CONSULTATION, World


def found(page: object) -> list[str]:
    return [link.get_text() for link in page.html.select(".item-title a")]  # type: ignore[attr-defined]


@pytest.fixture
def city(world: World) -> World:
    """Three public documents and one that is not."""
    world.published("إصلاح الطريق المؤدية إلى المستشفى")
    world.answered("بناء قنطرة على الوادي", "ستبنى القنطرة قبل الشتاء.")
    world.public_news(title="افتتاح مكتبة الأطفال")
    world.submitted("مقترح سري حول المستشفى")
    world.drain()
    return world


@pytest.mark.parametrize(
    "query", ["المستشفى", "مستشفى", "المُسْتَشْفَى", "للمستشفى", "المستشفي", "بالمستشفى", "مستشفـــى", "إصلاح", "اصلاح", "أصلاح"]
)
def test_spelling_vowels_and_prefixes_do_not_matter(city: World, query: str) -> None:
    page = city.browser().get("/search", {"q": query})
    assert found(page) == ["إصلاح الطريق المؤدية إلى المستشفى"]


def test_what_is_not_public_is_found_by_nobody_who_may_not_see_it(city: World) -> None:
    for who in (None, "officer", "approver", "observer"):
        assert "مقترح سري" not in city.browser(who).get("/search", {"q": "المستشفى"})
    assert "مقترح سري حول المستشفى" in found(city.browser("editor").get("/search", {"q": "المستشفى"}))


def test_whose_role_comes_by_a_group_finds_what_the_role_lets_them_read(world: World) -> None:
    gid = world.service("قسم الأشغال", "desk")
    world.drafted(world.published(), summary="سنبني قنطرة جديدة.")
    world.drain()
    assert not found(world.browser("desk").get("/search", {"q": "قنطرة"}))
    with world.acting("admin") as ctx:
        grant(ctx, world.at(ctx, COMMUNE), gid, Role.OFFICER, ctx.now)
    hits = found(world.browser("desk").get("/search", {"q": "قنطرة"}))
    assert hits and hits == found(world.browser("officer").get("/search", {"q": "قنطرة"}))


@pytest.mark.parametrize(("state", "found"), [("closed", set()), ("synthesis", {"خلاصتنا"}), ("replied", {"خلاصتنا", "ردنا"})])
def test_what_is_written_for_a_later_state_is_not_found_before(world: World, state: str, found: set[str]) -> None:
    with world.acting() as ctx:
        consultation = world.at(ctx, CONSULTATION)
        consultation.synthesis = Texts.of(ctx.now, ar="<p>خلاصتنا</p>")
        consultation.reply = Texts.of(ctx.now, ar="<p>ردنا</p>")
        consultation.state = state
        refresh(ctx, consultation)
    world.drain()
    hits = {word for word in ("خلاصتنا", "ردنا") if world.browser().get(f"/search?q={word}").html.select("main .item")}
    assert hits == found


def test_facets_narrow_and_widen_again(city: World) -> None:
    browser = city.browser()
    page = browser.get("/search", {"q": ""})
    links = {link["href"] for link in page.html.select("a[href*='type=']")}
    for href in links:
        narrowed = found(browser.get(f"/search{href}"))
        assert narrowed
        assert "type" in href and browser.get(f"/search{href}").html.select_one("[aria-current]")
    proposals = found(browser.get("/search", {"q": "الوادي", "type": "proposal"}))
    assert proposals == ["بناء قنطرة على الوادي"]
    assert not found(browser.get("/search", {"q": "الوادي", "type": "news"}))
    assert found(browser.get("/search", {"q": "الوادي", "type": "nonsense", "topic": "nonsense"}))


def test_nothing_found_says_what_to_do(city: World) -> None:
    page = city.browser().get("/en/search", {"q": "زرافة"})
    assert "Nothing was found." in page and "Try fewer words" in page


def test_a_page_of_results_marks_the_words_found(city: World) -> None:
    page = city.browser().get("/search", {"q": "الطريق"})
    assert "الطريق" in [mark.get_text() for mark in page.html.select("mark")]


def test_a_document_leaves_the_search_when_it_leaves_the_site(city: World) -> None:
    city.step("lead", "/souss-massa/tata/fada/meeting", "retract")
    assert "افتتاح مكتبة الأطفال" not in found(city.browser().get("/search", {"q": "مكتبة"}))
    city.drain()
    assert "افتتاح مكتبة الأطفال" not in found(city.browser().get("/search", {"q": "مكتبة"}))


def test_a_commune_is_found_by_its_name(city: World) -> None:
    for query in ("طاطا", "Tata", "tata"):
        page = city.browser().get("/search", {"q": query})
        assert page.html.find("a", href="/souss-massa/tata"), query
