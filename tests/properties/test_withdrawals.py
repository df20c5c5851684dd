"""Whatever answers were published and withdrawn: the clock counts the days on which nothing stood, and those only."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from mukhtabar.content.base import HistoryEntry
from mukhtabar.content.proposal import Proposal
from mukhtabar.language.dates import local_day
from mukhtabar.rules.clocks import BARE, read
from mukhtabar.rules.clocks.loader import clocks

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
GAPS = st.lists(st.tuples(st.integers(1, 40), st.integers(0, 40)), max_size=5)


def proposal(gaps: list[tuple[int, int]], open_answer: int | None) -> tuple[Proposal, datetime]:
    """Return a proposal that waited and was answered by turns, and the moment of its last step."""
    made, now = Proposal(), START
    steps = [HistoryEntry(now, "e", "publish", "submitted", "published")]
    for waited, stood in gaps:
        now += timedelta(days=waited)
        steps.append(HistoryEntry(now, None, "answer", "published", "answered"))
        now += timedelta(days=stood)
        steps.append(HistoryEntry(now, None, "reopen", "answered", "published"))
    if open_answer is not None:
        now += timedelta(days=open_answer)
        steps.append(HistoryEntry(now, None, "answer", "published", "answered"))
    made.history, made.state = tuple(steps), steps[-1].after
    return made, now


@given(GAPS, st.integers(0, 80))
def test_only_days_on_which_nothing_stood_are_counted(gaps: list[tuple[int, int]], later: int) -> None:
    made, now = proposal(gaps, None)
    today = local_day(now) + timedelta(days=later)
    measured = made.measured
    assert measured is not None and measured.stop is None and measured.start == START
    reading = read(clocks()["answer"], local_day(START), today, BARE, made.rest_days())
    stood = {local_day(since) + timedelta(days=n) for since, until in made.stood() for n in range((until - since).days)}
    days = {local_day(START) + timedelta(days=n) for n in range(1, (today - local_day(START)).days + 1)}
    assert reading.day == len(days - stood)
    assert not reading.rests


@given(GAPS, st.integers(1, 80))
def test_the_answer_that_stands_stops_it_and_a_withdrawal_wins_no_day(gaps: list[tuple[int, int]], waited: int) -> None:
    made, now = proposal(gaps, waited)
    measured = made.measured
    assert measured is not None and measured.stop == now
    clock, start = clocks()["answer"], local_day(START)
    then = read(clock, start, local_day(now), BARE, made.rest_days(), stopped=local_day(now)).day
    made.history = (*made.history, HistoryEntry(now + timedelta(days=30), None, "reopen", "answered", "published"))
    made.state = "published"
    again = read(clock, start, local_day(now) + timedelta(days=30), BARE, made.rest_days()).day
    # The day of the answer itself no longer counts: an answer stood on it. The one on which it went does.
    assert again == then


#: What may happen next in each state: (step, next state). What undoes a step comes at once, and only then.
NEXT = {
    "submitted": [("publish", "published")],
    "published": [("answer", "answered"), ("hide", "hidden"), ("merge_published", "merged")],
    "answered": [("reopen", "published"), ("hide", "hidden answered")],
    "hidden": [("restore", "published")],
    "hidden answered": [("restore_answered", "answered")],
    "merged": [("unmerge", "submitted"), ("release", "submitted")],
}
UNDO = {"publish": ("undo_publish", "submitted"), "merge_published": ("undo_merge_published", "published")}


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 40), st.booleans()), max_size=12), st.integers(0, 40))
@example([(0, 0, True), (0, 20, False)], 0)
@example([(0, 0, False), (1, 5, False), (0, 60, False)], 0)
@example([(0, 0, False), (2, 5, False), (0, 30, False), (0, 10, False)], 5)
def test_only_days_that_end_before_the_council_are_counted(walk: list[tuple[int, int, bool]], later: int) -> None:
    made, now, state, start = Proposal(), START, "submitted", None
    steps: list[HistoryEntry] = []
    ends: dict[date, str] = {}
    for which, wait, undone in walk:
        for n in range(wait):
            ends[local_day(now) + timedelta(days=n)] = state
        now += timedelta(days=wait)
        name, after = NEXT[state][which % len(NEXT[state])]
        done = [(name, state, after)]
        if undone and name in UNDO:
            done.append((UNDO[name][0], after, UNDO[name][1]))
        elif name == "publish":
            start = start or local_day(now)
        steps += [HistoryEntry(now, "e", each, old.split()[0], new.split()[0]) for each, old, new in done]
        state = done[-1][2]
    made.history, made.state = tuple(steps), state.split()[0]
    if state != "published":
        return
    for n in range(later + 1):
        ends[local_day(now) + timedelta(days=n)] = state
    today, measured = local_day(now) + timedelta(days=later), made.measured
    assert measured is not None and start is not None and local_day(measured.start) == start
    reading = read(clocks()["answer"], start, today, BARE, made.rest_days())
    assert reading.day == sum(end == "published" for day, end in ends.items() if start < day <= today)
