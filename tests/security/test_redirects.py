"""Where a form sends the reader on: to this site and nowhere else (abuse cases 53, 63, 64)."""

from urllib.parse import urljoin, urlsplit

import pytest

from mukhtabar.security.redirects import safe_path
from tests.security.conftest import Town
from tests.world import PASSWORD, World

EVIL = (
    "//evil.example", "///evil.example", "////evil.example", "/\\evil.example", "\\\\evil.example", "\\/evil.example",
    "/\\/evil.example", "\\/\\/evil.example", "/\t/evil.example", "/\n/evil.example", "/\r/evil.example",
    "\t//evil.example",
    " //evil.example", "\n//evil.example", "https://evil.example", "http://evil.example", "HTTPS://evil.example",
    "https:evil.example", "https:/evil.example", "https:///evil.example", "http:\\\\evil.example", "ftp://evil.example",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "data:text/html,<script>alert(1)</script>",
    "vbscript:x", "mailto:evil@evil.example", "tel:+212600000000", "file:///etc/passwd", "blob:x", "about:blank",
    "%2F%2Fevil.example", "/%2Fevil.example", "/%2F/evil.example", "/%5Cevil.example", "%5C%5Cevil.example",
    "/%5C%5Cevil.example", "/%09/evil.example", "/%0A/evil.example", "/%0D%0ALocation:%20https://evil.example",
    "/ok\r\nLocation: https://evil.example", "/ok\r\nSet-Cookie: a=b", "/\x00/evil.example", "/\x01/evil.example",
    "evil.example", "evil.example/desk", "www.evil.example", "@evil.example", ".evil.example", "?next=//evil.example",
    "#//evil.example", "localhost@evil.example", "http://localhost@evil.example", "http://localhost.evil.example",
    "http://localhost:81/", "//localhost:81/", "http://[::1]@evil.example", "／／evil.example", "/／evil.example",
    "/\u2028/evil.example", "\ufeff//evil.example", "/\u200b/evil.example\r\n", "./evil", "../evil", "desk",
)  # fmt: skip
GOOD = ("/", "/desk", "/fr/desk", "/souss-massa/tata/fada?page=2", "/search?q=%D9%85%D8%A7", "/a/b#answer", "/a?q=//x")


def test_the_corpus_is_large_enough() -> None:
    assert len(set(EVIL)) >= 50


@pytest.mark.parametrize("text", EVIL, ids=range(len(EVIL)))
def test_no_address_leads_off_the_site(text: str) -> None:
    found = safe_path(text, "/fallback")
    parts = urlsplit(urljoin("http://localhost/sign-in", found.replace("\\", "/")))
    assert (parts.scheme, parts.netloc) == ("http", "localhost") and found.startswith("/")
    assert not any(ord(sign) < 0x21 for sign in found), repr(found)
    assert not found.startswith(("//", "/\\", "/%2F", "/%2f", "/%5C", "/%5c", "/%09"))


@pytest.mark.parametrize("text", GOOD)
def test_paths_of_the_site_are_kept(text: str) -> None:
    assert safe_path(text, "/fallback") == text


def test_sign_in_and_comfort_stay_on_the_site(world: World) -> None:
    for text in EVIL:
        browser = world.browser()
        world.site.throttle = type(world.site.throttle)()
        form = browser.form(browser.get("/sign-in", {"next": text}), "password")
        form["email"], form["password"] = "lead@example.org", PASSWORD
        for page in (form.submit(), browser.get("/comfort", {"back": text, "size": "125"})):
            assert page.status_int == 303
            assert urlsplit(page.headers["Location"]).netloc in {"", "localhost:80", "localhost"}, text
            assert "evil" not in urlsplit(page.headers["Location"]).netloc
            assert not {"a=b"} & set(page.headers.values())


def test_a_person_who_signs_in_comes_back_to_where_they_were(world: World) -> None:
    browser = world.browser()
    form = browser.form(browser.get("/sign-in?next=/regions"), "password")
    form["email"], form["password"] = "lead@example.org", PASSWORD
    assert form.submit().headers["Location"].endswith("/regions")


def test_the_host_header_makes_no_address(town: Town) -> None:
    world = town.world
    browser, poison = world.browser(), {"Host": "evil.example"}
    for path in ("/", town.answered, f"/s/{town.receipt}", "/feed", "/sitemap.xml", "/r/" + town.reference):
        page = browser.get(path, headers=poison, status="*")
        assert "evil.example" not in page.text, path
