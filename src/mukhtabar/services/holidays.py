"""The holidays of Morocco that are known beforehand, from the library `holidays`: fixed days, feasts as reckoned."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from holidays.countries import Morocco

from mukhtabar.rules.clocks.calendar import Calendar, Holiday

#: Language of the portal -> that of the library; in the others they have their Arabic names.
LANGUAGES = {"fr": "fr", "en": "en_US"}


@cache
def of_year(year: int, language: str = "ar") -> Mapping[date, Holiday]:
    """Return the holidays of ``year`` by day, with their names in ``language`` where the library has them."""
    spoken = LANGUAGES.get(language, "ar")
    # The library marks in words what hangs on the moon: without the marks it says the same.
    plain, marked = (Morocco(years=year, language=spoken, islamic_show_estimated=shown) for shown in (False, True))
    return MappingProxyType({day: Holiday(name, sure=marked[day] == name) for day, name in plain.items()})


def calendar(portal: Any) -> Calendar:
    """Return the calendar by which the portal counts: what is known beforehand, corrected by hand."""
    return Calendar(known, portal.holidays.all())


def known(day: date) -> Holiday | None:
    """Return the holiday that is known for ``day``, by its Arabic name; None for an ordinary day."""
    return of_year(day.year).get(day)
