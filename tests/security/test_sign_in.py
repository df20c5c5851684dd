"""Accounts (abuse cases 20, 43, 76, 77, 80): what a stranger learns, how often they may try, when a session ends."""

import re

import pytest
from webtest.response import TestResponse

from mukhtabar.security.sessions import COOKIE
from tests.world import CONSULTATION, PASSWORD, Browser, World


def attempt(browser: Browser, email: str, password: str, where: str = "10.0.0.1") -> TestResponse:
    environ = {"REMOTE_ADDR": where}
    form = browser.form(browser.get("/sign-in", extra_environ=environ), "password")
    form["email"], form["password"] = email, password
    return form.submit(extra_environ=environ)


def plain(page: TestResponse, email: str) -> str:
    return re.sub(r'value="\w{40}"', "", page.text).replace(email, "ADDRESS")


def signed_in(browser: Browser) -> bool:
    return browser.get("/account").status_int == 200


def test_an_unknown_address_and_a_wrong_password_are_told_the_same(world: World) -> None:
    with world.acting() as ctx:
        ctx.register.by_address("observer@example.org").disabled = True
        ctx.register.enrol("Without", ctx.now, "nopassword@example.org")
    given = (
        ("lead@example.org", "wrong password"),
        ("nobody@example.org", "wrong password"),
        ("observer@example.org", PASSWORD),
        ("nopassword@example.org", ""),
        ("nopassword@example.org", "nobody has this password"),
    )
    answers = [
        (attempt(world.browser(), email, word or "x", f"10.0.1.{n}"), email) for n, (email, word) in enumerate(given)
    ]
    assert {page.status_int for page, _email in answers} == {200}
    assert len({plain(page, email) for page, email in answers}) == 1
    assert len({tuple(sorted(page.headers)) for page, _email in answers}) == 1


def test_an_unknown_address_costs_a_hash_as_well(world: World) -> None:
    checked: list[str] = []
    matches = world.site.passwords.matches
    world.site.passwords.matches = lambda hashed, word: checked.append(hashed) or matches(hashed, word)  # type: ignore
    attempt(world.browser(), "nobody@example.org", "x")
    attempt(world.browser(), "lead@example.org", "x")
    assert len(checked) == 2


def test_a_person_has_ten_attempts_wherever_they_come_from(world: World) -> None:
    for n in range(10):
        assert attempt(world.browser(), "lead@example.org", "wrong", f"10.1.0.{n}").status_int == 200
    late = attempt(world.browser(), "LEAD@example.org ", PASSWORD, "10.1.0.99")
    assert late.status_int == 200 and not signed_in(late.test_app)
    assert attempt(world.browser(), "editor@example.org", PASSWORD, "10.1.0.1").status_int == 303


def test_an_address_has_fifty_attempts_whoever_it_names(world: World) -> None:
    browser = world.browser()
    for n in range(50):
        attempt(browser, f"nobody{n}@example.org", "wrong", "10.2.0.1")
    assert attempt(world.browser(), "editor@example.org", PASSWORD, "10.2.0.1").status_int == 200
    assert attempt(world.browser(), "editor@example.org", PASSWORD, "10.2.0.2").status_int == 303


def test_a_forged_forwarded_address_escapes_no_limit(world: World) -> None:
    browser = world.browser()
    for n in range(50):
        form = browser.form(browser.get("/sign-in"), "password")
        form["email"], form["password"] = f"nobody{n}@example.org", "wrong"
        form.submit(headers={"X-Forwarded-For": f"10.3.0.{n}"})
    form = browser.form(browser.get("/sign-in"), "password")
    form["email"], form["password"] = "editor@example.org", PASSWORD
    assert form.submit(headers={"X-Forwarded-For": "10.3.1.1"}).status_int == 200


