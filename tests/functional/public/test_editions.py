"""The same document in another language and in easy words: what readers get, and what is said about it (point 7)."""

from typing import Any

import pytest

from mukhtabar.actions.edit import edit
from mukhtabar.actions.translate import confirm, publish
from mukhtabar.content.texts import Texts
from mukhtabar.content.translations import easy_behind, standing
from tests.world import CONSULTATION, SPACE, World

FULL, SIMPLE = "النص الكامل بكل تفاصيله", "نص قصير سهل"


def told(world: World, **values: Any) -> str:
    """Return a published page with an easy-read text."""
    path = world.page(body=f"<p>{FULL}</p>", **values)
    with world.acting("lead") as ctx:
        edit(ctx, world.at(ctx, path), {"easy": Texts.of(ctx.now, ar=f"<p>{SIMPLE}<br>فكرة ثانية</p>")})
    world.step("lead", path, "publish")
    return path


def changed(world: World, path: str, name: str = "body", text: str = "<p>نص آخر</p>") -> None:
    world.later(days=1)
    with world.acting("lead") as ctx:
        page = world.at(ctx, path)
        edit(ctx, page, {name: getattr(page, name).with_values(ctx.now, {"ar": text})})


def notes(page: Any) -> str:
    return " ".join(note.get_text(" ", strip=True) for note in page.html.select("main p.note"))


def test_a_plain_link_leads_to_the_easy_words_and_back(world: World) -> None:
    path = told(world)
    browser = world.browser(cached=True)
    page = browser.get(f"/en{path}")
    assert FULL in page and SIMPLE not in page
    easy = page.click("Read it in easy words")
    assert SIMPLE in easy and FULL not in easy and easy.request.path_qs == f"/en{path}?easy=1"
    assert {link["href"] for link in easy.html.select(".tongues a")} >= {f"/fr{path}?easy=1"}
    assert easy.html.select_one("link[rel=canonical]")["href"].endswith(f"/en{path}")
    assert FULL in easy.click("Read the full text")
    assert FULL in browser.get(f"/en{path}") and SIMPLE in browser.get(f"/en{path}?easy=1")


@pytest.mark.parametrize("query", ["?easy=0", "?easy=", "?easy=x", "?easy=1&easy=2", "?easy=<script>", "?EASY=1"])
def test_another_wish_is_the_full_text(world: World, query: str) -> None:
    assert FULL in world.browser(cached=True).get(told(world) + query)


def test_a_document_without_easy_words_offers_none(world: World) -> None:
    path = world.page(body=f"<p>{FULL}</p>")
    world.step("lead", path, "publish")
    for query in ("", "?easy=1"):
        page = world.browser().get(f"/en{path}{query}")
        assert FULL in page and "easy words" not in page and "Read the full text" not in page


@pytest.mark.parametrize("kind", ["news", "consultation"])
def test_news_and_consultations_have_one_too(world: World, kind: str) -> None:
    path = world.public_news() if kind == "news" else CONSULTATION
    with world.acting("lead") as ctx:
        edit(ctx, world.at(ctx, path), {"easy": Texts.of(ctx.now, ar=f"<p>{SIMPLE}</p>")})
    page = world.browser(cached=True).get(f"/en{path}").click("Read it in easy words")
    prose = page.html.select_one(".prose")
    assert prose.get_text() == SIMPLE and (prose["lang"], prose["dir"]) == ("ar", "rtl")


def test_it_is_kept_as_html_and_nothing_in_it_runs(world: World) -> None:
    path = world.page()
    browser = world.browser("lead")
    form = browser.form(browser.get(f"/en{path}/edit"), "serial")
    form.set("ar", "فكرة أولى بسيطة جدا <script>x()</script>\nفكرة *ثانية*", index=3)
    form.submit("save")
    world.step("lead", path, "publish")
    prose = world.browser().get(f"{path}?easy=1").html.select_one(".prose")
    assert prose.select("br") and prose.select_one("strong").get_text() == "ثانية" and not prose.select("script")


