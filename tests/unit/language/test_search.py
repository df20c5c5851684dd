import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest

from mukhtabar.language import arabic, french, search, tamazight
from mukhtabar.language.plurals import PLURALS


def test_version_is_a_number_that_a_catalog_can_keep():
    assert isinstance(search.VERSION, int)
    assert search.VERSION >= 1


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("الجَماعَة", "الجماعه"),
        ("ÉCOLE d’Œuvre", "ecole d'oeuvre"),
        ("سنة ٢٠٢٧", "سنه 2027"),
        ("ⵝⴰⵎⴰⵣⵉⵖⵝ", "ⵜⴰⵎⴰⵣⵉⵖⵜ"),
        ("", ""),
        ("L`eau", "l'eau"),
        ("Ǽǿ", "aeo"),
    ],
)
def test_fold(text, folded):
    assert search.fold(text) == folded


def test_folding_before_or_after_taking_letters_apart_is_the_same():
    for word in ("أإآٱؤئىة", "éàçüœ", "ڭݣگ"):
        assert search.fold(unicodedata.normalize("NFD", word)) == search.fold(word)


def test_a_word_keeps_itself_and_gains_the_word_without_its_article():
    assert search.terms("وبالمدرسة")[0] == "وبالمدرسه"
    assert {"مدرسه", "مدرس"} < set(search.terms("وبالمدرسة"))


@pytest.mark.parametrize("prefix", ["وال", "بال", "كال", "فال", "لل", "ال"])
def test_prefix_goes_only_when_three_letters_remain(prefix):
    assert "بير" in search.terms(f"{prefix}بئر")
    assert "يد" not in search.terms(f"{prefix}يد")


def test_article_after_a_preposition():
    assert arabic.bare("للبير") == "بير"
    assert arabic.bare("وللبير") == "بير"
    assert arabic.bare("للا") == "للا"


def test_city_whose_name_begins_with_a_conjunction_is_not_another():
    assert not search.matches("مدينة جدة", "وجدة")
    assert search.matches("مدينة وجدة", "وجدة")


def test_listed_word_does_not_lose_its_own_first_letter():
    assert "طاقه" not in search.terms("بطاقة")
    assert "لديه" not in search.terms("البلدية")


def test_every_broken_plural_finds_its_singular_and_is_found_by_it():
    pairs = [line.split() for line in PLURALS.strip().split("\n")]
    assert len(pairs) >= 80
    for plural, singular in pairs:
        assert search.matches(f"عن ال{plural} هنا", singular), (plural, singular)
        assert search.matches(f"عن {singular} هنا", f"ال{plural}"), (plural, singular)
        assert search.matches(f"و{plural}", singular), (plural, singular)


def test_broken_plurals_are_listed_once():
    plurals = [line.split()[0] for line in PLURALS.strip().split("\n")]
    assert len(set(plurals)) == len(plurals) == len(arabic.SINGULARS)


def test_tokens_say_where_each_word_stands_in_the_original():
    text = "«الطَّريق» إلى l’École."
    found = search.tokens(text)
    assert [token.text for token in found] == ["الطَّريق", "إلى", "École"]
    assert all(text[token.start : token.end] == token.text for token in found)
    assert found[2].terms[0] == "ecole"


def test_a_sign_of_several_words_gives_several_tokens_in_one_place():
    found = search.tokens("محمد ﷺ")
    assert [token.start for token in found] == [0, 5, 5, 5, 5]


def test_terms_are_repeated_as_often_as_they_occur():
    assert search.terms("eau, eau").count("eau") == 2


def test_stem_is_of_the_word_without_accents_so_typing_them_changes_nothing():
    assert french.variants("education") == ("education", "educ")
    assert search.terms("éducation") == search.terms("education")


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("travaux", "travail"),
        ("régionaux", "régional"),
        ("eaux", "eau"),
        ("baux", "bail"),
        ("écoles", "école"),
        ("hôpitaux", "hôpital"),
        ("cities", "city"),
    ],
)
def test_french_plurals(plural, singular):
    assert search.matches(plural, singular)
    assert search.matches(singular, plural)


