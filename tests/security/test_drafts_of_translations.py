"""No draft of a translation is ever visible to a reader: on no page, list, search, feed, sitemap or archive (point 7)."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mukhtabar.actions.copy import copy
from mukhtabar.actions.export import export
from mukhtabar.actions.translate import draft, publish, withdraw
from mukhtabar.actions.undo import undo
from mukhtabar.content.interfaces import IWritten
from mukhtabar.content.texts import Texts
from mukhtabar.content.translations import originals
from mukhtabar.rules.refused import Refused
from tests.conftest import NOW
from tests.town import Town
from tests.world import COMMUNE, CONSULTATION, PEOPLE, SPACE, World

#: In every draft, and in nothing that is public.
SECRET = "zqxsecret"
#: After it, so that the word searched for is not mistaken for one that was found.
BESIDE = "undisclosed"
LANGUAGES = ("fr", "zgh", "en")
PREFIXES = ("", "/fr", "/zgh", "/en")
TRANSLATORS = {"editor", "lead", "admin"}


@pytest.fixture(scope="module")
def drafting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town in which every text that the house wrote is drafted in every other language, each one ready."""
    world = World(tmp_path_factory.mktemp("drafting"), NOW)
    town = Town(world)
    with world.acting() as ctx:
        for path in (town.page, town.news, CONSULTATION):
            world.at(ctx, path).easy = Texts.of(ctx.now, ar="<p>نص سهل.</p>")
        count = 0
        for path in town.documents.values():
            document = world.at(ctx, path) if not path.startswith(("/s", "/r")) or path.startswith("/souss") else None
            if document is None or not IWritten.providedBy(document):
                continue
            for language in LANGUAGES:
                values = dict.fromkeys(originals(document, language), f"{SECRET} {BESIDE} {language}")
                count += draft(ctx, document, language, values, ready=True) if values else 0
        assert count > 15
    world.drain()
    yield town
    world.close()


def surfaces(town: Town) -> list[str]:
    """Every address of the town that is read, and what is asked of some of them."""
    paths = {path for view, path in town.addresses() if "GET" in view.methods}
    paths |= {f"{path}?easy=1" for path in (town.page, town.news, CONSULTATION)}
    paths |= {f"/search?q={SECRET}", f"{SPACE}/translate?to=fr", f"{town.page}/translate?to=fr", f"{SPACE}/translations?to=fr"}
    return sorted(paths)


def shown(page: Any) -> str:
    return str(page.body.decode("utf-8", "replace"))


@pytest.mark.parametrize("prefix", PREFIXES)
def test_a_visitor_sees_none_anywhere(drafting: Town, prefix: str) -> None:
    browser = drafting.world.browser(cached=True)
    for path in surfaces(drafting):
        text = shown(browser.get(prefix + path, status="*"))
        assert BESIDE not in text, path
    found = browser.get(f"{prefix}/search?q={SECRET}")
    assert not found.html.select("main .item-title")


@pytest.mark.parametrize("who", [who for who in PEOPLE if who not in TRANSLATORS | {"approver2"}])
def test_nor_does_anybody_who_does_not_translate(drafting: Town, who: str) -> None:
    browser = drafting.world.browser(who)
    for path in surfaces(drafting):
        assert BESIDE not in shown(browser.get(f"/fr{path}", status="*")), path


def test_who_translates_does_see_them(drafting: Town) -> None:
    """The net has no hole that hides everything: the same words are found where they belong."""
    page = drafting.world.browser("editor").get(f"{drafting.page}/translate?to=fr")
    assert f"{SECRET} {BESIDE} fr" in page


@pytest.mark.parametrize("who", [who for who in PEOPLE if who != "admin"])
def test_nobody_but_an_administrator_takes_an_archive_out(drafting: Town, who: str) -> None:
    with drafting.world.acting(who) as ctx, pytest.raises(Refused) as caught:
        export(ctx, drafting.world.at(ctx, SPACE), io.BytesIO())
    assert caught.value.code == "not_permitted"


def test_no_draft_is_in_a_letter_the_journal_or_a_save(drafting: Town) -> None:
    with drafting.world.acting() as ctx:
        assert SECRET not in repr(list(ctx.portal.journal))
        assert SECRET not in repr([letter for _key, letter in ctx.portal.outbox._waiting.items()])
        for uid in ctx.portal.uids:
            document = ctx.portal.uids.get(uid)
            assert SECRET not in repr([save.fields for save in document.revisions])
            assert SECRET not in repr(list(ctx.portal.listings_index.entries(uid)))


def test_a_copy_takes_no_draft_along(drafting: Town) -> None:
    with drafting.world.acting("admin") as ctx:
        made = copy(ctx, drafting.world.at(ctx, drafting.page), drafting.world.at(ctx, SPACE))
        assert made.translations == {} and made.easy.get("ar") == "<p>نص سهل.</p>"


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A world with one public page and one public news item."""
    world = World(tmp_path_factory.mktemp("street"), NOW)
    for path in (world.page(), world.news()):
        with world.acting() as ctx:
            world.at(ctx, path).easy = Texts.of(ctx.now, ar="<p>نص سهل.</p>")
        world.step("lead", path, "publish")
    yield world
    world.close()


STEPS = st.tuples(
    st.sampled_from(("draft", "ready", "publish", "withdraw", "undo")),
    st.sampled_from((f"{SPACE}/guide", f"{SPACE}/meeting", SPACE, CONSULTATION)),
    st.sampled_from(LANGUAGES),
    st.sampled_from(("title", "summary", "body", "easy")),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=1, max_size=8))
def test_whatever_is_done_readers_see_what_was_published_and_not_withdrawn(
    street: World, steps: list[tuple[str, str, str, str]]
) -> None:
    words: dict[str, tuple[str, str, str]] = {}
    for number, (step, path, language, field) in enumerate(steps):
        street.later(minutes=20)
        with street.acting("lead") as ctx:
            document = street.at(ctx, path)
            word = f"zqx{int(street.clock.moment.timestamp())}n{number}"
            try:
                if step in {"draft", "ready", "publish"} and field in originals(document, language):
                    words[word] = path, language, field
                    act = publish if step == "publish" else draft
                    act(ctx, document, language, {field: word}, **({"ready": True} if step == "ready" else {}))
                elif step == "withdraw":
                    withdraw(ctx, document, language)
                elif step == "undo":
                    undo(ctx)
            except Refused as refusal:
                assert refusal.code in {"not_public", "nothing_to_undo", "changed_since"}, step
    street.drain()
    with street.acting() as ctx:
        public = {
            word for word, (path, language, field) in words.items() if word in getattr(street.at(ctx, path), field).get(language)
        }
    browser = street.browser(cached=True)
    paths = ["/", "/news", "/feed", "/sitemap.xml", "/consultations", COMMUNE, SPACE, f"{SPACE}/feed", CONSULTATION]
    paths += [f"{SPACE}/guide", f"{SPACE}/meeting", f"{SPACE}/guide?easy=1", f"{SPACE}/meeting?easy=1", f"{CONSULTATION}?easy=1"]
    for prefix in PREFIXES:
        for path in paths:
            text = browser.get(prefix + path).body.decode()
            assert not {word for word in set(words) - public if word in text}, (prefix, path)
    for word in set(words) - public:
        assert not browser.get(f"/search?q={word}").html.select("main .item-title")
