"""A recording is heard from any place, read for those who do not hear it, and offered by the text that it reads."""

from typing import Any

import pytest

from mukhtabar.actions.bring_in import bring_in
from mukhtabar.actions.copy import copy
from mukhtabar.actions.edit import edit
from mukhtabar.actions.export import export
from mukhtabar.actions.move import move
from mukhtabar.actions.trash import trash
from mukhtabar.content.texts import Texts
from mukhtabar.rules.refused import Refused
from tests import files
from tests.world import CONSULTATION, PEOPLE, SPACE, World

MP3 = files.mp3(75)


def reading(world: World, text: str, speech: str = "ary", parent: str = SPACE, public: bool = True, **values: Any) -> str:
    """Return the path of a recording that reads `text`."""
    with world.acting() as ctx:
        uid = world.at(ctx, text).uid
    path = world.audio(parent=parent, speech=speech, reads=uid, **values)
    return world.public(path) if public else path


def public_page(world: World, **values: Any) -> str:
    """Return the path of a published page."""
    return world.public(world.page(**values))


def test_a_recording_says_what_it_costs_and_what_is_said(world: World) -> None:
    path = world.public(world.audio(data=files.id3(b"Aicha") + MP3))
    page = world.browser().get(f"/en{path}")
    player = page.html.select_one("main audio")
    assert player["preload"] == "none" and player.has_attr("controls") and not player.has_attr("autoplay")
    assert "1 min 15 s" in page and "293 kB" in page and "Moroccan Arabic" in page and "مرحبا بكم." in page
    answer = world.browser().get(player["src"])
    assert answer.content_type == "audio/mpeg" and answer.body == MP3
    assert answer.headers["Content-Disposition"].startswith("inline; ")


@pytest.mark.parametrize(("data", "kind"), [(files.mp3(), "audio/mpeg"), (files.opus(), "audio/ogg")])
def test_a_part_of_a_recording_is_sent_when_a_part_is_asked_for(world: World, data: bytes, kind: str) -> None:
    path = world.public(world.audio(data=data))
    browser = world.browser()
    whole = browser.get(f"{path}/blob")
    assert whole.headers["Accept-Ranges"] == "bytes" and whole.content_type == kind
    part = browser.get(f"{path}/blob", headers={"Range": "bytes=100-199"}, status=206)
    assert part.body == whole.body[100:200]
    assert part.headers["Content-Range"] == f"bytes 100-199/{len(whole.body)}"
    assert browser.get(f"{path}/blob", headers={"Range": "bytes=-10"}, status=206).body == whole.body[-10:]
    assert browser.get(f"{path}/blob", headers={"Range": "bytes=99999999-"}, status=416)
    other = {"Range": "bytes=0-9", "If-Range": '"of-another-recording"'}
    assert browser.get(f"{path}/blob", headers=other, status=200).body == whole.body


