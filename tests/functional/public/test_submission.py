"""A citizen's submission, followed by its receipt: submit, complete, withdraw (J7, J8)."""

import pytest

from tests.world import BODY, CONSULTATION, World


def filled(world: World, browser: object, **more: object) -> object:
    form = browser.form(browser.get(f"{CONSULTATION}/propose"), "title")  # type: ignore[attr-defined]
    values = {"kind": "question", "topic": "health", "title": "أين طبيب المركز الصحي؟", "body": BODY, "name": "حسن"}
    for name, value in {**values, "consent": True, **more}.items():
        form[name] = value
    return form


def test_the_first_question_of_the_form_asks_for_the_kind_in_arabic(world: World) -> None:
    page = world.browser().get(f"{CONSULTATION}/propose")
    assert "ما طبيعة مساهمتكم؟" in page and "ما هو هذا اليوم؟" not in page


def test_the_page_of_a_submission_leads_on(world: World) -> None:
    page = world.browser().get(f"/en/s/{world.receipt(world.submitted())}")
    assert page.html.select_one(f'main a[href$="{CONSULTATION}"]')


def test_a_visitor_submits_and_gets_a_receipt_that_opens_the_status_page(world: World) -> None:
    browser = world.browser()
    status = filled(world, browser).submit().follow()  # type: ignore[attr-defined]
    receipt = status.request.path.rpartition("/")[2]
    assert "أين طبيب المركز الصحي؟" in status and receipt in status
    elsewhere = world.browser()
    door = elsewhere.get("/s")
    form = elsewhere.form(door, "receipt")
    for typed in (receipt, receipt.upper(), f" {receipt[:4]} {receipt[4:]} ", f"{receipt[:4]}-{receipt[4:]}"):
        form["receipt"] = typed
        assert "أين طبيب المركز الصحي؟" in form.submit().follow()
    form["receipt"] = "abcdefgh"
    wrong = form.submit()
    assert wrong.status_int == 200 and "abcdefgh" in wrong


def test_the_status_page_is_light(world: World) -> None:
    page = world.browser().get(f"/s/{world.receipt(world.submitted())}")
    assert len(page.body) < 5_000


def test_what_is_missing_is_named_beside_its_field_and_nothing_is_lost(world: World) -> None:
    browser = world.browser()
    form = filled(world, browser, title="قصير", consent=False)
    page = form.submit()  # type: ignore[attr-defined]
    assert page.status_int == 200 and page.html.title.get_text().strip()
    invalid = {field["name"] for field in page.html.select("[aria-invalid=true]")}
    assert {"title", "consent"} <= invalid
    kept = browser.form(page, "title")
    assert kept["body"].value == BODY and kept["name"].value == "حسن" and kept["topic"].value == "health"
    for field in page.html.select("[aria-invalid=true]"):
        assert all(page.html.find(id=one) for one in field["aria-describedby"].split())
    kept["title"], kept["consent"] = "عنوان طويل بما يكفي", True
    assert "/s/" in kept.submit().headers["Location"]


def test_a_signed_in_citizen_is_not_asked_for_a_name_and_finds_it_in_the_account(world: World) -> None:
    browser = world.browser("citizen")
    form = browser.form(browser.get(f"{CONSULTATION}/propose"), "title")
    assert "name" not in form.fields
    form["kind"], form["topic"], form["title"], form["body"] = "need", "youth", "دار الشباب مغلقة", BODY
    form["consent"] = True
    form.submit()
    assert "دار الشباب مغلقة" in browser.get("/account")


def test_a_returned_submission_says_why_and_is_completed(world: World) -> None:
    path = world.submitted()
    status = f"/s/{world.receipt(path)}"
    world.step("editor", path, "return", comment="أين توجد الطريق؟", reason="wrong_place")
    author = world.browser()
    page = author.get(f"/en{status}")
    assert "أين توجد الطريق؟" in page and "The place is missing or wrong" in page
    form = author.form(author.get(f"{status}/amend"), "title")
    assert form["body"].value == BODY
    form["place"] = "دوار أكادير"
    form.submit().follow()
    assert world.state(path) == "submitted"
    assert "دوار أكادير" in world.browser("editor").get(f"{path}/review")


def test_two_windows_of_one_author_do_not_overwrite_each_other(world: World) -> None:
    path = world.submitted()
    world.step("editor", path, "return", comment="وضحوا", reason="unclear")
    author, status = world.browser(), f"/s/{world.receipt(path)}"
    first = author.form(author.get(f"{status}/amend"), "title")
    second = author.form(author.get(f"{status}/amend"), "title")
    first["place"] = "الأول"
    first.submit().follow()
    world.step("editor", path, "return", comment="وضحوا أكثر", reason="unclear")
    second["body"] = BODY + " نص كتبته في النافذة الأخرى."
    page = second.submit()
    assert page.status_int == 200 and "نص كتبته في النافذة الأخرى." in page and world.state(path) == "returned"
    with world.acting() as ctx:
        assert world.at(ctx, path).place == "الأول"


@pytest.mark.parametrize("state", ["submitted", "published"])
def test_an_author_withdraws_after_being_asked_once(world: World, state: str) -> None:
    path = world.submitted() if state == "submitted" else world.published()
    author, status = world.browser(), f"/s/{world.receipt(path)}"
    asked = author.get(f"{status}/withdraw")
    assert world.state(path) == state
    form = next(form for form in asked.forms.values() if form.method == "post")
    page = form.submit().follow()
    assert page.request.path == status and world.state(path) == "withdrawn"
    gone = world.browser().get(path, status=410)
    assert BODY not in gone
    again = author.get(f"{status}/withdraw", status="*")
    assert again.status_int in {200, 403}


def test_an_answered_submission_is_not_taken_back(world: World) -> None:
    path, _answer = world.answered()
    author, status = world.browser(), f"/s/{world.receipt(path)}"
    assert f"{status}/withdraw" not in author.get(status)
    page = author.get(f"{status}/withdraw", status="*")
    for form in page.forms.values():
        if form.method == "post":
            form.submit(status="*")
    assert world.state(path) == "answered"


def test_before_the_first_day_and_after_the_last_nothing_is_taken(world: World) -> None:
    world.later(days=31)
    page = world.browser().get(f"/en{CONSULTATION}/propose")
    assert "This consultation does not take proposals now." in page and "title" not in str(page.forms)
    assert "Submit a proposal" not in world.browser().get(f"/en{CONSULTATION}")
