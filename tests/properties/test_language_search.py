"""What must hold of search for every text, not only for those we thought of."""

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from mukhtabar.language import search

HARAKAT = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u0670\u0640\u200c\u200d\u200f"
LETTERS = "اأإآٱبتثجحخدذرزسشصضطظعغفقكگڭݣڤلمنهةويىئؤءabcdeéèçœLÉ’'‘ⵜⴰⵎⵣⵉⵖⵯ ،.-_٣۳3\n"
words = st.text(alphabet=LETTERS, max_size=40)
anything = st.text(max_size=60)
texts = words | anything
HAMZA = str.maketrans(dict.fromkeys("أإآٱ", "ا") | {"ى": "ي", "ة": "ه", "گ": "ك", "ڭ": "ك", "ݣ": "ك", "ڤ": "ف"})


@given(texts)
@example("İŉΐ")
@example("ǽǾ")
@example("\u0345\u1fbe")
@example("가\u200d각")
def test_folding_twice_changes_nothing(text):
    assert search.fold(search.fold(text)) == search.fold(text)


@given(texts)
@example("\u1ffdl\u1fef")
@example("ǆ\u0344")
def test_every_normal_form_gives_the_same_terms(text):
    expected = search.terms(text)
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        if form in ("NFC", "NFD"):
            assert search.terms(unicodedata.normalize(form, text)) == expected
        assert search.fold(unicodedata.normalize(form, text)) == search.fold(text) or form in ("NFKC", "NFKD")


@given(texts)
@example("⒜a")
@example("l\u200f’eau")
@example("ʼn’ŉ")
def test_folded_text_has_the_terms_of_the_text(text):
    assert search.terms(search.fold(text)) == search.terms(text)


@given(st.text(alphabet=LETTERS, max_size=20), st.lists(st.sampled_from(HARAKAT), max_size=20))
def test_harakat_anywhere_in_a_word_change_nothing(text, marks):
    marked = "".join(
        letter + (marks[n] if n < len(marks) and letter.isalpha() else "") for n, letter in enumerate(text)
    )
    assert search.query_terms(marked) == search.query_terms(text)


@given(words)
def test_letters_that_are_written_in_several_ways_change_nothing(text):
    assert search.query_terms(text.translate(HAMZA)) == search.query_terms(text)


@given(texts)
def test_text_answers_its_own_words(text):
    asked = search.query_terms(text)
    assert all(alternatives <= set(search.terms(text)) for alternatives in asked)
    assert search.matches(text, text) == bool(asked)


@given(texts)
def test_tokens_stand_in_order_where_they_say(text):
    found = search.tokens(text)
    assert all(text[token.start : token.end] == token.text and token.terms for token in found)
    assert [token.start for token in found] == sorted(token.start for token in found)
    assert [term for token in found for term in token.terms] == search.terms(text)


@given(texts)
def test_the_word_itself_is_never_lost(text):
    for token in search.tokens(text):
        assert token.terms[0] == token.terms[0][: search.LONGEST_WORD] != ""
        assert len(set(token.terms)) == len(token.terms) <= 12


@given(st.lists(words | anything, max_size=12).map(" ".join), words, st.integers(20, 200))
def test_snippet_is_a_part_of_the_original(text, query, width):
    runs = search.snippet(text, query, width)
    joined = "".join(run for run, _found in runs)
    assert all(run for run, _found in runs)
    assert len(joined) <= width + 2
    assert (
        joined in text
        or joined.removeprefix("…") in text
        or joined.removesuffix("…") in text
        or joined.removeprefix("…").removesuffix("…") in text
    )
    asked = search.query_terms(query)
    for run, found in runs:
        if found:
            assert any(not alternatives.isdisjoint(search.terms(run)) for alternatives in asked)
    if len(text) <= width and search.matches(text, query):
        assert any(found for _run, found in runs)