def test_a_private_recording_is_not_there_in_parts_either(world: World) -> None:
    path = world.audio()
    for who in (None, "citizen", "officer"):
        answer = world.browser(who).get(f"{path}/blob", headers={"Range": "bytes=0-9"}, status=404)
        assert "Content-Range" not in answer.headers
    part = world.browser("editor").get(f"{path}/blob", headers={"Range": "bytes=0-9"}, status=206)
    assert part.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("values", "code"),
    [({"transcript": Texts()}, "no_transcript"), ({"speech": "tlh"}, "no_language"), ({"reads": 1}, "nothing_to_read"),
     ({"data": files.mp3(601)}, "too_long"), ({"data": files.PDF}, "not_a_recording"),
     ({"data": files.photo()}, "not_a_recording"), ({"data": files.id3(files.HTML) + files.mp3()}, "not_a_recording"),
     ({"data": files.mp3() + files.HTML}, "not_a_recording"), ({"data": files.opus()[:-1]}, "not_a_recording"),
     ({"data": MP3 + b"\0" * 5 * 1024 * 1024}, "too_big")],
)  # fmt: skip
def test_what_is_no_recording_or_leaves_somebody_out_is_refused(world: World, values: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        world.audio(**values)
    assert refusal.value.code == code
    with world.acting() as ctx:
        assert list(world.at(ctx, SPACE)) == ["ma"]


@pytest.mark.parametrize("who", [who for who in PEOPLE if who not in {"editor", "lead", "admin"}])
def test_only_editors_add_a_recording(world: World, who: str) -> None:
    with pytest.raises(Refused) as refusal:
        world.audio(who)
    assert refusal.value.code == "not_permitted"


@pytest.mark.parametrize("kind", ["page", "news", "consultation", "answer"])
def test_a_text_offers_the_recordings_that_read_it(world: World, kind: str) -> None:
    text, parent, shown = CONSULTATION, CONSULTATION, CONSULTATION
    if kind == "page":
        text = shown = public_page(world)
        parent = SPACE
    elif kind == "news":
        text = shown = parent = world.public_news()
    elif kind == "answer":
        shown, text = world.answered()
    browser = world.browser(cached=True)
    assert not browser.get(f"/en{shown}").html.select("audio")
    spoken = reading(world, text, parent=parent)
    page = browser.get(f"/en{shown}")
    assert len(page.html.select(".spoken audio")) == 1 and "Listen to this text" in page
    assert page.html.select_one(".spoken a")["href"] == f"/en{spoken}"
    assert browser.get(f"/en{spoken}").html.select_one("main .lead a")["href"].startswith(f"/en{text}")
    for one in (page, browser.get(f"/en{spoken}")):
        assert ("Read aloud by the space, not by the council." in one) is (kind == "answer")
    world.step("lead", spoken, "retract")
    assert not browser.get(f"/en{shown}").html.select("audio")


def test_a_text_without_a_recording_loads_none(world: World) -> None:
    world.public(world.audio())
    text = public_page(world)
    with world.acting() as ctx:
        assert list(ctx.portal.listings_index.walk("spoken", world.at(ctx, text).uid)) == []


def test_a_recording_that_is_not_public_is_offered_to_nobody_but_staff(world: World) -> None:
    text = public_page(world)
    reading(world, text, public=False)
    assert not world.browser().get(text).html.select("audio")
    assert not world.browser("citizen").get(text).html.select("audio")
    assert "Not published yet" in world.browser("lead").get(f"/en{text}")


def test_each_language_has_one_recording(world: World) -> None:
    text = public_page(world)
    reading(world, text, "ary")
    reading(world, text, "shi")
    assert len(world.browser().get(text).html.select(".spoken audio")) == 2
    with pytest.raises(Refused) as refusal:
        reading(world, text, "shi", public=False)
    assert refusal.value.code == "already_spoken"
    with pytest.raises(Refused) as refusal:
        reading(world, text, "fr", parent=CONSULTATION, public=False)
    assert refusal.value.code == "not_beside"


def test_a_text_that_changed_after_it_was_read_says_so(world: World) -> None:
    text = public_page(world)
    spoken, browser = reading(world, text), world.browser(cached=True)
    assert "The text changed on" not in browser.get(f"/en{text}")
    world.later(days=2)
    with world.acting("lead") as ctx:
        page = world.at(ctx, text)
        edit(ctx, page, {"body": page.body.with_values(ctx.now, {"fr": "<p>Autre.</p>"})})
    assert "The text changed on" not in browser.get(f"/en{text}"), "it is read in Arabic"
    with world.acting("lead") as ctx:
        page = world.at(ctx, text)
        edit(ctx, page, {"body": page.body.with_values(ctx.now, {"ar": "<p>غيره.</p>"})})
    for path in (text, spoken):
        note = browser.get(f"/en{path}").html.select_one(".recording .note")
        assert note.time["datetime"].startswith("2026-11-22") and "The text counts." in note.get_text()


def test_a_recording_does_not_name_a_text_that_the_reader_may_not_see(world: World) -> None:
    text = public_page(world, title="صفحة ستغلق")
    spoken, browser = reading(world, text), world.browser(cached=True)
    assert "صفحة ستغلق" in browser.get(spoken)
    world.step("lead", text, "retract")
    assert "صفحة ستغلق" not in browser.get(spoken)
    assert "صفحة ستغلق" in world.browser("lead").get(spoken)


def test_a_recording_of_an_answer_is_gone_with_what_stands_above_it(world: World) -> None:
    proposal, answer = world.answered("عنوان سيحجب")
    spoken, browser = reading(world, answer, parent=CONSULTATION), world.browser(cached=True)
    assert "سنعبد الطريق" in browser.get(spoken)
    world.step("moderator", proposal, "hide", reason="personal_data")
    assert "سنعبد الطريق" not in browser.get(spoken)


def test_a_text_put_elsewhere_has_no_recording_there(world: World) -> None:
    text = public_page(world)
    spoken, browser = reading(world, text), world.browser(cached=True)
    with world.acting("admin") as ctx:
        move(ctx, world.at(ctx, text), ctx.portal)
    assert not browser.get("/guide").html.select("audio")
    assert not browser.get(spoken).html.select("main .lead a")


def test_a_recording_in_the_trash_is_offered_no_more(world: World) -> None:
    text = public_page(world)
    spoken, browser = reading(world, text), world.browser(cached=True)
    assert browser.get(text).html.select("audio")
    with world.acting("lead") as ctx:
        trash(ctx, world.at(ctx, spoken), "سجل من جديد")
    assert not browser.get(text).html.select("audio")


def test_a_copied_news_item_is_read_by_its_own_copy(world: World) -> None:
    news = world.public_news()
    reading(world, news, parent=news)
    with world.acting("lead") as ctx:
        made = copy(ctx, world.at(ctx, news), world.at(ctx, CONSULTATION))
        (audio,) = [child for child in made.values() if child.type_name == "audio"]
        assert audio.reads == made.uid and ctx.portal.listings_index.count("spoken", made.uid) == 1


def test_a_lone_copy_reads_nothing(world: World) -> None:
    spoken = reading(world, public_page(world))
    with world.acting("lead") as ctx:
        assert copy(ctx, world.at(ctx, spoken), world.at(ctx, SPACE)).reads == 0


def test_a_recording_finds_its_text_in_another_portal(world: World, tmp_path: Any) -> None:
    import io

    news = world.public_news()
    reading(world, news, parent=news)
    out = io.BytesIO()
    with world.acting("admin") as ctx:
        export(ctx, world.at(ctx, news), out)
    with world.acting("admin") as ctx:
        bring_in(ctx, world.at(ctx, CONSULTATION), io.BytesIO(out.getvalue()))
        made = world.at(ctx, CONSULTATION)["meeting"]
        (audio,) = [child for child in made.values() if child.type_name == "audio"]
        assert audio.reads == made.uid
    assert len(world.browser().get(f"{CONSULTATION}/meeting").html.select(".spoken audio")) == 1


def test_what_is_said_is_found(world: World) -> None:
    path = world.public(world.audio(transcript="السقاية في دوار تغجيجت"))
    world.drain()
    assert path in world.browser().get("/search?q=تغجيجت")


def test_staff_begin_a_recording_from_the_text(world: World) -> None:
    text = public_page(world)
    browser = world.browser("lead")
    page = browser.get(f"/en{text}").click("Add a recording")
    form = browser.form(page, "upload")
    with world.acting() as ctx:
        assert form["reads"].value == str(world.at(ctx, text).uid)
    assert not world.browser("officer").get(f"/en{text}").html.select("nav.staff a[href*='type=audio']")
