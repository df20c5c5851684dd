"""Whatever answers were published and withdrawn: the clock counts the days on which nothing stood, and those only."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
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
