"""Requests for information: everyone reads how, and a person keeps the days of their own, which nobody else sees."""

from datetime import date, timedelta
from typing import Any

import pytest

from mukhtabar.actions.holiday import keep_holiday
from mukhtabar.actions.information import MOST, follow, remind_askers
from mukhtabar.rules.refused import Refused
from mukhtabar.services.holidays import calendar
from mukhtabar.services.mail import compose
from tests.world import COMMUNE, World

SECRET = "ميزانية النقل المدرسي لسنة 2025"


def kept(world: World, who: str = "citizen", **fields: Any) -> Any:
    """Fill in the form of a request."""
    browser = world.browser(who)
    form = browser.form(browser.get("/en/my-request"), "subject")
    given = {"subject": SECRET, "body": "جماعة طاطا", "number": "CH-2026-118", "filed": "2026-11-04", **fields}
    for name, value in given.items():
        form[name] = value
    return form.submit("keep")


def pressed(world: World, page: Any, field: str, who: str = "citizen", **fields: str) -> Any:
    form = world.browser(who).form(page, field)
    for name, value in fields.items():
        form[name] = value
    return form


def badge(page: Any) -> str:
    return str(page.html.select_one(".badge").get_text(strip=True))


def letters(world: World) -> list[Any]:
    """Let the morning come, and return the letters that were asked for."""
    with world.acting() as ctx:
        remind_askers(ctx, calendar(ctx.portal))
    with world.acting() as ctx:
        return [letter for _key, letter in ctx.portal.outbox.due(ctx.now) if letter.kind == "information"]


def test_everyone_reads_where_and_how_long(world: World) -> None:
    page = world.browser().get(f"/en{COMMUNE}").click("Asking for information", href="/information")
    assert "20 working days, which can be prolonged once by 20" in page
    assert "3 days, which can be prolonged once by 3" in page
    assert "Set by law: Law 31-13 on access to information" in page
    link = page.html.select_one("a[href='https://www.chafafiya.ma']")
    assert link["rel"] == ["noopener"] and not link.has_attr("target")
    assert "complaint" not in page.html.main.get_text().lower()


def test_a_person_sees_the_day_and_the_end_with_holidays_counted(world: World) -> None:
    page = kept(world).follow()
    # 4 to 20 November 2026 without weekends and without the 6th and the 18th, which are holidays.
    assert badge(page) == "Day 10 of 20 working days"
    words = " ".join(page.html.select_one(".clock").get_text(" ").split())
    assert "until 4 December 2026" in words
    assert "Counts from the day on which the request was filed: 4 November 2026" in words
    with world.acting("admin") as ctx:
        keep_holiday(ctx, date(2026, 12, 3), "عطلة استثنائية")
    page = world.browser("citizen").get(page.request.url)
    assert "until 7 December 2026" in " ".join(page.html.select_one(".clock").get_text(" ").split())
    assert badge(world.browser("citizen").get("/en/my-requests")) == "Day 10 of 20 working days"
    world.later(days=20)
    page = world.browser("citizen").get(page.request.url)
    assert badge(page) == "late by 3 working days"
    words = " ".join(page.html.select_one("main").get_text(" ").split())
    assert "The last day was 7 December 2026" in words and "can complain to the Commission" in words


def test_an_urgent_one_counts_three_days(world: World) -> None:
    page = kept(world, filed="2026-11-19", urgent=True).follow()
    assert badge(page) == "Day 1 of 3" and "22 November 2026" in page and "can complain" not in page


def test_it_is_prolonged_once_and_ends(world: World) -> None:
    page = kept(world).follow()
    page = pressed(world, page, "told", told="2026-11-19", why="البحث جار").submit("extend").follow()
    assert badge(page) == "Day 10 of 40 working days" and "البحث جار" in page
    assert not page.html.select("[name=told]")
    early = pressed(world, page, "ended", outcome="silent", ended="2026-11-20").submit("close")
    wrong = [" ".join(node.get_text(" ").split()) for node in early.html.select(".field .wrong")]
    assert any("An answer can still come until" in words for words in wrong)
    page = pressed(world, page, "ended", outcome="refused", ended="2026-11-20").submit("close").follow()
    assert badge(page) == "The body refused, in writing" and "can complain to the Commission" in page
    assert not page.html.select("[name=ended]") and not letters(world)


