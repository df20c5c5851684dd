"""J20 and J21: a promise is followed to its end, an agenda goes to its decisions; on a phone, scripts off, in Arabic."""

from datetime import timedelta

from playwright.sync_api import Page

from tests import files
from tests.browser.conftest import PHONE, Open, Served
from tests.browser.keys import Keys
from tests.world import COMMUNE


def on_phone(surf: Open, path: str, who: str | None) -> Keys:
    return Keys(surf(path, who=who, size=PHONE, scripts=False))


def path_here(served: Served, page: Page) -> str:
    return page.url.removeprefix(served.base).partition("?")[0].rpartition("/")[0]


def fits(page: Page) -> None:
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), page.url


def test_j20_from_an_answer_to_a_promise_that_is_kept(surf: Open, served: Served) -> None:
    world = served.world
    proposal, _answer = world.answered("حنفية عمومية في دوار تيغيرت")
    today = world.clock.now().date()
    keys = on_phone(surf, f"{proposal}/commit", "officer")
    keys.go("main button.main")
    assert keys.page.locator(".problems a").count() >= 2, "what is missing is said, and leads to its field"
    keys = on_phone(surf, f"{proposal}/commit", "officer")
    for number, words in enumerate(("حنفية عمومية وخزان", "حنفية في وسط الدوار.")):
        keys.page.locator("[name=ar]").nth(number).fill(words)
    keys.page.locator("[name=due]").fill((today + timedelta(days=60)).isoformat())
    keys.write("[name=service]", "مصلحة الماء")
    keys.page.locator("[name=title]").first.fill("ربط الخزان")
    keys.page.locator("[name=planned]").first.fill((today + timedelta(days=30)).isoformat())
    fits(keys.page)
    keys.go("main button.main")
    path = path_here(served, keys.page)
    keys.go("button[value=send]")
    on_phone(surf, f"{path}/review", "approver").go("button[value=confirm]")
    assert world.state(path) == "planned"
    keys = on_phone(surf, f"{path}/review", "officer")
    keys.go("button[value=start]").go("main a[href$='/progress']")
    keys.pick("[name=milestone]", "0").write("[name=words]", "ربط الخزان بالشبكة.").go("main button.main")
    keys.go("main a[href$='/evidence']")
    keys.page.locator("[name=upload]").set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": files.photo(90, 60)})
    keys.page.locator("[name=ar]").nth(0).fill("الحنفية تشتغل")
    keys.page.locator("[name=ar]").nth(1).fill("ماء يجري من حنفية جديدة")
    keys.go("main form[enctype] button.main")
    on_phone(surf, f"{path}/review", "approver").go("button[value=complete]")
    citizen = on_phone(surf, path, "citizen")
    fits(citizen.page)
    citizen.go("#evaluation a[href$='/evaluate']")
    citizen.to("[name=choice]").press("Space")
    citizen.go("main button.main")
    reader = on_phone(surf, COMMUNE, None)
    reader.go("aside a[href$='/commitments']").go(".filters a[href$='state=done']").go(f".listing a[href$='{path}']")
    text = reader.page.locator("main").inner_text()
    assert "منجز" in text and "الحنفية تشتغل" in text and "عبر شخص واحد عن رأيه" in text
    assert reader.page.locator("img[alt='ماء يجري من حنفية جديدة'], .files a").count()
    fits(reader.page)


def test_j21_from_choosing_the_points_to_the_decisions(surf: Open, served: Served) -> None:
    world = served.world
    first, second = world.published("سياج حول مقبرة الدوار"), world.published("مظلة في محطة النقل")
    keys = on_phone(surf, f"{COMMUNE}/sittings", "officer")
    keys.go("main a.button.main")
    keys.to("[name=session]").press("Space")
    code = str(keys.page.locator("[name=session]").first.get_attribute("value"))
    keys.page.locator("[name=day]").fill("2020-02-11")
    keys.go("main button.main")
    assert keys.page.locator("[name=day][aria-invalid=true]").count() == 1
    keys.page.locator("[name=day]").fill(f"{code}-12")
    keys.write("[name=ar]", "مذكرة الجلسة.").go("main button.main")
    wanted = [path.rpartition("/")[2] for path in (first, second)]
    for reference in wanted:
        keys.go(".filters a[href$='from=waiting']")
        while not keys.page.locator(f"[name=add][value='{reference}']").count():
            keys.go(".paging a[rel=next]")
        keys.page.locator(f"[name=add][value='{reference}']").check()
        fits(keys.page)
        keys.go("form:has([name=add]) button.main")
    keys.go(f"button[name=up][value='{wanted[1]}']").go("main a.button.main[href$='/review']")
    path = path_here(served, keys.page)
    keys.go("button[value=send]")
    approver = on_phone(surf, f"{path}/review", "approver")
    approver.go("button[value=convene]")
    reader = on_phone(surf, f"{COMMUNE}/sittings", None)
    reader.go(f"main a[href$='{path}']")
    titles = reader.page.locator(".agenda .item-title").all_inner_texts()
    assert titles == ["مظلة في محطة النقل", "سياج حول مقبرة الدوار"]
    before = world.clock.moment
    try:
        with world.acting() as ctx:
            world.clock.moment = world.at(ctx, path).day + timedelta(hours=15)
        keys = Keys(surf(f"{path}/decisions", who="officer", size=PHONE, scripts=False))
        keys.page.locator("[name=decision]").nth(0).select_option("adopted")
        keys.page.locator("[name=decision]").nth(1).select_option("rejected")
        keys.page.locator("[name=words]").nth(1).fill("لا يدخل في اختصاص الجماعة.")
        keys.go("main button.main").go("button[value=report]")
        assert "مصادق عليه" not in on_phone(surf, second, None).page.locator("main").inner_text()
        on_phone(surf, f"{path}/review", "approver").go("button[value=confirm_decisions]")
        assert "قرر المجلس: مصادق عليه" in on_phone(surf, second, None).page.locator(".timeline").inner_text()
        assert on_phone(surf, path, "officer").page.locator("main a[href$='/commit']").count() == 1
        sheet = surf(f"{path}/print")
        sheet.emulate_media(media="print")
        assert sheet.locator("table.paper-points").is_visible() and sheet.locator(".annex").count() == 2
        assert sheet.pdf(format="A4").startswith(b"%PDF")
    finally:
        world.clock.moment = before