def test_signing_in_starts_a_new_session_with_a_new_token(world: World) -> None:
    browser = world.browser()
    before_page = browser.get("/sign-in")
    planted, token = browser.cookies[COOKIE], browser.form(before_page, "password")["csrf_token"].value
    attempt(browser, "lead@example.org", PASSWORD)
    assert browser.cookies[COOKIE] != planted
    account = browser.get("/account")
    assert token not in account
    victim = world.browser()
    victim.set_cookie(COOKIE, planted.strip('"'))
    assert not signed_in(victim)


def test_signing_out_ends_the_session(world: World) -> None:
    browser = world.browser("lead")
    account = browser.get("/account")
    assert account.status_int == 200
    next(form for form in account.forms.values() if form.action.endswith("/sign-out")).submit().follow()
    assert not signed_in(browser)


def test_a_cookie_kept_from_before_the_sign_out_is_worth_nothing(world: World) -> None:
    browser = world.browser("lead")
    kept = browser.cookies[COOKIE]
    account = browser.get("/account")
    next(form for form in account.forms.values() if form.action.endswith("/sign-out")).submit()
    thief = world.browser()
    thief.set_cookie(COOKIE, kept.strip('"'))
    assert not signed_in(thief)


def test_a_new_password_ends_every_other_session(world: World) -> None:
    here, elsewhere = world.browser("lead"), world.browser("lead")
    form = here.form(here.get("/password"), "current")
    form["current"], form["new"] = PASSWORD, "another long password"
    form.submit().follow()
    assert signed_in(here) and not signed_in(elsewhere)
    assert attempt(world.browser(), "lead@example.org", "another long password").status_int == 303


def test_a_closed_account_is_out_at_the_next_click(world: World) -> None:
    browser = world.browser("lead")
    with world.acting() as ctx:
        ctx.register.by_address("lead@example.org").disabled = True
    assert not signed_in(browser)


def test_an_erased_person_is_out_at_the_next_click(world: World) -> None:
    browser = world.browser("lead")
    with world.acting() as ctx:
        ctx.register.erase(world.pids["lead"])
    assert not signed_in(browser)


def test_a_role_taken_back_is_gone_at_the_next_click(world: World) -> None:
    path, browser = world.submitted(), world.browser("editor")
    assert browser.get(f"{path}/review").status_int == 200
    admin = world.browser("admin")
    page = admin.get("/souss-massa/tata/fada/who")
    form = next(form for form in page.forms.values() if "take" in form.fields)
    form.submit("take", value=f"{world.pids['editor']}:editor")
    browser.get(f"{path}/review", status=404)


FORGED = ("", "x", "null", "e30=", "gASVCgAAAAAAAACMBnBvc2l4lC4=", "{}", "AAAA.BBBB.CCCC", "a" * 4000, "%00", "=" * 99)


@pytest.mark.parametrize("cookie", FORGED, ids=range(len(FORGED)))
def test_a_forged_cookie_is_a_visitor(world: World, cookie: str) -> None:
    browser = world.browser()
    for name in ("", f"{COOKIE}=; "):
        page = browser.get("/account", headers={"Cookie": f"{name}{COOKIE}={cookie}"}, status="*")
        assert page.status_int == 303
    assert browser.get(CONSULTATION, headers={"Cookie": f"{COOKIE}={cookie}"}).status_int == 200


def test_a_cookie_with_one_letter_changed_is_a_visitor(world: World) -> None:
    good = world.browser("lead").cookies[COOKIE].strip('"')
    for place in range(0, len(good), max(1, len(good) // 40)):
        other = "A" if good[place] != "A" else "B"
        bad = good[:place] + other + good[place + 1 :]
        browser = world.browser()
        assert browser.get("/account", headers={"Cookie": f"{COOKIE}={bad}"}).status_int == 303, place


def test_a_session_of_another_site_is_a_visitor(world: World, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = World(tmp_path_factory.mktemp("other"), world.clock.now())
    cookie = other.browser("lead").cookies[COOKIE].strip('"')
    other.close()
    assert world.browser().get("/account", headers={"Cookie": f"{COOKIE}={cookie}"}).status_int == 303
