"""Blacking out: what is covered cannot be read, what is not stays as it was, and every undoing is exact."""

from hypothesis import assume, given
from hypothesis import strategies as st

from mukhtabar.rules.redaction import BLOCK, Place, blacked, moved, occurrences, without

LETTERS = st.text(alphabet="ab \nقل", max_size=40)


@st.composite
def covered_texts(draw: st.DrawFn) -> tuple[str, list[Place]]:
    """A text and disjoint places of it, in any order."""
    text = draw(LETTERS)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    places = [Place("body", *pair) for pair in zip(cuts[::2], cuts[1::2], strict=False)]
    return text, draw(st.permutations(places))


@given(covered_texts())
def test_what_is_left_is_the_text_around_the_places(case: tuple[str, list[Place]]) -> None:
    text, places = case
    shown = blacked("body", text, places)
    kept = "".join(letter for at, letter in enumerate(text) if not any(p.start <= at < p.end for p in places))
    assert shown.replace(BLOCK, "") == kept and shown.count(BLOCK) == len(places)
    assert blacked("title", text, places) == text and blacked("body", text, []) == text


@given(covered_texts())
def test_each_block_stands_where_moved_says_and_its_mark_too(case: tuple[str, list[Place]]) -> None:
    text, places = case
    shown, now = blacked("body", text, places), moved(places)
    assert all(shown[place.start : place.end] == BLOCK for place in now)
    marks = [f"<{number}>" for number in range(len(places))]
    told = blacked("body", shown, now, marks)
    assert told == blacked("body", text, places, marks)


@given(covered_texts(), LETTERS)
def test_words_are_found_where_they_can_be_read_and_nowhere_else(case: tuple[str, list[Place]], words: str) -> None:
    text, places = case
    found = occurrences("body", text, places, words)
    for place in found:
        assert text[place.start : place.end].split() == words.split()
        assert not any(place.start < old.end and old.start < place.end for old in places if old.start < old.end)
    assert bool(words.split()) or not found
    if words and words.strip() == words and words in text and not places and " ".join(words.split()) == words:
        assert found
    # Covering all that was found leaves none.
    assert not occurrences("body", text, [*places, *found], words)


@given(st.lists(LETTERS, max_size=3), LETTERS)
def test_no_other_version_says_what_was_removed(removed: list[str], text: str) -> None:
    assume(all(words.strip() for words in removed))
    shown = without(text, removed)
    assert not [words for words in removed if words in shown]
