"""J-petition: from the check to the receipt on a phone without scripts; and the sheets and the file on paper."""

import re

import pytest
from playwright.sync_api import Page

from mukhtabar.actions.sheet import enter_sheet
from mukhtabar.rules.admissibility import CHECKS
from mukhtabar.rules.signatures import LINES
from tests.browser.conftest import PHONE, Open, Served
from tests.browser.keys import Keys
from tests.petitioning import AGENT, TEXT, names
from tests.world import COMMUNE

TITLE = "إدراج تهيئة ملعب القرب في جدول أعمال الدورة"


def paper(page: Page) -> tuple[int, bytes]:
    """Return how many pages the page has on paper, and the document."""
    made = page.pdf(prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", made)), made


def test_j_petition_from_the_check_to_the_receipt(surf: Open, served: Served) -> None:
    keys = Keys(surf(f"{COMMUNE}/petitions", who="desk", size=PHONE, scripts=False))
    page = keys.page
    keys.go(f"main a[href='{COMMUNE}/petition']").write("input[name=title]", TITLE).go("main button.main")
    path = page.url.removeprefix(served.base).removesuffix("/prepare")
    keys.go(f"a[href='{path}/questions']")
    for _check in CHECKS:
        page.locator("input[value=yes]").focus()
        keys.press("Space")
        keys.go("main button.main")
    keys.go(f"a[href='{path}/edit']")
    for name, words in TEXT.items():
        keys.write(f"textarea[name={name}]", words)
    keys.go("main button.main").go(f"a[href='{path}/agent']").write("input[name=name]", AGENT).go("main button.main")
    keys.go("button[value=collect]").go(f"a[href='{path}/sheet']").go("main button.main")
    keys.write("#signed", "2").write("#name-1", "فاطمة أيت علي").write("#name-2", "زهرة بنت أحمد").go("main form#lines button.main")
    assert page.locator("#double-1").count() == 0
    with served.world.acting("desk") as ctx:
        petition = served.world.at(ctx, path)
        for sheet in range(2, 12):
            enter_sheet(ctx, petition, sheet, LINES, names(sheet))
    page.goto(f"{path}/prepare")
    keys.go("button[value=make_ready]").go(f"a[href='{path}/lodge']").write("input[name=number]", "2026/9").go("main button.main")
    page.goto(path)
    assert page.locator("main .badge").first.inner_text() == "أودعت لدى المجلس" or page.locator("section.clock").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert AGENT not in page.content()


@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_each_sheet_is_one_page_of_a4_with_its_number(surf: Open, served: Served, prefix: str) -> None:
    page = surf(f"{prefix}{served.portal['petition:collecting']}/sheets?from=7&many=3", who="citizen")
    page.emulate_media(media="print")
    sheets = page.locator("section.paper")
    assert [re.findall(r"\d+", text) for text in sheets.locator("h2").all_inner_texts()] == [["7"], ["8"], ["9"]]
    for number in range(3):
        text = sheets.nth(number).inner_text()
        assert AGENT in text and served.portal["petition:collecting"].rpartition("/")[2] in text
        assert sheets.nth(number).locator("tbody tr").count() == LINES
    assert paper(page)[0] == 3


def test_the_file_prints_as_cover_text_and_lists(surf: Open, served: Served) -> None:
    page = surf(f"{served.portal['petition:ready']}/full-file", who="citizen")
    page.emulate_media(media="print")
    assert page.locator(".toc li").count() == 5 and page.locator("form, .no-print:visible").count() == 0
    rows = page.locator(".file-lists table").first.locator("tbody tr")
    assert [rows.nth(number).locator("td").first.inner_text() for number in range(rows.count())] == [str(n) for n in range(1, 13)]
    assert page.locator("tfoot td").all_inner_texts()[-1] == "103"
    many, made = paper(page)
    assert many == 3 and made.startswith(b"%PDF-")
