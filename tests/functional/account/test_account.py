"""My account: who I am here, what I may do, what I sent; and the password."""

import pytest

from tests.world import PASSWORD, World


def test_the_account_shows_roles_and_submissions(world: World) -> None:
    path = world.submitted("مقترح في حسابي")
    page = world.browser("citizen").get("/account")
    assert "مقترح في حسابي" in page and f"/s/{world.receipt(path)}" in page and "citizen@example.org" in page
    page = world.browser("both").get("/en/account")
    assert "Commune officer (drafts)" in page and "President or delegate (approves)" in page
    assert "مقترح في حسابي" not in page


def test_a_visitor_is_led_to_the_sign_in_and_back(world: World) -> None:
    browser = world.browser()
    for path in ("/account", "/fr/password"):
        page = browser.get(path, status=303).follow()
        form = browser.form(page, "password")
        form["email"], form["password"] = "citizen@example.org", PASSWORD
        assert form.submit().headers["Location"].endswith(path)
        browser = world.browser()


def test_staff_come_to_the_desk_and_citizens_to_their_account(world: World) -> None:
    for who, where in (("editor", "/desk"), ("citizen", "/account")):
        browser = world.browser()
        form = browser.form(browser.get("/sign-in"), "password")
        form["email"], form["password"] = f"{who}@example.org", PASSWORD
        assert form.submit().headers["Location"].endswith(where)


@pytest.mark.parametrize(("current", "new", "said"), [
    ("wrong password", "a new long password", "The present password is not right."),
    (PASSWORD, "tinypw", "at least 10"),
    ("", "a new long password", "Enter your password."),
    (PASSWORD, "", "Enter a new password."),
    (PASSWORD, "x" * 201, "too long"),
])  # fmt: skip
def test_a_password_that_will_not_do_is_said_and_nothing_changes(world: World, current: str, new: str, said: str) -> None:
    browser = world.browser("citizen")
    form = browser.form(browser.get("/en/password"), "current")
    form["current"], form["new"] = current, new
    page = form.submit()
    assert said in page and (not new or new not in page) and PASSWORD not in page
    assert world.browser("citizen").get("/account").status_int == 200


def test_the_sign_in_form_lets_passwords_be_pasted_and_remembered(world: World) -> None:
    page = world.browser().get("/sign-in")
    assert page.html.find("input", {"name": "password"})["autocomplete"] == "current-password"
    assert page.html.find("input", {"name": "email"})["autocomplete"] in {"email", "username"}
    assert "onpaste" not in page


@pytest.mark.parametrize("email", ["CITIZEN@Example.org", " citizen@example.org ", "ｃitizen@example.org"])
def test_one_mailbox_is_one_person_however_it_is_typed(world: World, email: str) -> None:
    browser = world.browser()
    form = browser.form(browser.get("/sign-in"), "password")
    form["email"], form["password"] = email, PASSWORD
    assert form.submit().status_int == 303


def test_an_anonymous_submission_is_tied_to_no_account_by_its_address(world: World) -> None:
    browser = world.browser()
    form = browser.form(browser.get("/souss-massa/tata/fada/ma/propose"), "title")
    form["kind"], form["topic"], form["title"] = "need", "water", "عنوان كتبه شخص آخر"
    form["body"], form["name"], form["email"] = "نص طويل بما يكفي ليقبل هنا.", "مجهول", "citizen@example.org"
    form["consent"] = True
    form.submit()
    assert "عنوان كتبه شخص آخر" not in world.browser("citizen").get("/account")
