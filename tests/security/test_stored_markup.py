"""Markup left in any field is text wherever it is shown (abuse cases 48-50, 53, 54, 56, 57)."""

import re
from email.message import EmailMessage
from typing import Any

import pytest
from bs4 import BeautifulSoup

from mukhtabar.actions.record import refresh
from mukhtabar.content.texts import Texts
from mukhtabar.services.mail import compose
from tests.world import COMMUNE, CONSULTATION, SPACE, World

PAYLOADS = (
    "<script>alert('xss1')</script>",
    "\"><img src=x onerror=alert('xss1')>",
    "'><svg/onload=alert('xss1')>",
    "<a href=\"javascript:alert('xss1')\">xss1</a>",
    "</textarea></title><script src=//evil.example/xss1>",
    "<iframe srcdoc='<b>xss1</b>'></iframe> ${request.site.key} {0.__class__} %(x)s",
    "${structure: context} <?python import os ?> <tal:x content='x'>xss1</tal:x>",
    "&lt;script&gt;alert('xss1')&lt;/script&gt; <math><mi//xlink:href=\"data:x,<script>\">xss1",
)

def harmless(page: Any) -> None:
    """Nothing that was typed became an element, an attribute that runs, or a script."""
    unmarked(page.html)
    evaluated = r"class '|0x[0-9a-f]{8}|\b[0-9a-f]{64}\b"
    assert not re.search(evaluated, re.sub(r'value="\w+"', "", page.text))


