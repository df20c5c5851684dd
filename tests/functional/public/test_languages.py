"""The same portal in four languages: the switch keeps the page, stale translations say so, comfort is remembered."""

import pytest

from mukhtabar.content.texts import Texts
from tests.world import CONSULTATION, World

DIRECTIONS = {"": "rtl", "/fr": "ltr", "/zgh": "ltr", "/en": "ltr"}


@pytest.mark.parametrize("path", ["/", CONSULTATION, f"{CONSULTATION}?order=waiting", "/search?q=eau", "/s"])
def test_the_language_switch_keeps_the_page(world: World, path: str) -> None:
    browser = world.browser()
    for prefix, direction in DIRECTIONS.items():
        page = browser.get(prefix + path)
        html = page.html.find("html")
        assert html["dir"] == direction and html["lang"] == (prefix.strip("/") or "ar")
        switch = {link["hreflang"]: link["href"] for link in page.html.select(".tongues a")}
        assert switch == {other.strip("/") or "ar": other + path for other in DIRECTIONS}
        current = page.html.select_one(".tongues a[aria-current]")
        assert current["hreflang"] == html["lang"]


def test_links_of_a_page_stay_in_its_language(world: World) -> None:
    world.answered()
    for prefix in ("/fr", "/zgh", "/en"):
        page = world.browser().get(prefix + CONSULTATION)
        main = {link["href"] for link in page.html.select("main a, .crumbs a, footer a") if link["href"].startswith("/")}
        assert main and all(href.startswith(f"{prefix}/") for href in main), main


def test_the_arabic_prefix_leads_to_the_bare_address(world: World) -> None:
    browser = world.browser()
    for path in ("/ar/", f"/ar{CONSULTATION}", "/ar/search?q=x"):
        moved = browser.get(path, status=301)
        assert moved.headers["Location"].endswith(path.removeprefix("/ar"))


def test_forms_and_redirects_stay_in_the_language(world: World) -> None:
    browser = world.browser()
    form = browser.form(browser.get(f"/fr{CONSULTATION}/propose"), "title")
    form["kind"], form["topic"], form["title"] = "need", "water", "Eau potable pour le douar"
    form["body"], form["name"], form["consent"] = "Le douar n'a pas d'eau depuis deux mois.", "Hassan", True
    status = form.submit().follow()
    assert status.request.path.startswith("/fr/s/")
    with world.acting() as ctx:
        (name,) = world.at(ctx, CONSULTATION)
        assert world.at(ctx, f"{CONSULTATION}/{name}").language == "fr"
    world.step("editor", f"{CONSULTATION}/{name}", "publish")
    page = world.browser().get(f"{CONSULTATION}/{name}")
    assert page.html.select_one("h1")["lang"] == "fr" and page.html.find("html")["lang"] == "ar"


def test_a_translation_that_fell_behind_says_so_and_one_that_is_missing_too(world: World) -> None:
    path = world.page(body="<p>النص العربي الأول.</p>")
    with world.acting() as ctx:
        page = world.at(ctx, path)
        page.body = page.body.with_values(ctx.now, {"fr": "<p>Premier texte.</p>"})
    world.step("lead", path, "publish")
    browser, note = world.browser(), "This translation is out of date"
    assert note not in browser.get(f"/en{path}")
    assert "This text has not been translated yet" in browser.get(f"/en{path}")
    world.later(days=2)
    with world.acting() as ctx:
        page = world.at(ctx, path)
        page.body = page.body.with_values(ctx.now, {"ar": "<p>النص العربي الثاني.</p>"})
        assert page.body.stale_since("fr") == ctx.now and page.body.stale_since("ar") is None
    french = browser.get(f"/fr{path}")
    assert "Premier texte." in french and french.html.select_one("p.note time")
    assert not browser.get(path).html.select("p.note")


def test_a_text_says_which_language_it_is_in(world: World) -> None:
    path = world.page(body="<p>النص العربي.</p>")
    with world.acting() as ctx:
        world.at(ctx, path).title = Texts.of(ctx.now, ar="عنوان", fr="Titre")
    world.step("lead", path, "publish")
    page = world.browser().get(f"/fr{path}")
    assert page.html.select_one("h1")["lang"] == "fr" and page.html.select_one(".prose")["lang"] == "ar"


def test_reading_comfort_is_kept_and_brings_back_to_the_page(world: World) -> None:
    browser = world.browser()
    page = browser.get(f"{CONSULTATION}?order=waiting")
    form = browser.form(page, "contrast")
    form["size"], form["contrast"], form["motion"], form["theme"] = "150", "high", "reduced", "dark"
    back = form.submit().follow()
    assert back.request.path_qs == f"{CONSULTATION}?order=waiting"
    for again in (back, browser.get("/fr/"), browser.get("/nothing", status=404)):
        html = again.html.find("html")
        assert [html[f"data-{name}"] for name in ("size", "contrast", "motion", "theme")] == ["150", "high", "reduced", "dark"]
    assert world.browser().get("/").html.find("html")["data-size"] == "100"


@pytest.mark.parametrize("cookie", ["", "x", "150.high", "999.a.b.c", "150.high.reduced.dark.more", '"><script>', "%00" * 99])
def test_a_comfort_cookie_that_makes_no_sense_is_the_default(world: World, cookie: str) -> None:
    for cached in (False, True):
        page = world.browser(cached=cached).get("/", headers={"Cookie": f"comfort={cookie}"})
        html = page.html.find("html")
        assert html["data-size"] in {"100", "150"} and html["data-theme"] in {"auto", "dark"} and "<script>" not in page
