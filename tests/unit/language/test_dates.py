from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from mukhtabar.language import LANGUAGES, dates

SUMMER = datetime(2026, 8, 22, 13, 5, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "long", "short", "both"),
    [
        ("ar", "22 غشت 2026", "22/08/2026", "22 غشت 2026، 14:05"),
        ("fr", "22 août 2026", "22/08/2026", "22 août 2026, 14:05"),
        ("zgh", "22 ⵖⵓⵛⵜ 2026", "22/8/2026", "22 ⵖⵓⵛⵜ 2026 14:05"),
        ("en", "22 August 2026", "22/08/2026", "22 August 2026, 14:05"),
    ],
)
def test_dates(language, long, short, both):
    assert dates.long_date(SUMMER, language) == long
    assert dates.short_date(SUMMER, language) == short
    assert dates.date_time(SUMMER, language) == both


def test_arabic_months_are_the_moroccan_ones():
    months = ["يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"]
    assert [dates.long_date(datetime(2026, n, 15, tzinfo=UTC), "ar").split()[1] for n in range(1, 13)] == months


def test_clock_goes_back_an_hour_in_ramadan():
    assert dates.iso(SUMMER) == "2026-08-22T14:05:09+01:00"
    assert dates.iso(datetime(2026, 3, 1, 13, 5, tzinfo=UTC)) == "2026-03-01T13:05:00+00:00"


def test_day_is_the_moroccan_day():
    late = datetime(2026, 8, 22, 23, 30, tzinfo=UTC)
    assert dates.local_day(late) == date(2026, 8, 23)
    assert dates.long_date(late, "fr") == "23 août 2026"
    assert dates.local_day(late.astimezone(timezone(timedelta(hours=-8)))) == date(2026, 8, 23)


def test_the_first_of_a_month_is_an_ordinal_in_french():
    first = datetime(2026, 11, 1, 12, tzinfo=UTC)
    assert [dates.long_date(first, language) for language in ("ar", "fr", "en")] == [
        "1 نونبر 2026", "1er novembre 2026", "1 November 2026",
    ]  # fmt: skip
    assert dates.date_time(first, "fr").startswith("1er novembre 2026")


@pytest.mark.parametrize(
    ("when", "midnight"),
    [
        (SUMMER, datetime(2026, 8, 22, 23, tzinfo=UTC)),
        (datetime(2026, 8, 22, 23, tzinfo=UTC), datetime(2026, 8, 23, 23, tzinfo=UTC)),
        (datetime(2026, 3, 1, 13, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC)),
    ],
)
def test_next_midnight_is_the_moroccan_one(when, midnight):
    assert dates.local_midnight(when) == midnight
    assert dates.local_midnight(when).utcoffset() == timedelta(0)


@pytest.mark.parametrize("function", [dates.long_date, dates.short_date, dates.date_time])
def test_naive_time_is_refused(function):
    with pytest.raises(ValueError, match="time zone"):
        function(datetime(2026, 8, 22), "ar")  # noqa: DTZ001


@pytest.mark.parametrize("function", [dates.iso, dates.local_day, dates.local_midnight])
def test_naive_time_is_refused_without_language(function):
    with pytest.raises(ValueError, match="time zone"):
        function(datetime(2026, 8, 22))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("ar", "12.345,6"),
        ("fr", "12\u202f345,6"),
        ("zgh", "12\u00a0345,6"),
        ("en", "12,345.6"),
    ],
)
def test_number(language, written):
    assert dates.number(12345.6, language) == written
    assert dates.number(Decimal("12345.6"), language) == written
    assert dates.number(7, language) == "7"


@pytest.mark.parametrize(
    ("language", "whole", "finer"),
    [
        ("ar", "26%", "25,6%"),
        ("fr", "26\u00a0%", "25,6\u00a0%"),
        ("zgh", "26\u00a0%", "25,6\u00a0%"),
        ("en", "26%", "25.6%"),
    ],
)
def test_percent(language, whole, finer):
    assert dates.percent(0.256, language).replace("\u202f", "\u00a0") == whole
    assert dates.percent(0.256, language, 1).replace("\u202f", "\u00a0") == finer


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_invisible_and_only_western_digits(language):
    shown = (
        dates.long_date(SUMMER, language)
        + dates.short_date(SUMMER, language)
        + dates.number(-1234567, language)
        + dates.date_time(SUMMER, language)
        + dates.percent(-0.5, language)
    )
    digits = [sign for sign in shown if sign.isdigit()]
    assert all("0" <= digit <= "9" for digit in digits)
    if language != "ar":
        assert "\u200e" not in shown
    assert not {"\u200f", "\u061c", "\u202a", "\u202b"} & set(shown)


def test_unknown_language_is_shown_in_the_portals_own():
    assert dates.long_date(SUMMER, "de") == dates.long_date(SUMMER, "ar")
