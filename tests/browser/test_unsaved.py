"""GOALS U3: when the browser dies, what was typed is there again, at most ten seconds behind."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Open, Served

#: Milliseconds that may be lost.
BEHIND = 10_000


def test_what_was_typed_is_there_again_in_another_browser(surf: Open, served: Served) -> None:
    path = served.world.page(who="editor", name="inqitaa", title="صفحة والتيار ينقطع")
    page = surf("/health", who="editor")
    page.clock.install()
    page.goto(f"{path}/edit")
    page.locator("main input[name=ar]").first.focus()
    page.keyboard.press("End")
    page.keyboard.type(" فجأة")
    with page.expect_response(lambda answer: answer.url.endswith("/keep")) as kept:
        page.clock.fast_forward(BEHIND)
    assert kept.value.status == 200
    # The page says so once it has read the answer: a moment after it came.
    expect(page.locator(".kept").first).to_have_text(re.compile(r"\S"))
    page.context.close()
    again = surf(f"{path}/edit", who="editor")
    assert "فجأة" not in again.locator("main input[name=ar]").first.input_value()
    again.get_by_role("link", name="متابعة هذا النص").click()
    expect(again.locator("main input[name=ar]").first).to_have_value(re.compile("فجأة$"))


def test_somebody_else_is_told_who_writes_and_the_writer_when_it_is_taken_over(surf: Open, served: Served) -> None:
    path = served.world.page(who="editor", name="ithnan", title="صفحة لاثنين")
    page = surf("/health", who="editor")
    page.clock.install()
    page.goto(f"{path}/edit")
    page.locator("main input[name=ar]").first.fill("بدأت الكتابة هنا")
    with page.expect_response(lambda answer: answer.url.endswith("/keep")):
        page.clock.fast_forward(BEHIND)
    other = surf(f"{path}/edit", who="lead")
    assert "Editor" in other.locator("section[aria-labelledby=writer-title]").inner_text()
    other.locator("form[action$='/take-over'] button").click()
    other.locator("main input[name=ar]").first.fill("والقائدة تكمل")
    other.locator("button[name=save]").click()
    page.locator("main input[name=ar]").first.fill("وأنا أيضا")
    with page.expect_response(lambda answer: answer.url.endswith("/keep")):
        page.clock.fast_forward(BEHIND)
    page.locator("button[name=save]").click()
    assert page.locator(".conflict").inner_text()
    expect(page.locator("main input[name=ar]").first).to_have_value("وأنا أيضا")
