"""A document for everyone, and never before it is one: its page, its bytes, its headers, its place in lists."""

from typing import Any

import pytest

from mukhtabar.actions.attach import attach
from mukhtabar.content.file import File, Image
from mukhtabar.content.texts import Texts
from mukhtabar.views.public.file import disposition
from tests import files
from tests.world import CONSULTATION, SPACE, World

MISSING = f"{SPACE}/no-such-file/blob"


def put(world: World, document: Any, data: bytes, name: str = "محضر اللقاء.pdf", where: str = SPACE) -> str:
    """Attach as the editor; return the path."""
    with world.acting("editor") as ctx:
        values = {"title": Texts.of(ctx.now, ar="محضر اللقاء", fr="Procès-verbal")}
        if isinstance(document, Image):
            values["alternative"] = Texts.of(ctx.now, ar="بئر في الواحة")
        return f"{where}/{attach(ctx, world.at(ctx, where), document, values, name, data).__name__}"


def published(world: World, document: Any, data: bytes, where: str = SPACE) -> str:
    """Attach and publish; return the path."""
    path = put(world, document, data, where=where)
    world.step("lead", path, "publish")
    return path


def test_a_file_has_a_page_that_says_what_it_is_before_the_download(world: World) -> None:
    path = published(world, File(), files.PDF[:9] + b"\n" * 300_000 + files.PDF)
    page = world.browser().get(f"/en{path}")
    assert "محضر اللقاء" in page and "PDF" in page and "293 kB" in page
    answer = page.click("Download")
    assert answer.body.startswith(b"%PDF-1.7") and answer.content_type == "application/pdf"


def test_the_headers_of_a_document(world: World) -> None:
    path = published(world, File(), files.PDF)
    answer = world.browser().get(f"{path}/blob")
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=\"mhdr-allqa.pdf\"; filename*=UTF-8''"
        "%D9%85%D8%AD%D8%B6%D8%B1%20%D8%A7%D9%84%D9%84%D9%82%D8%A7%D8%A1.pdf"
    )
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert int(answer.headers["Content-Length"]) == len(files.PDF)


@pytest.mark.parametrize(
    ("document", "data", "kind"), [(File, files.docx(), "attachment"), (Image, files.png(), "inline")]
)
def test_a_picture_is_shown_and_a_document_is_not(world: World, document: Any, data: bytes, kind: str) -> None:
    answer = world.browser().get(f"{published(world, document(), data)}/blob")
    assert answer.headers["Content-Disposition"].startswith(f"{kind}; ") and answer.body[:8] == data[:8]


def test_a_picture_has_its_words_and_its_size(world: World) -> None:
    path = published(world, Image(), files.jpeg(20, 30))
    picture = world.browser().get(path).html.select_one("main img")
    assert (picture["alt"], picture["width"], picture["height"]) == ("بئر في الواحة", "20", "30")
    assert world.browser().get(picture["src"]).content_type == "image/jpeg"


@pytest.mark.parametrize("who", [None, "citizen", "officer", "desk", "moderator"])
def test_a_private_file_is_not_there(world: World, who: str | None) -> None:
    path = put(world, File(), files.PDF)
    browser = world.browser(who)
    missing = browser.get(MISSING, status=404)
    for headers in (
        {},
        {"If-None-Match": "*"},
        {"Range": "bytes=0-4"},
        {"If-Modified-Since": "Fri, 20 Nov 2026 10:00:00 GMT"},
    ):
        for address in (path, f"{path}/blob", f"{path}/blob?v={'0' * 16}"):
            answer = browser.get(address, headers=headers, status=404)
            assert "ETag" not in answer.headers and "محضر" not in answer
            assert answer.headers["Cache-Control"] == missing.headers["Cache-Control"]
            assert {*answer.headers} == {*missing.headers}
            assert browser.head(address, headers=headers, status=404).status_int == 404


