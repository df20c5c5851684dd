"""Events: written in a form, read by everybody, put into calendars, and gone from «to come» by the clock alone."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mukhtabar.actions.edit import edit
from mukhtabar.actions.transition import transition
from mukhtabar.content.consultation import Consultation
from mukhtabar.views.cache import PageCache
from mukhtabar.views.feeds.icalendar import Dated, calendar_text
from tests.world import COMMUNE, CONSULTATION, SPACE, Browser, World

EN = "/en"


def form(world: World, who: str = "lead", path: str = SPACE) -> tuple[Browser, Any]:
    """Return a person's browser and the form that adds an event."""
    browser = world.browser(who)
    return browser, browser.form(browser.get(f"{EN}{path}/add?type=event"), "once")


def filled(form_: Any, **values: str) -> Any:
    """Fill in what an event needs."""
    form_.fields["ar"][0].value = "ورشة حول الماء"
    for name, value in {"start": "2026-12-01T09:30", "end": "2026-12-01T12:00", **values}.items():
        form_[name] = value
    return form_


def problems(page: Any) -> str:
    """Return the summary of what is wrong."""
    return str(page.html.select_one(".problems").get_text(" ", strip=True))


def test_an_editor_writes_an_event_and_everybody_reads_it_when_it_is_published(world: World) -> None:
    browser, form_ = form(world, "editor")
    form_.fields["ar"][1].value = "قاعة البلدية"
    answer = filled(form_, online="https://meet.example.org/x").submit("save")
    path = answer.location.removeprefix("http://localhost/en").removesuffix("/review")
    assert world.browser().get(path, status=404)
    world.step("editor", path, "submit")
    world.step("lead", path, "publish")
    page = world.browser().get(f"{EN}{path}")
    assert [t["datetime"] for t in page.html.select("main time")] == ["2026-12-01T09:30:00+01:00", "2026-12-01T12:00:00+01:00"]
    assert page.html.select_one("main dd a")["href"] == "https://meet.example.org/x"
    assert "قاعة البلدية" in page.html.select_one("main").get_text()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"start": ""}, "Beginning: Enter when it begins."),
        ({"end": "2026-12-01T09:30"}, "End: The end must come after the beginning."),
        ({"end": "2027-06-01T09:30"}, "End: An event lasts 60 days at most"),
        ({"start": "soon"}, "Enter a day and an hour"),
        ({"online": "javascript:alert(1)"}, "Enter an address that begins with https://"),
        ({"online": "https://user:secret@example.org/"}, "Enter an address that begins with https://"),
        ({"online": "https://exa mple.org/"}, "Enter an address that begins with https://"),
        ({"online": "https://[::1"}, "Enter an address that begins with https://"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(world: World, values: dict[str, str], sentence: str) -> None:
    _browser, form_ = form(world)
    answer = filled(form_, **values).submit("save")
    assert sentence in problems(answer)


def test_an_hour_that_is_changed_on_the_same_day_is_changed(world: World) -> None:
    path = world.event()
    browser = world.browser("lead")
    form_ = browser.form(browser.get(f"{EN}{path}/edit"), "serial")
    assert form_["start"].value == "2026-11-22T11:00"
    form_["start"] = "2026-11-22T11:30"
    form_.submit("save")
    with world.acting() as ctx:
        assert world.at(ctx, path).start == datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


def test_in_ramadan_the_clock_of_morocco_is_an_hour_behind(world: World) -> None:
    _browser, form_ = form(world)
    # Ramadan 1448 begins in February 2027: Morocco is at UTC then, and an hour ahead of it otherwise.
    answer = filled(form_, start="2027-02-20T21:00", end="2027-02-20T23:00").submit("save")
    path = answer.location.removeprefix("http://localhost/en").removesuffix("/review")
    with world.acting() as ctx:
        assert world.at(ctx, path).start == datetime(2027, 2, 20, 21, 0, tzinfo=UTC)


def test_an_event_leaves_what_is_to_come_by_the_clock_and_without_a_write(world: World) -> None:
    world.event(starts=-1, lasts=3)
    world.event("later", title="لقاء آخر", starts=50)
    cache = PageCache(world.pyramid, world.site)

    def titles(path: str) -> list[str]:
        return [title.get_text() for title in Browser(cache).get(path).html.select("#main .item-title")]

    before = world.serials()
    for path in (SPACE, COMMUNE, f"{SPACE}/events", "/events", "/souss-massa/events"):
        assert "ورشة حول الماء" in titles(path), path
    assert titles("/events?past=1") == []
    world.later(hours=2)
    for path in (SPACE, COMMUNE, f"{SPACE}/events", "/events", "/souss-massa/events"):
        assert "ورشة حول الماء" not in titles(path) and "لقاء آخر" in titles(path), path
    assert titles("/events?past=1") == ["ورشة حول الماء"]
    assert "is over" in Browser(cache).get(f"{EN}{SPACE}/warsha").text
    assert world.serials() == before


def test_a_place_without_events_says_nothing_of_them(world: World) -> None:
    assert not world.browser().get(SPACE).html.select("#events-title")
    assert "No event is announced." in world.browser().get(f"{EN}/events").text
    world.event()
    assert world.browser().get(SPACE).html.select("#events-title")


def test_what_stands_in_a_closed_consultation_is_neither_listed_nor_in_a_calendar(world: World) -> None:
    draft = world.made("lead", SPACE, Consultation(), "sirriya", title="استشارة سرية")
    path = world.event("secret", title="اجتماع سري", parent=draft)
    assert world.browser().get(path, status=404)
    for address in ("/events", f"{SPACE}/events", SPACE, f"{SPACE}/calendar.ics", "/calendar.ics", f"{SPACE}/feed"):
        assert "اجتماع سري" not in world.browser().get(address).text, address


def unfolded(text: str) -> list[str]:
    """Return the content lines of a calendar file, each checked to be 75 bytes at most."""
    assert text.endswith("\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text[:-2].replace("\r\n ", "").split("\r\n")


def unescaped(value: str) -> str:
    """Read a text value back (RFC 5545 section 3.3.11)."""
    found, letters = [], iter(value)
    for letter in letters:
        if letter != "\\":
            found.append(letter)
            continue
        after = next(letters)
        found.append("\n" if after in "nN" else after)
    return "".join(found)


def test_a_calendar_holds_the_events_of_a_place_and_one_of_its_own(world: World) -> None:
    path = world.event(title="ورشة; حول، الماء, والطرق\\" + "م" * 100, venue="قاعة")
    one = world.browser().get(f"{path}/calendar.ics")
    assert one.content_type == "text/calendar" and "warsha.ics" in one.headers["Content-Disposition"]
    for text in (one.text, world.browser(cached=True).get(f"{SPACE}/calendar.ics").text, world.browser().get("/calendar.ics").text):
        lines = unfolded(text)
        assert "DTSTART:20261122T100000Z" in lines and "DTEND:20261122T120000Z" in lines and "LOCATION:قاعة" in lines
        summary = next(line for line in lines if line.startswith("SUMMARY:"))
        assert unescaped(summary.removeprefix("SUMMARY:")) == "ورشة; حول، الماء, والطرق\\" + "م" * 100
    uid = next(line for line in unfolded(one.text) if line.startswith("UID:"))
    with world.acting("lead") as ctx:
        edit(ctx, world.at(ctx, path), {"start": world.at(ctx, path).start + timedelta(minutes=30)})
    assert uid in unfolded(world.browser().get(f"{path}/calendar.ics").text)
    assert "BEGIN:VEVENT" in world.browser().get(f"{CONSULTATION}/calendar.ics").text


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n,;\\\"':مﷺé🙂"), max_size=300)


