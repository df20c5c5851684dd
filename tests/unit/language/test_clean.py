import unicodedata

import pytest

from mukhtabar.language.clean import ascii_digits, clean_line, clean_text, mixed_script

HOSTILE = [
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    0x200B,
    0xFEFF,
    0x2060,
    *range(0xE0000, 0xE0080),
    0,
    *range(1, 9),
    0x0E,
    0x1F,
    0x7F,
    0x80,
    0x9F,
    0xD800,
    0xDFFF,
    0xE0100,
    0x206A,
    0xFFF9,
    0xFFFF,
]


@pytest.mark.parametrize("number", HOSTILE, ids=hex)
@pytest.mark.parametrize("clean", [clean_line, clean_text])
def test_hostile_character_goes(clean, number):
    assert clean(f"ما{chr(number)}ء") == "ماء"


@pytest.mark.parametrize("clean", [clean_line, clean_text])
def test_joiners_stay(clean):
    assert clean("می‌خواهم 1446 ه‍ 👨‍👩‍👧") == "می‌خواهم 1446 ه‍ 👨‍👩‍👧"


def test_direction_marks_stay_in_text_and_go_from_a_line():
    assert clean_text("العدد 5%\u200f هنا") == "العدد 5%\u200f هنا"
    assert clean_line("العدد 5%\u200f هنا\u200e") == "العدد 5% هنا"


def test_result_is_composed_and_a_hidden_character_does_not_keep_an_accent_apart():
    assert clean_text("e\u200b\u0301") == "é"
    assert clean_line("ا\ufeff\u0654") == "أ"


@pytest.mark.parametrize("hidden", ["", "\u200c", "\u200f"])
def test_at_most_four_marks_a_letter(hidden):
    zalgo = "a" + (("\u0316\u0321\u0334\u0345" + hidden) * 30) + "b"
    marks = [letter for letter in unicodedata.normalize("NFD", clean_text(zalgo)) if unicodedata.combining(letter)]
    assert len(marks) <= 4
    assert clean_text(zalgo).endswith("b")


def test_ordinary_harakat_stay():
    assert clean_line("مُحَمَّدٌ") == unicodedata.normalize("NFC", "مُحَمَّدٌ")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c"])
def test_line_ends_are_one(end):
    assert clean_text(f"ا{end}ب\tج") == "ا\nب\tج"
    assert clean_line(f" ا{end}  ب\u00a0\t ") == "ا ب"


@pytest.mark.parametrize("blank", ["", " \n", "\u200d", "\u3164", "\u2800", "\u200f", "\u0301", "\u115f", "\u00ad"])
def test_line_that_shows_nothing_is_empty(blank):
    assert clean_line(blank) == ""


def test_ascii_digits():
    assert ascii_digits("٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ 12 ة") == "0123456789 0123456789 12 ة"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("раypal", ["раypal"]),
        ("paypal", []),
        ("الـPDF والماء", []),
        ("Région الشرق ⵜⴰ", []),
        ("gοοgle eau", ["gοοgle"]),
        ("ｐａｙpal", []),
        ("", []),
    ],
)
def test_mixed_script(text, words):
    assert mixed_script(text) == words
