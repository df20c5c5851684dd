"""The content check: what each check finds, what it leaves alone, and that everything it says can be acted on."""

import pytest

from mukhtabar.rules.checks import Finding, Passage, alternative, check, missing_leading
from mukhtabar.rules.checks.sentences import count_words, sentences
from mukhtabar.rules.checks.weight import weight

LONG = " ".join(["كلمة"] * 30) + "."
FRENCH = "La commune a réparé la piste dans la vallée et les élèves sont revenus avec leurs parents."
ARABIC = "أصلحت الجماعة المسلك الطرقي في الوادي وعاد التلاميذ إلى المدرسة."
TABLE = "<table>{}</table>"

#: HTML of a field, its language, the codes found in it.
CASES: list[tuple[str, str, set[str]]] = [
    ("<p>نص سليم، لا عيب فيه.</p>", "ar", set()),
    ("<h2>لماذا؟</h2><p>لأن الماء قليل.</p><h3>أين؟</h3><p>في الواحة.</p><h2>متى؟</h2><p>غدا.</p>", "ar", set()),
    ("<h2>لماذا؟</h2><h4>أين؟</h4><p>هنا الواحة.</p>", "ar", {"skipped_heading"}),
    ("<h3>أين؟</h3><p>في الواحة.</p>", "ar", {"skipped_heading"}),
    ("<h2> </h2><p>في الواحة.</p>", "ar", {"empty_heading"}),
    ("<p><strong>البرنامج</strong></p><p>الافتتاح ثم النقاش.</p>", "ar", {"bold_heading"}),
    ("<p><strong>انتبهوا: الموعد غدا.</strong></p><p>الافتتاح ثم النقاش.</p>", "ar", set()),
    ('<p>للتسجيل <a href="/x">هنا</a>.</p>', "ar", {"vague_link"}),
    ('<p>للتسجيل <a href="/x">اضغطوا هنا</a>.</p>', "ar", {"vague_link"}),
    ('<p>للتسجيل <a href="/x">إضغط هنا !</a></p>', "ar", {"vague_link"}),
    ('<p>S’inscrire : <a href="/x">Cliquez ici</a>.</p>', "fr", {"vague_link"}),
    ('<p>To register <a href="/x">click here</a>.</p>', "en", {"vague_link"}),
    ('<p><a href="/x">استمارة التسجيل</a></p>', "ar", set()),
    ('<p><a href="https://example.org/a">https://example.org/a</a></p>', "ar", {"bare_address"}),
    ('<p>نص<a href="/x"> </a></p>', "ar", {"empty_link"}),
    ('<p><a href="/x">الدليل</a> و<a href="/y">الدليل</a></p>', "ar", {"same_words"}),
    ('<p><a href="/x">الدليل</a> و<a href="/x">الدليل</a></p>', "ar", set()),
    (TABLE.format("<tr><th>الجهة</th><th>العدد</th></tr><tr><td>سوس</td><td>3</td></tr>"), "ar", set()),
    (TABLE.format("<tr><td>الجهة</td><td>العدد</td></tr><tr><td>سوس</td><td>3</td></tr>"), "ar", {"no_table_headers"}),
    (TABLE.format("<tr><td> </td><td></td></tr>"), "ar", {"empty_table"}),
    (TABLE.format("<tr><td>الجهة</td><td>العدد</td></tr>"), "ar", {"layout_table"}),
    ('<p><img src="/f/bir.jpg" alt="بئر في واحة"></p>', "ar", set()),
    ('<p><img src="/f/bir.jpg"></p>', "ar", {"no_alternative"}),
    ('<p><img src="/f/bir.jpg" alt="bir.jpg"></p>', "ar", {"alternative_is_name"}),
    (f"<p>{FRENCH}</p>", "ar", {"wrong_language"}),
    (f"<p>{ARABIC}</p>", "fr", {"wrong_language"}),
    (f"<p>{ARABIC}</p>", "zgh", {"wrong_language"}),
    (f"<p>{ARABIC} {ARABIC}</p><p>{FRENCH}</p>", "ar", {"foreign_passage"}),
    (f'<p>{ARABIC} {ARABIC}</p><p lang="fr">{FRENCH}</p>', "ar", set()),
    (f'<p>{ARABIC} {ARABIC}</p><p><bdi lang="fr">{FRENCH}</bdi></p>', "ar", set()),
    (f"<p>{FRENCH}</p>", "en", {"other_language"}),
    ("<p>The commune has mended the road in the valley and the pupils are back at the school.</p>", "fr", {"other_language"}),
    ("<p>Taɣmsa n tmaziɣt d uɣrum d waman deg tgrest n usggwas.</p>", "zgh", {"latin_tamazight"}),
    ("<p>ⵜⴰⵎⴰⵣⵉⵖⵜ ⵜⴳⴰ ⵜⵓⵜⵍⴰⵢⵜ ⵜⵓⵏⵚⵉⴱⵜ ⵏ ⵓⵡⴰⵏⴽ.</p>", "zgh", set()),
    ("<p>وثيقة PDF.</p>", "ar", set()),
    (f"<p>{LONG}</p>", "ar", {"long_sentence"}),
    ("<p>RÉUNION PUBLIQUE DU CONSEIL COMMUNAL</p>", "fr", {"capitals"}),
    ("<p>La DPETL et le HCP.</p>", "fr", set()),
    ("<p>مـــــرحبا بكم.</p>", "ar", {"tatweel"}),
    ("<p>سنة 1448 هـ، وثيقة الـPDF.</p>", "ar", set()),
    ("<p>مرحبا  بكم.</p>", "ar", {"double_space"}),
    ("<p>عددهم ٤٥ شخصا.</p>", "ar", {"arabic_digits"}),
    ("<p>الماء, ثم الطرق; هل من رأي?</p>", "ar", {"latin_signs"}),
    ("<p>الكلفة 12,5 مليون درهم.</p>", "ar", set()),
    ("<p>نص \u202eمقلوب.</p>", "ar", {"hidden_signs"}),
    ("<p>للاتصال: 0600000000.</p>", "ar", {"personal_phone"}),
    ('<p><a href="mailto:saida@example.org?subject=x">راسلوا سعيدة</a></p>', "ar", {"personal_email"}),
]  # fmt: skip


