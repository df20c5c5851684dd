"""J16, J17 and J19: a day of an officer, from what waits to what is published; on a phone, scripts off, in Arabic."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from playwright.sync_api import Locator, Page

from mukhtabar.actions.tick import tick
from mukhtabar.language.dates import ZONE
from tests import files
from tests.browser.conftest import PHONE, Open, Served
from tests.browser.test_journeys import Phone, mail_link
from tests.browser.test_promises import fits, path_here
from tests.world import COMMUNE, CONSULTATION, World

SERVICE = "قسم الأشغال (Travaux)"
NOTE = "ننتظر ثمن الولوجيات من المكتب التقني قبل الجواب."
NUMBER = "0528 80 00 00"
ISOLATES = dict.fromkeys(map(ord, "\u2066\u2069"))
#: What the officer types into an answer, by the name of the field.
LINES = {
    "cost": "85.000 درهم (HT)", "duration": "قبل 30/06/2027", "competence": "المديرية الإقليمية للتجهيز بطاطا",
    "addressee": f"مكتب الضبط، شارع الحسن الثاني، {NUMBER}", "protocol": "2026/341",
}  # fmt: skip
SUMMARY, DETAILS = "القنطرة تابعة لمديرية التجهيز، وقد راسلناها.", "عاينت اللجنة القنطرة يوم 12 نونبر."
ATTACHED = "رسالة الجماعة إلى المديرية"


def in_hand(surf: Open, path: str, who: str = "officer") -> Phone:
    """Open a page on the phone of somebody of the council."""
    return Phone(surf(path, who=who, size=PHONE, scripts=False, has_touch=True, is_mobile=True))


def text(page: Page) -> str:
    """Return what the page says, once it is known to fit the screen."""
    fits(page)
    return page.locator("main").inner_text()


def public(surf: Open, *paths: str) -> str:
    """Return the whole text and code of pages as anybody gets them."""
    return "".join(surf(path, scripts=False).content() for path in paths)


def in_order(page: Page, number: str) -> bool:
    """Return whether the groups of a number stand from left to right, as drawn."""
    drawn = page.get_by_text(number.partition(" ")[0]).evaluate("""e => {
      const walker = document.createTreeWalker(e, NodeFilter.SHOW_TEXT), text = walker.nextNode();
      return [...text.data.matchAll(/\\d+/g)].map(found => {
        const range = document.createRange();
        range.setStart(text, found.index);
        range.setEnd(text, found.index + found[0].length);
        return range.getBoundingClientRect().left;
      });
    }""")
    return len(drawn) == len(number.split()) and drawn == sorted(drawn)


def badges(page: Page) -> list[str]:
    return page.locator(".item-kind .badge").all_inner_texts()


def titled(page: Page, title: str) -> Locator:
    return page.locator(".listing .item", has_text=title)


@contextmanager
def later(world: World, **delta: float) -> Iterator[None]:
    """Let time pass, and turn the clock back: the portal is that of all tests."""
    before = world.clock.moment
    world.later(**delta)
    try:
        yield
    finally:
        world.clock.moment = before


def ticked(world: World) -> None:
    """Let the portal do what is due at this hour."""
    with world.acting() as ctx:
        tick(ctx)


def approved(world: World, title: str, summary: str) -> str:
    answer = world.drafted(world.published(title), summary=summary)
    world.step("officer", answer, "send")
    world.step("approver", answer, "approve")
    return answer


def test_j16_from_the_list_of_what_waits_to_a_note_that_a_colleague_finds(surf: Open, served: Served) -> None:
    world = served.world
    first = world.published("ولوجيات في مقر الجماعة", topic="accessibility")
    with later(world, days=6):
        world.published("ممر للكراسي المتحركة", topic="accessibility")
    with later(world, days=18):
        phone = in_hand(surf, "/desk")
        phone.tap(f"main a[href='{COMMUNE}/waiting']")
        assert "ممر للكراسي المتحركة" not in text(phone.page), "what came last is on the last page"
        days = [int(day) for words in badges(phone.page) for day in re.findall(r"^اليوم (\d+) من \d+$", words)]
        assert days == sorted(days, reverse=True) and days[0] > 18
        phone.page.locator("main a[href='#filters']").tap()
        phone.tap(".filters a[href*='topic=accessibility']")
        assert "ملفان ينتظران · الإعاقة والولوجيات · إظهار كل ما ينتظر" in text(phone.page)
        assert phone.page.locator(".item-title").all_inner_texts() == ["ولوجيات في مقر الجماعة", "ممر للكراسي المتحركة"]
        assert badges(phone.page) == ["اليوم 18 من 60", "اليوم 12 من 60"]
        phone.tap(f".item-title a[href='{first}/review']")
        phone.page.locator("nav.staff summary").tap()
        phone.tap("nav.staff a[href$='/council']")
        phone.page.locator("[name=holder]").select_option(label=f"{SERVICE} (2)")
        phone.tap("button[name=assign]")
        phone.page.locator("[name=text]").fill(NOTE)
        phone.page.locator(".choice", has_text="Both").tap()
        phone.tap("button[name=write]")
        assert NOTE in text(phone.page) and SERVICE in text(phone.page)
        colleague = in_hand(surf, mail_link(served, f"{first}/council", "both"), "both")
        assert NOTE in text(colleague.page)
        colleague.page.goto("/desk")
        colleague.tap(f"main a[href='{COMMUNE}/waiting']")
        colleague.tap(".filters a[href*='for=g-']")
        assert titled(colleague.page, "ولوجيات في مقر الجماعة").count()
        for shown in (public(surf, first, CONSULTATION, COMMUNE), surf(first, who="citizen", scripts=False).content()):
            assert NOTE not in shown and SERVICE not in shown and "Both" not in shown


def test_j17_an_answer_with_all_that_it_can_say_is_sent_for_approval(surf: Open, served: Served) -> None:
    proposal = served.world.published("صيانة القنطرة قرب الثانوية")
    phone = in_hand(surf, f"{proposal}/review")
    phone.tap("main a[href$='/answer']")
    page = phone.page
    assert "البدء بنموذج" in text(page)
    page.locator("[name=outcome][value=not_our_competence]").check()
    page.locator("[name=ar]").nth(0).fill(SUMMARY)
    page.locator("[name=ar]").nth(1).fill(DETAILS)
    for name, words in LINES.items():
        page.locator(f"[name={name}]").fill(words)
    page.locator("[name=registered]").fill("2026-11-18")
    fits(page)
    phone.tap("main form button.main")
    answer = path_here(served, page)
    phone.tap("main a[href$='/files']")
    page.locator("[name=title]").fill(ATTACHED)
    page.locator("[name=upload]").set_input_files({"name": "رسالة.pdf", "mimeType": "application/pdf", "buffer": files.PDF})
    phone.tap("main form[enctype] button.main")
    assert ATTACHED in text(page)
    phone.tap(f"main a[href='{answer}/review']")
    phone.tap("button[value=send]")
    assert served.world.state(answer) == "for_approval"
    review = in_hand(surf, f"{answer}/review", "approver").page
    said = text(review).translate(ISOLATES)
    for words in (SUMMARY, DETAILS, *LINES.values(), "18 نونبر 2026", "خارج اختصاصات الجماعة", ATTACHED):
        assert words in said, words
    assert in_order(review, NUMBER), "a number is dialled from left to right"
    shown = public(surf, proposal, CONSULTATION, COMMUNE)
    assert SUMMARY not in shown and ATTACHED not in shown


def test_j19_an_approved_answer_is_published_at_the_hour_that_was_set(surf: Open, served: Served) -> None:
    world, summary = served.world, "ستفتح المكتبة مساء ابتداء من دجنبر."
    answer = approved(world, "فتح المكتبة مساء", summary)
    proposal = answer.rpartition("/")[0]
    phone = in_hand(surf, f"{answer}/review")
    phone.tap("main a[href$='/schedule']")
    hour = world.clock.now().astimezone(ZONE).replace(minute=0) + timedelta(hours=1)
    phone.page.locator("[name=on]").fill(hour.strftime("%Y-%m-%dT%H:%M"))
    phone.tap("main form button.main")
    assert hour.strftime("%H:%M") in phone.page.locator(".status-line").inner_text()
    with later(world, minutes=59):
        ticked(world)
        assert world.state(answer) == "approved" and summary not in public(surf, proposal, CONSULTATION, COMMUNE)
    with later(world, minutes=60):
        ticked(world)
        reader = surf(proposal, size=PHONE, scripts=False)
        assert summary in reader.locator("article.answer").inner_text()


def test_j19_several_approved_answers_are_published_at_once(surf: Open, served: Served) -> None:
    world = served.world
    words = [f"ستبلط الزنقة {name} في ماي." for name in ("الأولى", "الثانية", "الثالثة")]
    answers = [approved(world, f"تبليط زنقة {number} بحي النخيل", summary) for number, summary in enumerate(words)]
    phone = in_hand(surf, "/desk")
    phone.tap(f"main a[href='{COMMUNE}/to-publish']")
    for summary in words[:2]:
        titled(phone.page, summary).locator("label.choice").tap()
    phone.tap("button[value=publish]")
    assert words[2] in text(phone.page)
    assert [world.state(answer) for answer in answers] == ["published", "published", "approved"]
    for answer, summary in zip(answers, words, strict=True):
        assert (summary in public(surf, answer.rpartition("/")[0])) is (world.state(answer) == "published")