def test_a_translation_that_is_older_says_so_and_leads_to_the_original(world: World) -> None:
    path = told(world)
    with world.acting("lead") as ctx:
        publish(ctx, world.at(ctx, path), "fr", {"title": "Guide", "body": "<p>Texte complet</p>"})
    assert notes(world.browser(cached=True).get(f"/fr{path}")) == ""
    changed(world, path)
    page = world.browser(cached=True).get(f"/fr{path}")
    link = page.html.select_one("p.note a")
    assert page.html.select_one("p.note time")["datetime"].startswith("2026-11-21")
    assert (link["href"], link["hreflang"], link.bdi["lang"]) == (path, "ar", "ar")
    assert notes(world.browser(cached=True).get(path)) == ""
    assert "This text has not been translated yet" in notes(world.browser().get(f"/en{path}"))
    with world.acting("lead") as ctx:
        confirm(ctx, world.at(ctx, path), "fr")
    assert notes(world.browser(cached=True).get(f"/fr{path}")) == ""


def test_easy_words_older_than_the_text_say_so_until_somebody_finds_them_right(world: World) -> None:
    path = told(world)
    with world.acting("lead") as ctx:
        publish(ctx, world.at(ctx, path), "fr", {"easy": "<p>Mots faciles</p>"})
    changed(world, path)
    browser = world.browser(cached=True)
    assert "2026-11-21" in str(browser.get(f"{path}?easy=1").html.select_one("p.note")) and notes(browser.get(path)) == ""
    assert browser.get(f"/fr{path}?easy=1").html.select_one("p.note time")
    lead = world.browser("lead")
    page = lead.get(f"/en{path}/translate")
    assert "The easy-read text is older than the text" in page
    form = next(form for form in page.forms.values() if "confirm" in form.fields and form["language"].value == "ar")
    form.submit("confirm").follow()
    assert notes(browser.get(f"{path}?easy=1")) == ""
    with world.acting() as ctx:
        # What is right of the original's words stays right of their translation: they are the same words.
        assert easy_behind(world.at(ctx, path)) is None and standing(world.at(ctx, path), "fr").since is None


def test_the_editor_is_told_after_saving_what_is_still_hard(world: World) -> None:
    path = world.page()
    browser = world.browser("lead")
    form = browser.form(browser.get(f"/en{path}/edit"), "serial")
    assert not form.response.html.select("#ease")
    form.set("ar", " ".join(["كلمة"] * 16) + ".", index=3)
    form.submit("save")
    for page in (browser.get(f"/en{path}/edit"), browser.get(f"/en{path}/review"), browser.get(f"/en{path}/translate")):
        said = page.html.select_one("#ease").get_text(" ", strip=True)
        assert "16 words" in said and "A sentence of 16 words: at most 15." in said
    form = browser.form(browser.get(f"/en{path}/edit"), "serial")
    form.set("ar", "جملة قصيرة.", index=3)
    form.submit("save")
    assert "it is easy to read" in browser.get(f"/en{path}/edit").html.select_one("#ease").get_text()


def test_easy_words_are_found_by_search(world: World) -> None:
    path = told(world)
    world.drain()
    assert path in world.browser().get("/search", {"q": "سهل"})


def test_the_space_says_when_its_translation_is_older(world: World) -> None:
    changed(world, SPACE, "title", "فضاء آخر")
    assert "<time" in str(world.browser().get(f"/fr{SPACE}").html.select_one("p.note")) and notes(world.browser().get(SPACE)) == ""


@pytest.mark.parametrize("prefix", ["", "/fr", "/zgh", "/en"])
def test_each_block_says_its_language_and_its_direction(world: World, prefix: str) -> None:
    path = told(world, summary="ملخص")
    with world.acting("lead") as ctx:
        publish(ctx, world.at(ctx, path), "fr", {"summary": "العنوان بالعربية ثم du français"})
    page = world.browser().get(prefix + path)
    for block, french in ((page.html.select_one(".lead"), prefix == "/fr"), (page.html.select_one(".prose"), False)):
        assert (block["lang"], block["dir"]) == (("fr", "ltr") if french else ("ar", "rtl"))
