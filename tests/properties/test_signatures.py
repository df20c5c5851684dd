"""Signatures are counted once each, whatever the order in which the sheets are typed in."""

from hypothesis import given
from hypothesis import strategies as st

from mukhtabar.rules.signatures import CAUSES, LINES, Line, counted, judged, key
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
def test_a_name_counts_once_unless_somebody_looked(lines: list[Line]) -> None:
    plain = {key(line.name) for line in lines if not line.cause and not line.another}
    others = [line for line in lines if not line.cause and line.another]
    assert counted(lines) == len(plain) + len(others)


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