@pytest.mark.parametrize(("fields", "sentence"), [
    ({"filed": "2026-11-21"}, "This day has not come yet."),
    ({"filed": ""}, "Enter the day."),
    ({"subject": " "}, "Write what you asked for. Only you read it."),
    ({"body": ""}, "Enter the commune or the body that you asked."),
    ({"subject": "x" * 501}, "This is too long: 501 characters, at most 500."),
])  # fmt: skip
def test_what_is_wrong_stands_beside_its_field(world: World, fields: dict[str, str], sentence: str) -> None:
    page = kept(world, **fields)
    assert sentence in " ".join(node.get_text(" ") for node in page.html.select(".field .wrong"))
    assert page.html.select_one("[name=number]")["value"] == "CH-2026-118"
    with world.acting() as ctx:
        assert not ctx.register.requests.of(world.pids["citizen"])


@pytest.mark.parametrize(("field", "day", "sentence"), [
    ("told", "2026-11-21", "This day has not come yet."),
    ("told", "2026-11-03", "This day is before the one on which the request was filed."),
    ("ended", "2026-11-03", "This day is before the one on which the request was filed."),
    ("ended", "", "Enter the day."),
])  # fmt: skip
def test_days_that_cannot_be_are_refused_beside_their_field(world: World, field: str, day: str, sentence: str) -> None:
    page = kept(world).follow()
    more = {"outcome": "answered"} if field == "ended" else {}
    page = pressed(world, page, field, **{field: day}, **more).submit("extend" if field == "told" else "close")
    assert sentence in " ".join(node.get_text(" ") for node in page.html.select(".field .wrong"))
    with world.acting() as ctx:
        one = ctx.register.requests.of(world.pids["citizen"])[0]
        assert one.extended is None and one.closed is None


def test_nobody_else_sees_it_anywhere(world: World) -> None:
    url = kept(world).follow().request.path_qs
    for who in ("admin", "officer", "editor"):
        world.browser(who).get(url, status=404)
        assert SECRET not in world.browser(who).get("/my-requests")
    world.browser().get(url, status=303)
    world.browser().get("/my-requests", status=303)
    world.drain()
    assert SECRET not in world.browser("admin").get("/search?q=النقل المدرسي").html.select_one(
        "main"
    ).get_text().replace("النقل المدرسي", "")
    with world.acting() as ctx:
        assert not [entry for entry in ctx.portal.journal if "request" in entry.action]


def test_it_is_deleted_at_any_time_and_with_the_person(world: World) -> None:
    page = kept(world).follow()
    page = pressed(world, page, "delete").submit("delete").follow()
    assert "You follow no request yet." in page
    kept(world)
    with world.acting() as ctx:
        ctx.register.erase(world.pids["citizen"])
    with world.acting() as ctx:
        assert not ctx.register.requests.of(world.pids["citizen"])
        assert not ctx.register.requests.due(ctx.now + timedelta(days=400))


def test_letters_come_before_the_day_and_once_after_it_and_say_nothing(world: World) -> None:
    kept(world)
    assert not letters(world)
    world.later(days=9)
    assert [dict(letter.detail)["transition"] for letter in letters(world)] == ["remind"]
    world.later(days=4)
    assert len(letters(world)) == 2
    world.later(days=2)
    found = letters(world)
    assert [dict(letter.detail)["transition"] for letter in found].count("overdue") == 1
    world.later(days=200)
    assert len(letters(world)) == 3
    with world.acting() as ctx:
        message = compose(world.site, ctx, found[-1])
    assert message is not None
    text = message.get_body(("plain",)).get_content() + message["Subject"]
    assert SECRET not in text and "طاطا" not in text and "/my-requests" in text


def test_what_was_late_when_it_was_written_down_asks_for_no_letter_of_the_past(world: World) -> None:
    kept(world, filed="2026-01-05")
    world.later(days=30)
    assert not letters(world)


def test_a_holiday_that_moved_the_day_moves_the_letter(world: World) -> None:
    kept(world)
    with world.acting("admin") as ctx:
        for day in range(23, 28):
            keep_holiday(ctx, date(2026, 11, day), "عطلة")
    world.later(days=9)
    assert not letters(world)
    world.later(days=7)
    assert len(letters(world)) == 1