def unmarked(soup: BeautifulSoup) -> None:
    """No element of `soup` runs anything."""
    for tag in soup.find_all(True):
        assert tag.name not in {"iframe", "math", "object", "embed", "tal:x"}, tag
        assert not [name for name in tag.attrs if name.startswith("on") or name == "srcdoc"], tag
        assert not str(tag.get("href", "")).lower().strip().startswith(("javascript:", "data:", "vbscript:")), tag
        if tag.name == "script":
            assert tag.get("src", "").startswith("/static/") and not tag.text, tag
        if tag.name == "img":
            assert tag["src"].startswith("/static/"), tag


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_what_a_citizen_types_is_text_on_every_page(world: World, payload: str) -> None:
    browser = world.browser()
    form = browser.form(browser.get(f"{CONSULTATION}/propose"), "title")
    form["kind"], form["topic"], form["title"] = "need", "water", f"عنوان {payload}"[:150]
    form["body"], form["place"], form["name"] = f"نص طويل بما يكفي {payload}", payload[:120], payload[:80]
    form["consent"] = True
    status = form.submit().follow()
    harmless(status)
    harmless(browser.get(f"{status.request.path}/withdraw"))
    with world.acting() as ctx:
        path = next(iter(f"{CONSULTATION}/{name}" for name in world.at(ctx, CONSULTATION)))
    editor = world.browser("editor")
    harmless(editor.get("/desk"))
    harmless(editor.get(f"{path}/review"))
    refused = editor.form(editor.get(f"{path}/review"), "transition")
    refused["comment"] = payload
    harmless(refused.submit("transition", value="return"))
    refused["reason"] = "unclear"
    refused.submit("transition", value="return").follow()
    harmless(editor.get(f"{path}/review"))
    harmless(browser.get(status.request.path))
    amend = browser.get(f"{status.request.path}/amend")
    harmless(amend)
    form = browser.form(amend, "title")
    form["body"] = f"نص آخر طويل بما يكفي {payload} وأكثر"
    form.submit().follow()
    world.step("editor", path, "publish")
    world.drain()
    pages = ["/", CONSULTATION, path, SPACE, COMMUNE, "/souss-massa", f"{path}/who", "/consultations"]
    lead = world.browser("lead")
    for address in (*pages, f"/fr{path}"):
        harmless(lead.get(address))
    harmless(world.browser().get("/search", {"q": "عنوان"}))
    harmless(world.browser().get("/search", {"q": payload}))
    for feed in (f"{CONSULTATION}/feed", "/sitemap.xml"):
        found = world.browser().get(feed).text
        assert not re.search(r"<(script|img|svg|iframe|math|tal)", found), feed


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_names_comments_and_institutional_texts_are_text(world: World, payload: str) -> None:
    with world.acting() as ctx:
        for who in ("lead", "officer", "approver"):
            ctx.register.rename(ctx.register.get(world.pids[who]), payload)
        ctx.register.get(world.pids["approver"]).capacity = {"ar": payload}
        space = world.at(ctx, SPACE)
        space.title = space.summary = space.association = Texts.of(ctx.now, ar=payload)
        ctx.portal.stamps.bump([space.uid])
    news, page = world.public_news(), world.page()
    world.step("lead", page, "publish")
    with world.acting() as ctx:
        # As it would stand there if nothing had been checked when it was saved and published.
        for path, body in ((news, f"<p>نص</p>{payload}"), (page, f"<p>سلام</p>{payload}<p onclick='x()'>سلام</p>")):
            document = world.at(ctx, path)
            document.title = document.summary = Texts.of(ctx.now, ar=payload)
            document.body = document.easy = Texts.of(ctx.now, ar=body)
            refresh(ctx, document)
    comment = world.commented(news, f"تعليق {payload}", name=payload)
    world.step("moderator", comment, "publish")
    proposal, answer = world.answered(f"عنوان سليم {payload}"[:150], summary=payload[:190])
    world.drain()
    browsers = [world.browser(), world.browser("lead"), world.browser("approver"), world.browser("admin")]
    paths = (news, proposal, page, SPACE, COMMUNE, "/", "/news", f"{answer}/review", f"{news}/review", f"{SPACE}/who")
    for browser in browsers:
        for path in (*paths, f"{comment}/review", f"{page}/review", "/desk", "/account", f"{news}/comment"):
            found = browser.get(path, status="*")
            if found.status_int == 200:
                harmless(found)
        harmless(browser.get("/search", {"q": "سليم"}))


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_what_stands_in_a_difference_is_text(world: World, payload: str) -> None:
    proposal = world.published()
    answer = world.drafted(proposal, summary=f"قبل {payload}")
    world.step("officer", answer, "send")
    approver = world.browser("approver")
    form = approver.form(approver.get(f"{answer}/review"), "transition")
    form["comment"] = payload
    form.submit("transition", value="send_back").follow()
    officer = world.browser("officer")
    stale = officer.form(officer.get(f"{answer}/edit"), "outcome")
    other = officer.form(officer.get(f"{answer}/edit"), "outcome")
    other.set("ar", f"بعد {payload}"[:200], index=0)
    other.submit().follow()
    harmless(approver.get(f"{answer}/review"))
    stale.set("ar", f"ثالث {payload}"[:200], index=0)
    harmless(stale.submit())


@pytest.mark.parametrize("payload", [*PAYLOADS, "عنوان\r\nBcc: evil@evil.example", "title\u202egpj.exe"], ids=range(10))
def test_letters_hold_text_and_no_second_header(world: World, payload: str) -> None:
    with world.acting() as ctx:
        ctx.register.rename(ctx.register.get(world.pids["citizen"]), payload)
    path = world.submitted(f"عنوان {payload}"[:150])
    world.step("editor", path, "return", comment=f"اقرأ {payload}", reason="unclear")
    with world.site.session(system=True) as ctx:
        due = ctx.portal.outbox.due(ctx.now)
        letters = [compose(world.site, ctx, letter, key) for key, letter in due]
    assert any(letters)
    for message in filter(None, letters):
        assert isinstance(message, EmailMessage)
        assert set(message.keys()) <= {
            "Message-ID", "Date", "From", "To", "Subject", "Auto-Submitted", "Content-Language", "MIME-Version",
            "Content-Type", "Content-Transfer-Encoding",
        }  # fmt: skip
        html = message.get_body(("html",))
        assert html is not None
        unmarked(BeautifulSoup(html.get_content(), "html.parser"))
        assert "\u202e" not in str(message["Subject"])
