"""French signs never begin a line."""

import pytest

from mukhtabar.language.typeset import typeset


@pytest.mark.parametrize(("written", "shown"), [
    ("Eau : quelles priorités ?", "Eau\u00a0: quelles priorités\u00a0?"),
    ("Le volet « eau » du programme ; et après !", "Le volet «\u00a0eau\u00a0» du programme\u00a0; et après\u00a0!"),
    ("<p>Pourquoi ?</p>", "<p>Pourquoi\u00a0?</p>"),
    ("à 14:05, voir a ?b=c", "à 14:05, voir a ?b=c"),
    ("Rien à faire.", "Rien à faire."),
])  # fmt: skip
def test_french_blanks_do_not_break(written: str, shown: str) -> None:
    assert typeset(written, "fr") == shown
    assert typeset(typeset(written, "fr"), "fr") == shown


@pytest.mark.parametrize("language", ["ar", "zgh", "en"])
def test_other_languages_stay_as_written(language: str) -> None:
    assert typeset("Why ? « so »", language) == "Why ? « so »"
