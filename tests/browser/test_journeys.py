"""GOALS A3: the journeys of the portal, by keyboard alone and with scripts off, in Arabic and in French."""

import email
import email.policy
import re

import pytest
from playwright.sync_api import Page, expect

from mukhtabar.services.mail import deliver
from tests.browser.conftest import PHONE, Open, Served
from tests.browser.furnish import answered
from tests.browser.keys import Keys
from tests.world import COMMUNE, CONSULTATION, PASSWORD

LANGUAGES = ("ar", "fr")


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def prefix(language: str) -> str:
    return "" if language == "ar" else f"/{language}"


def heading(page: Page) -> str:
    return page.locator("h1").inner_text()


def test_j1_find_a_commune_in_the_list(surf: Open, prefix: str) -> None:
    keys = Keys(surf(f"{prefix}/", scripts=False))
    keys.go(".hero a.button.main").go(f"main a[href='{prefix}/souss-massa']").go(f".columns-list a[href='{prefix}{COMMUNE}']")
    assert keys.page.url.endswith(COMMUNE)
    assert heading(keys.page) in {"طاطا", "Tata"}
    assert keys.page.locator(f"a[href='{prefix}{CONSULTATION}']").count() == 1


def test_j1_find_a_commune_on_the_map(surf: Open, prefix: str) -> None:
    keys = Keys(surf(f"{prefix}/souss-massa", scripts=False))
    keys.go(f".map svg a[href='{prefix}{COMMUNE}']")
    assert keys.page.url.endswith(COMMUNE)


def test_j1_find_a_commune_by_its_name(surf: Open, prefix: str) -> None:
    keys = Keys(surf(f"{prefix}/", scripts=False))
    keys.write(".hero input[type=search]", "طاطا")
    with keys.page.expect_navigation():
        keys.press("Enter")
    keys.go(f"main a[href='{prefix}{COMMUNE}']")
    assert heading(keys.page) in {"طاطا", "Tata"}


def test_j2_read_a_consultation(surf: Open, served: Served, prefix: str) -> None:
    keys = Keys(surf(f"{prefix}{COMMUNE}", scripts=False))
    keys.go(f"main a[href='{prefix}{CONSULTATION}']")
    assert keys.page.locator("aside .phases li[aria-current=step]").count() == 1
    keys.go(".paging a[rel=next]").go(".listing a")
    # Whether a proposal of the second page has an answer is as it falls.
    assert keys.page.locator("main .prose").first.inner_text()
    assert keys.page.locator(".timeline li").count() >= 2


def test_j3_read_an_answer(surf: Open, served: Served, prefix: str) -> None:
    keys = Keys(surf(f"{prefix}{CONSULTATION}", scripts=False))
    keys.go(".tabs a[href$='order=answered']").go(f".listing a[href$='{served.portal['proposal:published']}']")
    answer = keys.page.locator("article.answer:not(:has(.answer-old))")
    assert answer.locator(".answer-by").inner_text().split("\n") == ["Approver", "رئيسة المجلس"]
    assert answer.locator("time").get_attribute("datetime")
    assert answer.locator(".answer-outcome").inner_text().strip()
    assert "HT" in answer.locator(".prose").inner_text()
    assert answer.locator(".facts dd").count() == 4
    assert keys.page.locator("article.answer .answer-old").count() == 1, "the older answer says that a newer one replaces it"


@pytest.mark.parametrize("query", ["قاعه للنسا", "القاعة", "قاعةُ النِّساءِ", "للنّساء"])
def test_j4_search_in_any_spelling(surf: Open, query: str) -> None:
    keys = Keys(surf("/search", scripts=False))
    keys.write("main input[type=search]", query)
    with keys.page.expect_navigation():
        keys.press("Enter")
    assert "قاعة للنساء: 3 أيام / أسبوع" in keys.page.locator(".listing").inner_text()


def test_j7_submit(surf: Open, served: Served, prefix: str) -> None:
    """Sent empty first: the summary has the focus and leads to the field. Then complete: the receipt."""
    keys = Keys(surf(f"{prefix}{CONSULTATION}", scripts=False))
    keys.go("a[href$='/propose']").go("main button.main")
    assert keys.page.evaluate("() => document.activeElement.className") == "problems"
    keys.to(".problems a[href*='title'], .problems a:not([href=''])").press("Enter")
    name = keys.page.locator("main [name=title]").get_attribute("id")
    keys.page.goto(keys.page.url.partition("#")[0] + f"#{name}")
    title = "ممر آمن للتلاميذ أمام المدرسة"
    keys = Keys(surf(f"{prefix}{CONSULTATION}/propose", scripts=False))
    keys.to("[name=kind]").press("ArrowDown")
    keys.write("[name=title]", title).write("[name=body]", "يعبر التلاميذ الطريق دون ممر، ونطلب ممرا وإشارة.")
    keys.pick("[name=topic]", "roads").write("[name=place]", "حي المسيرة").write("[name=name]", "فاطمة")
    keys.to("[name=consent]").press("Space")
    keys.go("main button.main")
    assert re.search(r"/s/[a-z0-9]{20}$", keys.page.url)
    assert title in keys.page.locator("main").inner_text()
    assert keys.page.locator(".receipt b").inner_text() == keys.page.url.rsplit("/", 1)[1]


