"""Working copies of files, pictures and recordings: their bytes go along, both ways, and nobody is offered two (J11)."""

from typing import Any

import pytest

from mukhtabar.actions.audit import audit
from mukhtabar.actions.catch_up import catch_up
from mukhtabar.actions.edit import edit, serial
from mukhtabar.actions.replace import replace
from mukhtabar.actions.source import source_of
from mukhtabar.actions.undo import undo
from mukhtabar.actions.working_copy import detach
from mukhtabar.content.texts import Texts
from mukhtabar.rules.refused import Refused
from mukhtabar.store.blobs import read
from tests import files
from tests.functional.desk.test_working_copy import copied, gone
from tests.world import SPACE, World

EN = "/en"
OTHER = files.PDF.replace(b"%PDF-1.7\n", b"%PDF-1.7\n% other\n")
THIRD = files.PDF.replace(b"%PDF-1.7\n", b"%PDF-1.7\n% third\n")


def put(world: World, path: str, data: bytes, who: str = "lead", name: str = "b.pdf") -> None:
    """Put other bytes into what stands at `path`, an hour later."""
    world.later(hours=1)
    with world.acting(who) as ctx:
        replace(ctx, world.at(ctx, path), name, data)


def retitled(world: World, path: str, title: str = "محضر مصحح", who: str = "editor") -> None:
    world.later(hours=1)
    with world.acting(who) as ctx:
        edit(ctx, world.at(ctx, path), {"title": Texts.of(ctx.now, ar=title)})


def kept(world: World, path: str) -> bytes:
    with world.acting() as ctx:
        return bytes(read(world.at(ctx, path).blob))


def saves(world: World, path: str) -> int:
    with world.acting() as ctx:
        return len(world.at(ctx, path).revisions)


def reading(world: World, text: str, speech: str = "ar", publish: bool = True) -> str:
    """Return the path of a recording that reads `text`."""
    with world.acting() as ctx:
        uid = world.at(ctx, text).uid
    path = world.audio(speech=speech, reads=uid)
    return world.public(path) if publish else path


@pytest.mark.parametrize("title", [False, True])
def test_bytes_put_into_the_copy_are_published_over_as_one_save(world: World, title: bool) -> None:
    path = world.public(world.file())
    made = copied(world, path)
    put(world, made, OTHER, "editor", "نسخة نهائية.pdf")
    if title:
        retitled(world, made)
    reader = world.browser(cached=True)
    assert reader.get(path).html.select_one("main a.button") and kept(world, path) == files.PDF
    before = saves(world, path)
    world.later(hours=1)
    world.step("lead", made, "publish_over")
    assert kept(world, path) == OTHER and gone(world, made) and saves(world, path) == before + 1
    page = reader.get(f"{EN}{path}")
    assert "نسخة نهائية.pdf" in page and reader.get(page.html.select_one("main a.button")["href"]).body == OTHER
    with world.acting() as ctx:
        document = world.at(ctx, path)
        assert document.size == len(OTHER) and document.revisions.latest().fields["digest"] == document.digest
        assert document.modified == ctx.now and document.pinned[-1] == document.revisions.latest().digest
        assert [entry.action for entry in ctx.portal.journal if entry.path == path].count("replace") == 1


def test_what_was_written_over_with_other_bytes_says_that_it_cannot_be_taken_back(world: World) -> None:
    path = world.public(world.file())
    made = copied(world, path)
    put(world, made, OTHER, "editor")
    retitled(world, made)
    world.step("lead", made, "publish_over")
    with pytest.raises(Refused) as caught, world.acting("lead") as ctx:
        undo(ctx)
    assert caught.value.code == "bytes_gone" and kept(world, path) == OTHER
    with world.acting() as ctx:
        assert world.at(ctx, path).title.get("ar") == "محضر مصحح"


def test_bytes_replaced_in_the_original_are_offered_and_taken_over(world: World) -> None:
    path = world.public(world.file())
    made = copied(world, path)
    retitled(world, made)
    put(world, path, OTHER)
    with pytest.raises(Refused) as caught:
        world.step("lead", made, "publish_over")
    assert caught.value.code == "original_unchanged"
    lead = world.browser("lead")
    page = lead.get(f"{EN}{made}/catch-up")
    assert "Fingerprint of the file (SHA-256)" in page
    form = lead.form(page, "take-digest")
    assert form["take-digest"].value == "theirs"
    assert "1 change was taken over." in form.submit("then", value="review").follow()
    assert kept(world, made) == OTHER and kept(world, path) == OTHER
    with world.acting() as ctx:
        assert world.at(ctx, made).revisions.latest().fields["digest"] == world.at(ctx, path).digest
    world.step("lead", made, "publish_over")
    assert kept(world, path) == OTHER
    with world.acting() as ctx:
        assert world.at(ctx, path).title.get("ar") == "محضر مصحح"


