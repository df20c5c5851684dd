"""Signatures are counted once each, whatever the order in which the sheets are typed in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mukhtabar.rules.signatures import CAUSES, DOUBLE, LINES, NOTICE, Line, counted, judged, key, next_about_names
from mukhtabar.rules.thresholds import threshold

NAMES = ("فاطمة أيت علي", "فاطمه ايت على", "أيت علي فاطمة", "محمد العلوي", "Mohamed Alaoui", "MOHAMED ALAOUI", "زهرة بنت أحمد", "")
LINE = st.builds(
    Line, st.integers(1, 4), st.integers(1, LINES), st.sampled_from(NAMES), st.sampled_from(("", "", "", *CAUSES)), st.booleans()
)


def positioned(lines: list[Line]) -> list[Line]:
    """One line for each place, as a form holds them."""
    return list({(line.sheet, line.number): line for line in lines}.values())


LINES_ONCE = st.lists(LINE, max_size=30).map(positioned)


@given(LINES_ONCE, st.randoms())
def test_any_order_gives_the_same_count(lines: list[Line], chance: object) -> None:
    mixed = list(lines)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert judged(mixed) == judged(lines)


@given(LINES_ONCE, st.integers(1, 3))
def test_a_line_that_is_given_again_counts_once(lines: list[Line], times: int) -> None:
    assert judged(lines * (times + 1)) == judged(lines)
    assert counted(lines) <= len(lines)


@given(LINES_ONCE)
def test_a_name_counts_once_and_once_more_for_each_line_that_somebody_looked_at(lines: list[Line]) -> None:
    open_lines = sorted(line for line in lines if not line.cause)
    first = {key(line.name): line for line in reversed(open_lines)}
    others = [line for line in open_lines if line.another and line is not first[key(line.name)]]
    assert counted(lines) == len(first) + len(others)


@given(LINES_ONCE, st.integers(0, 29))
def test_striking_a_line_out_never_lets_the_rest_count_for_more(lines: list[Line], at: int) -> None:
    if not lines:
        return
    struck = [replace(line, cause="illegible") if index == at % len(lines) else line for index, line in enumerate(lines)]
    assert counted(struck) <= counted(lines)


def test_a_line_looked_at_is_the_person_whom_a_later_line_repeats() -> None:
    """Ali of sheet 1 is struck out; Ali of sheet 2 is another one, who stands on sheet 3 again."""
    lines = [Line(1, 1, "علي بن", "not_of_commune"), Line(2, 1, "علي بن", another=True), Line(3, 1, "علي بن")]
    assert judged(lines) == {(1, 1): "not_of_commune", (2, 1): "", (3, 1): DOUBLE}


def test_a_line_struck_out_later_leaves_no_person_counted_twice() -> None:
    first, other, again = Line(1, 1, "علي بن"), Line(2, 1, "علي بن", another=True), Line(3, 1, "علي بن")
    assert counted([first, other, again]) == 2
    assert counted([replace(first, cause="withdrawn"), other, again]) == 1
    assert counted([replace(first, name="محمد العلوي"), other, again]) == 2


@given(LINES_ONCE, LINE)
def test_one_line_more_adds_one_or_nothing(lines: list[Line], more: Line) -> None:
    if (more.sheet, more.number) in {(line.sheet, line.number) for line in lines}:
        return
    assert counted([*lines, more]) - counted(lines) in {0, 1}


def test_spellings_and_the_order_of_a_name_are_one_name() -> None:
    assert len({key(name) for name in NAMES[:3]}) == 1
    assert key(NAMES[4]) == key(NAMES[5]) != key(NAMES[3])


@given(st.integers(0, 2_000_000), st.integers(0, 2_000_000))
def test_more_people_never_need_fewer_signatures(one: int, other: int) -> None:
    small, large = sorted((one, other))
    asked = threshold().signatures(small), threshold().signatures(large)
    assert None not in asked and asked[0] <= asked[1]  # type: ignore[operator]


MOMENT = st.timedeltas(timedelta(0), timedelta(days=5000)).map(lambda later: datetime(2026, 1, 1, tzinfo=UTC) + later)


@given(MOMENT, st.timedeltas(timedelta(0), timedelta(days=3000)))
def test_names_go_after_a_year_and_thirty_days_after_the_letter(since: datetime, standstill: timedelta) -> None:
    letter = next_about_names(since, None)
    told = letter + standstill
    end = next_about_names(since, told)
    assert end >= told + NOTICE and end - since >= timedelta(days=364)
    assert standstill or end == letter + NOTICE
