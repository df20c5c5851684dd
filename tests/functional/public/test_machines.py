"""Addresses for machines: static files, short addresses, moved documents, tombstones, validators."""

import gzip

import pytest

from tests.world import BODY, CONSULTATION, SPACE, World


def test_static_files_are_named_by_their_content_and_kept_for_ever(world: World) -> None:
    browser = world.browser()
    page = browser.get("/")
    for element, name in (("link[rel=stylesheet]", "href"), ("script", "src"), ("link[rel=icon]", "href")):
        found = browser.get(page.html.select_one(element)[name])
        assert "immutable" in found.headers["Cache-Control"] and found.headers["ETag"]
        asked = browser.RequestClass.blank(found.request.path, headers={"Accept-Encoding": "gzip"})
        _status, headers, parts = asked.call_application(world.pyramid)
        assert dict(headers)["Content-Encoding"] == "gzip" and gzip.decompress(b"".join(parts)) == found.body
        etag = {"If-None-Match": found.headers["ETag"]}
        assert browser.get(found.request.path, headers=etag, status="*").status_int in {200, 304}


def test_files_that_are_not_there_are_not_found(world: World) -> None:
    for path in ("/static", "/static/", "/static/x", "/static/x/nothing.css", "/static/x/vendor", "/static/x/site.css/more"):
        world.browser().get(path, status=404)


def test_robots_and_health_answer(world: World) -> None:
    browser = world.browser()
    assert "Disallow: /s/" in browser.get("/robots.txt") and browser.get("/health").text == "ok\n"
    assert browser.get("/favicon.ico").content_type == "image/svg+xml"


def test_a_short_address_leads_to_the_proposal(world: World) -> None:
    path = world.published()
    reference = path.rpartition("/")[2]
    moved = world.browser().get(f"/fr/r/{reference}", status=302)
    assert moved.headers["Location"].endswith(f"/fr{path}")


def test_a_document_that_moved_is_found_at_its_old_address(world: World) -> None:
    path = world.page()
    world.step("lead", path, "publish")
    with world.acting() as ctx:
        space, page = world.at(ctx, SPACE), world.at(ctx, path)
        ctx.portal.redirects.leave(("souss-massa", "tata", "fada", "guide"), page.uid)
        space.remove("guide")
        space.add("new-guide", page)
    browser = world.browser()
    for prefix in ("", "/fr"):
        assert browser.get(prefix + path, status=301).headers["Location"].endswith(f"{prefix}{SPACE}/new-guide")
    world.step("lead", f"{SPACE}/new-guide", "retract")
    browser.get(path, status=404)


@pytest.mark.parametrize("name", ["refuse", "hide"])
def test_a_tombstone_says_why_and_never_what(world: World, name: str) -> None:
    path = world.submitted() if name == "refuse" else world.published()
    world.step("editor", path, name, reason="off_topic")
    for who in (None, "officer", "observer"):
        page = world.browser(who).get(f"/en{path}", status=410)
        assert "It is not about the subject of this consultation" in page
        assert BODY not in page and "تعبيد الطريق إلى المدرسة" not in page and "noindex" in page
    assert BODY in world.browser("editor").get(f"{path}/review")
    assert path not in world.browser().get(CONSULTATION)


def test_error_pages_are_pages(world: World) -> None:
    browser = world.browser()
    for prefix, direction in (("", "rtl"), ("/fr", "ltr")):
        page = browser.get(f"{prefix}/nothing/here", status=404)
        assert page.html.find("html")["dir"] == direction and page.html.select_one("main form[role=search]")
        assert len(page.html.select("h1")) == 1 and page.html.select_one("a.button")
    assert page.headers["Cache-Control"] == "private, no-store"


def test_a_page_for_everyone_has_a_validator(world: World) -> None:
    path = world.published()
    browser = world.browser(cached=True)
    for headers in ({}, {"Accept-Encoding": "gzip"}):
        first = browser.get(path, headers=headers)
        tag = first.headers["ETag"]
        again = browser.get(path, headers={**headers, "If-None-Match": tag}, status=304)
        assert not again.body and again.headers["ETag"] == tag and "Content-Type" not in again.headers
        other = browser.get(path, headers={**headers, "If-None-Match": '"other"'})
        assert other.status_int == 200
        weak = browser.get(path, headers={**headers, "If-None-Match": f'"x", W/{tag}'}, status=304)
        assert "Cookie" in weak.headers["Vary"] and "Accept-Encoding" in weak.headers["Vary"]
    head = browser.head(path)
    assert not head.body and head.headers["ETag"]
    assert "ETag" not in world.browser("lead", cached=True).get(path).headers
