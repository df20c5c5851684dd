"""Counters by node and day: what is summed is what was counted there and then, and nothing of its neighbours."""

from hypothesis import given
from hypothesis import strategies as st

from mukhtabar.store.tallies import Tallies

CHANGES = st.lists(
    st.tuples(st.integers(1, 3), st.integers(1, 9), st.sampled_from(["a", "b"]), st.sampled_from([1, -1]))
)


@given(CHANGES, st.integers(1, 3), st.integers(0, 10), st.integers(0, 10))
def test_sums_are_of_the_node_and_the_days_asked_for(
    changes: list[tuple[int, int, str, int]], node: int, first: int, last: int
) -> None:
    tallies = Tallies()
    for uid, day, name, by in changes:
        tallies.change([uid], day, name, by)
    for name in ("a", "b"):
        told = sum(by for uid, day, what, by in changes if (uid, what) == (node, name) and first <= day <= last)
        assert tallies.sums(node, first, last).get(name, 0) == told