@given(TEXT, TEXT, TEXT, st.integers(631152000, 4102444800))
def test_every_text_comes_back_from_a_calendar_file(title: str, about: str, venue: str, seconds: int) -> None:
    start = datetime.fromtimestamp(seconds, UTC)
    dated = Dated("7", start, start, start + timedelta(hours=1), title, "https://example.org/ماء?a=1", about, venue)
    lines = unfolded(calendar_text([dated], title))
    values = dict(line.partition(":")[::2] for line in lines)
    assert unescaped(values["SUMMARY"]) == title and unescaped(values.get("DESCRIPTION", "")) == about
    assert unescaped(values.get("LOCATION", "")) == venue
    assert datetime.strptime(values["DTSTART"], "%Y%m%dT%H%M%S%z") == start
    assert values["URL"].isascii() and lines.count("BEGIN:VEVENT") == 1


@pytest.mark.parametrize("who", ["citizen", "moderator", "desk", "officer", "approver", "observer", None])
def test_only_who_writes_here_adds_events(world: World, who: str | None) -> None:
    world.browser(who).get(f"{SPACE}/add?type=event", status=403)


def test_publishing_an_event_is_one_entry_of_the_journal(world: World) -> None:
    path = world.event()
    with world.acting("lead") as ctx:
        before = len(list(ctx.portal.journal))
        transition(ctx, world.at(ctx, path), "retract")
        assert len(list(ctx.portal.journal)) == before + 1
