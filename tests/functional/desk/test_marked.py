"""A long text comes back from the browser as marks or as HTML; what is kept is the same, clean, and of bounded length."""

import gc
from typing import Any

import pytest
from bs4 import BeautifulSoup

from mukhtabar.content.texts import Texts
from mukhtabar.forms.marked import HTML_FOLLOWS
from mukhtabar.forms.page import BODY_MAX
from mukhtabar.language.html import EDITOR_TAGS, plain_to_html, sanitise
from mukhtabar.language.marks_back import html_to_plain
from tests.security.test_stored_markup import PAYLOADS, harmless
from tests.work import lines_run
from tests.world import COMMUNE, PEOPLE, SPACE, World

EN = "/en"
HOSTILE = [
    *PAYLOADS,
    "<p style='background:url(//evil.example)' onclick='x()' class='x' id='main'>نص</p>",
    "<a href='data:text/html,x'>أ</a><a href='//evil.example'>ب</a><a href='\\\\evil.example'>ج</a><a href='JaVaScRiPt:x'>د</a>",
    "<p>abc\u202egpj.exe &#x202E;x &#8294;y</p>",
    "<table><tr><td><script>x()</script><img src=x onerror=x()>ا</td></tr></table>",
    "<svg><style><img src=x onerror=x()></style></svg><math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=x()&gt;'>",
    "<form action='//evil.example'><input name=csrf_token value=x><button>زر</button></form><base href='//evil.example'><meta http-equiv=refresh content='0;//evil.example'>",
    "<!--html--><!--html--><p>مرتان</p>--><script>x()</script>",
    "</textarea><script>x()</script><textarea>", "</template><script>x()</script>", "<ul><li>" * 200 + "ع", "<blockquote>" * 500 + "ع", "<p lang='x' dir='y'>نص</p>",
    "\x00\x08<p>\x0bنص</p>", "<", "&", "<p",
]  # fmt: skip


#: WebOb leaves the file in which it holds a long request to the collector.
LONG = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")


def body(world: World, path: str, language: str = "ar") -> str:
    with world.acting() as ctx:
        return str(world.at(ctx, path).body.get(language))


def posting(world: World, path: str, typed: str, who: str = "lead", **more: str) -> Any:
    """Post the edit form as the editor in the page does: HTML in the field of the text."""
    browser = world.browser(who)
    form = browser.form(browser.get(f"{EN}{path}/edit"), "serial")
    area = form.html.find("textarea", attrs={"data-html": True})
    index = [field.id for field in form.fields["ar"]].index(area["id"])
    form.set("ar", typed, index=index)
    for name, value in more.items():
        form[name] = value
    return form.submit("save")


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_html_comes_out_clean_everywhere(world: World, typed: str) -> None:
    path = world.page()
    page = posting(world, path, HTML_FOLLOWS + typed)
    assert page.status_int == 303, page
    kept = body(world, path)
    assert sanitise(kept, editor=True) == kept
    assert {tag.name for tag in BeautifulSoup(kept, "html.parser").find_all(True)} <= EDITOR_TAGS
    assert not any(sign in kept for sign in ("\u202e", "\u2066", "\x00", "onclick", "style=", "id=", "class="))
    world.step("lead", path, "publish")
    for address in (path, f"{path}/edit", f"{path}/history", f"/fr{path}"):
        harmless(world.browser("lead").get(address))


@pytest.mark.parametrize("typed", [*PAYLOADS[:3], *HOSTILE[-9:-7]], ids=range(5))
def test_hostile_html_that_is_kept_unsaved_or_comes_back_is_text(world: World, typed: str) -> None:
    path = world.page(title="")
    browser = world.browser("lead")
    form = browser.form(browser.get(f"{path}/edit"), "serial")
    fields = [(name, HTML_FOLLOWS + typed if value.startswith("كيف") else value) for name, value in form.submit_fields()]
    browser.post(f"{path}/keep", fields)
    harmless(browser.get(f"{path}/edit?continue=1"))
    harmless(posting(world, path, HTML_FOLLOWS + typed, note="x" * 300))


def test_html_and_marks_keep_the_same(world: World) -> None:
    marks = "## عنوان\n\n- *أ*\n  1. [ب](/x)\n\n|= ت\n| 1 | 2 |\n|---|---|\n| 3 | 4 |\n\n{ltr fr} Bonjour"
    one, other = world.page(name="one"), world.page(name="other")
    posting(world, one, marks)
    posting(world, other, HTML_FOLLOWS + plain_to_html(marks, editor=True))
    assert body(world, one) == body(world, other) == plain_to_html(marks, editor=True)


