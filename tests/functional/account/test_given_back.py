"""A page that refuses gives back what somebody typed, to them alone, and never a password or a key."""

import pytest

from tests.world import COMMUNE, World

WORDS = "كلمات لا تضيع"


@pytest.mark.parametrize(("path", "status"), [(f"/en{COMMUNE}/mandate", 403), ("/en/nowhere", 404)])
def test_what_was_typed_is_given_back_but_no_secret(world: World, path: str, status: int) -> None:
    secrets = ("csrf_token", "password", "current", "new", "once", "serial", "website", "revoke", "key", "receipt")
    given = dict.fromkeys(secrets, "a secret of mine")
    page = world.browser("officer").post(path, {"words": WORDS, **given}, status=status)
    assert [one.get_text() for one in page.html.select(".kept pre")] == [WORDS]
    assert "a secret of mine" not in page and page.cache_control.no_store


@pytest.mark.parametrize("path", [f"/en{COMMUNE}/mandate", "/en/nowhere"])
def test_who_is_not_signed_in_is_shown_no_words(world: World, path: str) -> None:
    assert WORDS not in world.browser().post(path, {"words": WORDS}, status="4*")


@pytest.mark.parametrize("path", [f"/en{COMMUNE}/mandate", "/en/nowhere"])
@pytest.mark.parametrize(("header", "boundary"), [
    ("", ""), ("Content-Transfer-Encoding: base64", "a"), ("Content-Type: text/plain; charset=nonsense", "a"),
])  # fmt: skip
def test_what_cannot_be_read_breaks_no_page(world: World, path: str, header: str, boundary: str) -> None:
    body = f'--a\r\nContent-Disposition: form-data; name="words"\r\n{header}\r\n\r\nabc\r\n--a--'.encode()
    kind = f"multipart/form-data; boundary={boundary}"
    page = world.browser("officer").request(path, method="POST", body=body, content_type=kind, status="4*")
    assert not page.html.select(".kept")


def test_a_look_gives_nothing_back(world: World) -> None:
    assert WORDS not in world.browser("officer").get(f"/en{COMMUNE}/mandate?words={WORDS}", status=403)


def test_words_for_a_step_that_somebody_else_took_first_are_given_back(world: World) -> None:
    """The form with the comment is gone with the step: the words of the refusal stand below the sentence."""
    answer = world.drafted(world.published())
    world.step("officer", answer, "send")
    browser = world.browser("approver")
    form = browser.form(browser.get(f"/en{answer}/review"), "transition")
    form["comment"] = WORDS
    for who, step in (("approver2", "approve"), ("officer", "publish")):
        world.step(who, answer, step)
    page = form.submit("transition", value="send_back")
    assert "Somebody has already moved this on." in page
    assert WORDS in [one.get_text() for one in page.html.select(".kept pre, textarea")]
    page = browser.get(f"/en{answer}/review")
    assert WORDS not in page