@pytest.mark.parametrize("take", [True, False])
def test_of_two_new_files_the_person_chooses_one(world: World, take: bool) -> None:
    path = world.public(world.file())
    made = copied(world, path)
    put(world, made, THIRD, "editor")
    put(world, path, OTHER)
    lead = world.browser("lead")
    form = lead.form(lead.get(f"{EN}{made}/catch-up"), "take-digest")
    assert form["take-digest"].value is None
    form["take-digest"] = "theirs" if take else "mine"
    form.submit("then", value="review").follow()
    world.step("lead", made, "publish_over")
    assert kept(world, path) == (OTHER if take else THIRD)


def test_the_same_new_file_in_both_is_settled_without_a_choice(world: World) -> None:
    path = world.public(world.file())
    made = copied(world, path)
    put(world, made, OTHER, "editor")
    put(world, path, OTHER)
    with world.acting("lead") as ctx:
        copy = world.at(ctx, made)
        source = source_of(ctx.portal, copy, ctx.now)
        assert source is not None
        assert catch_up(ctx, copy, (), source.digest, serial(copy)) == 0
    world.step("lead", made, "publish_over")
    assert kept(world, path) == OTHER


def test_a_picture_has_its_scales_in_the_copy_and_gets_the_new_ones_with_the_new_picture(world: World) -> None:
    path = world.public(world.image())
    made = copied(world, path)
    with world.acting() as ctx:
        assert world.at(ctx, made).scales == world.at(ctx, path).scales != ()
        assert [finding for finding in audit(ctx) if "scale" in finding.code] == []
    assert world.browser("lead").get(f"{EN}{made}").html.select("main picture img")
    put(world, made, files.photo(width=700, height=500), "editor", "b.jpg")
    with world.acting("editor") as ctx:
        edit(ctx, world.at(ctx, made), {"focus": "10 90"})
        drawn = world.at(ctx, made).scales
    world.step("lead", made, "publish_over")
    with world.acting() as ctx:
        image = world.at(ctx, path)
        assert {scale.digest for scale in image.scales} == {scale.digest for scale in drawn}
        assert (image.width, image.height, image.focus) == (700, 500, "10 90")
        assert [finding for finding in audit(ctx) if "scale" in finding.code] == []


@pytest.mark.parametrize("speech", ["ar", "fr"])
def test_a_recording_is_changed_through_a_copy_and_never_collides_with_itself(world: World, speech: str) -> None:
    text = world.public(world.page())
    path = reading(world, text)
    made = copied(world, path)
    lead = world.browser("lead")
    assert len(lead.get(f"{EN}{text}").html.select(".spoken audio")) == 1
    for said in ("fr", "ar", speech):
        with world.acting("editor") as ctx:
            edit(ctx, world.at(ctx, made), {"speech": said, "transcript": Texts.of(ctx.now, ar=f"نص {said}")})
    with world.acting("lead") as ctx:
        document = world.at(ctx, path)
        edit(ctx, document, {"speech": "fr"})
        edit(ctx, document, {"speech": "ar"})
    assert len(lead.get(f"{EN}{text}").html.select(".spoken audio")) == 1
    world.step("lead", made, "publish_over")
    with world.acting() as ctx:
        assert world.at(ctx, path).speech == speech
    assert len(world.browser().get(f"{EN}{text}").html.select(".spoken audio")) == 1


def test_a_copy_still_collides_with_the_recording_of_somebody_else(world: World) -> None:
    text = world.public(world.page())
    path = reading(world, text)
    reading(world, text, "fr")
    made = copied(world, path)
    with world.acting("editor") as ctx, pytest.raises(Refused) as caught:
        edit(ctx, world.at(ctx, made), {"speech": "fr"})
    assert caught.value.code == "already_spoken"


def test_a_copy_that_becomes_its_own_does_not_make_a_second_player(world: World) -> None:
    text = world.public(world.page())
    made = copied(world, reading(world, text))
    with world.acting("lead") as ctx:
        detach(ctx, world.at(ctx, made))
    world.step("lead", made, "publish")
    for who in (None, "lead"):
        assert len(world.browser(who).get(f"{EN}{text}").html.select(".spoken audio")) == 1


def test_nothing_of_the_bytes_of_a_copy_is_read_by_others(world: World) -> None:
    path = world.public(world.file())
    made = copied(world, path)
    put(world, made, OTHER, "editor")
    for who in (None, "citizen", "officer", "observer", "moderator"):
        world.browser(who).get(f"{made}/blob", status=404)
        assert world.browser(who).get(f"{path}/blob").body == files.PDF
    assert made not in world.browser().get(SPACE)


@pytest.mark.parametrize("who", ["citizen", "officer", "moderator", "observer", "desk", "editor"])
def test_who_may_not_publish_writes_no_bytes_over(world: World, who: Any) -> None:
    path = world.public(world.file())
    made = copied(world, path)
    put(world, made, OTHER, "editor")
    with pytest.raises(Refused):
        world.step(who, made, "publish_over")
    assert kept(world, path) == files.PDF
