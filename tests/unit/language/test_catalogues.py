from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest

from mukhtabar.language import LANGUAGES, Message, _
from mukhtabar.language.catalogues import PLURAL_FORMS, Catalogues

TESTED = (0, 1, 2, 3, 10, 11, 99, 100, 101, 102, 103, 111, 1000, 1_000_000)
#: CLDR's category of each number above: 0 zero, 1 one, 2 two, 3 few, 4 many, 5 other.
ARABIC = (0, 1, 2, 3, 3, 4, 4, 5, 5, 5, 3, 4, 5, 5)
#: 0 one, 1 many, 2 other.
FRENCH = (0, 0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1)


def po(language, body):
    head = f'"Language: {language}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    plural = f'"Plural-Forms: {PLURAL_FORMS[language]}\\n"\n'
    return f'msgid ""\nmsgstr ""\n{head}{plural}\n{body}'


def counted(forms):
    lines = "".join(f'msgstr[{n}] "{n}:${{n}}"\n' for n in range(forms))
    return f'msgid "${{n}} proposal"\nmsgid_plural "${{n}} proposals"\n{lines}\n'


@pytest.fixture
def catalogues(tmp_path):
    arabic = (
        'msgid "Published"\nmsgstr "منشور"\n\nmsgid "By ${name} of ${place}"\nmsgstr "${place}: من ${name}"\n\n'
        '#, fuzzy\nmsgid "Draft"\nmsgstr "خطأ"\n\nmsgid "Empty"\nmsgstr ""\n\n'
    )
    (tmp_path / "ar.po").write_text(po("ar", arabic + counted(6)), encoding="utf-8")
    (tmp_path / "fr.po").write_text(po("fr", counted(3)), encoding="utf-8")
    (tmp_path / "zgh.po").write_text(po("zgh", counted(1)), encoding="utf-8")
    return Catalogues(tmp_path)


@pytest.mark.parametrize(("language", "forms"), [("ar", ARABIC), ("fr", FRENCH), ("zgh", (0,) * 14)])
def test_plural_forms(catalogues, language, forms):
    found = [catalogues.plural(language, "${n} proposal", "${n} proposals", n) for n in TESTED]
    assert [int(sentence.split(":")[0]) for sentence in found] == list(forms)


def test_english_needs_no_catalogue(catalogues):
    assert catalogues.plural("en", "${n} proposal", "${n} proposals", 1) == "1 proposal"
    assert catalogues.plural("en", "${n} proposal", "${n} proposals", 12345) == "12,345 proposals"
    assert catalogues.translate("en", "Published") == "Published"


def test_sentence(catalogues):
    assert catalogues.translate("ar", "Published") == "منشور"
    assert catalogues.translate("ar", _("Published")) == "منشور"
    assert type(catalogues.translate("en", _("Published"))) is str


@pytest.mark.parametrize("msgid", ["Unknown sentence", "Draft", "Empty", ""])
def test_what_is_not_translated_is_shown_as_it_stands(catalogues, msgid):
    assert catalogues.translate("ar", msgid) == msgid
    assert catalogues.translate("de", msgid) == msgid


def test_message_that_counts_takes_its_plural(catalogues):
    message = Message("${n} proposal", "${n} proposals", n=12345)
    assert catalogues.translate("ar", message) == "4:12.345"
    assert catalogues.translate("fr", message) == "2:12\u202f345"


def test_places_are_filled_once_and_only_by_name(catalogues):
    message = _("By ${name} of ${place}", name="${place} {0} %s", place="فاس")
    assert catalogues.translate("ar", message) == "فاس: من ${place} {0} %s"
    assert catalogues.translate("en", message, {"place": "Fès"}) == "By ${place} {0} %s of Fès"


def test_place_without_a_value_stays(catalogues):
    assert catalogues.translate("en", "By ${name} {x} %d $name ${}") == "By ${name} {x} %d $name ${}"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (12345, "12.345"),
        (0.5, "0,5"),
        (Decimal("1234.5"), "1.234,5"),
        (True, "True"),
        ("12345", "12345"),
        (_("Published"), "منشور"),
    ],
)
def test_values(catalogues, value, shown):
    assert catalogues.translate("ar", "${value}", {"value": value}) == shown


def test_no_files_at_all(tmp_path):
    empty = Catalogues(tmp_path)
    assert [empty.translate(language, "Published") for language in LANGUAGES] == ["Published"] * 4


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("garbage", "fr.po: Unknown"),
        ('msgid "a" "b', "fr.po: missing msgstr"),
        (po("fr", counted(4)), "more translations"),
        (counted(2), "fr.po: write in its header Plural-Forms: nplurals=3"),
    ],
)
def test_broken_file_stops_the_start_with_a_sentence(tmp_path, source, sentence):
    (tmp_path / "fr.po").write_text(source, encoding="utf-8")
    with pytest.raises(ValueError, match=sentence):
        Catalogues(tmp_path)


def test_threads_share_it(catalogues):
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda n: catalogues.translate("ar", "Published"), range(500))) == {"منشور"}
