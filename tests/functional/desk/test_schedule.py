"""Published and taken off on a date, by the portal itself: never without an approval that stands (J11, J19)."""

from datetime import timedelta
from typing import Any

import pytest
from webtest import TestResponse

from mukhtabar.actions.edit import edit
from mukhtabar.actions.grant import withdraw_grant
from mukhtabar.actions.tick import tick
from mukhtabar.actions.trash import restore, trash
from mukhtabar.content.texts import Texts
from mukhtabar.language.dates import ZONE
from mukhtabar.rules.roles import Role
from tests.world import SPACE, World

EN = "/en"


def typed(world: World, **later: float) -> str:
    """Return a moment as the browser's control sends it: what the clocks of Morocco show then."""
    return (world.clock.now() + timedelta(**later)).astimezone(ZONE).strftime("%Y-%m-%dT%H:%M")


def dated(world: World, path: str, on: str = "", off: str = "", who: str = "lead") -> TestResponse:
    """Fill in the dates and return the page that follows."""
    browser = world.browser(who)
    form: Any = browser.form(browser.get(f"{EN}{path}/schedule"), "off")
    if on:
        form["on"] = on
    form["off"] = off
    answer = form.submit("save")
    return answer.follow() if answer.status_int == 303 else answer


def clock(world: World, **later: float) -> int:
    """Let time pass and the clock strike; return how many steps it took."""
    world.later(**later)
    with world.acting() as ctx:
        return tick(ctx)


def seen(world: World, path: str) -> bool:
    """Whether a visitor reads it."""
    return world.browser(cached=True).get(path, status="*").status_int == 200


def test_it_goes_on_the_site_and_off_it_by_itself_once(world: World) -> None:
    path = world.page()
    page = dated(world, path, typed(world, hours=2), typed(world, days=2))
    assert "The dates are set." in page and "It will be published on" in page and "Lead" in page
    assert world.state(path) == "pending"
    assert clock(world, hours=1, minutes=50) == 0 and not seen(world, path)
    assert clock(world, minutes=10) == 1 and seen(world, path)
    assert clock(world, minutes=10) == 0 and seen(world, path)
    assert clock(world, days=2) == 1 and not seen(world, path)
    assert clock(world, days=9) == 0
    steps = [row.get_text(" ", strip=True) for row in world.browser("lead").get(f"{EN}{path}/review").html.select("aside li")]
    assert any("Publish on its date" in step and "The portal" in step for step in steps)


def test_the_worklist_says_when_it_goes_out(world: World) -> None:
    path = world.page(title="صفحة مؤجلة")
    dated(world, path, typed(world, hours=2))
    assert "goes on the site on" in world.browser("lead").get(f"{EN}/desk")


def test_a_text_that_was_changed_after_is_not_published(world: World) -> None:
    path = world.page()
    dated(world, path, typed(world, hours=2))
    with world.acting("editor") as ctx:
        edit(ctx, world.at(ctx, path), {"title": Texts.of(ctx.now, ar="غيره")})
    assert clock(world, hours=3) == 0 and world.state(path) == "pending"
    assert "so they hold no more" in world.browser("lead").get(f"{EN}{path}/review")
    assert "so they hold no more" in world.browser("lead").get(f"{EN}{path}/schedule")


@pytest.mark.parametrize("step", ["recall", "return"])
def test_what_was_taken_back_is_not_published_even_when_it_is_sent_again(world: World, step: str) -> None:
    path = world.page()
    dated(world, path, typed(world, hours=2))
    world.step("lead", path, step, **({"comment": "لم يحن الوقت"} if step == "return" else {}))
    world.step("editor", path, "submit")
    assert clock(world, hours=3) == 0 and world.state(path) == "pending"


def test_who_may_not_publish_any_more_has_approved_nothing(world: World) -> None:
    path = world.page()
    dated(world, path, typed(world, hours=2))
    with world.acting() as ctx:
        withdraw_grant(ctx, world.at(ctx, SPACE), world.pids["lead"], Role.SPACE_LEAD)
    assert clock(world, hours=3) == 0 and world.state(path) == "pending"
    assert clock(world, hours=3) == 0


