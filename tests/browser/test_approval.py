"""From the letter to a published answer on a phone, with scripts off: at most four taps (GOALS U2, J18)."""

import itertools
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from mukhtabar.services.mail_letter import say
from tests.browser.conftest import PHONE, Open, Served
from tests.world import PASSWORD

MOST_TAPS = 4
NUMBERS = itertools.count()


def waiting(served: Served) -> tuple[str, str]:
    """Let an officer send an answer; return its path and the link of the letter that the approver gets about it."""
    world = served.world
    answer = world.drafted(world.published(f"إنارة ساحة الحي رقم {next(NUMBERS)}"), summary="ستنار الساحة قبل الصيف.")
    world.step("officer", answer, "send")
    with world.acting() as ctx:
        document = world.at(ctx, answer)
        letter = next(
            one
            for _key, one in ctx.portal.outbox.due(ctx.now)
            if one.uid == document.uid and one.person == world.pids["approver"]
        )
        person = ctx.register.get(letter.person)
        assert person is not None
        said = say(world.site, ctx, letter, person, document)
        assert said is not None
    return answer, said.link


def main_book(served: Served) -> dict[str, bytes]:
    return {key: tid for key, tid in served.world.serials().items() if key.startswith("main")}


class Thumb:
    """Counts what somebody must press."""

    def __init__(self, surf: Open, link: str, who: str | None) -> None:
        path = urlsplit(link)
        self.page: Page = surf(f"{path.path}?{path.query}", who=who, size=PHONE, scripts=False)
        self.taps = 1

    def tap(self, selector: str) -> None:
        """Press what is in sight: nothing has to be looked for."""
        target = self.page.locator(selector)
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        if ".reach" in selector:
            assert box["y"] + box["height"] <= PHONE["height"]
        target.click()
        self.page.wait_for_load_state()
        self.taps += 1


def test_who_is_signed_in_approves_and_publishes_in_three_taps(served: Served, surf: Open) -> None:
    answer, link = waiting(served)
    before = main_book(served)
    thumb = Thumb(surf, link, "approver")
    assert thumb.page.url.endswith(f"{answer}/review")
    assert before and main_book(served) == before and served.world.state(answer) == "for_approval"
    thumb.tap(".reach button[value=approve]")
    assert served.world.state(answer) == "approved"
    thumb.tap(".reach button[value=publish]")
    assert served.world.state(answer) == "published"
    assert thumb.taps == 3 <= MOST_TAPS


def test_who_is_not_signed_in_comes_back_to_the_page_and_needs_no_more_than_four(served: Served, surf: Open) -> None:
    answer, link = waiting(served)
    before = main_book(served)
    thumb = Thumb(surf, link, None)
    thumb.page.fill("[name=email]", "approver@example.org")
    thumb.page.fill("[name=password]", PASSWORD)
    assert main_book(served) == before
    thumb.tap("main form button[type=submit]")
    assert thumb.page.url.endswith(f"{answer}/review")
    thumb.tap(".reach button[value=approve]")
    thumb.tap(".reach button[value=publish]")
    assert served.world.state(answer) == "published" and thumb.taps <= MOST_TAPS


def test_the_link_opened_later_shows_what_is_true_then_and_acts_on_nothing(served: Served, surf: Open) -> None:
    answer, link = waiting(served)
    served.world.step("approver", answer, "send_back", comment="متى بالضبط؟")
    before = main_book(served)
    thumb = Thumb(surf, link, "approver")
    assert not thumb.page.locator(".reach").count()
    assert thumb.page.get_by_text("متى بالضبط؟").count()
    assert main_book(served) == before and served.world.state(answer) == "drafting"


@pytest.mark.parametrize("name", ["for_approval", "approved", "scheduled"])
def test_the_buttons_stay_in_sight_and_cover_no_field(served: Served, surf: Open, name: str) -> None:
    page = surf(f"{served.portal[name]}/review", who="approver", size=PHONE, scripts=False)
    row = page.locator(".reach")
    inside: Callable[[], bool] = lambda: (box := row.bounding_box()) is not None and box["y"] + box["height"] <= PHONE["height"]  # noqa: E731
    assert inside()
    page.evaluate("scrollTo(0, 500)")
    assert inside()
    field = page.locator("#wf-comment")
    field.focus()
    shown, low = field.bounding_box(), row.bounding_box()
    assert shown is not None and low is not None
    assert shown["y"] + shown["height"] <= low["y"] or shown["y"] >= low["y"] + low["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