def test_j7_the_summary_leads_to_the_field(surf: Open) -> None:
    keys = Keys(surf(f"{CONSULTATION}/propose", scripts=False))
    keys.go("main button.main")
    keys.to(".problems a")
    target = str(keys.page.evaluate("() => decodeURIComponent(document.activeElement.hash.slice(1))"))
    keys.press("Enter")
    expect(keys.page.locator(f"[id='{target}']")).to_be_focused()
    keys.page.keyboard.type("عنوان يكفي طوله")
    assert keys.page.locator(f"[id='{target}']").input_value().startswith("عنوان")


def review(surf: Open, served: Served, path: str, prefix: str) -> Keys:
    """Sign in as the editor and come to a submission through the worklist, by keyboard."""
    keys = Keys(surf(f"{prefix}/sign-in", scripts=False))
    keys.sign_in("editor", PASSWORD)
    assert keys.page.url.endswith("/desk")
    keys.page.goto(f"{prefix}/desk?queue=editor")
    link = f"a[href='{prefix}{path}/review']"
    while not keys.page.locator(link).count():
        keys.go("section:first-of-type .paging a[rel=next]")
    return keys.go(link)


def test_j10_j12_publish_and_undo(surf: Open, served: Served, prefix: str) -> None:
    path = served.world.submitted("سياج للمدرسة من جهة الوادي")
    keys = review(surf, served, path, prefix)
    keys.go("button[value=publish]")
    assert served.world.state(path) == "published"
    assert keys.page.locator(".flash[data-kind=done]").count() == 1
    keys.go("button[value=undo_publish]")
    assert served.world.state(path) == "submitted"


def test_j12_return_with_a_reason(surf: Open, served: Served, prefix: str) -> None:
    """Without reason and comment the page says what is missing, and keeps what was typed."""
    path = served.world.submitted("شيء ما في مكان ما من المدينة")
    keys = review(surf, served, path, prefix)
    keys.write("[name=comment]", "أين يقع المكان؟").go("button[value=return]")
    assert served.world.state(path) == "submitted"
    assert keys.page.locator(".problems a").count() == 1
    assert keys.page.locator("[name=comment]").input_value() == "أين يقع المكان؟"
    keys.pick("[name=reason]", "unclear").go("button[value=return]")
    assert served.world.state(path) == "returned"


def test_j12_refuse(surf: Open, served: Served, prefix: str) -> None:
    path = served.world.submitted("إعلان عن بيع دراجة نارية مستعملة")
    keys = review(surf, served, path, prefix)
    keys.pick("[name=reason]", "advertising").go("button[value=refuse]")
    assert served.world.state(path) == "refused"


def test_j17_draft_an_answer(surf: Open, served: Served, prefix: str) -> None:
    path = served.world.published("صيانة القنطرة فوق وادي طاطا")
    keys = Keys(surf(f"{prefix}{path}", who="officer", scripts=False))
    keys.go("nav.staff a[href$='/review']").go("main a[href$='/answer']")
    keys.to("[name=outcome]").press("ArrowDown").press("ArrowUp")
    keys.write("textarea[lang=ar]", "تصلح القنطرة قبل متم مارس.").go("main button.main")
    assert keys.page.url.endswith("/review")
    keys.go("button[value=send]")
    assert served.world.state(keys.page.url.removeprefix(served.base).removeprefix(prefix).removesuffix("/review")) == "for_approval"