def test_petition_is_not_small():
    assert not search.matches("un petit jardin", "pétition")


def test_tifinagh_is_found_by_both_latin_spellings():
    assert search.terms("ⵎⴰⵕⵕⴰⴽⵛ") == ["ⵎⴰⵕⵕⴰⴽⵛ", "marrakc", "marrakch"]
    assert tamazight.to_latin("ⵓⵊⴷⴰ", french=True) == "oujda"
    assert search.matches("ⵎⴰⵕⵕⴰⴽⵛ", "Marrakch")
    assert search.matches("Marrakch", "ⵎⴰⵕⵕⴰⴽⵛ")


def test_query_is_one_set_a_word_and_common_words_do_not_count():
    assert len(search.query_terms("المدرسة في دوار")) == 2
    assert len(search.query_terms("école de la ville")) == 2
    assert len(search.query_terms("مدرسة مدرسه مدرسة")) == 1
    assert search.query_terms("في من") == [frozenset(arabic.variants("في")), frozenset(arabic.variants("من"))]
    assert search.query_terms(" ،.!") == []
    assert not search.matches("كل شيء", "")


def test_query_of_a_thousand_words_is_cut_and_a_giant_word_too():
    assert len(search.query_terms(" ".join(f"mot{n}" for n in range(1000)))) == search.MOST_QUERY_WORDS
    assert max(map(len, search.terms("م" * 100_000))) == search.LONGEST_WORD


def test_snippet_shows_the_original_words_and_marks_them():
    text = "كلام. " * 40 + "نطلب بناء المَدارِس قرب الطريق. " + "كلام. " * 40
    runs = search.snippet(text, "مدرسة طرق", 60)
    assert [run for run, found in runs if found] == ["المَدارِس", "الطريق"]
    assert runs[0][0].startswith("…")
    assert runs[-1][0].endswith("…")
    assert len("".join(run for run, _found in runs)) <= 62


def test_snippet_prefers_the_place_with_most_words_asked_for():
    text = "école " + "mot " * 100 + "école et route " + "mot " * 100
    assert [run for run, found in search.snippet(text, "route école", 50) if found] == ["école", "route"]


def test_snippet_without_a_match_is_the_beginning():
    assert search.snippet("un deux trois quatre", "rien", 9) == [("un deux…", False)]
    assert search.snippet("Un deux.", "rien") == [("Un deux.", False)]
    assert search.snippet(" \n", "rien") == []


def test_snippet_of_one_endless_word_is_cut_but_not_before_a_mark():
    runs = search.snippet("بَ" * 500, "رقم", 101)
    assert "".join(run for run, _found in runs).rstrip("…").endswith("َ")


def test_threads_share_the_stemmers():
    words = [
        f"{prefix}{word}{suffix}"
        for word in ("مدرس", "جماع", "مقترح", "ecol", "region", "commun")
        for prefix in ("ال", "و", "")
        for suffix in ("ات", "ة", "ales", "ement", "")
    ] * 20
    arabic.variants.cache_clear()
    french.variants.cache_clear()
    expected = [search.terms(word) for word in words]
    arabic.variants.cache_clear()
    french.variants.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(search.terms, words)) == expected


def test_index_does_not_depend_on_which_build_of_snowball_is_installed():
    from snowballstemmer.arabic_stemmer import ArabicStemmer
    from snowballstemmer.french_stemmer import FrenchStemmer

    slow_arabic, slow_french = ArabicStemmer(), FrenchStemmer()
    for word in arabic.SINGULARS:
        slow = slow_arabic.stemWord(word)
        assert arabic.stem(word) == (slow if len(slow) >= 3 else word)
    for word in ("education", "travaillons", "communes", "regionaux", "participatif"):
        assert slow_french.stemWord(word) in french.variants(word)
