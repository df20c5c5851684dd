"""Whatever came before and after: each clock counts from the event that data/clocks.toml names, and from no other."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mukhtabar.content.base import HistoryEntry
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.petition import Lodging, Petition
from mukhtabar.content.proposal import KINDS, Proposal
from mukhtabar.rules.clocks import Start
from mukhtabar.rules.clocks.loader import clocks

FIRST = datetime(2026, 3, 1, 9, tzinfo=UTC)
GAPS = st.lists(st.integers(0, 90), min_size=6, max_size=6)


def walked(document: Proposal | Consultation | Petition, states: list[str], gaps: list[int]) -> dict[str, datetime]:
    """Let a document go through `states`, and return when it entered each."""
    entered, now, before = dict[str, datetime](), FIRST, "draft"
    for state, gap in zip(states, gaps, strict=False):
        now += timedelta(days=gap)
        document.history = (*document.history, HistoryEntry(now, "e", "step", before, state))
        entered[state], before = now, state
    document.state = before
    return entered


@given(GAPS, st.sampled_from(KINDS), st.booleans())
def test_a_proposal_or_a_question_from_its_publication(gaps: list[int], kind: str, answered: bool) -> None:
    made = Proposal()
    made.kind = kind
    entered = walked(made, ["submitted", "published", "answered"][: 3 if answered else 2], gaps)
    measured = made.measured
    assert measured is not None and clocks()[measured.clock].starts is Start.PUBLISHED
    assert measured.start == entered["published"]


@given(GAPS, st.booleans())
def test_the_reply_from_the_publication_of_the_synthesis(gaps: list[int], replied: bool) -> None:
    made = Consultation()
    states = ["announced", "open", "closed", "synthesis", "replied"]
    entered = walked(made, states[: 5 if replied else 4], gaps)
    measured = made.measured
    assert measured is not None and clocks()[measured.clock].starts is Start.SUMMED_UP
    assert measured.start == entered["synthesis"]


@given(GAPS, st.integers(0, 30))
def test_a_petition_from_the_day_on_the_receipt_whenever_that_was_recorded(gaps: list[int], earlier: int) -> None:
    made = Petition()
    entered = walked(made, ["collecting", "ready", "lodged", "with_bureau"], gaps)
    made.lodging = Lodging(entered["lodged"] - timedelta(days=earlier), "1")
    measured = made.measured
    assert measured is not None and clocks()[measured.clock].starts is Start.RECEIPT
    assert measured.start == made.lodging.day
