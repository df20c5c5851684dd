"""A comment at its own address, refused or hidden with a reason that everybody reads and words that nobody does."""

import pytest

from mukhtabar.actions.comment import comment
from mukhtabar.rules.reasons import REASONS
from mukhtabar.rules.refused import Refused
from mukhtabar.services.mail_letter import link_to
from mukhtabar.store.folder import path_of
from tests.functional.desk.test_review import letters, press
from tests.world import World

WORDS = "كلام لا يليق في حق شخص مذكور باسمه."


def published(world: World) -> tuple[str, str]:
    """Return the paths of a news item and of a published comment on it."""
    news = world.public_news()
    path = world.commented(news, WORDS, email="said@example.org")
    world.step("moderator", path, "publish")
    return news, path


def test_a_published_comment_has_an_address_that_leads_to_what_it_is_about(world: World) -> None:
    news, path = published(world)
    page = world.browser().get(path)
    assert WORDS in page and "سعيد" in page and "said@example.org" not in page
    assert WORDS in page.click("لقاء تواصلي", href=f"#{path.rpartition('/')[2]}")
    world.step("lead", news, "retract")
    world.browser().get(path, status=404)


def test_a_letter_to_its_author_does_not_name_what_was_taken_off_the_site(world: World) -> None:
    news = world.public_news()
    with world.acting("citizen") as ctx:
        author = ctx.register.get(world.pids["citizen"])
        assert author is not None
        path = "/" + "/".join(path_of(comment(ctx, world.at(ctx, news), author, WORDS, "ar")))
    world.step("moderator", path, "publish")

    def leads() -> str:
        with world.acting() as ctx:
            letter = next(one for _key, one in ctx.portal.outbox.due(ctx.now) if one.kind == "author_comment")
            person = ctx.register.get(letter.person)
            assert person is not None
            return link_to("", person, world.at(ctx, path), letter, ctx.now)[0]

    assert leads() == news
    world.step("lead", news, "retract")
    assert leads() == "/"


@pytest.mark.parametrize("code", [code for code, reason in REASONS["refusal"].items() if not reason.explain])
def test_a_comment_is_refused_with_a_public_code_and_its_words_are_nowhere(world: World, code: str) -> None:
    news = world.public_news()
    path = world.commented(news, WORDS, email="said@example.org")
    press(world.browser("moderator"), path, "refuse", reason=code)
    for who in (None, "citizen", "officer", "observer"):
        page = world.browser(who).get(f"/en{path}", status=410)
        assert REASONS["refusal"][code].title in page and WORDS not in page and "سعيد" not in page
    assert WORDS not in world.browser().get(news) and path.rpartition("/")[2] not in world.browser().get(news)
    assert [letter["reason"] for letter in letters(world, "author_comment")] == [code]


def test_a_refusal_of_a_comment_needs_a_code(world: World) -> None:
    path = world.commented(world.public_news())
    page = press(world.browser("moderator"), path, "refuse")
    assert page.html.select_one("#wf-reason[aria-invalid=true]") and world.state(path) == "pending"  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="comment_required"):
        world.step("moderator", path, "refuse", reason="other")


def test_a_hidden_comment_leaves_its_place_with_the_reason_and_comes_back(world: World) -> None:
    news, path = published(world)
    cached = world.browser(cached=True)
    assert WORDS in cached.get(f"/en{news}")
    press(world.browser("moderator"), path, "hide", reason="insult_hate")
    for browser in (cached, world.browser(), world.browser("admin")):
        page = browser.get(f"/en{news}")
        place = page.html.select_one(f"#{path.rpartition('/')[2]}")
        assert place.get_text(" ", strip=True) == "Hidden · It insults or incites hatred" and WORDS not in page
    assert "It insults or incites hatred" in world.browser().get(f"/en{path}", status=410)
    assert WORDS in world.browser("moderator").get(f"{path}/review")
    press(world.browser("lead"), path, "restore")
    assert WORDS in cached.get(f"/en{news}") and WORDS in world.browser().get(path)


def test_a_withdrawn_comment_leaves_its_place_without_a_reason(world: World) -> None:
    news = world.public_news()
    path = world.commented(news, WORDS)
    world.step("moderator", path, "publish")
    with world.acting() as ctx:
        author = world.at(ctx, path).creator
    world.pids["said"] = author
    world.step("said", path, "withdraw")
    place = world.browser().get(f"/en{news}").html.select_one(f"#{path.rpartition('/')[2]}")
    assert place.get_text(" ", strip=True) == "Withdrawn by the author"


def test_what_waits_is_not_there_for_anybody_else(world: World) -> None:
    path = world.commented(world.public_news(), WORDS)
    assert WORDS not in world.browser("citizen").get(path, status=404)
    world.browser("moderator").get(path)
