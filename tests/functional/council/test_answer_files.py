"""Documents attached to an answer: approved with it, public with it, and never sooner (J17)."""

import pytest
from webtest import Upload

from mukhtabar.actions.answer import attach_to
from mukhtabar.rules.refused import Refused
from tests import files
from tests.functional.council.test_answer import press
from tests.world import Browser, World

pytestmark = pytest.mark.usefixtures("swept")

EVERYBODY_ELSE = (None, "citizen", "editor", "lead", "moderator", "observer", "admin")


def attach(browser: Browser, answer: str, data: bytes = files.PDF, name: str = "تصميم.pdf", title: str = "تصميم") -> object:
    form = browser.form(browser.get(f"/en{answer}/files"), "upload")
    form["title"], form["upload"] = title, Upload(name, data)
    return form.submit("attach")


def attached(world: World, answer: str, data: bytes = files.PDF) -> str:
    with world.acting("officer") as ctx:
        one = attach_to(ctx, world.at(ctx, answer), "تصميم", "تصميم.pdf", data)
        return f"{answer}/{one.__name__}"


def test_an_officer_attaches_a_document_that_readers_get_with_the_answer(world: World) -> None:
    proposal = world.published()
    answer, officer = world.drafted(proposal), world.browser("officer")
    page = attach(officer, answer).follow()  # type: ignore[attr-defined]
    assert "تصميم" in page and "PDF" in page
    address = page.html.select_one("main li a")["href"]
    assert officer.get(address).body == files.PDF
    for name, who in (("send", "officer"), ("approve", "approver"), ("publish", "officer")):
        for other in EVERYBODY_ELSE:
            world.browser(other).get(address, status=404)
        assert "no-store" in world.browser("approver").get(address).headers["Cache-Control"]
        world.step(who, answer, name)
    shown = world.browser().get(f"/en{proposal}")
    link = shown.html.select_one(".answer .files a")
    got = world.browser().get(link["href"])
    assert got.body == files.PDF and got.headers["Content-Disposition"].startswith("attachment")


def test_the_bytes_are_part_of_what_is_approved(world: World) -> None:
    answer = world.drafted(world.published())
    first = attached(world, answer)
    world.step("officer", answer, "send")
    approver = world.browser("approver")
    form = approver.form(approver.get(f"/en{answer}/review"), "transition")
    form.submit("transition", value="send_back")  # no comment: nothing happens
    world.step("approver", answer, "send_back", comment="الوثيقة قديمة.")
    officer = world.browser("officer")
    page = officer.get(f"/en{answer}/files")
    take = next(one for one in page.forms.values() if "take_off" in one.fields)
    assert "is taken off" in take.submit("take_off", value=first.rpartition("/")[2]).follow()
    attach(officer, answer, files.PDF + b"\n% new\n%%EOF\n")
    world.step("officer", answer, "send")
    assert form.submit("transition", value="approve").status_int == 200
    assert world.state(answer) == "for_approval"
    page = approver.get(f"/en{answer}/review")
    assert press(approver, answer, "approve").status_int == 303  # type: ignore[attr-defined]
    with world.acting() as ctx:
        document = world.at(ctx, answer)
        assert document.attachments()[0].digest in document.attached
        assert document.revisions.latest().fields["attached"] == document.attached


def test_who_saves_after_a_colleague_attached_something_is_told_so(world: World) -> None:
    answer, officer = world.drafted(world.published()), world.browser("officer")
    attach(officer, answer, title="تصميم أول")
    mine = officer.form(officer.get(f"/en{answer}/edit"), "outcome")
    attach(world.browser("both"), answer, files.PDF + b"\n% new\n%%EOF\n", title="تصميم ثان")
    page = mine.submit()
    assert [row.get_text() for row in page.html.select(".conflict h3")] == ["Attached documents"]
    changed = page.html.select_one(".conflict")
    assert "ثان" in changed.get_text() and "أول" not in "".join(one.get_text() for one in changed.select("del, ins"))
    officer.form(page, "outcome").submit().follow()
    with world.acting() as ctx:
        assert len(world.at(ctx, answer).attachments()) == 2


def test_who_attaches_has_drafted(world: World) -> None:
    answer = world.drafted(world.published())
    attach(world.browser("both"), answer)
    world.step("officer", answer, "send")
    with pytest.raises(Refused, match="not_drafter"):
        world.step("both", answer, "approve")


def test_nothing_is_attached_to_what_is_being_approved(world: World) -> None:
    answer = world.drafted(world.published())
    world.step("officer", answer, "send")
    world.browser("officer").get(f"{answer}/files", status=403)
    with pytest.raises(Refused, match="not_permitted"):
        attached(world, answer)


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"no document", "x.pdf", "This is not a document that the portal takes"),
        (b"", "x.pdf", "This file is empty"),
        (files.png(), "x.pdf", "This is a picture"),
    ],
)
def test_what_is_no_document_is_said_beside_the_field(
    world: World, data: bytes, name: str, sentence: str
) -> None:
    answer = world.drafted(world.published())
    page = attach(world.browser("officer"), answer, data, name)
    assert sentence in page and page.html.select_one("[aria-invalid=true]")  # type: ignore[operator, attr-defined]
    with world.acting() as ctx:
        assert world.at(ctx, answer).attachments() == []


def test_what_is_too_big_is_refused(world: World) -> None:
    answer = world.drafted(world.published())
    with pytest.raises(Refused, match="too_big"):
        attached(world, answer, b"%PDF-1.4" + b"0" * (5 * 1024 * 1024))


def test_the_same_document_twice_and_too_many_are_refused(world: World) -> None:
    answer, officer = world.drafted(world.published()), world.browser("officer")
    attach(officer, answer)
    assert "attached already" in attach(officer, answer)  # type: ignore[operator]
    for number in range(9):
        attached(world, answer, files.PDF + b"\n%" + str(number).encode() + b"\n%%EOF\n")
    with pytest.raises(Refused, match="too_many"):
        attached(world, answer, files.PDF + b"\n% last\n%%EOF\n")


def test_a_day_of_registration_that_lies_ahead_is_refused_beside_its_field(world: World) -> None:
    officer = world.browser("officer")
    form = officer.form(officer.get(f"/en{world.published()}/answer"), "outcome")
    form["registered"], form["protocol"], form["addressee"] = "2026-11-21", "2026/118", "مصلحة الماء"
    page = form.submit()
    assert page.html.select_one("[name=registered][aria-invalid=true]") and "lies ahead" in page
    form = officer.form(page, "outcome")
    assert form["protocol"].value == "2026/118"
    form["registered"] = "2026-11-20"
    page = form.submit().follow()
    assert "20 November 2026" in page and "2026/118" in page and "مصلحة الماء" in page
