"""How easy a text is to read: sentences, paragraphs and words counted in every language of the portal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mukhtabar.language.easy import PARAGRAPH, SENTENCE, WHOLE, count, ease, sentences

SENTENCES = [
    ("يجتمع المجلس. تحضرون أنتم.", ["يجتمع المجلس.", "تحضرون أنتم."]),
    ("متى؟ غدا!", ["متى؟", "غدا!"]),
    ("Le prix est de 3.5 dirhams. C'est tout.", ["Le prix est de 3.5 dirhams.", "C'est tout."]),
    ("ⴰⴷ ⵜⵎⵓⵏ ⵜⵔⴰⴱⴱⵓⵜ. ⴰⵙⴽⴽⴰ.", ["ⴰⴷ ⵜⵎⵓⵏ ⵜⵔⴰⴱⴱⵓⵜ.", "ⴰⵙⴽⴽⴰ."]),
    ("une idée\nune autre", ["une idée", "une autre"]),
    ("« Venez. » Il est tard.", ["« Venez.", "Il est tard."]),
    ("…", []),
    ("## Titre", ["Titre"]),
    ("- un\n- deux", ["un", "deux"]),
    ("Voir [la charte de participation](/charter).", ["Voir la charte de participation."]),
    ("لا فواصل هنا، بل جملة واحدة؛ طويلة", ["لا فواصل هنا، بل جملة واحدة؛ طويلة"]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(text: str, expected: list[str]) -> None:
    found = sentences(text)
    assert [sentence.strip("» ") for sentence in found] == [sentence.strip("» ") for sentence in expected]


def test_a_sentence_that_is_too_long_is_named_and_one_at_the_bound_is_not() -> None:
    assert ease(" ".join(["كلمة"] * SENTENCE) + ".").easy
    long = " ".join(["كلمة"] * (SENTENCE + 1)) + "."
    assert ease(long).sentences == ((SENTENCE + 1, long),)


def test_a_paragraph_of_too_many_sentences_is_named_and_a_list_is_not() -> None:
    assert ease("Un. Deux. Trois.").easy
    assert ease("Un. Deux. Trois. Quatre.").paragraphs == ((PARAGRAPH + 1, "Un."),)
    assert ease("- un\n- deux\n- trois\n- quatre\n- cinq").easy
    assert ease("Un.\nDeux.\nTrois.\nQuatre.").paragraphs and ease("Un.\nDeux.\n\nTrois.\nQuatre.").easy


def test_the_whole_is_counted() -> None:
    text = "\n\n".join(["Un mot de plus."] * 37)
    assert ease(text).words == 148 and ease(text).easy
    assert not ease(text + "\n\nUn mot de plus.").easy and WHOLE == 150


@given(st.lists(st.lists(st.integers(1, 20), min_size=1, max_size=5), max_size=6))
def test_what_is_counted_is_what_was_written(blocks: list[list[int]]) -> None:
    text = "\n\n".join(" ".join(" ".join(["كلمة"] * n) + "." for n in block) for block in blocks)
    found = ease(text)
    assert found.words == sum(map(sum, blocks))
    assert [n for n, _text in found.sentences] == [n for block in blocks for n in block if n > SENTENCE]
    assert [n for n, _text in found.paragraphs] == [len(block) for block in blocks if len(block) > PARAGRAPH]


@given(st.text(max_size=400))
def test_any_text_is_counted(text: str) -> None:
    found = ease(text)
    assert 0 <= found.words <= count(text) + text.count("](") * len(text)
    assert found.easy == (not found.sentences and not found.paragraphs and found.words <= WHOLE)
