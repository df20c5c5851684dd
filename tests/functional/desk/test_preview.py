"""Preview: exactly what readers will get, in each way and language, and nothing of who looks at it (J11)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from mukhtabar.actions.attach import attach
from mukhtabar.actions.edit import edit
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.file import File, Image
from mukhtabar.content.page import Page
from mukhtabar.content.texts import Texts
from mukhtabar.language import LANGUAGES
from mukhtabar.language.outline import outline
from mukhtabar.rules.phases import Phase
from tests import files
from tests.world import CONSULTATION, PEOPLE, SPACE, World

EN = "/en"
PREFIX = {code: "" if code == "ar" else f"/{code}" for code in LANGUAGES}


def consultation(world: World, starts: int = -1) -> str:
    now = world.clock.now()
    phase = Phase("النقاش", now + timedelta(days=starts), now + timedelta(days=40), frozenset({"propose"}))
    return world.made("lead", SPACE, Consultation(), "other", title="استشارة", summary="ملخص", phases=(phase,), decides="المجلس")


def without_mark(page: Any) -> str:
    """Return what is left of a preview when its mark is taken out; it must be there once, in the head of the page."""
    text = page.text
    mark = page.html.select(".top > p.sample")[0]
    start = text.index('<p class="sample"><span class="wrap">' + mark.get_text())
    end = text.index("</p>", start) + len("</p>")
    return text[:start] + text[end:]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["page", "news", "consultation", "consultation ahead", "file", "image", "inside a draft"])
def test_it_is_what_the_reader_gets_after_publishing_byte_for_byte(world: World, kind: str, language: str) -> None:
    path, steps = made(world, kind)
    inner = world.browser("lead").get(f"{PREFIX[language]}{path}/previewed")
    assert world.browser().get(path, status="*").status_int == 404
    for at, step in steps:
        world.step("lead", at, step)
        with world.acting() as ctx:
            from mukhtabar.actions.tick import tick

            tick(ctx)
    public = world.browser(cached=True).get(f"{PREFIX[language]}{path}")
    assert without_mark(inner) == public.text


def made(world: World, kind: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the path of a draft of some kind, and the steps that publish it: (path, step)."""
    if kind in {"file", "image"}:
        with world.acting("lead") as ctx:
            values = {"title": Texts.of(ctx.now, ar="بئر", fr="Puits")}
            blank: Any = File()
            if kind == "image":
                blank, values["alternative"] = Image(), Texts.of(ctx.now, ar="بئر في واحة")
            name = attach(ctx, world.at(ctx, SPACE), blank, values, "bir.png", files.png() if kind == "image" else files.PDF).__name__
        return f"{SPACE}/{name}", [(f"{SPACE}/{name}", "publish")]
    if kind == "inside a draft":
        above = consultation(world)
        path = world.page(parent=above)
        return path, [(path, "publish"), (above, "announce")]
    if kind.startswith("consultation"):
        path = consultation(world, 3 if "ahead" in kind else -1)
        return path, [(path, "announce")]
    path = getattr(world, kind)(summary="ملخص الصفحة")
    with world.acting("lead") as ctx:
        document = world.at(ctx, path)
        edit(ctx, document, {"title": document.title.with_values(ctx.now, {"fr": "Guide : bien lire"})})
    return path, [(path, "publish")]


def test_what_is_public_is_shown_as_it_is(world: World) -> None:
    for path in ("", "/souss-massa", SPACE, CONSULTATION):
        inner = world.browser("admin").get(f"{EN}{path}/previewed")
        assert "Preview: this is what readers see now." in inner
        assert without_mark(inner) == world.browser().get(f"{EN}{path}" if path else "/en/").text


def test_the_mark_says_that_it_is_not_published(world: World) -> None:
    path = world.page()
    page = world.browser("editor").get(f"{EN}{path}/previewed")
    assert page.html.select_one(".top > .sample").get_text() == "Preview: this page is not published."


def test_nothing_of_the_session_is_in_the_frame(world: World) -> None:
    page = world.browser("lead").get(f"{EN}{world.page()}/previewed")
    assert not page.html.select("nav.staff") and "Lead" not in page.html.select_one(".top").get_text()
    assert "csrf_token" not in page and "/sign-in" in page


def test_the_frame_is_kept_by_nobody_and_framed_by_us_alone(world: World) -> None:
    path = world.page()
    for cached in (False, True):
        browser = world.browser("lead")
        if cached:
            browser.app = world.app
        page = browser.get(f"{path}/previewed")
        assert page.headers["Cache-Control"] == "private, no-store" and page.headers["X-Robots-Tag"] == "noindex"
        assert page.headers["X-Frame-Options"] == "SAMEORIGIN" and "ETag" not in page.headers
        assert "frame-ancestors 'self'" in page.headers["Content-Security-Policy"]
    assert world.browser(cached=True).get(f"{path}/previewed", status="*").status_int == 404


def test_previewing_writes_nothing_and_publishes_nothing(world: World) -> None:
    paths = [world.page(), consultation(world), world.news()]
    browser = world.browser("lead")
    before = world.serials()
    for path in paths:
        for way in ("desktop", "phone", "print", "contrast", "large", "outline", "nonsense"):
            browser.get(f"{EN}{path}/preview?as={way}&language=fr")
            browser.get(f"{EN}{path}/previewed?as={way}")
    assert world.serials() == before
    assert [world.state(path) for path in paths] == ["private", "draft", "private"]
    assert all(world.browser().get(path, status="*").status_int == 404 for path in paths)


