"""GOALS A3 for the desk: the editor's journeys J10 to J15 in Arabic, by keyboard alone and with scripts off."""

from datetime import timedelta

from mukhtabar.actions.tick import tick
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.page import Page as PageDocument
from mukhtabar.rules.phases import Phase
from tests.browser.conftest import DESKTOP, PHONE, Open, Served
from tests.browser.keys import Keys
from tests.browser.test_journeys import heading
from tests.world import BODY, CONSULTATION, PASSWORD, SPACE

SAVE = "main form button[name=save]"
#: The field of the text itself; the summary above it has fewer rows.
TEXT = "main textarea[name=ar][rows='10']"


def signed_in(surf: Open, who: str, size: dict[str, int] = PHONE) -> Keys:
    """Sign in by keyboard and come to the worklist."""
    keys = Keys(surf("/sign-in", scripts=False, size=size))
    keys.sign_in(who, PASSWORD)
    assert keys.page.url.endswith("/desk")
    return keys


def at(keys: Keys, path: str) -> Keys:
    keys.page.goto(path)
    return keys


def test_j10_what_waits_for_me(surf: Open, served: Served) -> None:
    """The oldest stands first, with how long there is left; one press leads to the text and its buttons."""
    keys = signed_in(surf, "editor")
    first = keys.page.locator("section .listing > li").first
    assert first.locator(".item-meta").inner_text().strip()
    keys.go("section .listing a")
    assert keys.page.locator("form.workflow button").count() >= 2


def test_j11_write_submit_publish(surf: Open, served: Served) -> None:
    """An editor writes, a head of space publishes; whoever wrote is led on at each step."""
    keys = at(signed_in(surf, "editor"), f"{SPACE}/add")
    keys.go("main a[href$='type=page']")
    keys.write("main input[name=ar]", "كيف نشارك في الاستشارة")
    keys.write(TEXT, "اقرأوا أولا.\n\n## الخطوات\n\n- القراءة\n- الكتابة")
    keys.go(SAVE)
    assert keys.page.url.endswith("/review") and heading(keys.page) == "كيف نشارك في الاستشارة"
    assert keys.page.locator("main .prose li").count() == 2
    keys.go("form.workflow button[value=submit]")
    path = keys.page.url.removeprefix(served.base).removesuffix("/review")
    assert served.world.state(path) == "pending"
    lead = at(signed_in(surf, "lead"), f"{path}/review")
    lead.go("form.workflow button[value=publish]")
    assert served.world.state(path) == "published"
    assert "الخطوات" in served.world.browser().get(path)


def test_j11_what_is_wrong_is_said_and_nothing_is_lost(surf: Open, served: Served) -> None:
    keys = at(signed_in(surf, "editor"), f"{SPACE}/add?type=page")
    keys.go(SAVE)
    assert keys.page.evaluate("() => document.activeElement.className") == "problems"
    keys.write("main input[name=ar]", "عنوان بعد الخطأ").go(SAVE)
    assert keys.page.url.endswith("/review")


def test_j11_on_a_date(surf: Open, served: Served) -> None:
    path = served.world.page(who="editor", name="mawid", title="صفحة لها موعد")
    served.world.step("editor", path, "submit")
    keys = at(signed_in(surf, "lead"), f"{path}/review")
    keys.go("main a[href$='/schedule']")
    when = served.world.clock.now() + timedelta(days=2)
    keys.to("input[type=datetime-local]")
    keys.page.locator("input[type=datetime-local]").first.fill(f"{when:%Y-%m-%dT%H:%M}")
    keys.go("main form button.main")
    assert keys.page.locator("section[aria-labelledby=dates-title] time").count() == 1
    with served.world.acting() as ctx:
        assert served.world.at(ctx, path).schedule is not None


