import pytest

from mukhtabar.language.slug import slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("إصلاح المدرسة", "islah-almdrsa"),
        ("وجدة", "oujda"),
        ("ⵜⴰⵎⴰⵣⵉⵖⵜ", "tamazight"),
        ("ⵎⴰⵕⵕⴰⴽⵛ", "marrakch"),
        ("L’œuvre de l'été n° 5", "l-oeuvre-de-l-ete-n-5"),
        ("سنة ٢٠٢٧", "sna-2027"),
        ("École / Lycée", "ecole-lycee"),
        ("", "page"),
        ("  ", "page"),
        ("日本", "page"),
        ("../../etc/passwd", "etc-passwd"),
        ("أڭادير", "akadir"),
        ("a_b", "a-b"),
        ("مُحَمَّد", "mhmd"),
        ("ء", "page"),
        ("ﻣﺪﺭﺳﺔ", "mdrsa"),
        ("ا\u0655صلاح", "islah"),
    ],
)
def test_slug(text, expected):
    assert slug(text) == expected


def test_long_title_is_cut_between_words():
    assert slug("mot " * 40) == "-".join(["mot"] * 15)
    assert slug("x" * 100) == "x" * 60
