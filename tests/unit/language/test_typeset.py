"""French signs never begin a line, and a telephone number keeps its order."""

import pytest

from mukhtabar.language.html import plain_to_html
from mukhtabar.language.typeset import dialled, typeset


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


@pytest.mark.parametrize(("written", "numbers"), [
    ("مكتب الضبط، 0528 80 00 00", ["0528 80 00 00"]),
    ("الهاتف: +212 528-80-00-00 أو 0661.23.45.67.", ["+212 528-80-00-00", "0661.23.45.67"]),
    ("85.000 درهم سنة 2026-2027، في 3 أيام", []),
    ("0528800000 (PK 12)", []),
    ("https://tata.ma/05-06-2027/0528-80-00-00", []),
])  # fmt: skip
def test_a_telephone_number_keeps_the_order_it_is_dialled_in(written: str, numbers: list[str]) -> None:
    shown = dialled(written)
    assert [part.partition("\u2069")[0] for part in shown.split("\u2066")[1:]] == numbers
    assert shown.replace("\u2066", "").replace("\u2069", "") == written


def test_a_telephone_number_in_a_text_of_a_citizen_or_the_council_keeps_its_order() -> None:
    assert plain_to_html("اتصلوا على 0528 80 00 00.") == (
        '<p dir="auto">اتصلوا على \u20660528 80 00 00\u2069.</p>'
    )


def test_a_date_is_no_telephone_number_and_a_line_may_begin_with_one() -> None:
    assert dialled("<p>0528 80 00 00</p>") == "<p>\u20660528 80 00 00\u2069</p>"
    assert dialled("01-02-2027") == "01-02-2027"
