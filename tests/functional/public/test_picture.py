"""Pictures in the sizes that a page shows, for those who may see the picture; no place, no camera, no name in them."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from mukhtabar.actions.audit import audit, repair
from mukhtabar.actions.copy import copy
from mukhtabar.actions.edit import edit
from mukhtabar.rules.refused import Refused
from mukhtabar.store import blobs
from tests import files
from tests.world import CONSULTATION, PEOPLE, SPACE, World

PHOTO = files.photo(1400, 900)


def scales(world: World, path: str) -> dict[str, str]:
    """Return the addresses of the scales of a picture by their name and width."""
    with world.acting() as ctx:
        found = world.at(ctx, path).scales
        return {f"{one.name} {one.width} {one.media_type[6:]}": f"{path}/scale?v={one.digest[:16]}" for one in found}


def test_a_page_offers_small_pictures_first_and_keeps_their_place_free(world: World) -> None:
    path = world.public(world.image(data=PHOTO))
    page = world.browser().get(path)
    light, plain = page.html.select_one("main picture source"), page.html.select_one("main picture img")
    assert light["type"] == "image/webp" and [part.split()[1] for part in light["srcset"].split(", ")] == ["320w", "640w", "1280w"]
    assert int(plain["width"]) / int(plain["height"]) == pytest.approx(1400 / 900, abs=0.01) and not plain.get("loading")
    for address in (plain["src"], *(part.split()[0] for part in light["srcset"].split(", "))):
        answer = world.browser().get(address)
        assert answer.content_type in {"image/webp", "image/jpeg"} and len(answer.body) <= 68_000


def test_only_a_large_picture_fills_the_column(world: World) -> None:
    large, small = world.public(world.image(data=PHOTO)), world.public(world.image(title="صغيرة"))
    assert [("broad" in world.browser().get(path).html.select_one("main picture img")["class"]) for path in (large, small)] == [True, False]


def test_the_pictures_of_a_news_item_are_seen_on_it_and_the_first_at_once(world: World) -> None:
    news = world.public_news()
    for number in range(2):
        world.public(world.image(parent=news, title=f"صورة {number}"))
    world.public(world.file(parent=news))
    page = world.browser().get(news)
    assert [one.get("loading") for one in page.html.select("figure picture img")] == [None, "lazy"]
    assert [one.get_text() for one in page.html.select(".files a")] == ["محضر"]


def test_a_container_shows_few_thumbnails_with_no_words_twice(world: World) -> None:
    for number in range(5):
        world.public(world.image(title=f"صورة {number}"))
    seen = world.browser().get(SPACE).html.select(".files picture img")
    assert len(seen) == 3 and all(one["alt"] == "" and one["loading"] == "lazy" for one in seen)


def test_nothing_that_a_telephone_wrote_is_in_any_byte_that_is_kept_or_sent(world: World) -> None:
    path = world.public(world.image(data=files.photo(kind="PNG")))
    addresses = [f"{path}/blob", *scales(world, path).values()]
    for address in addresses:
        body = world.browser().get(address).body
        assert not any(secret in body for secret in (*files.SECRETS, b"Exif")) and not Image.open(BytesIO(body)).getexif()
    for kept in (world.settings.data / "main").rglob("*"):
        if kept.is_file():
            assert not any(secret in kept.read_bytes() for secret in files.SECRETS), kept


@pytest.mark.parametrize("where", [SPACE, CONSULTATION])
def test_a_private_picture_has_no_scales_for_who_may_not_see_it(world: World, where: str) -> None:
    path = world.image(parent=where)
    for who in (None, *PEOPLE):
        may = who in {"editor", "lead", "admin"}
        browser = world.browser(who)
        for address in scales(world, path).values():
            answer = browser.get(address, status="*")
            assert answer.status_int == (200 if may else 404), who
            assert answer.headers["Cache-Control"] == "private, no-store" and "ETag" not in answer.headers


def test_what_is_taken_off_the_site_is_gone_in_every_size(world: World) -> None:
    path = world.public(world.image())
    browser, address = world.browser(cached=True), next(iter(scales(world, path).values()))
    answer = browser.get(address)
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    assert answer.headers["Content-Disposition"].startswith("inline; ")
    assert browser.get(address, headers={"If-None-Match": answer.headers["ETag"]}, status=304).body == b""
    world.step("lead", path, "retract")
    browser.get(address, status=404)
    browser.get(address, headers={"If-None-Match": answer.headers["ETag"]}, status=404)


@pytest.mark.parametrize("query", ["", "?v=", "?v=0", "?v=" + "0" * 16, "?v=" + "0" * 5000, "?v=../../etc", "?w=320", "?v=a&v=b"])
def test_no_other_address_is_a_scale(world: World, query: str) -> None:
    path = world.public(world.image())
    world.browser().get(f"{path}/scale{query}", status=404)


def test_a_document_has_no_scales(world: World) -> None:
    world.browser().get(f"{world.public(world.file())}/scale?v={'0' * 16}", status=404)


def test_a_decorative_picture_is_silent_because_somebody_said_so(world: World) -> None:
    from mukhtabar.content.texts import Texts

    path = world.public(world.image(alternative=Texts(), decorative=True))
    assert world.browser().get(path).html.select_one("main picture img")["alt"] == ""
    with world.acting("lead") as ctx, pytest.raises(Refused) as refusal:
        edit(ctx, world.at(ctx, path), {"decorative": False})
    assert refusal.value.code == "no_alternative"


def test_a_copy_has_the_same_scales_without_drawing_them_again(world: World) -> None:
    path = world.public(world.image())
    with world.acting("lead") as ctx:
        image = world.at(ctx, path)
        made = copy(ctx, image, world.at(ctx, CONSULTATION))
        assert made.scales == image.scales and made.focus == image.focus
        name = made.__name__
    world.step("lead", f"{CONSULTATION}/{name}", "publish")
    for address in scales(world, f"{CONSULTATION}/{name}").values():
        assert world.browser().get(address).status_int == 200


def _without_scales(image: Any) -> None:
    image.scales = ()


def _with_other_bytes(image: Any) -> None:
    with image.scales[2].blob.open("w") as file:
        file.write(b"other")


@pytest.mark.parametrize("lose", [_without_scales, _with_other_bytes])
def test_lost_scales_are_found_and_drawn_again_alike(world: World, lose: Any) -> None:
    path = world.image()
    before = scales(world, path)
    with world.acting() as ctx:
        assert audit(ctx) == []
        lose(world.at(ctx, path))
    with world.acting() as ctx:
        findings = audit(ctx)
        assert [finding.code for finding in findings] == ["scales"]
        assert repair(ctx, findings) == 1
    with world.acting() as ctx:
        assert audit(ctx) == []
    assert scales(world, path) == before


def test_lost_bytes_are_found_and_not_invented(world: World) -> None:
    path = world.file()
    with world.acting() as ctx, world.at(ctx, path).blob.open("w") as file:
        file.write(b"other")
    with world.acting() as ctx:
        findings = audit(ctx)
        assert [finding.code for finding in findings] == ["bytes"] and repair(ctx, findings) == 0


def test_no_page_loads_a_picture_that_it_does_not_show(world: World) -> None:
    path = world.public(world.image())
    with world.acting() as ctx:
        image = world.at(ctx, path)
        assert all(scale.blob._p_changed is None for scale in image.scales), "scales are ghosts until they are sent"
        assert blobs.read(image.scales[0].blob)
