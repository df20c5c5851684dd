"""Cross-site posts (abuse cases 28, 61): nothing without the session's token, nothing from a foreign page."""

from typing import Any

import pytest

from mukhtabar.actions.context import Ctx
from mukhtabar.rules.permissions import Permission
from mukhtabar.security.acl import may
from mukhtabar.store.folder import Located
from tests.conftest import NOW
from tests.town import Town
from tests.world import CONSULTATION, World

WHO = ("editor", "lead", "moderator", "officer", "approver", "admin")
ORIGINS = ("https://evil.example", "null", "http://localhost.evil.example", "http://localhost:81")


def posts(town: Town) -> list[str]:
    """Every address that takes a POST."""
    return sorted({path for view, path in town.addresses() if "POST" in view.methods})


def permitted_to(town: Town, who: str | None) -> set[str]:
    """Every address that takes a POST from this person, whether anything is to be done there now or not."""
    with town.world.acting(who) as ctx:
        return {
            path
            for view, path in town.addresses()
            if who
            and "POST" in view.methods
            and isinstance(node := _node(town, ctx, view.name, path), Located)
            and may(node, Permission(view.permission), ctx.actor, ctx.now)
        }


def _node(town: Town, ctx: Ctx, name: str, path: str) -> Any:
    return town.world.at(ctx, path.removesuffix(f"/{name}") if name else path)


def token(browser: object, page: object) -> str:
    form = next(form for form in page.forms.values() if "csrf_token" in form.fields)  # type: ignore[attr-defined]
    return str(form["csrf_token"].value)


def test_there_are_posts_to_protect(town: Town) -> None:
    found = posts(town)
    assert f"{CONSULTATION}/propose" in found and "/sign-out" in found and f"{town.answer}/review" in found


@pytest.mark.parametrize("who", [None, *WHO])
def test_no_post_without_token_does_anything(town: Town, who: str | None) -> None:
    browser, before = town.world.browser(who), town.world.serials()
    shown = {path for view, path in town.addresses() if "GET" in view.methods}
    permitted = permitted_to(town, who)
    for path in posts(town):
        # Who may not even see the page learns nothing about its form.
        page = path if path in shown else path.rpartition("/")[0] or "/"
        # A page that is not there just now (no clock runs) says no more to a form of nobody's.
        seen = path in permitted or browser.get(page, status="*").status_int in {200, 302, 303, 403}
        for given in ({}, {"csrf_token": "0" * 40}):
            answer = browser.post(path, {"transition": "publish", "save": "save", **given}, status="*")
            assert answer.status_int == (403 if seen else 404), path
    assert town.world.serials() == before


def test_what_is_no_token_is_none(town: Town) -> None:
    browser = town.world.browser("lead")
    for given in ("", " ", "0", "é", "0" * 4000):
        assert browser.post(f"{town.submitted}/review", {"csrf_token": given}, status="*").status_int == 403, given


def test_the_token_of_another_session_is_none(town: Town) -> None:
    mallory, lead = town.world.browser("citizen"), town.world.browser("lead")
    stolen = token(mallory, mallory.get("/account"))
    lead.post("/sign-out", {"csrf_token": stolen}, status=403)
    assert lead.get("/account").status_int == 200


@pytest.mark.parametrize("origin", ORIGINS)
def test_a_form_on_a_foreign_page_is_refused_even_with_the_token(town: Town, origin: str) -> None:
    browser, before = town.world.browser("lead"), town.world.serials()
    mine = token(browser, browser.get("/account"))
    for path in posts(town):
        values = {"csrf_token": mine, "transition": "publish"}
        assert browser.post(path, values, headers={"Origin": origin}, status="*").status_int in {403, 404}, path
    assert town.world.serials() == before


def test_the_token_in_the_address_counts_for_nothing(town: Town) -> None:
    browser = town.world.browser("lead")
    mine = token(browser, browser.get("/account"))
    browser.post(f"/sign-out?csrf_token={mine}", {}, status=403)


def test_what_was_typed_is_on_the_page_that_refuses_but_no_secret(world: World) -> None:
    words = {"body": "نص طويل كتبته المواطنة", "password": "PLAINTEXT", "csrf_token": "STOLEN"}
    page = world.browser().post(f"{CONSULTATION}/propose", words, status=403)
    assert "نص طويل كتبته المواطنة" in page and "PLAINTEXT" not in page and "STOLEN" not in page


def test_behind_https_a_post_must_say_where_it_comes_from(tmp_path_factory: pytest.TempPathFactory) -> None:
    world = World(tmp_path_factory.mktemp("https"), NOW, base_url="https://portal.example.ma")
    browser = world.browser()
    environ = {"wsgi.url_scheme": "https", "HTTP_HOST": "portal.example.ma"}
    form = browser.form(browser.get("/sign-in", extra_environ=environ), "password")
    form["email"], form["password"] = "lead@example.org", "a long enough password"
    fields = form.submit_fields()
    browser.post("/sign-in", fields, extra_environ=environ, status=403)
    near = {"Origin": "https://portal.example.ma"}
    assert browser.post("/sign-in", fields, headers=near, extra_environ=environ).status_int == 303
    world.close()
