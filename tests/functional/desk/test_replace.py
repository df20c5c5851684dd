"""Another file in the place of one: same address, same words; the history says which bytes stood there."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from webtest import Upload

from mukhtabar.actions.replace import replace
from mukhtabar.actions.schedule import schedule
from mukhtabar.rules.refused import Refused
from mukhtabar.store import blobs
from mukhtabar.store.revisions import digest_of
from tests import files
from tests.world import PEOPLE, World

EN = "/en"
OTHER = files.PDF.replace(b"%PDF-1.7\n", b"%PDF-1.7\n% other\n")


def start(world: World, path: str, who: str = "lead") -> tuple[Any, Any]:
    """Return a person's browser and the form."""
    browser = world.browser(who)
    return browser, browser.form(browser.get(f"{EN}{path}/replace"), "upload")


def test_the_file_is_another_one_and_the_document_the_same(world: World) -> None:
    path = world.public(world.file())
    old = world.browser().get(path).html.select_one("main a.button")["href"]
    _browser, form = start(world, path)
    form["upload"] = Upload("نسخة نهائية.pdf", OTHER, "application/pdf")
    form["note"] = "تصحيح الجدول"
    assert "The file is replaced." in form.submit("save").follow()
    page = world.browser(cached=True).get(path)
    new = page.html.select_one("main a.button")["href"]
    assert new != old and world.browser().get(new).body == OTHER and "نسخة نهائية.pdf" in page and "محضر" in page
    # Who opens the old address gets the new bytes, and keeps them no longer than today.
    stale = world.browser().get(old)
    assert stale.body == OTHER and stale.headers["Cache-Control"] == "private, no-cache"


def test_the_history_says_which_bytes_stood_there_and_why(world: World) -> None:
    path = world.file()
    world.later(hours=1)
    with world.acting("lead") as ctx:
        replace(ctx, world.at(ctx, path), "b.pdf", OTHER, "تصحيح")
        document = world.at(ctx, path)
        saves = [revision.fields["digest"] for revision in document.revisions]
        assert saves == [hashlib.sha256(files.PDF).hexdigest(), hashlib.sha256(OTHER).hexdigest()]
        old, new = (key for key, _revision in document.revisions.items())
    page = world.browser("lead").get(f"{EN}{path}/history?old={old}&new={new}")
    assert "Fingerprint of the file (SHA-256)" in page and saves[0][:8] in page and "تصحيح" in page


def test_a_picture_gets_new_scales_and_keeps_its_point(world: World) -> None:
    path = world.image(focus="17 17")
    with world.acting("lead") as ctx:
        image = world.at(ctx, path)
        before = {scale.digest for scale in image.scales}
        replace(ctx, image, "b.png", files.photo(400, 100, "PNG"))
        assert (image.width, image.height, image.focus) == (400, 100, "17 17")
        assert not before & {scale.digest for scale in image.scales}


def test_a_recording_made_anew_is_up_to_date_again(world: World) -> None:
    path = world.audio()
    world.later(days=3)
    with world.acting("lead") as ctx:
        audio = world.at(ctx, path)
        replace(ctx, audio, "b.ogg", files.opus(9))
        assert audio.recorded == ctx.now and audio.seconds == 10 and audio.media_type == "audio/ogg"


def test_who_approved_a_date_approved_those_bytes(world: World) -> None:
    path = world.file("editor")
    world.step("editor", path, "submit")
    with world.acting("lead") as ctx:
        document = world.at(ctx, path)
        schedule(ctx, document, ctx.now + timedelta(days=2), None, digest_of(document.field_values()))
        assert document.next_date is not None
        replace(ctx, document, "b.pdf", OTHER)
        assert document.next_date is None


@pytest.mark.parametrize(
    ("make", "data", "code"),
    [("file", files.photo(), "is_a_picture"), ("file", files.HTML, "not_a_document"), ("image", files.PDF, "not_a_picture"),
     ("audio", files.photo(), "not_a_recording"), ("file", files.PDF, "same_file"), ("file", b"", "empty_file")],
)  # fmt: skip
def test_a_file_of_another_kind_is_refused_and_the_first_stays(world: World, make: str, data: bytes, code: str) -> None:
    path = getattr(world, make)()
    with world.acting() as ctx:
        before = blobs.read(world.at(ctx, path).blob)
    with pytest.raises(Refused) as refusal, world.acting("lead") as ctx:
        replace(ctx, world.at(ctx, path), "b", data)
    assert refusal.value.code == code
    with world.acting() as ctx:
        assert blobs.read(world.at(ctx, path).blob) == before


def test_a_mistake_is_said_beside_the_file(world: World) -> None:
    path = world.file()
    _browser, form = start(world, path)
    form["upload"] = Upload("a.pdf", files.HTML, "application/pdf")
    page = form.submit("save")
    assert "not a document that the portal takes" in page.html.select_one(".field .wrong").get_text()
    assert "Choose a file." in start(world, path)[1].submit("save")


def test_two_who_replace_at_once_do_not_overwrite_each_other(world: World) -> None:
    path = world.file()
    _browser, form = start(world, path)
    with world.acting("editor") as ctx:
        replace(ctx, world.at(ctx, path), "b.pdf", OTHER)
    form["upload"] = Upload("c.pdf", OTHER + b"\n", "application/pdf")
    assert "Somebody saved this meanwhile" in form.submit("save")
    with world.acting() as ctx:
        assert blobs.read(world.at(ctx, path).blob) == OTHER


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_change_it_may_replace_it_and_nobody_else(world: World, who: str) -> None:
    path = world.public(world.file())
    may = who in {"lead", "admin"}
    assert world.browser(who).get(f"{path}/replace", status="*").status_int == (200 if may else 403)
    if not may:
        with pytest.raises(Refused), world.acting(who) as ctx:
            replace(ctx, world.at(ctx, path), "b.pdf", OTHER)


def test_who_writes_in_it_is_not_disturbed(world: World) -> None:
    from mukhtabar.actions.keep import keep

    path = world.file()
    with world.acting("editor") as ctx:
        keep(ctx, world.at(ctx, path), [("title", "x")])
    with pytest.raises(Refused) as refusal, world.acting("lead") as ctx:
        replace(ctx, world.at(ctx, path), "b.pdf", OTHER)
    assert refusal.value.code == "locked"
