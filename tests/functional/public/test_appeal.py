"""An author asks for a second decision on the status page; who refused does not take it (PRODUCT.md, Trust)."""

from typing import Any

import pytest

from mukhtabar.actions.moderate import by_moderator
from mukhtabar.actions.route import route
from mukhtabar.content.consultation import Consultation
from mukhtabar.rules.phases import Phase
from mukhtabar.rules.refused import Refused
from mukhtabar.services.mail import deliver
from mukhtabar.services.mail_transport import MemoryTransport
from mukhtabar.store.revisions import digest_of
from tests.functional.desk.test_moderation import DESK, titles
from tests.functional.desk.test_review import buttons, letters, press
from tests.world import CONSULTATION, SPACE, World

WHY = "الطريق من صميم موضوع الاستشارة."


def refused(world: World, who: str = "editor") -> str:
    path = world.submitted()
    world.step(who, path, "refuse", reason="off_topic", comment="الموضوع هو الماء.")
    return path


def appealed(world: World, path: str, words: str = WHY) -> Any:
    author = world.browser()
    form = author.form(author.get(f"/en/s/{world.receipt(path)}").click("Ask for a second decision"), "comment")
    form["comment"] = words
    return form.submit()


def test_an_author_without_an_account_asks_on_the_status_page(world: World) -> None:
    path = refused(world)
    page = appealed(world, path).follow()
    assert "Somebody else decides on it" in page and "A second decision was asked for" in page
    assert world.state(path) == "submitted" and "Ask for a second decision" not in page
    queue = world.browser("lead").get(f"/en{DESK}")
    assert titles(queue) == ["تعبيد الطريق إلى المدرسة"] and "Second decision asked for" in queue and WHY in queue
    told = [letter for letter in letters(world, "waiting") if letter["transition"] == "appeal"]
    assert told and {letter["comment"] for letter in told} == {WHY}


def test_the_reason_stands_above_the_form(world: World) -> None:
    path = refused(world)
    page = world.browser().get(f"/en/s/{world.receipt(path)}/appeal")
    assert "It is not about the subject of this consultation" in page and "الموضوع هو الماء." in page


@pytest.mark.parametrize("words", ["", "   ", "…"])
def test_it_needs_words_and_says_so_beside_the_field(world: World, words: str) -> None:
    path = refused(world)
    page = appealed(world, path, words)
    assert page.html.select_one("#comment[aria-invalid=true]") and "Say why it should be published" in page and world.state(path) == "refused"


def test_too_many_words_are_not_lost(world: World) -> None:
    path, words = refused(world), "mot " * 501
    page = appealed(world, path, words)
    assert "at most 2,000 characters" in page and page.html.select_one("#comment").get_text().strip() == words.strip()


def test_who_refused_decides_nothing_about_it(world: World) -> None:
    path = refused(world)
    appealed(world, path)
    editor = world.browser("editor")
    assert not {"publish", "refuse", "return"} & set(buttons(editor.get(f"{path}/review")))
    for name, reason in (("publish", None), ("refuse", "off_topic"), ("return", "unclear")):
        with pytest.raises(Refused, match="not_refuser"):
            world.step("editor", path, name, reason=reason, comment="سبب" if name == "return" else "")
    form = editor.form(editor.get(f"/en{DESK}"), "item")
    form.set("item", True, index=0)
    assert "another moderator decides on the appeal" in form.submit("transition", value="publish")
    assert world.state(path) == "submitted"


def test_nor_passes_it_on(world: World) -> None:
    now, path = world.clock.now(), refused(world)
    phase = Phase("التقديم", now, now.replace(year=now.year + 1), frozenset({"propose"}))
    world.made("lead", SPACE, Consultation(), "other", title="أخرى", summary="ملخص", phases=(phase,))
    world.step("lead", f"{SPACE}/other", "announce")
    with world.acting() as ctx:
        from mukhtabar.actions.tick import tick

        tick(ctx)
    appealed(world, path)
    with world.acting("editor") as ctx:
        document, target = world.at(ctx, path), world.at(ctx, f"{SPACE}/other")
        read = digest_of(document.field_values())
        by_moderator(ctx, document, read)
        with pytest.raises(Refused, match="not_refuser"):
            route(ctx, document, target, "other_consultation", "سبب", read)
    assert path.rpartition("/")[0] == CONSULTATION and world.state(path) == "submitted"


