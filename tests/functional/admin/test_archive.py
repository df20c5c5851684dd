"""The administrator takes a space out as one file and brings it in elsewhere, in the browser."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from webtest import TestResponse, Upload

from mukhtabar.actions.edit import edit
from mukhtabar.actions.label import put_label
from mukhtabar.content.texts import Texts
from tests.functional.council.test_answer import press
from tests.world import COMMUNE, PEOPLE, SPACE, World

EN = "/en"
OTHER = "/souss-massa/akka"


def brought(world: World, name: str, data: bytes, at: str = OTHER) -> TestResponse:
    """Send a file to the page and return what follows."""
    browser = world.browser("admin")
    form: Any = browser.form(browser.get(f"{EN}{at}/archive"), "upload")
    form["upload"] = Upload(name, data) if data else ""
    answer = form.submit()
    return answer.follow() if answer.status_int == 303 else answer


def test_a_space_is_taken_out_and_brought_in_elsewhere(world: World) -> None:
    world.answered()
    world.public_news(title="لقاء")
    file = world.browser("admin").get(f"{COMMUNE}/archive.zip")
    assert file.content_type == "application/zip" and "tata-" in file.headers["Content-Disposition"]
    page = brought(world, "tata.zip", file.body)
    assert "documents were brought in." in page
    assert "لقاء" in world.browser().get(f"{OTHER}/fada/meeting")
    assert "لقاء" in world.browser().get(f"{SPACE}/meeting")


def test_what_a_council_is_drafting_is_not_taken_out_by_others(world: World) -> None:
    draft = world.drafted(world.published(), summary="مسودة لم يوافق عليها أحد.")
    published = world.answered("بئر جديدة", "سنحفر البئر.")[1]
    file = world.browser("admin").get(f"{SPACE}/archive.zip")
    with ZipFile(BytesIO(file.body)) as archive:
        lines = archive.read("documents.jsonl").decode()
    assert "سنحفر البئر." in lines and published.rpartition("/")[2] in lines
    assert "مسودة لم يوافق" not in lines and draft.rpartition("/")[2] not in lines


def test_what_a_council_wrote_to_itself_is_not_taken_out_by_others(world: World) -> None:
    answer = world.drafted(world.published(), summary="سنحفر البئر في مارس.")
    world.step("officer", answer, "send")
    press(world.browser("approver"), answer, "send_back", comment="متى بالضبط؟")
    with world.acting("officer") as ctx:
        edit(ctx, world.at(ctx, answer), {"summary": Texts.of(ctx.now, ar="سنحفر البئر في مارس 2027.")})
    world.step("officer", answer, "send")
    world.step("approver", answer, "approve")
    world.step("approver", answer, "publish")
    with world.acting("officer") as ctx:
        put_label(ctx, world.at(ctx, answer), "خطر قانوني")
        seen = world.at(ctx, answer).last_seen[world.pids["approver"]]
    file = world.browser("admin").get(f"{SPACE}/archive.zip")
    with ZipFile(BytesIO(file.body)) as archive:
        lines = archive.read("documents.jsonl").decode()
    assert "مارس 2027." in lines
    assert "مارس." not in lines and "متى بالضبط؟" not in lines and "خطر قانوني" not in lines
    assert seen not in lines
    brought(world, "tata.zip", file.body)
    there = answer.replace(SPACE, f"{OTHER}/fada").rpartition("/")[0]
    assert "سنحفر البئر في مارس 2027." in world.browser().get(there)


def test_what_everyone_reads_of_the_steps_is_taken_out(world: World) -> None:
    commitment = world.committed(world.answered()[0])
    world.step("officer", commitment, "start", comment="وصلت الآليات إلى الدوار.")
    file = world.browser("admin").get(f"{SPACE}/archive.zip")
    brought(world, "tata.zip", file.body)
    assert "وصلت الآليات إلى الدوار." in world.browser().get(commitment.replace(SPACE, f"{OTHER}/fada"))


def test_what_is_no_archive_is_said_beside_the_field(world: World) -> None:
    page = brought(world, "x.zip", b"hello")
    assert "This is not an archive of this portal" in page.html.select_one("#upload-wrong").get_text()
    assert page.html.select_one('.problems a[href="#upload"]') and page.html.select_one("#upload[aria-invalid=true]")
    assert "Choose a file." in brought(world, "x.zip", b"")
    world.browser().get(f"{OTHER}/fada", status=404)


@pytest.mark.parametrize("who", [who for who in PEOPLE if who != "admin"])
def test_nobody_else_takes_anything_out(world: World, who: str) -> None:
    for view in ("archive", "archive.zip"):
        world.browser(who).get(f"{SPACE}/{view}", status=403)
