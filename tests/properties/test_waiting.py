"""Since when something waits, and whether a desk keeps up: held against the plainest telling of both."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mukhtabar.rules.waiting import LEAST_PACE, PACE_WEEKS, PROMISE_DAYS, Pace, in_time, waiting_since

START = datetime(2026, 11, 1, tzinfo=UTC)
UNDOING = {"undo_refuse", "undo_return"}


@dataclass(frozen=True)
class Step:
    time: datetime
    transition: str
    before: str
    after: str


#: What may happen next in each state: (step, next state).
NEXT = {
    "submitted": [("refuse", "refused"), ("return", "returned"), ("route", "submitted")],
    "refused": [("undo_refuse", "submitted"), ("appeal", "submitted")],
    "returned": [("undo_return", "submitted"), ("resubmit", "submitted")],
}


@st.composite
def lives(draw: st.DrawFn) -> list[Step]:
    """The steps of a submission; an undoing follows what it undoes at once, as the workflow demands."""
    steps = [Step(START, "submit", "draft", "submitted")]
    state = "submitted"
    for number in range(draw(st.integers(0, 12))):
        name, after = draw(st.sampled_from(NEXT[state]))
        steps.append(Step(START + timedelta(hours=number + 1), name, state, after))
        state = after
    return steps


def told(steps: list[Step]) -> datetime:
    """Forwards, remembering what each undoing goes back to."""
    since = before = START
    for step in steps:
        if step.transition in UNDOING:
            since = before
        elif step.before != step.after:
            before, since = since, step.time
    return since


@given(lives())
def test_the_clock_goes_on_through_what_was_undone(steps: list[Step]) -> None:
    assert waiting_since(steps, UNDOING, START - timedelta(days=1)) == told(steps)


def test_what_nothing_happened_to_waits_since_it_arrived() -> None:
    assert waiting_since([], UNDOING, START) == START
    assert waiting_since([Step(START + timedelta(1), "route", "pending", "pending")], UNDOING, START) == START


@given(st.integers(0, 20 * 86_400))
def test_seven_days_are_seven_days_to_the_second(seconds: int) -> None:
    assert in_time(START, START + timedelta(seconds=seconds)) == (seconds <= PROMISE_DAYS * 86_400)


@given(st.integers(0, 3000), st.integers(0, 3000), st.integers(0, 3000), st.integers(0, 3000))
def test_a_desk_is_overloaded_when_more_waits_than_a_week_of_its_work(
    waiting: int, decided: int, kept: int, lately: int
) -> None:
    pace = Pace(waiting, decided, min(kept, decided), lately)
    assert pace.overloaded == (waiting > LEAST_PACE and waiting * PACE_WEEKS > lately)
    assert pace.share is None if not decided else 0 <= (pace.share or 0) <= 1


def test_a_new_desk_is_trusted_with_ten() -> None:
    assert not Pace(10, 0, 0, 0).overloaded and Pace(11, 0, 0, 0).overloaded
    assert not Pace(25, 100, 90, 100).overloaded and Pace(26, 100, 90, 100).overloaded
