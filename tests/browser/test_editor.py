"""The editor of long texts: by keyboard alone, with hostile pastes, under our policy, and equal to the marks without scripts."""

import gc
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from mukhtabar.content.page import Page as Text
from mukhtabar.content.texts import Texts
from mukhtabar.language.html import plain_to_html
from tests.browser.axe import violations
from tests.browser.conftest import Open, Served
from tests.browser.keys import Keys
from tests.browser.pages import examples

EDITOR, AREA = ".ed-text[data-long]", "textarea[data-html]:not(details textarea)"
#: What a person has who presses keys on an empty page, and what the same is in marks.
TEXTS = {
    "words": "نص *مهم* و_مائل_ وعادي\nسطر ثان",
    "headings": "## عنوان\n\nفقرة\n\n### عنوان فرعي\n\n#### عنوان صغير",
    "nested list": "- الأول\n  - تحته\n    1. أعمق\n    2. بعده\n- الثاني",
    "link": "انظروا [صفحة الجماعة](/souss-massa/tata) و[الموقع](https://example.ma/?a=1&b=2)",
    "table": "|= مناصب *الجماعة*\n| المنصب | العدد |\n|---|---|\n| كاتبة | 2 |\n| سائق | 1 |",
    "quote": "> قالت اللجنة\n> كلمتها\n>\n> ثم انصرفت",
    "mixed": "قال المجلس: PK 12\n\n{ltr fr} Le conseil a dit: الماء\n\n{rtl} DPETL هي المديرية\n\n{fr}\n- un\n- deux",
    "letters": "هذه \\*ليست\\* مهمة\n\n\\- وليست لائحة\n\n3*4*5 file_name",
}


@pytest.fixture(scope="module")
def path(served: Served) -> Iterator[str]:
    """An empty draft of a page."""
    yield served.world.page(name="muharrir")


def store(served: Served, path: str, html: str) -> None:
    with served.world.acting() as ctx:
        served.world.at(ctx, path).body = Texts.of(ctx.now, ar=html) if html else Texts()


def stored(served: Served, path: str) -> str:
    with served.world.acting() as ctx:
        document = served.world.at(ctx, path)
        assert isinstance(document, Text)
        return document.body.get("ar")


def listen(page: Page) -> list[str]:
    """Return a list that fills with what the page complains of, and with each breach of its policy."""
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
    return heard


def edit(surf: Open, path: str, **more: Any) -> tuple[Page, Locator, list[str]]:
    page = surf("/health", "lead", **more)
    heard = listen(page)
    page.add_init_script("addEventListener('securitypolicyviolation', e => console.error(`policy: ${e.violatedDirective} ${e.sourceFile} ${e.lineNumber}`))")
    page.goto(f"{path}/edit")
    editor = page.locator(EDITOR)
    editor.wait_for()
    return page, editor, heard


def save(page: Page) -> None:
    with page.expect_navigation():
        page.locator("button[name=save]").click()


#: A browser tells of a moved selection when it draws, and the editor puts its own in place 20 ms after it got the focus: no hand
#: is as quick as that, a test is.
SETTLED = "() => new Promise(done => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 20))"


def write(page: Page, editor: Locator, keys: list[str]) -> None:
    """Press keys: a word that begins with a capital and is no word of ours is a key."""
    editor.focus()
    page.evaluate(SETTLED)
    for key in keys:
        if key.startswith("⌨"):
            page.keyboard.press(key[1:])
            page.evaluate(SETTLED)
        else:
            page.keyboard.type(key)


def paste(editor: Locator, html: str, text: str = "") -> None:
    editor.focus()
    editor.evaluate(
        """(e, [html, text]) => { const data = new DataTransfer(); if (html) data.setData('text/html', html); data.setData('text/plain', text || 'x');
        e.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})); }""",
        [html, text],
    )