def test_there_is_an_end_to_what_one_person_follows(world: World) -> None:
    with world.acting("citizen") as ctx:
        for _number in range(MOST):
            follow(ctx, calendar(ctx.portal), "س", "ج", date(2026, 11, 4))
        with pytest.raises(Refused, match="too_many"):
            follow(ctx, calendar(ctx.portal), "س", "ج", date(2026, 11, 4))


def in_the_book(world: World, who: str = "citizen") -> list[str]:
    """Return what a person asked for, as it is kept."""
    with world.acting() as ctx:
        return [one.subject for one in ctx.register.requests.of(world.pids[who])]


def filled(world: World, page: Any, subject: str = SECRET, who: str = "citizen") -> Any:
    fields = {"subject": subject, "body": "جماعة طاطا", "filed": "2026-11-04"}
    return pressed(world, page, "subject", who, **fields)


def test_a_form_that_is_sent_twice_keeps_one_request_and_asks_for_one_letter(world: World) -> None:
    form = filled(world, world.browser("citizen").get("/en/my-request"))
    first, second = form.submit("keep"), form.submit("keep")
    assert first.location == second.location and in_the_book(world) == [SECRET]
    assert badge(second.follow()) == "Day 10 of 20 working days"
    world.later(days=9)
    assert len(letters(world)) == 1


def test_the_same_form_leads_to_what_it_kept_first_and_says_nothing_of_a_save(world: World) -> None:
    page = world.browser("citizen").get("/en/my-request")
    assert "The days are kept. Only you see them." in filled(world, page).submit("keep").follow()
    page = filled(world, page).submit("keep").follow()
    assert SECRET in page and "The days are kept" not in page and in_the_book(world) == [SECRET]


def test_other_words_in_the_same_form_are_not_dropped_and_make_another_request_when_sent_again(world: World) -> None:
    page = world.browser("citizen").get("/en/my-request")
    filled(world, page).submit("keep")
    back = filled(world, page, "شيء آخر").submit("keep")
    assert "was sent before" in back and "شيء آخر" in back and in_the_book(world) == [SECRET]
    form = next(form for form in back.forms.values() if "once" in form.fields)
    assert "The days are kept. Only you see them." in form.submit("keep").follow()
    assert sorted(in_the_book(world)) == sorted([SECRET, "شيء آخر"])


def test_another_form_keeps_another_request_even_of_the_same_words(world: World) -> None:
    for _time in range(2):
        filled(world, world.browser("citizen").get("/en/my-request")).submit("keep").follow()
    assert in_the_book(world) == [SECRET, SECRET]


def test_a_form_that_was_refused_is_corrected_and_kept_once(world: World) -> None:
    page = filled(world, world.browser("citizen").get("/en/my-request"), " ").submit("keep")
    form = pressed(world, page, "subject", subject=SECRET)
    assert form.submit("keep").location == form.submit("keep").location
    assert in_the_book(world) == [SECRET]


@pytest.mark.parametrize("number", ["", "0", "-1", "x", "٣", "9" * 19, "9" * 199, "1.5"])
def test_a_number_that_no_form_gave_is_none(world: World, number: str) -> None:
    form = filled(world, world.browser("citizen").get("/en/my-request"))
    form["once"].force_value(number)
    form.submit("keep").follow(status=200)
    assert in_the_book(world) == [SECRET]
    world.browser("citizen").get(f"/my-request?id={number}", status=404)


def test_the_number_of_a_form_opens_nobody_elses_request(world: World) -> None:
    form = filled(world, world.browser("citizen").get("/en/my-request"))
    form.submit("keep")
    other = filled(world, world.browser("editor").get("/en/my-request"), "سؤال آخر", "editor")
    other["once"].force_value(form["once"].value)
    assert SECRET not in other.submit("keep").follow()
    assert in_the_book(world) == [SECRET] and in_the_book(world, "editor") == ["سؤال آخر"]


def test_what_was_begun_with_one_number_is_never_written_over(world: World) -> None:
    with world.acting("citizen") as ctx:
        first, second = (follow(ctx, calendar(ctx.portal), "أ", "ج", date(2026, 11, 4), key=7) for _time in range(2))
    with world.acting("citizen") as ctx, pytest.raises(Refused, match="sent_before"):
        follow(ctx, calendar(ctx.portal), "ب", "ج", date(2026, 11, 4), key=7)
    assert first == second and first.id == 7 and in_the_book(world) == ["أ"]
