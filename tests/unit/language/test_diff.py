import pytest

from mukhtabar.language.diff import word_diff


@pytest.mark.parametrize(
    ("old", "new", "runs"),
    [
        ("", "", []),
        ("a b", "a b", [("same", "a b")]),
        ("", "a", [("added", "a")]),
        ("a", "", [("removed", "a")]),
        ("بناء مدرسة", "بناء مدرسة جديدة", [("same", "بناء مدرسة "), ("added", "جديدة")]),
        (
            "المدرسة في الحي.",
            "المَدرَسة في الدوار.",
            [("same", "المَدرَسة في "), ("removed", "الحي"), ("added", "الدوار"), ("same", ".")],
        ),
        ("الـــدار", "الدار", [("same", "الدار")]),
        ("أحمد", "احمد", [("removed", "أحمد"), ("added", "احمد")]),
        ("a b c d", "x y c d", [("removed", "a b "), ("added", "x y "), ("same", "c d")]),
        ("un\n\ndeux", "un\n\ntrois\n\ndeux", [("same", "un\n\n"), ("added", "trois\n\n"), ("same", "deux")]),
        ("  a", "\n\na", [("removed", "  "), ("added", "\n\n"), ("same", "a")]),
        ("يوم 16:00 هنا", "يوم 16:30 هنا", [("same", "يوم "), ("removed", "16:00 "), ("added", "16:30 "), ("same", "هنا")]),
        ("1.500,25", "1.500,75", [("removed", "1.500,25"), ("added", "1.500,75")]),
        ("26/11/2026.", "27/11/2026.", [("removed", "26/11/2026"), ("added", "27/11/2026"), ("same", ".")]),
        ("2024–2026", "2024–2027", [("removed", "2024–2026"), ("added", "2024–2027")]),
        ("16:00h", "16:30h", [("same", "16:"), ("removed", "00h"), ("added", "30h")]),
        ("a\r\n\r\nb", "a\n\nb", [("same", "a\n\nb")]),
    ],
)
def test_word_diff(old, new, runs):
    assert word_diff(old, new) == runs


def test_hamza_on_its_letter_is_compared_whichever_way_it_is_encoded():
    assert word_diff("أحمد", "ا\u0654حمد") == [("same", "ا\u0654حمد")]


def test_repeated_word_does_not_take_minutes():
    old, new = "x " * 5000 + "a", "b" + " x" * 4000 + " c"
    assert word_diff(old, new) == [("removed", old), ("added", new)]