@pytest.mark.parametrize("name", TEXTS)
def test_what_the_editor_saves_equals_what_the_marks_save(surf: Open, served: Served, path: str, name: str) -> None:
    """The same text, once typed in marks without scripts and once opened and changed in the editor."""
    store(served, path, "")
    page = surf(f"{path}/edit", "lead", scripts=False)
    page.locator(AREA).fill(TEXTS[name])
    save(page)
    by_marks = stored(served, path)
    assert by_marks == plain_to_html(TEXTS[name], editor=True)
    # In the editor: a letter more, saved; the letter away, saved.
    for keys in (["⌨Control+End", "x"], ["⌨Control+End", "⌨Backspace"]):
        page, editor, heard = edit(surf, path)
        write(page, editor, keys)
        expect(page.locator(AREA)).to_have_value(re.compile("^<!--html-->"))
        save(page)
        assert heard == []
    assert stored(served, path) == by_marks


def test_what_is_not_touched_is_posted_as_it_came(surf: Open, served: Served, path: str) -> None:
    store(served, path, '<p lang="fr">Bonjour <bdi>x</bdi></p><p dir="auto">نص</p>')
    page, editor, heard = edit(surf, path)
    write(page, editor, ["⌨Control+End", "x", "⌨Backspace"])
    assert not page.locator(AREA).input_value().startswith("<!--")
    write(page, editor, ["⌨Control+End", " آخر"])
    save(page)
    assert stored(served, path) == '<p lang="fr">Bonjour <bdi>x</bdi></p><p dir="auto">نص آخر</p>'
    assert heard == []