def test_j12_several_at_once(surf: Open, served: Served) -> None:
    paths = [served.world.submitted(f"إشهار لبيع السلعة رقم {number}") for number in (1, 2)]
    uids = []
    with served.world.acting() as ctx:
        uids = [served.world.at(ctx, path).uid for path in paths]
    keys = signed_in(surf, "lead", DESKTOP)
    at(keys, f"{SPACE}/moderation?kind=proposal")
    while not all(keys.page.locator(f"input[value^='{uid}.']").count() for uid in uids):
        keys.go(".paging a[rel=next]")
    for uid in uids:
        keys.to(f"input[value^='{uid}.']").press("Space")
    keys.pick("[name=reason]", "advertising").go("button[name=transition][value=refuse]")
    assert [served.world.state(path) for path in paths] == ["refused", "refused"]
    assert keys.page.locator("main").inner_text().count("إشهار لبيع السلعة رقم") >= 2


def test_j12_black_out_words(surf: Open, served: Served) -> None:
    path = served.world.published("الطريق مقطوعة منذ شهر أمام الدكان")
    keys = at(signed_in(surf, "lead"), f"{path}/redact")
    words = "غير معبدة"
    assert words in BODY
    keys.write("[name=words]", words).pick("[name=reason]", "personal_data").go("main form button.danger")
    assert words not in served.world.browser().get(path).html.select_one(".prose").get_text()


def test_j13_enter_what_was_handed_in_on_paper(surf: Open, served: Served) -> None:
    keys = at(signed_in(surf, "desk"), CONSULTATION)
    keys.go("nav.staff a[href$='/enter']")
    keys.to("[name=channel]").press("ArrowDown").press("ArrowDown")
    keys.to("[name=kind]").press("Space")
    keys.write("[name=title]", "مظلة للمسافرين قرب السوق").write("[name=body]", BODY)
    keys.pick("[name=topic]", "roads").write("[name=name]", "السيد حماد")
    keys.to("[name=consent]").press("Space")
    keys.go("main form button.main")
    assert keys.page.url.endswith("/slip")
    receipt = keys.page.locator(".receipt b").inner_text()
    assert "مظلة للمسافرين" in served.world.browser().get("/s", {"receipt": receipt}).follow()


def test_j14_compare_bring_back_and_restore_from_the_trash(surf: Open, served: Served) -> None:
    path = served.world.made("editor", SPACE, PageDocument(), "tarikh", title="صفحة بتاريخ", body="<p>النص الأول.</p>")
    keys = at(signed_in(surf, "editor"), f"{path}/edit")
    keys.to(TEXT).press("Control+End")
    keys.page.keyboard.type(" وزيادة.")
    keys.go(SAVE)
    at(keys, f"{path}/history").go("main form button:not([name=revert])")
    assert keys.page.locator("ins").first.inner_text().strip()
    keys.go("button[name=revert]")
    with served.world.acting() as ctx:
        assert served.world.at(ctx, path).body.get("ar") == "<p>النص الأول.</p>"
    at(keys, path).to("nav.staff details summary").press("Enter")
    keys.go("nav.staff a[href*='/remove']")
    keys.go("main form button.danger")
    served.world.browser("editor").get(path, status=404)
    at(keys, f"{SPACE}/trash")
    with served.world.acting() as ctx:
        uid = next(thrown.uid for thrown in ctx.portal.bin.below(served.world.at(ctx, SPACE).uid) if thrown.name == "tarikh")
    keys.go(f"button[name=restore][value='{uid}']")
    assert served.world.state(path) == "private"


def test_j15_sum_up(surf: Open, served: Served) -> None:
    """When the consultation has closed the space writes its synthesis and makes it public."""
    now = served.world.clock.now()
    phase = Phase("تقديم المقترحات", now - timedelta(days=9), now - timedelta(days=2), frozenset({"propose"}))
    path = served.world.made("lead", SPACE, Consultation(), "muntahia", title="استشارة انتهت", phases=(phase,))
    served.world.step("lead", path, "announce")
    with served.world.acting() as ctx:
        tick(ctx)
    assert served.world.state(path) == "closed"
    keys = at(signed_in(surf, "lead"), f"{path}/edit")
    # What waits to be written stands first.
    keys.write(TEXT, "قال الناس إن الماء أولا.").go(SAVE)
    at(keys, f"{path}/review").go("form.workflow button[value=publish_synthesis]")
    assert served.world.state(path) == "synthesis"
    assert "قال الناس إن الماء أولا." in served.world.browser().get(path)
