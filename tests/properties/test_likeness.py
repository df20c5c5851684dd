"""How much two texts say the same: a measure that spelling, marks and order do not move, and an index that keeps to it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mukhtabar.language.likeness import BANDS, MOST, NEAR, SAME, bands, likeness, sketch, stems
from mukhtabar.store.alike import MOST_IN_BAND, Alike

WORDS = "\n".join((
    "الطريق المدرسة التلاميذ الماء البئر الإنارة الأزقة المستشفى الطبيب الملعب الشباب السوق النفايات القنطرة الحافلة",
    "route école éclairage médecin hôpital terrain marché déchets pont l'eau quartier trottoir 2027 douar",
)).split()  # fmt: skip
#: Pairs that ask for the same in other words, and pairs that only share the place or the subject.
ALIKE = (
    ("تعبيد الطريق إلى المدرسة. الطريق المؤدية إلى المدرسة غير معبدة، ويجد التلاميذ صعوبة كبيرة في فصل الشتاء.",
     "نطلب تعبيد طريق المدرسة. الطريق المؤدية إلى مدرسة الحي غير معبدة والتلاميذ يجدون صعوبة كبيرة في الشتاء."),
    ("إصلاح الإنارة العمومية في حي النهضة. الإنارة العمومية منقطعة منذ ثلاثة أشهر في حي النهضة والأزقة مظلمة ليلا.",
     "الإنارة في حي النهضة. نطالب بإصلاح الإنارة العمومية بحي النهضة، فالأزقة مظلمة منذ ثلاثة أشهر."),
    ("توفير طبيب قار بالمركز الصحي. المركز الصحي بدون طبيب منذ سنتين ونضطر إلى التنقل 60 كيلومترا.",
     "نريد طبيبا قارا في المركز الصحي. منذ سنتين والمركز الصحي بلا طبيب، ونتنقل ٦٠ كيلومترا إلى المستشفى."),
    ("Réparer l'éclairage public du quartier Nahda. Les lampadaires sont en panne depuis trois mois.",
     "ECLAIRAGE PUBLIC au quartier Nahda : les lampadaires en panne depuis trois mois, à réparer d’urgence."),
    ("Un dos-d'âne devant l'école. Les voitures roulent trop vite devant l'école Ibn Khaldoun, les enfants sont en danger.",
     "Ralentisseurs devant l'école Ibn Khaldoun, parce que les voitures y roulent trop vite : nos enfants sont en danger."),
)  # fmt: skip
APART = (
    (ALIKE[0][0], "بناء مكتبة في المدرسة. لا يجد التلاميذ مكانا للقراءة بعد الدراسة، ونقترح فتح قاعة للمطالعة."),
    (ALIKE[1][0], "ملعب للقرب في حي النهضة. يلعب الأطفال في الأزقة ونطلب ملعبا قريبا للشباب."),
    (ALIKE[2][0], "سيارة إسعاف للجماعة. المستشفى بعيد بستين كيلومترا والمرضى يتنقلون في سيارات خاصة."),
    (ALIKE[3][0], "Un terrain de sport au quartier Nahda. Les jeunes jouent dans les ruelles depuis toujours."),
    (ALIKE[4][0], "Un accès pour fauteuils à l'école Ibn Khaldoun. L'entrée a des marches, des enfants ne peuvent pas entrer."),
    ("حفر بئر جديد في الدوار. الماء لا يصل إلا مرتين في الأسبوع.", "Réparer le toit du marché avant l'hiver."),
)  # fmt: skip
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(" ".join)


def between(one: str, other: str) -> float:
    return likeness(sketch(one), sketch(other))


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_the_same_in_other_words_is_nearly_the_same(one: str, other: str) -> None:
    assert between(one, other) >= SAME


@pytest.mark.parametrize(("one", "other"), APART)
def test_another_thing_at_the_same_place_is_not(one: str, other: str) -> None:
    assert between(one, other) < NEAR


@given(st.text(), st.text())
def test_it_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    assert 0 <= between(one, other) == between(other, one) <= 1


@given(texts)
def test_a_text_is_wholly_like_itself(text: str) -> None:
    assert between(text, text) == 1


@given(st.sampled_from(["", " ", "…", "في من على", "de la le"]), st.text())
def test_what_says_nothing_is_like_nothing(empty: str, other: str) -> None:
    assert between(empty, other) == 0 and not bands(sketch(empty))


@given(texts, st.randoms(use_true_random=False))
def test_the_order_of_the_words_does_not_matter(text: str, dice: object) -> None:
    words = text.split()
    dice.shuffle(words)  # type: ignore[attr-defined]
    assert between(text, " ".join(words)) == 1


@given(texts)
def test_harakat_tatweel_capitals_accents_and_hidden_signs_do_not_matter(text: str) -> None:
    marked = text.replace("ال", "الـْ").replace("ة", "ةٌ").replace("é", "e\u0301").replace("ô", "O")
    assert between(text, marked.upper() + "\u200f") == 1


@given(texts, texts)
def test_less_in_common_is_less_alike(one: str, other: str) -> None:
    assert between(one, f"{one} {other}") >= between(one, other)


@given(st.sets(st.integers(0, 5000), min_size=1, max_size=300), st.sets(st.integers(0, 5000), min_size=1, max_size=300))
@settings(max_examples=40)
def test_of_long_texts_the_sketch_tells_about_the_truth(one: set[int], other: set[int]) -> None:
    other |= set(sorted(one)[: len(one) // 2])
    truth = len(one & other) / len(one | other)
    said = between(" ".join(f"w{n}" for n in one), " ".join(f"w{n}" for n in other))
    assert said == truth if len(one | other) <= MOST else abs(said - truth) < 0.25


@given(texts)
def test_there_is_a_key_a_band_and_it_never_changes(text: str) -> None:
    assert len(bands(sketch(text))) == BANDS and bands(sketch(text)) == bands(sketch(text))
    assert len(sketch(text)) % 4 == 0 and len(sketch(text)) <= 4 * MOST


def test_stems_leave_out_what_is_too_common() -> None:
    assert stems("الطريق إلى المدرسة في الدوار") == stems("طريق مدرسة دوار")


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 2), texts), max_size=30))
@settings(max_examples=60, deadline=None)
def test_the_index_finds_what_is_alike_and_nothing_else(steps: list[tuple[int, int, str]]) -> None:
    index, kept = Alike(), {}
    for uid, scope, text in steps:
        data = sketch(text) if uid % 5 else b""
        index.put(uid, scope, data)
        kept[uid] = (scope, data)
        kept = {one: value for one, value in kept.items() if value[1]}
    for uid, (scope, data) in kept.items():
        near = index.near(uid)
        shares = [likeness(data, kept[other][1]) for other in near]
        assert shares == sorted(shares, reverse=True) and all(share >= SAME for share in shares)
        assert all(kept[other][0] == scope for other in near) and uid not in near
        same = {other for other, value in kept.items() if other != uid and value == (scope, data)}
        assert same <= set(near)
    for uid in list(kept):
        index.put(uid, 0, b"")
    assert not index._sketches and not index._places


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_the_index_finds_the_pairs(one: str, other: str) -> None:
    index = Alike()
    index.put(1, 7, sketch(one))
    index.put(2, 7, sketch(other))
    index.put(3, 8, sketch(other))
    for number, (left, right) in enumerate(APART):
        index.put(10 + number, 7, sketch(right) if left == one else b"")
    assert index.near(1) == [2] and index.near(2) == [1] and index.near(99) == []


def test_a_flood_of_copies_costs_no_more_than_it_shows() -> None:
    index, data = Alike(), sketch(ALIKE[0][0])
    for uid in range(1, 400):
        index.put(uid, 7, data)
    assert MOST_IN_BAND - 1 <= len(index.near(1)) <= MOST_IN_BAND * BANDS
