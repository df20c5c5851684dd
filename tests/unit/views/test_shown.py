"""Excerpts of texts in lists."""

import pytest

from mukhtabar.views.shown import SNIPPET, shorten


@pytest.mark.parametrize(("text", "shown"), [
    ("نص قصير.", "نص قصير."),
    ("المطلوب:\n\n- جرد؛\n- رقم للتبليغ.", "المطلوب: جرد؛ رقم للتبليغ."),
    ("## العنوان\nالنص", "العنوان النص"),
    ("من 10 - 12 صباحا", "من 10 - 12 صباحا"),
])  # fmt: skip
def test_an_excerpt_has_the_words_without_the_marks(text: str, shown: str) -> None:
    assert shorten(text) == shown


def test_a_long_text_is_cut_between_words() -> None:
    shown = shorten("كلمة " * 100)
    assert len(shown) <= SNIPPET + 1 and shown.endswith("كلمة…")