@pytest.mark.parametrize("who", [None, *PEOPLE])
def test_who_may_not_read_a_draft_has_no_preview(world: World, who: str | None) -> None:
    path = world.page(title="سر المسودة")
    found = world.browser(who).get(f"{path}/previewed", status="*")
    assert (found.status_int == 200) == (who in {"editor", "lead", "admin"})
    assert found.status_int in {200, 404} and ("سر المسودة" in found) == (found.status_int == 200)
    assert world.browser(who).get(f"{path}/preview", status="*").status_int == found.status_int


def test_the_bar_offers_every_way_and_language(world: World) -> None:
    path = world.page()
    page = world.browser("lead").get(f"{EN}{path}/preview?as=phone&language=fr")
    ways, tongues = page.html.select("main nav.tabs")
    assert len(ways.select("a")) == 6 and ways.select_one("[aria-current]").get_text() == "Phone, 320 pixels"
    assert tongues.select_one("[aria-current]").get_text() == "Français"
    frame = page.html.select_one("iframe")
    assert frame["src"] == f"/fr{path}/previewed?as=phone" and frame["data-as"] == "phone" and frame["title"]
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    assert world.browser("lead").get(frame["src"]).html.html["lang"] == "fr"


@pytest.mark.parametrize(("way", "sign"), [
    ("contrast", 'data-contrast="high"'), ("large", 'data-size="200"'), ("print", "/print.css"), ("desktop", 'data-size="100"'),
])  # fmt: skip
def test_each_way_is_the_page_of_a_reader_who_chose_it(world: World, way: str, sign: str) -> None:
    page = world.browser("lead").get(f"{EN}{world.page()}/previewed?as={way}")
    assert sign in page.text
    for link in page.html.select("link[rel=stylesheet]"):
        assert world.browser().get(link["href"]).content_type == "text/css"


def test_paper_on_a_screen_follows_the_rules_for_paper(world: World) -> None:
    paper, site = (world.site.assets.find(name) for name in ("print.css", "site.css"))
    assert paper is not None and site is not None
    assert b"@media print" not in paper.body and b"@media print" in site.body


def test_the_outline_lists_what_a_screen_reader_does(world: World) -> None:
    path = world.page(body='<h2>لماذا؟</h2><p>نص <a href="/about">عن المختبر</a>.</p><h3>أين؟</h3><p>هناك.</p>')
    page = world.browser("lead").get(f"{EN}{path}/preview?as=outline&language=ar")
    assert not page.html.select("iframe")
    headings = [(li["data-level"], li.bdi.get_text()) for li in page.html.select(".outline li")]
    assert headings == [("1", "دليل المشاركة"), ("2", "لماذا؟"), ("3", "أين؟")]
    assert "عن المختبر" in [li.get_text() for li in page.html.select("ol li bdi")]
    assert "Main content" in page


def test_an_outline_names_landmarks_and_leaves_out_what_is_hidden() -> None:
    found = outline(
        '<html lang="ar"><head><title>عنوان  الصفحة</title></head><body><header><nav aria-label="القائمة"><a href="/a">أ <b>ب</b></a></nav></header>'
        '<main><h1>ع</h1><section aria-labelledby="t"><h2 id="t">قسم</h2><header>لا</header></section><section>بلا اسم</section>'
        '<svg><a href="/x">لا</a></svg><div hidden><h2>لا</h2></div><a href="/p"><img alt="صورة" src="/s"></a><img alt="" src="/t"></main></body>'
    )
    assert (found.language, found.title) == ("ar", "عنوان الصفحة")
    assert [(one.kind, one.text) for one in found.landmarks] == [
        ("banner", ""), ("navigation", "القائمة"), ("main", ""), ("region", "قسم"),
    ]  # fmt: skip
    assert [(one.kind, one.text) for one in found.headings] == [("h1", "ع"), ("h2", "قسم")]
    assert [(one.text, one.href) for one in found.links] == [("أ ب", "/a"), ("صورة", "/p")]
    assert [one.text for one in found.pictures] == ["صورة"]


@pytest.mark.parametrize("html", ["", "</p>", "<h1>", "<a href>", "<section aria-labelledby='none'>", "<" * 99, "<title>"])
def test_an_outline_of_broken_markup(html: str) -> None:
    outline(html)


def test_the_check_says_how_much_the_page_weighs(world: World) -> None:
    path = world.page()
    page = world.browser("lead").get(f"{EN}{path}/check")
    kilobytes = int(page.html.select_one("#weight-title + p b").get_text())
    assert 10 <= kilobytes <= 40 and "are usual" not in page
    with world.acting("lead") as ctx:
        values = {"title": Texts.of(ctx.now, ar="بئر"), "alternative": Texts.of(ctx.now, ar="بئر في واحة")}
        image = attach(ctx, world.at(ctx, SPACE), Image(), values, "bir.png", files.png())
        name = image.__name__
        image.scales = tuple(replace(scale, size=150_000) for scale in image.scales)
    assert "100 are the most" in world.browser("lead").get(f"{EN}{SPACE}/{name}/check")


def test_a_draft_whose_title_is_missing_can_be_previewed(world: World) -> None:
    path = world.made("editor", SPACE, Page(), "bare", body="<p>نص.</p>")
    assert "نص." in world.browser("editor").get(f"{path}/previewed")