def found(html: str, language: str = "ar") -> list[Finding]:
    return check([Passage("body", language, html, html=True)])


@pytest.mark.parametrize(("html", "language", "codes"), CASES)
def test_what_is_found(html: str, language: str, codes: set[str]) -> None:
    assert {finding.code for finding in found(html, language)} == codes


def test_every_finding_says_what_is_wrong_what_to_do_and_where_it_is_written() -> None:
    for html, language, _codes in CASES:
        for one in found(html, language):
            assert one.sentence.rstrip("».").count(". ") + one.sentence.count(": ") >= 1 or "Leave" in one.sentence, one
            assert one.source and one.field == "body" and one.language == language


def test_only_what_an_author_can_mend_blocks() -> None:
    blocking = {one.code for html, language, _codes in CASES for one in found(html, language) if one.blocks}
    assert blocking == {
        "skipped_heading", "empty_heading", "vague_link", "empty_link", "no_table_headers", "empty_table", "no_alternative",
        "alternative_is_name", "wrong_language", "hidden_signs", "personal_phone", "personal_email",
    }  # fmt: skip


def test_what_blocks_comes_first() -> None:
    order = [one.blocks for one in found('<p>مرحبا  بكم <a href="/x">هنا</a>.</p>')]
    assert order == [True, False]


def test_the_same_advice_is_given_once_with_a_count() -> None:
    (only,) = found("<p>ليلـــى وسعيـــد وكريـــم.</p>")
    assert only.code == "tatweel" and only.times == 3


def test_which_words_are_meant_is_said_and_no_word_is_cut() -> None:
    first, second = found(f"<p>{ARABIC} الهاتف 0500000000 أو 0600000000. {ARABIC}</p>")
    assert (first.what, second.what) == ("0500000000", "0600000000")
    for one in (first, second):
        assert one.what in one.where and one.where.startswith("…") and one.where.strip("…").split()[0] in f"{ARABIC} الهاتف".split()


def test_a_ticked_address_is_not_told_again() -> None:
    (only,) = found("<p>الهاتف 0500000000 أو 05.00.00.00.00.</p>")
    assert only.key.startswith("phone:")
    assert check([Passage("body", "ar", "<p>الهاتف 05 00 00 00 00.</p>", html=True)], {only.key}) == []
    assert found("<p>الهاتف 0600000001.</p>")[0].key != only.key


def test_what_a_tick_keeps_does_not_tell_the_number() -> None:
    (only,) = found("<p>الهاتف 0500000000.</p>")
    assert "500000000" not in only.key and len(only.key.partition(":")[2]) == 4


def test_plain_text_is_checked_without_its_marks_being_read() -> None:
    (only,) = check([Passage("summary", "ar", "اقرأوا  الدليل.")])
    assert only.code == "double_space"


@pytest.mark.parametrize("html", ["", "<p>", "</p></a>", "<a><a>x", "<table><td>", "<h2><p>x</h2>", "&#x202e;", "<" * 300, "\ud800"])
def test_broken_markup_is_read_all_the_same(html: str) -> None:
    found(html)


def test_a_file_name_is_no_alternative() -> None:
    assert [one.code for one in alternative("alternative", "ar", "IMG_2041", "IMG_2041.jpg")] == ["alternative_is_name"]
    assert [one.code for one in alternative("alternative", "ar", "", "IMG_2041.jpg")] == ["no_alternative"]
    assert not list(alternative("alternative", "ar", "بئر في واحة", "IMG_2041.jpg"))


def test_the_leading_language_comes_first() -> None:
    assert missing_leading("title", "ar", ["fr"]).blocks  # type: ignore[union-attr]
    assert not missing_leading("summary", "ar", ["fr"]).blocks  # type: ignore[union-attr]
    assert missing_leading("title", "ar", ["ar", "fr"]) is None and missing_leading("title", "ar", []) is None


@pytest.mark.parametrize(("text", "number"), [
    ("الماء قليل. أين يذهب؟ لا أحد يعرف!", 3),
    ("السيد أ. ب. حضر اللقاء. ثم انصرف.", 2),
    ("M. Untel est venu. Mme Unetelle aussi.", 2),
    ("Le taux est de 3.5 pour cent. C’est peu.", 2),
    ("ⵜⴰⵎⴰⵣⵉⵖⵜ ⵜⴳⴰ ⵜⵓⵜⵍⴰⵢⵜ. ⴰⵣⵓⵍ.", 2),
    ("سطر\nوسطر", 2),
    ("الماء؛ ثم الطرق.", 2),
    ("", 0),
])  # fmt: skip
def test_sentences(text: str, number: int) -> None:
    assert len(sentences(text)) == number


def test_words_are_counted_as_a_reader_does() -> None:
    assert count_words("L’eau – et la route – d’abord : 3 km !") == 7


@pytest.mark.parametrize(("size", "said"), [(60_000, None), (60_001, "61"), (100_000, "100"), (250_000, "250")])
def test_the_weight_of_a_page(size: int, said: str | None) -> None:
    finding = weight(size)
    assert (finding is None) == (said is None)
    assert finding is None or (not finding.blocks and str(finding.sentence.mapping["size"]) == said)
