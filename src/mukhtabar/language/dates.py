"""Days, times and numbers as Moroccans write them (Unicode CLDR through Babel), always in Africa/Casablanca.

The locale is ``ar_MA`` and not ``ar``: يوليوز and غشت, not يوليو and أغسطس. Digits are Western in every language.
"""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, get_datetime_format
from babel.numbers import format_decimal, format_percent

from mukhtabar.language import DEFAULT

ZONE = ZoneInfo("Africa/Casablanca")
LOCALES = {
    language: Locale.parse(name)
    for language, name in {"ar": "ar_MA", "fr": "fr_MA", "zgh": "zgh", "en": "en_GB"}.items()
}
#: CLDR's short Arabic date carries invisible U+200F marks; these are the same dates without.
_SHORT = {"ar": "dd/MM/y", "fr": "dd/MM/y", "zgh": "d/M/y", "en": "dd/MM/y"}

Number = int | float | Decimal


def _locale(language: str) -> Locale:
    return LOCALES.get(language, LOCALES[DEFAULT])


def _local(when: datetime) -> datetime:
    """Return the aware ``when`` on Moroccan clocks: UTC+1, and UTC in Ramadan (tz database)."""
    if when.tzinfo is None or when.utcoffset() is None:
        raise ValueError(f"{when!r} says no time zone: give an aware datetime in UTC")
    return when.astimezone(ZONE)


def local_day(when: datetime) -> date:
    """Return the calendar day in Morocco of the aware ``when``; ``ValueError`` when it is naive."""
    return _local(when).date()


def day_start(when: datetime) -> datetime:
    """Return the midnight in Casablanca with which the day of ``when`` began, in UTC."""
    return datetime.combine(local_day(when), time.min, ZONE).astimezone(UTC)


def noon(day: date) -> datetime:
    """Return noon in Casablanca of ``day``, in UTC: a moment that is on that day in words."""
    return datetime.combine(day, time(12), ZONE).astimezone(UTC)


def local_midnight(when: datetime) -> datetime:
    """Return the next midnight in Casablanca after ``when``, in UTC: until then «today» means the same day."""
    tomorrow = local_day(when) + timedelta(days=1)
    return datetime.combine(tomorrow, time.min, ZONE).astimezone(UTC)


@lru_cache(4096)
def _dated(day: date, pattern: str, language: str) -> str:
    return format_date(day, pattern, _locale(language))


def long_date(when: datetime, language: str) -> str:
    """Return ``22 غشت 2026``, ``22 août 2026`` ... for the aware ``when``; ``ValueError`` when it is naive."""
    day = local_day(when)
    # CLDR has no ordinals, and in French the first of a month is one.
    pattern = "d'er' MMMM y" if language == "fr" and day.day == 1 else "d MMMM y"
    return _dated(day, pattern, language)


def month_of(day: date, language: str) -> str:
    """Return the month and the year of ``day`` in words: ``فبراير 2027``, ``février 2027``."""
    return _dated(day.replace(day=1), "LLLL y", language)


def short_date(when: datetime, language: str) -> str:
    """Return ``22/08/2026`` (zgh ``22/8/2026``) for the aware ``when``; ``ValueError`` when it is naive."""
    return _dated(local_day(when), _SHORT.get(language, _SHORT[DEFAULT]), language)


def date_time(when: datetime, language: str) -> str:
    """Return the long date and the time on a 24 h clock, ``22 août 2026, 14:05``; ``ValueError`` when naive."""
    local = _local(when)
    pattern = str(get_datetime_format("medium", _locale(language))).replace("'", "")
    return pattern.replace("{0}", f"{local:%H:%M}").replace("{1}", long_date(when, language))


def clock_time(when: datetime) -> str:
    """Return the time of day on a 24 h clock, ``22:41``, as all these languages write it; ``ValueError`` when naive."""
    return f"{_local(when):%H:%M}"


def iso(when: datetime) -> str:
    """Return ``2026-08-22T14:05:00+01:00`` (RFC 3339), for ``<time datetime>``; ``ValueError`` when naive."""
    return _local(when).isoformat(timespec="seconds")


def number(n: Number, language: str) -> str:
    """Return ``n`` with the separators of ``language``: ``12.345,6`` in Arabic; three decimals at most."""
    return format_decimal(n, locale=_locale(language), numbering_system="latn")


def percent(share: Number, language: str, digits: int = 0) -> str:
    """Return the ``share`` of one as a percentage with ``digits`` decimals: 0.256 is ``26%``, or ``25,6%`` with one."""
    locale = _locale(language)
    pattern = str(locale.percent_formats[None].pattern)
    if digits:
        pattern = pattern.replace("0", "0." + "0" * digits, 1)
    return format_percent(share, pattern, locale, numbering_system="latn")


# Babel reads a locale's data from disk at its first use: done here, so no request opens a file.
for _language in LOCALES:
    date_time(datetime(2026, 1, 1, tzinfo=UTC), _language)
    percent(0.5, _language)
    number(1, _language)