def test_what_lay_in_the_trash_on_its_day_comes_back_unpublished(world: World) -> None:
    path = world.page()
    dated(world, path, typed(world, hours=2))
    with world.acting("lead") as ctx:
        uid = world.at(ctx, path).uid
        trash(ctx, world.at(ctx, path))
    assert clock(world, hours=3) == 0
    with world.acting("lead") as ctx:
        restore(ctx, uid)
    assert clock(world, hours=1) == 0 and world.state(path) == "pending"


def test_dates_are_changed_and_taken_away(world: World) -> None:
    path = world.page()
    dated(world, path, typed(world, hours=2))
    dated(world, path, typed(world, hours=5))
    assert clock(world, hours=3) == 0
    page = dated_off(world, path)
    assert "No date is set." in page
    assert clock(world, hours=9) == 0 and world.state(path) == "pending"


def dated_off(world: World, path: str) -> TestResponse:
    """Empty both fields."""
    browser = world.browser("lead")
    form: Any = browser.form(browser.get(f"{EN}{path}/schedule"), "off")
    form["on"] = form["off"] = ""
    return form.submit("save").follow()


def test_what_is_public_gets_an_end(world: World) -> None:
    path = world.public_news()
    browser = world.browser("lead")
    assert 'name="on"' not in browser.get(f"{EN}{path}/schedule")
    dated(world, path, off=typed(world, hours=2))
    assert clock(world, hours=1) == 0 and seen(world, path)
    assert clock(world, hours=2) == 1 and not seen(world, path)


@pytest.mark.parametrize(("on", "off", "field", "said"), [
    ("2001-01-01T10:00", "", "on", "This moment has passed. Publish it now, or choose a later one."),
    ("", "2001-01-01T10:00", "off", "This moment has passed. Choose a later one."),
    ("2099-01-02T10:00", "2099-01-01T10:00", "off", "The end must come after the beginning."),
    ("tomorrow", "", "on", "Enter a day and an hour such as"),
    ("2099-13-45T10:00", "", "on", "Enter a day and an hour such as"),
    ("9999-01-01T10:00", "", "on", "Enter a day and an hour such as"),
    ("2099-01-01T10:00+09:00", "", "on", "Enter a day and an hour such as"),
])  # fmt: skip
def test_a_date_that_cannot_be_is_said_beside_its_field_and_kept(
    world: World, on: str, off: str, field: str, said: str
) -> None:
    path = world.page()
    page = dated(world, path, on, off)
    wrong = page.html.select_one(f"input[name={field}][aria-invalid=true]")
    assert said in page and wrong is not None and wrong["value"] == (on if field == "on" else off)
    assert world.state(path) == "private" and clock(world, days=1) == 0


def test_a_text_that_changed_while_one_was_reading_is_not_approved(world: World) -> None:
    path = world.page()
    browser = world.browser("lead")
    form: Any = browser.form(browser.get(f"{EN}{path}/schedule"), "off")
    with world.acting("editor") as ctx:
        edit(ctx, world.at(ctx, path), {"title": Texts.of(ctx.now, ar="غيره")})
    form["on"] = typed(world, hours=2)
    page = form.submit("save")
    assert "The text changed after you opened it." in page
    assert world.state(path) == "private"


@pytest.mark.parametrize("who", ["editor", "moderator", "officer", "citizen", None])
def test_who_may_not_publish_sets_no_date(world: World, who: str | None) -> None:
    path = world.page()
    world.browser(who).get(f"{path}/schedule", status=403 if who == "editor" else 404)


def test_two_clocks_that_strike_together_publish_once(world: World) -> None:
    path = world.page()
    dated(world, path, typed(world, hours=2))
    world.later(hours=3)
    taken = []
    for _process in range(2):
        with world.acting() as ctx:
            taken.append(tick(ctx))
    assert taken == [1, 0]
    with world.acting() as ctx:
        assert [entry.transition for entry in world.at(ctx, path).history] == ["submit", "publish_on_date"]
