"""Before a submission is sent, what is published already and says much the same is shown once (J7)."""

import pytest

from mukhtabar.services.likeness import published_like
from tests.functional.public.test_submission import filled
from tests.world import BODY, CONSULTATION, World

TITLE = "طريق المدرسة يحتاج إلى التعبيد"


def count(world: World) -> int:
    with world.acting() as ctx:
        return len(list(world.at(ctx, CONSULTATION)))


def test_who_writes_what_is_there_already_sees_it_first_and_may_still_send(world: World) -> None:
    path = world.published()
    world.drain()
    browser = world.browser()
    page = filled(world, browser, title=TITLE, email="amal@example.net").submit()  # type: ignore[attr-defined]
    assert page.status_int == 200 and count(world) == 1
    assert [link["href"] for link in page.html.select("#near-title ~ ol a")] == [path]
    form = browser.form(page, "title")
    assert (form["title"].value, form["body"].value, form["name"].value) == (TITLE, BODY, "حسن")
    assert form["email"].value == "amal@example.net" and form["consent"].checked
    assert "/s/" in form.submit().headers["Location"] and count(world) == 2


def test_another_thing_is_sent_at_once(world: World) -> None:
    world.published()
    world.drain()
    words = "الماء لا يصل إلى الدوار إلا مرتين في الأسبوع، ونطلب حفر بئر جديد."
    page = filled(world, world.browser(), title="بئر جديد للدوار", body=words).submit()  # type: ignore[attr-defined]
    assert "/s/" in page.headers["Location"]


@pytest.mark.parametrize("step", ["hide", "withdraw", None])
def test_what_readers_may_not_see_is_never_shown_there(world: World, step: str | None) -> None:
    path = world.published() if step else world.submitted()
    world.drain()
    if step == "hide":
        world.step("lead", path, "hide", reason="off_topic")
    if step == "withdraw":
        world.step("citizen", path, "withdraw")
    page = filled(world, world.browser(), title=TITLE).submit()  # type: ignore[attr-defined]
    assert "/s/" in page.headers["Location"]


def test_a_problem_in_the_form_is_said_first(world: World) -> None:
    world.published()
    world.drain()
    page = filled(world, world.browser(), title=TITLE, consent=False).submit()  # type: ignore[attr-defined]
    assert page.html.select("[aria-invalid=true]") and not page.html.select("#near-title")


def test_sent_twice_after_the_question_it_is_one(world: World) -> None:
    world.published()
    world.drain()
    browser = world.browser()
    form = browser.form(filled(world, browser, title=TITLE).submit(), "title")  # type: ignore[attr-defined]
    assert form.submit().headers["Location"] == form.submit().headers["Location"] and count(world) == 2


def test_nothing_is_found_in_nothing(world: World) -> None:
    world.published()
    world.drain()
    with world.acting() as ctx:
        for text in ("", "…", "في من على", "\u200f"):
            assert published_like(world.site, ctx, world.at(ctx, CONSULTATION), text) == []
