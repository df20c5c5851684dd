"""The calendar of holidays: everyone reads it, who runs the portal confirms what hangs on the moon."""

from datetime import date
from typing import Any

import pytest

from mukhtabar.actions.holiday import keep_holiday
from mukhtabar.rules.refused import Refused
from mukhtabar.services.holidays import calendar
from tests.world import World

URL = "/en/holidays"


def days(page: Any) -> dict[str, str]:
    """Return what stands beside each day of a page."""
    rows = page.html.select(".facts > div")
    return {row.select_one("time")["datetime"][:10]: " ".join(row.select_one("dd").get_text(" ").split()) for row in rows}


def kept(world: World, day: str, kind: str, name: str = "", who: str = "admin") -> Any:
    browser = world.browser(who)
    form = browser.form(browser.get(URL), "kind")
    form["day"], form["kind"], form["name"] = day, kind, name
    return form.submit()


def worked(world: World, day: str) -> bool:
    with world.acting() as ctx:
        return calendar(ctx.portal).worked(date.fromisoformat(day))


def test_everyone_reads_what_is_sure_and_what_is_reckoned(world: World) -> None:
    found = days(world.browser().get(f"{URL}?year=2027"))
    assert found["2027-01-11"] == "Proclamation of Independence Day"
    assert "not confirmed" in found["2027-03-09"]
    assert not world.browser().get(URL).html.select("form.form")
    assert days(world.browser().get("/holidays?year=2027"))["2027-07-30"] == "عيد العرش"


def test_a_feast_that_the_moon_moved(world: World) -> None:
    assert not worked(world, "2027-03-09")
    kept(world, "2027-03-09", "worked").follow()
    page = kept(world, "2027-03-11", "holiday", "عيد الفطر").follow()
    found = days(page)
    assert "ordinary day" in found["2027-03-09"] and found["2027-03-11"] == "عيد الفطر confirmed"
    assert worked(world, "2027-03-09") and not worked(world, "2027-03-11")
    kept(world, "2027-03-09", "known").follow()
    assert not worked(world, "2027-03-09")


def test_what_is_wrong_is_said_and_changes_nothing(world: World) -> None:
    assert "Enter the name of the holiday." in kept(world, "2027-03-11", "holiday", " ")
    assert kept(world, "2027-02-31", "holiday", "x").html.select(".problems")
    assert kept(world, "1999-01-01", "holiday", "قديم").html.select(".problems")
    with world.acting("admin") as ctx, pytest.raises(Refused, match="no_such_year"):
        keep_holiday(ctx, date(2101, 1, 1), "بعيد")
    with world.acting() as ctx:
        assert not ctx.portal.holidays.all()


@pytest.mark.parametrize("year", ["", "x", "0000", "9999", "٢٠٢٧", "20277"])
def test_a_year_that_is_none_shows_a_year_that_is(world: World, year: str) -> None:
    assert days(world.browser().get("/holidays", {"year": year}))


@pytest.mark.parametrize("who", [None, "lead", "officer", "approver", "observer"])
def test_nobody_else_keeps_it(world: World, who: str | None) -> None:
    browser = world.browser(who)
    token = browser.get("/en/sign-in").html.select_one("[name=csrf_token]")["value"]
    browser.post(URL, {"csrf_token": token, "day": "2027-03-11", "kind": "holiday", "name": "x"}, status="4*")
    with world.acting() as ctx:
        assert not ctx.portal.holidays.all()


def test_who_runs_the_portal_finds_it_on_the_bar(world: World) -> None:
    page = world.browser("admin").get("/en/contents").click("Holidays", href="/holidays")
    assert "Holidays of 2026" in page
    assert not world.browser("lead").get("/en/").html.select("a[href$='/holidays']")