def test_the_page_shows_both_spellings(world: World) -> None:
    html = '<h2 dir="auto">عنوان</h2><p dir="auto"><strong>نص</strong></p>'
    path = world.page(body=html)
    area = world.browser("lead").get(f"{path}/edit").html.find("textarea", attrs={"data-html": True})
    assert area.text.strip() == "## عنوان\n\n*نص*"
    assert area["data-html"] == html


def test_a_form_that_comes_back_shows_marks_and_no_html(world: World) -> None:
    path = world.page()
    page = posting(world, path, HTML_FOLLOWS + "<h2>عنوان</h2><ul><li>أ</li></ul>", note="x" * 300)
    assert page.status_int == 200
    area = page.html.find("textarea", attrs={"data-html": True})
    assert area.text.strip() == "## عنوان\n\n- أ"
    assert "<h2" in area["data-html"]
    assert body(world, path) == "<p>كيف تشاركون.</p>"


def test_who_saves_over_another_sees_words(world: World) -> None:
    path = world.page()
    browser = world.browser("lead")
    form = browser.form(browser.get(f"{EN}{path}/edit"), "serial")
    with world.acting() as ctx:
        world.at(ctx, path).body = Texts.of(ctx.now, ar="<p>غيرها</p>")
    area = form.html.find("textarea", attrs={"data-html": True})
    index = [field.id for field in form.fields["ar"]].index(area["id"])
    form.set("ar", HTML_FOLLOWS + "<p>كلمتي <em>هنا</em></p>", index=index)
    page = form.submit("save")
    conflict = page.html.find("section", class_="conflict").text
    assert "كلمتي" in conflict
    assert "<" not in conflict
    assert page.html.find("textarea", attrs={"data-html": True}).text.strip() == "كلمتي _هنا_"


@LONG
def test_lengths_are_those_of_the_marks(world: World) -> None:
    path = world.page()
    assert posting(world, path, HTML_FOLLOWS + f"<p>{'س' * BODY_MAX}</p>").status_int == 303
    assert "too long" in posting(world, path, HTML_FOLLOWS + f"<p>{'س' * (BODY_MAX + 1)}</p>")
    assert "far too long" in posting(world, path, HTML_FOLLOWS + "<p>س</p>" * 10_000)
    assert len(html_to_plain(body(world, path))) == BODY_MAX
    gc.collect()


@LONG
@pytest.mark.parametrize("piece", ["<ul><li>", "<b>", "<table><tr><td>", "<p><a href=/x>", "<blockquote><p>", "*a_[", "<br>", "<!--"])
def test_the_longest_html_is_answered_and_its_work_grows_with_its_length(world: World, piece: str) -> None:
    half, whole = (lines_run(html_to_plain, piece * (size // len(piece))) for size in (2_500, 5_000))
    assert whole < 2.5 * half + 1_000
    assert posting(world, world.page(), HTML_FOLLOWS + (piece * 60_000)[:59_000]).status_int in {200, 303}
    gc.collect()


def test_only_who_may_edit_can(world: World) -> None:
    path = world.page()
    for who in PEOPLE:
        page = world.browser(who).get(f"{path}/edit", status="*")
        assert ("editor.js" in page.text) == (page.status_int == 200 and who in {"lead", "editor", "admin"}), who


@pytest.mark.parametrize(("path", "who", "brings"), [
    (f"{SPACE}/add?type=page", "lead", True), (f"{SPACE}/add?type=news", "lead", True), (f"{SPACE}/add", "lead", False),
    (f"{SPACE}/edit", "lead", False), (f"{COMMUNE}/add?type=space", "admin", False), (f"{SPACE}/add?type=image", "editor", False),
])  # fmt: skip
def test_the_form_brings_the_editor_where_it_has_such_a_field(world: World, path: str, who: str, brings: bool) -> None:
    page = world.browser(who).get(path)
    assert page.text.count('id="editor-parts"') == page.text.count("/editor.js") == page.text.count("/editor.css") == int(brings)


def test_a_page_is_added_with_html(world: World) -> None:
    browser = world.browser("lead")
    form = browser.form(browser.get(f"{EN}{SPACE}/add?type=page"), "once")
    area = form.html.find("textarea", attrs={"data-html": True})
    index = [field.id for field in form.fields["ar"]].index(area["id"])
    form.set("ar", "صفحة", index=0)
    form.set("ar", HTML_FOLLOWS + "<h1>كبير</h1><p>نص<script>x()</script></p>", index=index)
    path = form.submit("save").headers["Location"].removeprefix("http://localhost").removesuffix("/review").removeprefix(EN)
    assert body(world, path) == '<p dir="auto">كبير</p><p dir="auto">نص</p>'
