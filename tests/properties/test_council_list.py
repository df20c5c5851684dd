"""The list of what waits for a council: each choice shows as many as it says, whatever else is chosen."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from mukhtabar.content.matter import RESTS, WAITING, Waits
from mukhtabar.services.council import DIMENSIONS, PRESSING, Looking, codes, waiting
from mukhtabar.store.catalog.listings import Entry, Listings

TODAY = date(2026, 11, 26)
LOOKING = Looking(TODAY, "me", frozenset({"me", "other", "g-works"}))
COMMUNE = 7

ranks = st.tuples(
    st.integers(0, 9),
    st.one_of(st.just(RESTS), st.integers(-20, 40).map(lambda days: TODAY.toordinal() + days)),
    st.sampled_from(["officer", "approver"]),
    st.sampled_from(["water", "roads", ""]),
    st.sampled_from([0, 11, 12]),
    st.sampled_from(["", "me", "other", "gone", "g-works", "g-gone"]),
)
#: Choices that are there, that show nothing, and that mean nothing.
CHOICES = {
    "when": ["", "late", "soon", "resting", "x"],
    "do": ["", "officer", "approver", "x"],
    "topic": ["", "water", "roads", "x"],
    "in": ["", "11", "12", "x"],
    "for": ["", "me", "nobody", "gone", "g-works", "x"],
}
choices = st.fixed_dictionaries({name: st.sampled_from(found) for name, found in CHOICES.items()})


def listed(found: list[tuple[int, int, str, str, int, str]]) -> Listings:
    index = Listings()
    for uid, rank in enumerate(found):
        index.put(uid, [Entry(WAITING, COMMUNE, rank)])
        index.put(1000 + uid, [Entry(WAITING, COMMUNE + 1, rank)])
    return index


@given(st.lists(ranks, max_size=40), choices)
def test_a_choice_shows_as_many_as_it_said(found: list[tuple[int, int, str, str, int, str]], chosen: dict[str, str]) -> None:
    index = listed(found)
    counts = waiting(index, COMMUNE, LOOKING, chosen).counts
    for name in DIMENSIONS:
        for code in CHOICES[name]:
            shown = waiting(index, COMMUNE, LOOKING, {**chosen, name: code})
            assert shown.batch.total == counts.get((name, code), 0)


@given(st.lists(ranks, max_size=40), choices, st.integers(1, 9))
def test_pages_hold_each_once_the_longest_waiting_first(
    found: list[tuple[int, int, str, str, int, str]], chosen: dict[str, str], size: int
) -> None:
    index = listed(found)
    first = waiting(index, COMMUNE, LOOKING, chosen, 1, size)
    pages = [waiting(index, COMMUNE, LOOKING, chosen, page, size) for page in range(1, first.batch.pages + 1)]
    uids = [uid for page in pages for uid in page.batch.uids]
    assert len(uids) == len(set(uids)) == first.batch.total
    assert [found[uid][0] for uid in uids] == sorted(found[uid][0] for uid in uids)


@given(ranks)
def test_each_is_late_or_pressing_or_resting_or_none_of_them(rank: tuple[int, int, str, str, int, str]) -> None:
    when = codes(Waits(*rank), LOOKING)["when"] - {""}
    left = rank[1] - TODAY.toordinal()
    expected = "resting" if rank[1] == RESTS else "late" if left < 0 else "soon" if left <= PRESSING else None
    assert when == ({expected} if expected else set())


def test_the_last_day_itself_is_in_time() -> None:
    for days, expected in ((-1, {"", "late"}), (0, {"", "soon"}), (PRESSING, {"", "soon"}), (PRESSING + 1, {""})):
        waits = Waits(1, TODAY.toordinal() + days, "officer", "", 0, "")
        assert codes(waits, LOOKING)["when"] == expected
