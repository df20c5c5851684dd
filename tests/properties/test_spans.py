"""Who holds an office on a day, and until when nothing is published: every day of it, and no other."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mukhtabar.rules.spans import Span, last_of

DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 31))
ONE = timedelta(days=1)


@st.composite
def spans(draw: st.DrawFn, ends: bool = True) -> Span:
    start = draw(DAYS)
    if not ends and draw(st.booleans()):
        return Span(start)
    return Span(start, start + timedelta(days=draw(st.integers(0, 40))))


def days_of(span: Span) -> set[date]:
    end = span.end or date(2026, 12, 31)
    return {span.start + timedelta(days=n) for n in range((end - span.start).days + 1)}


@given(spans(ends=False), DAYS)
def test_it_holds_on_every_day_of_it_and_on_no_other(span: Span, day: date) -> None:
    assert span.holds(day) == (day in days_of(span))
    assert span.over(day) == (span.end is not None and day > max(days_of(span)))


@given(spans(ends=False), spans(ends=False))
def test_two_overlap_when_they_share_a_day(one: Span, other: Span) -> None:
    assert one.overlaps(other) == other.overlaps(one) == bool(days_of(one) & days_of(other))


@given(st.lists(spans(), max_size=6), DAYS)
def test_the_last_day_is_the_last_of_a_row_without_a_gap(found: list[Span], day: date) -> None:
    taken = set().union(*(days_of(span) for span in found))
    last, at = None, day
    while at in taken:
        last, at = at, at + ONE
    assert last_of(found, day) == last


def test_days_that_end_before_they_begin_are_none() -> None:
    with pytest.raises(ValueError, match="before they begin"):
        Span(date(2026, 2, 2), date(2026, 2, 1))
    with pytest.raises(ValueError, match="no last day"):
        last_of([Span(date(2026, 2, 2))], date(2026, 2, 2))
