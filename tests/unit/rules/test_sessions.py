"""The ordinary sessions of a council: which one is next, and which day is in one."""

from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mukhtabar.rules.sessions import MONTHS, Session, coming, from_code, next_session, session_of

DAYS = st.dates(date(1990, 1, 1), date(2200, 1, 1))


@pytest.mark.parametrize(("day", "code"), [
    ("2026-11-26", "2027-02"), ("2027-01-31", "2027-02"), ("2027-02-01", "2027-05"), ("2027-05-31", "2027-10"),
    ("2027-10-01", "2028-02"), ("2026-12-31", "2027-02"),
])  # fmt: skip
def test_the_next_session_begins_in_a_later_month(day: str, code: str) -> None:
    assert next_session(date.fromisoformat(day)).code == code


@given(DAYS)
def test_the_next_session_lies_ahead_and_none_is_left_out(day: date) -> None:
    found = next_session(day)
    assert found.first_day > day
    between = (day + timedelta(days=n) for n in range(1, (found.first_day - day).days))
    assert not any(each.day == 1 and session_of(each) for each in between)


@given(DAYS)
def test_a_day_is_in_a_session_exactly_in_its_months(day: date) -> None:
    found = session_of(day)
    assert (found is not None) == (day.month in MONTHS)
    assert found is None or (found.holds(day) and from_code(found.code) == found)


@given(DAYS)
def test_the_coming_sessions_are_in_order(day: date) -> None:
    found = list(islice(coming(day), 7))
    assert found == sorted(set(found))
    assert len(found) == 7


@pytest.mark.parametrize(
    "code", ["", "2027", "2027-03", "2027-2", "27-02", "2027-02-01", "٢٠٢٧-02", "abcd-02", "0000-02", "-2", "99999-02"]
)
def test_what_is_no_session_has_no_code(code: str) -> None:
    assert from_code(code) is None
    assert from_code("2027-02") == Session(2027, 2)
