"""Personal data is found in every writing, and what only looks like it is left alone (point 13)."""

from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from mukhtabar.rules.checks import Kind, Passage, check, personal
from mukhtabar.rules.references import ALPHABET

DIGITS = {"latin": "0123456789", "arabic": "٠١٢٣٤٥٦٧٨٩", "persian": "۰۱۲۳۴۵۶۷۸۹"}
GROUPS = [(2, 2, 2, 2), (4, 4), (8,), (2, 6), (3, 5), (2, 3, 3), (1, 1, 1, 1, 1, 1, 1, 1), (5, 3)]
AROUND = st.sampled_from(["", "هاتف ", "هاتف:", "Tél. ", "(", "«", "اتصلوا ب ", "، "])
AFTER = st.sampled_from(["", ".", "،", " من فضلكم", ")", "»", "\n", ";", " و"])


def written(number: str, digits: str) -> str:
    return number.translate(str.maketrans("0123456789", DIGITS[digits]))


def rib(account: str) -> str:
    """Return 22 digits with their key (97 less the remainder)."""
    return account + f"{97 - int(account) * 100 % 97:02d}"


@st.composite
def phones(draw: st.DrawFn) -> tuple[str, str]:
    """A number as somebody writes it, and its nine digits."""
    kind, rest = draw(st.sampled_from("567")), draw(st.text("0123456789", min_size=8, max_size=8))
    gap = draw(st.sampled_from(["", " ", ".", "-", "\u00a0", "\u202f", "\u200f "]))
    parts, at = [], 0
    for size in draw(st.sampled_from(GROUPS)):
        parts.append(rest[at : at + size])
        at += size
    before = draw(st.sampled_from(["0", "0", "+212", "00212", "+212 ", "+212 (0)", "(+212) ", "212 ", "+212-"]))
    return before + gap.join([kind, *parts] if draw(st.booleans()) and before != "0" else [kind + parts[0], *parts[1:]]), kind + rest


@given(phones(), st.sampled_from(sorted(DIGITS)), AROUND, AFTER)
def test_a_telephone_number_is_found_in_every_writing(phone: tuple[str, str], digits: str, before: str, after: str) -> None:
    text, number = phone
    line = before + written(text, digits) + after
    assert [(one.kind, one.value) for one in personal(line)] == [(Kind.PHONE, number)], line


@given(st.text("abcdefghij0123456789._-", min_size=1, max_size=20).filter(lambda t: t[0].isalnum()), st.sampled_from(["example.org", "Mail.Example.MA", "a-b.example.com"]), AROUND)
def test_an_address_is_found(local: str, host: str, before: str) -> None:
    assert [one.kind for one in personal(f"{before}{local}@{host} شكرا")] == [Kind.EMAIL]


@given(st.text("ABCDEFGHJKQZ", min_size=1, max_size=2), st.text("0123456789", min_size=5, max_size=7), st.sampled_from(sorted(DIGITS)), st.booleans())
def test_an_identity_card_is_found(letters: str, number: str, digits: str, low: bool) -> None:
    line = f"بطاقة التعريف {letters.lower() if low else letters}{written(number, digits)}."
    assert [one.kind for one in personal(line)] == [Kind.IDENTITY]


@given(st.text("0123456789", min_size=22, max_size=22), st.sampled_from(["", " ", "-", "."]), st.sampled_from(sorted(DIGITS)))
def test_a_bank_account_is_found_by_its_key(account: str, gap: str, digits: str) -> None:
    number = rib(account)
    line = written(gap.join([number[:3], number[3:6], number[6:22], number[22:]]), digits)
    assert [one.kind for one in personal(line)] == [Kind.ACCOUNT]


@given(st.integers(0, 10**9), st.sampled_from(["{:,}", "{}", "{:_}"]), st.sampled_from([" درهم", " DH", " dirhams", " نسمة", " %", " كلم", " م²"]), st.sampled_from([",", ".", " ", "\u00a0"]))
@example(612345678, "{:,}", " درهم", " ")
def test_a_price_or_a_count_is_left_alone(n: int, form: str, unit: str, gap: str) -> None:
    assert personal("الكلفة " + form.format(n).replace(",", gap).replace("_", gap) + unit) == []


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]), st.times(), st.sampled_from(["", " %H:%M", " %H h %M", " على الساعة %H:%M"]))
@example(date(2026, 6, 5), "%d/%m/%Y", __import__("datetime").time(12, 30), " %H:%M")
def test_a_date_is_left_alone(day: date, form: str, hour: object, more: str) -> None:
    line = f"يوم {day.strftime(form)}{hour.strftime(more) if more else ''} بمقر الجماعة"  # type: ignore[attr-defined]
    assert personal(line) == [], line


@given(st.text(ALPHABET, min_size=8, max_size=8), st.sampled_from("pacnsq"))
def test_a_reference_is_left_alone(signs: str, prefix: str) -> None:
    assert personal(f"المقترح {prefix}-{signs}، وكذلك /r/{prefix}-{signs}.") == []


@given(st.integers(0, 9999), st.sampled_from(["الرقم الأخضر {}", "اتصلوا ب {}", "Appelez le {}"]))
def test_the_short_number_of_a_public_service_is_left_alone(n: int, line: str) -> None:
    assert personal(line.format(n)) == []


@given(st.text(max_size=400))
def test_any_text_can_be_checked(text: str) -> None:
    for language in ("ar", "fr", "zgh", "en"):
        for html in (True, False):
            for one in check([Passage("body", language, text, html=html)]):
                assert one.times >= 1 and len(one.where) < 400


@given(st.text(" \t0123456789+().-/", max_size=3000))
def test_no_row_of_digits_takes_long(text: str) -> None:
    personal(text)
