"""What every answer carries: policy, no sniffing, no framing, no inline code, cookies that stay where they belong."""

import re

import pytest
from webtest.response import TestResponse

from tests.conftest import NOW
from tests.town import Town
from tests.world import CONSULTATION, World

ERRORS = ("/nothing-here", "/souss-massa/none", f"{CONSULTATION}/review", "/s/abcdefgh", "/r/p-nothing", "/static/x/y")
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+\s*=|javascript:|<base\b", re.IGNORECASE)
LOADING = r"script|link(?![^>]*(?:canonical|alternate))|img|iframe|source|use|video|audio|object|embed"
FOREIGN = re.compile(rf"""<(?:{LOADING})[^>]*\s(?:src|href|data)=["'](?:https?:)?//""")


def answers(town: Town) -> list[tuple[str, TestResponse]]:
    """Every page of the town as a visitor and as an editor sees it, and the error pages."""
    found = []
    for who in (None, "lead", "approver"):
        browser = town.world.browser(who)
        paths = sorted({path for view, path in town.addresses() if "GET" in view.methods} | set(ERRORS))
        found += [(path, browser.get(path, status="*")) for path in paths]
    found.append(("/sign-in", town.world.browser().post("/sign-in", {}, status=403)))
    found.append(("/?x=%ff", town.world.browser().get("/search?q=%ff", status="*")))
    return found


def test_every_answer_carries_the_policy(town: Town) -> None:
    for path, page in answers(town):
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "*" not in policy, path
        # What the desk's preview shows in a frame, and nothing else, may stand in a frame of ours.
        framed = path.endswith("/previewed") and page.status_int == 200
        assert ("frame-ancestors 'self'" if framed else "frame-ancestors 'none'") in policy and "base-uri 'none'" in policy
        assert "form-action 'self'" in policy or ("sandbox" in policy and "form-action 'none'" in policy), path
        assert page.headers["X-Content-Type-Options"] == "nosniff", path
        assert page.headers["X-Frame-Options"] == ("SAMEORIGIN" if framed else "DENY"), path
        assert ("frame-src" in policy) == (path.endswith("/preview") and page.status_int == 200), path
        assert page.headers["Referrer-Policy"] == "same-origin", path
        assert "camera=()" in page.headers["Permissions-Policy"], path
        assert not {"Server", "X-Powered-By"} & set(page.headers), path


def test_no_page_holds_inline_code_or_loads_from_elsewhere(town: Town) -> None:
    for path, page in answers(town):
        if page.content_type == "text/html":
            assert not INLINE.search(page.text), (path, INLINE.search(page.text))
            assert not FOREIGN.search(page.text), (path, FOREIGN.search(page.text))


def test_pages_of_one_person_are_kept_by_nobody(town: Town) -> None:
    for who in ("citizen", "lead", "officer"):
        browser = town.world.browser(who)
        for path in ("/", "/desk", "/account", CONSULTATION, town.published):
            assert browser.get(path).headers["Cache-Control"] == "private, no-store", path
    receipt = town.world.browser().get(f"/s/{town.receipt}")
    assert receipt.headers["Cache-Control"] == "private, no-store"


def test_a_visitor_gets_no_cookie_before_a_form(town: Town) -> None:
    browser = town.world.browser()
    for path in ("/", "/regions", CONSULTATION, town.answered, town.news, "/search?q=ma"):
        assert "Set-Cookie" not in browser.get(path).headers, path


@pytest.mark.parametrize(("base", "secure"), [("https://portal.example.ma", True), ("http://127.0.0.1:6543", False)])
def test_cookies_are_kept_from_scripts_and_other_sites(
    tmp_path_factory: pytest.TempPathFactory, base: str, secure: bool
) -> None:
    world = World(tmp_path_factory.mktemp("cookies"), NOW, base_url=base)
    browser = world.browser()
    for path in ("/sign-in", "/comfort?size=150"):
        cookie = browser.get(path).headers["Set-Cookie"]
        flags = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert {"httponly", "samesite=lax", "path=/"} <= flags, cookie
        assert ("secure" in flags) is secure
    assert ("Strict-Transport-Security" in browser.get("/").headers) is secure
    world.close()


def test_the_session_cookie_ends_with_the_browser(world: World) -> None:
    cookie = world.browser().get("/sign-in").headers["Set-Cookie"].lower()
    assert "max-age" not in cookie and "expires" not in cookie