def test_staff_read_a_draft_and_nobody_keeps_it(world: World) -> None:
    path = put(world, File(), files.PDF)
    answer = world.browser("lead").get(f"{path}/blob")
    assert answer.body == files.PDF and answer.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer.headers


def test_what_is_taken_off_the_site_is_gone_for_everyone(world: World) -> None:
    path = published(world, File(), files.PDF)
    browser = world.browser(cached=True)
    page = browser.get(path)
    address = page.html.select_one("main a.button")["href"]
    tag = browser.get(address).headers["ETag"]
    world.step("lead", path, "retract")
    browser.get(path, status=404)
    browser.get(address, status=404)
    world.browser().get(address, headers={"If-None-Match": tag}, status=404)


def test_a_file_below_what_is_hidden_is_hidden(world: World) -> None:
    path = published(world, File(), files.PDF, where=CONSULTATION)
    assert world.browser().get(f"{path}/blob").status_int == 200
    with world.acting() as ctx:
        world.at(ctx, CONSULTATION).state = "draft"
    world.browser().get(f"{path}/blob", status=404)
    assert world.browser("lead").get(f"{path}/blob").headers["Cache-Control"] == "private, no-store"


def test_a_browser_may_keep_what_it_has_and_asks_when_the_address_names_no_version(world: World) -> None:
    path = published(world, File(), files.PDF)
    browser = world.browser()
    address = browser.get(path).html.select_one("main a.button")["href"]
    assert browser.get(address).headers["Cache-Control"] == "private, max-age=31536000, immutable"
    plain = browser.get(f"{path}/blob")
    assert plain.headers["Cache-Control"] == "private, no-cache"
    again = browser.get(f"{path}/blob", headers={"If-None-Match": plain.headers["ETag"]}, status=304)
    assert again.body == b""
    head = browser.head(f"{path}/blob")
    assert head.body == b"" and head.headers["ETag"] == plain.headers["ETag"]


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_bytes_are_only_read(world: World, method: str) -> None:
    path = published(world, File(), files.PDF)
    assert getattr(world.browser(), method)(f"{path}/blob", expect_errors=True).status_int in {403, 404, 405}


@pytest.mark.parametrize("where", [SPACE, CONSULTATION])
def test_public_files_stand_on_the_page_of_their_container(world: World, where: str) -> None:
    browser = world.browser(cached=True)
    assert not browser.get(where).html.select(".files")
    path = put(world, File(), files.PDF, where=where)
    assert not browser.get(where).html.select(".files")
    with world.acting() as ctx:
        assert ctx.portal.listings_index.count("files", world.at(ctx, where).uid) == 0
    world.step("lead", path, "publish")
    entry = browser.get(f"/fr{where}").html.select_one(".files")
    assert entry.a.get_text() == "Procès-verbal" and entry.a["href"] == f"/fr{path}" and "1" in entry.get_text()
    world.step("lead", path, "retract")
    assert not browser.get(where).html.select(".files")


def test_a_file_waits_for_publication_on_the_desk_of_the_lead(world: World) -> None:
    path = put(world, File(), files.PDF)
    world.step("editor", path, "submit")
    lead = world.browser("lead")
    review = lead.get("/desk").click("محضر اللقاء")
    assert review.request.path == f"{path}/review"
    lead.form(review, "transition").submit("transition", value="publish")
    assert world.state(path) == "published"


@pytest.mark.parametrize("name", ["a\r\nSet-Cookie: x=1.pdf", 'a"b.pdf', "é;x.pdf", "%0d%0a.pdf", "ⴰⵎⴰⵏ.pdf", "م.pdf"])
def test_no_name_breaks_out_of_its_header(name: str) -> None:
    header = disposition(name, inline=False)
    assert header.isascii() and not set(header) & set("\r\n\\")
    plain, encoded = header.removeprefix('attachment; filename="').split("\"; filename*=UTF-8''")
    assert plain.endswith(".pdf") and not set(plain + encoded) & set('"; ')