def test_another_publishes_it_or_refuses_it_for_good(world: World) -> None:
    first, second = refused(world), refused(world)
    for path in (first, second):
        appealed(world, path)
    press(world.browser("lead"), first, "publish")
    assert world.state(first) == "published"
    press(world.browser("moderator"), second, "refuse", reason="duplicate")
    page = world.browser().get(f"/en/s/{world.receipt(second)}")
    assert "Ask for a second decision" not in page and "The same has already been proposed" in page
    again = world.browser().get(f"/en/s/{world.receipt(second)}/appeal")
    assert "You have already asked for a second decision" in again and not again.html.select("main form[method=post]")


@pytest.mark.parametrize("state", ["submitted", "published", "returned", "withdrawn"])
def test_what_was_not_refused_has_nothing_to_appeal_against(world: World, state: str) -> None:
    path = world.submitted()
    steps = {"published": ("editor", "publish"), "returned": ("editor", "return"), "withdrawn": ("citizen", "withdraw")}
    if state in steps:
        who, name = steps[state]
        words = {"reason": "unclear", "comment": "وضحوا"} if name == "return" else {}
        world.step(who, path, name, **words)
    author = world.browser()
    page = author.get(f"/en/s/{world.receipt(path)}/appeal")
    assert "Only what was refused can be appealed against" in page
    token = author.get("/sign-in").html.select_one("input[name=csrf_token]")["value"]
    author.post(f"/s/{world.receipt(path)}/appeal", {"csrf_token": token, "comment": WHY})
    assert world.state(path) == state


def test_two_windows_make_one_appeal(world: World) -> None:
    path, author = refused(world), world.browser()
    address = f"/en/s/{world.receipt(path)}/appeal"
    forms = [author.form(author.get(address), "comment") for _window in range(2)]
    for form in forms:
        form["comment"] = WHY
    assert forms[0].submit().status_int == 303 and forms[1].submit().status_int == 200
    with world.acting() as ctx:
        assert [entry.transition for entry in world.at(ctx, path).history].count("appeal") == 1


def commented(world: World) -> tuple[str, str]:
    """Comment as a visitor with an address; return the path and the receipt that the page names."""
    news, visitor = world.public_news(), world.browser()
    form = visitor.form(visitor.get(f"/en{news}/comment"), "body")
    form["body"], form["name"], form["email"] = "تعليق يستحق النشر.", "سعيد", "said@example.net"
    page = form.submit().follow()
    receipt = page.html.select_one(".flash").get_text().split("receipt:")[1].strip()
    with world.acting() as ctx:
        name = next(item.__name__ for item in world.at(ctx, news).values())
    return f"{news}/{name}", receipt


def test_a_comment_has_a_receipt_and_can_be_appealed_for_once(world: World) -> None:
    path, receipt = commented(world)
    status = world.browser().get(f"/en/s/{receipt}")
    assert "تعليق يستحق النشر." in status and "Waiting for moderation" in status and len(status.body) < 5000
    world.browser().get(f"/s/{receipt}/amend", status=404)
    press(world.browser("moderator"), path, "refuse", reason="off_topic")
    author = world.browser()
    form = author.form(author.get(f"/en/s/{receipt}").click("Ask for a second decision"), "comment")
    form["comment"] = WHY
    form.submit().follow()
    assert world.state(path) == "pending"
    with pytest.raises(Refused, match="not_refuser"):
        world.step("moderator", path, "publish")
    world.step("editor", path, "refuse", reason="off_topic")
    assert "You have already asked" in author.get(f"/en/s/{receipt}/appeal")


def test_the_letter_about_a_refused_comment_leads_there_and_says_that_it_is_private(world: World) -> None:
    path, receipt = commented(world)
    world.step("moderator", path, "refuse", reason="off_topic")
    transport = MemoryTransport()
    deliver(world.site, transport=transport)
    message = next(message for message in transport.sent if "said@example.net" in str(message["To"]))
    plain = message.get_body(("plain",)).get_content()
    assert f"/s/{receipt}" in plain and "The page is yours alone" in plain


def test_a_comment_is_taken_back_with_its_receipt(world: World) -> None:
    path, receipt = commented(world)
    author = world.browser()
    author.form(author.get(f"/s/{receipt}/withdraw"), "comment").submit()
    assert world.state(path) == "withdrawn"


def test_the_account_lists_comments_too(world: World) -> None:
    news, citizen = world.public_news(), world.browser("citizen")
    form = citizen.form(citizen.get(f"{news}/comment"), "body")
    form["body"] = "تعليق من مواطنة لها حساب."
    form.submit()
    assert "تعليق يستحق" not in citizen.get("/account") and "تعليق من مواطنة لها حساب." in citizen.get("/account")