class Phone:
    """A page moved by taps, counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def tap(self, css: str) -> None:
        with self.page.expect_navigation():
            self.page.locator(css).first.tap()
        self.taps += 1


def mail_link(served: Served, path: str, who: str = "approver") -> str:
    """Return the link in the last letter that leads somebody to `path`: the approver, to an answer that waits."""
    while deliver(served.world.site).sent:
        pass
    folder = served.world.settings.data / "mail"
    texts = [letter.read_bytes() for letter in sorted(folder.rglob("*.eml"))]
    for text in reversed(texts):
        letter = email.message_from_bytes(text, policy=email.policy.default)
        body = letter.get_body(("plain",)).get_content()
        if path in body and f"{who}@" in str(letter["to"]):
            return next(word for word in body.split() if path in word)
    raise AssertionError(f"no letter for {who} among {len(texts)}")


def waiting(served: Served, title: str) -> str:
    """Publish a proposal, send an answer for approval, and return its path."""
    path = served.world.published(title)
    with served.world.acting() as ctx:
        answer = answered(ctx, served.world, served.world.at(ctx, path), "accepted", ("send",))
        return f"{path}/{answer.__name__}"


@pytest.mark.parametrize("signed_in", [True, False], ids=["signed in", "signed out"])
def test_j18_approve_on_a_phone(surf: Open, served: Served, signed_in: bool) -> None:
    """GOALS U2: at most four taps from the letter, the first being its link; scripts off, 360 px."""
    path = waiting(served, "نافورة ماء في السوق الأسبوعي")
    link = mail_link(served, path)
    page = surf("/health", who="approver" if signed_in else None, size=PHONE, scripts=False, has_touch=True, is_mobile=True)
    phone = Phone(page)
    page.goto(link)
    phone.taps += 1
    if not signed_in:
        # The letter leads through the door; whoever is signed in is let through at once.
        page.fill("[name=email]", "approver@example.org")
        page.fill("[name=password]", PASSWORD)
        phone.tap("main button.main")
    assert "216.000" in page.locator("main").inner_text()
    phone.tap("button[value=approve]")
    assert served.world.state(path) == "approved"
    assert phone.taps == (2 if signed_in else 3)


def test_j18_send_back_with_a_reason(surf: Open, served: Served) -> None:
    path = waiting(served, "تشجير جنبات الطريق إلى المسجد")
    keys = Keys(surf(f"{path}/review", who="approver", scripts=False, size=PHONE))
    keys.go("button[value=send_back]")
    assert served.world.state(path) == "for_approval"
    keys.write("[name=comment]", "أضيفوا الكلفة.").go("button[value=send_back]")
    assert served.world.state(path) == "drafting"


def test_comfort(surf: Open, served: Served, prefix: str) -> None:
    """Larger letters, strong contrast, a dark page: chosen by keyboard, kept, and one comes back to where one was."""
    keys = Keys(surf(f"{prefix}{CONSULTATION}?page=2", scripts=False))
    keys.to("details.comfort > summary").press("Enter")
    keys.to("[name=size]").press("ArrowDown").press("ArrowDown")
    keys.to("[name=contrast]").press("ArrowDown")
    keys.to("[name=theme]").press("ArrowDown").press("ArrowDown")
    keys.to("[name=motion]").press("ArrowDown")
    keys.go(".comfort-form button")
    assert keys.page.url.endswith(f"{prefix}{CONSULTATION}?page=2")
    chosen = "e => [e.dataset.size, e.dataset.contrast, e.dataset.theme, e.dataset.motion]"
    assert keys.page.locator("html").evaluate(chosen) == ["150", "high", "dark", "reduced"]
    keys.page.goto(f"{prefix}/news")
    assert keys.page.locator("html").get_attribute("data-size") == "150"


def test_language_switch(surf: Open, served: Served) -> None:
    keys = Keys(surf(f"{CONSULTATION}?page=2", scripts=False))
    keys.go(".tongues a[lang=fr]")
    assert keys.page.url.endswith(f"/fr{CONSULTATION}?page=2")
    assert keys.page.locator("html").evaluate("e => [e.lang, e.dir]") == ["fr", "ltr"]
    keys.go(".tongues a[lang=ar]")
    assert keys.page.locator("html").evaluate("e => [e.lang, e.dir]") == ["ar", "rtl"]


def test_skip_link(surf: Open) -> None:
    keys = Keys(surf("/", scripts=False))
    keys.to("a.skip", most=1).press("Enter")
    expect(keys.page).to_have_url(re.compile("#main$"))
    keys.to("main a, main input", most=1)


def test_paper(surf: Open, served: Served) -> None:
    """J5: the printed page has the text, its address and its reference, and nothing to press."""
    path = served.portal["proposal:published"]
    page = surf(path)
    page.emulate_media(media="print")
    for gone in (".top", ".crumbs", ".foot-in", ".share", ".skip", "form"):
        assert page.locator(gone).first.is_hidden() or not page.locator(gone).count(), gone
    assert path.rsplit("/", 1)[1] in page.locator(".reference").inner_text()
    assert page.locator(".reference").is_visible()
    assert page.locator("h1").is_visible()
    assert page.locator("article.answer").first.is_visible()
    pdf = page.pdf(format="A4")
    assert pdf.startswith(b"%PDF")
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 3