def test_a_text_by_keyboard_alone(surf: Open, served: Served, path: str) -> None:
    """Heading and list by their marks, strong by a shortcut, a link by its dialog, the public page at the end."""
    store(served, path, "")
    page, editor, heard = edit(surf, path)
    Keys(page).to("[role=toolbar] button").to(EDITOR)
    write(page, editor, ["## عنوان", "⌨Enter", "نص ", "⌨Control+b", "مهم", "⌨Control+b", " هنا ", "⌨Control+k"])
    expect(page.locator("#ed-address")).to_be_focused()
    page.keyboard.type("javascript:alert(1)")
    page.keyboard.press("Enter")
    expect(page.locator("#ed-address")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#ed-address")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("example.ma/تقرير")
    page.keyboard.press("Tab")
    page.keyboard.type("التقرير")
    page.keyboard.press("Enter")
    expect(editor).to_be_focused()
    write(page, editor, ["⌨Enter", "- واحد", "⌨Enter", "اثنان", "⌨Control+]", "⌨Enter", "⌨Enter", "⌨Enter", "ختام"])
    save(page)
    assert heard == []
    expected = plain_to_html("## عنوان\n\nنص *مهم* هنا [التقرير](https://example.ma/تقرير)\n\n- واحد\n  - اثنان\n\nختام", editor=True)
    assert stored(served, path) == expected


@pytest.mark.parametrize("language", ["", "/fr"])
def test_a_page_of_the_portal_is_found_by_its_words(surf: Open, served: Served, path: str, language: str) -> None:
    """By keyboard: a word of its title, one of what is found, the address is that of the page in every language."""
    name = f"mawid{len(language)}"
    found = served.world.page(name=name, title=f"مواعيد القافلة الطبية {name}")
    served.world.step("lead", found, "publish")
    served.world.drain()
    store(served, path, "")
    page, editor, heard = edit(surf, language + path)
    write(page, editor, ["⌨Control+k"])
    expect(page.locator("#ed-address")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("لا شيء كهذا هنا qqqq")
    page.keyboard.press("Enter")
    expect(page.locator("[data-find=said]")).not_to_be_empty()
    expect(page.locator("[data-find=found] button")).to_have_count(0)
    page.keyboard.press("Control+a")
    page.keyboard.type(name)
    expect(page.locator("[data-find=found] button")).to_have_count(1)
    # What axe cannot decide about an open dialog, it leaves open: colours over what lies under it.
    assert [line for line in violations(page) if not line.startswith("incomplete")] == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#ed-address")).to_have_value(found)
    expect(page.locator("#ed-words")).to_be_focused()
    page.keyboard.press("Enter")
    save(page)
    assert heard == []
    assert stored(served, path) == plain_to_html(f"[مواعيد القافلة الطبية {name}]({found})", editor=True)


def test_the_toolbar_is_one_stop_and_arrows_move_in_it(surf: Open, served: Served, path: str) -> None:
    store(served, path, "")
    page, editor, heard = edit(surf, path)
    on = "() => document.activeElement.dataset.do"
    editor.focus()
    page.keyboard.press("Alt+F10")
    assert page.evaluate(on) == "strong"
    page.keyboard.press("ArrowLeft")  # the next one: the page runs from the right
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(on) == "link"
    page.keyboard.press("End")
    assert page.evaluate(on) == "keys"
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(on) == "strong"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Home")
    page.keyboard.press("Space")
    expect(editor).to_be_focused()
    expect(page.locator(".ed").first.locator("[data-do=strong]")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Alt+F10")
    page.keyboard.press("Escape")
    expect(editor).to_be_focused()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(on) == "strong"
    page.keyboard.press("Tab")
    expect(editor).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("() => !document.activeElement.closest('.ed')"), "Tab leaves the text"
    assert page.evaluate(f"() => document.querySelector('{EDITOR}').getAttribute('aria-labelledby').split(' ').every(id => document.getElementById(id))")
    assert heard == []


def test_buttons_and_dialogs(surf: Open, served: Served, path: str) -> None:
    """Table, direction, language, headings and undo, by their buttons; the focus comes back to the text."""
    store(served, path, "")
    page, editor, heard = edit(surf, path)
    bar = page.locator(".ed").first
    write(page, editor, ["Le rapport"])
    bar.locator("[data-do=ltr]").click()
    bar.locator("[data-do=lang]").click()
    page.locator("#ed-lang").select_option("fr")
    page.keyboard.press("Escape")
    expect(editor).to_be_focused()
    expect(bar.locator("[data-do=lang]")).to_have_attribute("aria-pressed", "false")
    bar.locator("[data-do=lang]").click()
    page.locator("#ed-lang").select_option("fr")
    page.locator("dialog[open] button.main").click()
    expect(bar.locator("[data-do=lang]")).to_have_attribute("aria-pressed", "true")
    bar.locator("[data-do=h3]").click()
    bar.locator("[data-do=table]").click()
    page.locator("#ed-caption").fill("الكلفة")
    page.locator("#ed-rows").fill("2")
    page.locator("dialog[open] button.main").click()
    expect(editor).to_be_focused()
    write(page, editor, ["البند", "⌨Enter", "الثمن", "⌨Enter", "بئر", "⌨Enter", "10"])
    bar.locator("[data-do=row-add]").click()
    bar.locator("[data-do=column-add]").click()
    write(page, editor, ["أ"])
    assert editor.locator("tr").count() == 3
    assert editor.locator("td, th").count() == 9
    bar.locator("[data-do=row-drop]").click()
    bar.locator("[data-do=column-drop]").click()
    expect(bar.locator("[data-do=table]")).to_have_attribute("aria-disabled", "true")
    write(page, editor, ["⌨Control+End", "بعده"])
    save(page)
    assert heard == []
    assert stored(served, path) == plain_to_html(
        "{ltr fr} ### Le rapport\n\n|= الكلفة\n| البند | الثمن |\n|---|---|\n| بئر | 10 |\n\nبعده", editor=True
    )


HOSTILE = """<html><head><style>p{color:red}</style><meta name=Generator content="Microsoft Word"></head><body>
<script>alert('xss1')</script><p style="color:red;background:url(javascript:alert(1))" onclick="alert(1)" class=MsoNormal>سطر <b onmouseover="alert(1)">مهم</b>
<img src=x onerror="alert('xss1')"><a href="javascript:alert(1)">خطير</a> <a href="https://example.ma/" style="x:y" target=_blank>سليم</a>
<a href="data:text/html,<script>alert(1)</script>">بيانات</a> abc\u202egpj.exe</p><iframe srcdoc="<script>alert(1)</script>"></iframe>
<svg onload="alert(1)"><text>رسم</text></svg><p><span style="font-weight:700">غليظ</span> <span style="font-style:italic">مائل</span></p>
<h1 id=x>أعلى</h1><form action=//evil.example><input name=q value=v><button>زر</button></form></body></html>"""
WORD = """<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span><![endif]>أول<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;</span></span><![endif]>ثان<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>"""
GOOGLE = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="rtl" style="line-height:1.38"><span style="font-size:11pt;font-weight:400">عادي </span><span style="font-weight:700">غليظ</span></p>
<p dir="rtl"><span>PDF هنا</span></p><ul><li dir="rtl"><p><span>بند</span></p></li></ul></b>"""


@pytest.mark.parametrize(
    ("html", "marks"),
    [
        (HOSTILE, "سطر *مهم* خطير [سليم](https://example.ma/) بيانات abcgpj.exe\n\n*غليظ* _مائل_\n\n## أعلى\n\nزر"),
        (WORD, "- أول\n- ثان"),
        (GOOGLE, "عادي *غليظ*\n\n{rtl} PDF هنا\n\n- بند"),
    ],
    ids=["hostile", "Word", "Google Docs"],
)
def test_what_is_pasted_is_reduced(surf: Open, served: Served, path: str, html: str, marks: str) -> None:
    store(served, path, "")
    page, editor, heard = edit(surf, path)
    paste(editor, html)
    assert editor.evaluate("e => [...e.querySelectorAll('*')].every(x => !x.style.cssText && ![...x.attributes].some(a => a.name.startsWith('on')) && !x.matches('script, img, svg, iframe, style, form, input'))")
    save(page)
    assert heard == []
    assert stored(served, path) == plain_to_html(marks, editor=True)


def test_plain_text_and_whatsapp(surf: Open, served: Served, path: str) -> None:
    store(served, path, "")
    page, editor, heard = edit(surf, path)
    paste(editor, "", "مرحبا *بكم* جميعا\nسطر\n\nفقرة abc\u202egpj")
    save(page)
    assert stored(served, path) == plain_to_html("مرحبا *بكم* جميعا\nسطر\n\nفقرة abcgpj", editor=True)
    assert heard == []


def test_words_are_kept_while_typing_and_come_back(surf: Open, served: Served) -> None:
    path = served.world.page(name="left", body="")
    page, editor, heard = edit(surf, path)
    with page.expect_response(lambda answer: answer.url.endswith("/keep")):
        write(page, editor, ["## عنوان", "⌨Enter", "نص لم يحفظ"])
    page.goto(f"{path}/edit?continue=1")
    expect(page.locator(EDITOR).locator("h2")).to_have_text("عنوان")
    bare = surf(f"{path}/edit?continue=1", "lead", scripts=False)
    assert bare.locator(AREA).input_value() == "## عنوان\n\nنص لم يحفظ"
    assert heard == []


# WebOb leaves the file in which it holds a long request to the collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_form_that_comes_back_still_holds_the_text(surf: Open, served: Served, path: str) -> None:
    """A text too long, written in the editor: the words and the problem are there, and the problem leads to the editor."""
    store(served, path, "")
    page, editor, heard = edit(surf, path)
    paste(editor, "<p>" + "كلمة " * 4100 + "</p><p><b>آخر</b></p>")
    save(page)
    expect(page.locator(EDITOR)).to_have_attribute("aria-invalid", "true")
    expect(page.locator(EDITOR).locator("strong")).to_have_text("آخر")
    page.locator(".problems a").first.click()
    expect(page.locator(EDITOR)).to_be_focused()
    assert heard == []
    gc.collect()


def test_two_who_write_at_once(surf: Open, served: Served, path: str) -> None:
    """The conflict page shows words, not HTML, and the editor still holds mine."""
    store(served, path, "<p>قديم</p>")
    page, editor, heard = edit(surf, path)
    write(page, editor, ["⌨Control+End", " مني"])
    store(served, path, "<p>قديم منها</p>")
    save(page)
    conflict = page.locator(".conflict")
    assert "مني" in conflict.inner_text()
    assert "<p" not in conflict.inner_text()
    expect(page.locator(EDITOR)).to_have_text("قديم مني")
    assert heard == []


def test_without_the_script_there_is_the_textarea(surf: Open, served: Served, path: str) -> None:
    store(served, path, "<p><strong>نص</strong></p>")
    page = surf("/health", "lead")
    page.route("**/editor.js", lambda route: route.abort())
    page.goto(f"{path}/edit")
    assert page.locator(AREA).input_value() == "*نص*"
    assert page.locator(AREA).is_visible()
    assert page.locator("[data-marks]").first.is_visible()
    assert page.locator("dialog").count() == 0


def test_who_types_before_the_script_came_keeps_the_words(surf: Open, served: Served, path: str) -> None:
    store(served, path, "")
    page = surf("/health", "lead")
    held: list[Any] = []
    page.route("**/editor.js", lambda route: held.append(route))  # noqa: PLW0108 Playwright wants a function of Python
    page.goto(f"{path}/edit", wait_until="commit")
    page.locator(AREA).fill("كتب *قبل*")
    held[0].continue_()
    page.wait_for_load_state("load")
    assert page.locator(AREA).input_value() == "كتب *قبل*"
    assert page.locator(AREA).is_visible()


def test_other_languages_get_their_editor_when_opened(surf: Open, served: Served, path: str) -> None:
    store(served, path, "<p>نص</p>")
    page, editor, heard = edit(surf, path)
    assert page.locator(".ed").count() == 1
    page.locator("details.others:has(textarea[data-html]) > summary").click()
    expect(page.locator(".ed")).to_have_count(4)
    french = page.locator(".ed-text[lang=fr]")
    assert french.evaluate("e => getComputedStyle(e.querySelector('p')).direction") == "ltr"
    assert editor.evaluate("e => getComputedStyle(e.querySelector('p')).direction") == "rtl"
    french.click()
    page.keyboard.type("Bonjour")
    save(page)
    assert heard == []
    with served.world.acting() as ctx:
        assert served.world.at(ctx, path).body.get("fr") == '<p dir="auto">Bonjour</p>'


@pytest.mark.parametrize("language", ["", "/fr"])
@pytest.mark.parametrize("comfort", ["", "150.high.normal.dark"])
def test_on_a_phone_nothing_moves_sideways_and_buttons_are_large(surf: Open, served: Served, path: str, language: str, comfort: str) -> None:
    store(served, path, plain_to_html(TEXTS["table"], editor=True))
    page = surf(f"{language}{path}/edit", "lead", size={"width": 320, "height": 700}, comfort=comfort)
    editor = page.locator(EDITOR)
    editor.locator("td").first.click()
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    small = page.locator(".ed-b").evaluate_all("all => all.map(b => b.getBoundingClientRect()).filter(r => r.width && (r.width < 43.9 || r.height < 43.9)).length")
    assert small == 0
    assert page.locator("#limit-" + str(page.locator(AREA).first.get_attribute("id"))).is_visible()


WRITING = {("IWritten", "edit"), ("IContainer", "add"), ("IWritten", "translate")}
PLAIN = [e for e in examples() if not e.post and e.view not in WRITING]


def test_it_loads_on_edit_pages_only(served: Served, path: str) -> None:
    assert served.world.browser("lead").get(f"{path}/edit").text.count("editor.js") == 1
    # A person has a limited number of browsers at once: one each.
    browsers = {who: served.world.browser(who) for who in {example.who for example in PLAIN}}
    for example in PLAIN:
        address = example.path if example.path.startswith("/") and not example.path.startswith("/s/") else None
        if address:
            found = browsers[example.who].get(address, status="*")
            assert "editor.js" not in found.text, address
            assert "editor.css" not in found.text, address
