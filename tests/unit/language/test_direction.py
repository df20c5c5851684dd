import pytest

from mukhtabar.language.direction import detect, direction


@pytest.mark.parametrize(
    ("language", "way"),
    [
        ("ar", "rtl"),
        ("ary", "rtl"),
        ("fr", "ltr"),
        ("zgh", "ltr"),
        ("en", "ltr"),
        ("de", "ltr"),
    ],
)
def test_direction(language, way):
    assert direction(language) == way


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("إصلاح الطريق", "ar"),
        ("Réparer la route", "fr"),
        ("ⵜⴰⵎⴰⵣⵉⵖⵜ", "zgh"),
        ("", "ar"),
        ("2026 !", "ar"),
        ("ﻣﺪﺭﺳﺔ", "ar"),
        ("الـPDF", "ar"),
        ("le souk السوق communal", "fr"),
        ("Дорога", "fr"),
        ("أڭادير", "ar"),
        ("ab ⵜⴰ", "zgh"),
        ("ab تا", "ar"),
        ("Łódź Ẓ", "fr"),
    ],
)
def test_detect(text, language):
    assert detect(text) == language
