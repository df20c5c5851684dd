"""Cleaning, HTML, slugs and differences, for every text."""

import re
import unicodedata
from html.parser import HTMLParser
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from mukhtabar.language.clean import HOSTILE, ascii_digits, clean_line, clean_text, mixed_script
from mukhtabar.language.diff import word_diff
from mukhtabar.language.direction import detect
from mukhtabar.language.html import EDITOR_TAGS, TAGS, plain_to_html, safe_href, sanitise, text_of
from mukhtabar.language.slug import slug

anything = st.text(st.characters(), max_size=80)
NASTY = [
    "<",
    ">",
    "&",
    '"',
    "'",
    "<p>",
    "</p>",
    '<a href="',
    "javascript:",
    "//",
    "/",
    "\\",
    "\t",
    "\n",
    "\u0338",
    "\u202e",
    "\u200b",
    "&#x338;",
    "&#x202e;",
    "&lt;",
    "&amp;",
    ";",
    "<script>",
    "</script>",
    "<svg>",
    "<math>",
    "<style>",
    "<h2>",
    "<table>",
    "<td>",
    "<bdi dir=",
    "rtl",
    "lang=ar",
    " onclick=",
    "=",
    "<!--",
    "-->",
    "a",
    "م",
    "*",
    "[",
    "](",
    ")",
    "- ",
    "## ",
    "https://x",
    "\ud800",
    "\u0301",
    "e",
    "\x00",
    "<noscript>",
    "<textarea>",
    "\u037e",
    "<li>",
    "<ul>",
    "<br>",
    "&#",
    "60",
    "x3c;",
    "<mglyph>",
    "<annotation-xml>",
    "]]>",
    "<![CDATA[",
]
soup = st.lists(st.sampled_from(NASTY) | st.text(max_size=3), max_size=25).map("".join)


@given(anything | soup)
def test_cleaning_twice_changes_nothing(text):
    assert clean_text(clean_text(text)) == clean_text(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(anything | soup)
def test_clean_text_holds_nothing_hostile(text):
    for clean in (clean_text(text), clean_line(text)):
        assert not re.search(f"[{HOSTILE}\r]", clean)
        assert unicodedata.is_normalized("NFC", clean)
        clean.encode()
    assert "\n" not in clean_line(text)


@given(st.text(alphabet="aبم\u0301\u0316\u064e\u0651\u0670\u200c\u200f\u200b\u0338", max_size=60))
def test_never_five_marks_on_a_letter(text):
    bare = re.sub("[\u200c\u200f]", "", unicodedata.normalize("NFD", clean_text(text)))
    assert not re.search("[\u0301\u0316\u064e\u0651\u0670\u0338]{5}", bare)


@given(anything)
def test_normal_form_sent_does_not_matter(text):
    for clean in (clean_text, clean_line):
        assert clean(unicodedata.normalize("NFD", text)) == clean(unicodedata.normalize("NFC", text))


@given(anything)
def test_small_helpers_take_anything(text):
    assert ascii_digits(ascii_digits(text)) == ascii_digits(text)
    assert detect(text) in ("ar", "fr", "zgh")
    assert all(word in text.replace("\u0640", " ") for word in mixed_script(text))


class Checker(HTMLParser):
    def __init__(self, tags):
        super().__init__()
        self.tags = tags

    def handle_starttag(self, tag, attrs):
        assert tag in self.tags
        for name, value in attrs:
            assert name in {"dir", "lang"} | ({"href", "rel"} if tag == "a" else set())
            assert name != "href" or safe_href(value)

    def handle_comment(self, data):
        raise AssertionError(data)

    def handle_decl(self, decl):
        raise AssertionError(decl)

    def unknown_decl(self, data):
        raise AssertionError(data)


@given(soup | anything, st.booleans())
@example("<p>&#x338;a</p>", False)
@example("<p\u0338>", False)
@example("<h2><x><h2>", True)
@example("<h2><x>" * 40, True)
@example("<a href='/'><x><table>" * 20, True)
@example("<p><table><a href='/'><li><h3><blockquote>" * 10, True)
@example('<a href="/\u0338">', False)
def test_sanitised_html_holds_only_what_is_allowed(html, editor):
    for safe in (sanitise(html, editor), plain_to_html(html, editor)):
        checker = Checker(EDITOR_TAGS if editor else TAGS)
        checker.feed(safe)
        checker.close()
        assert not re.search(f"[{HOSTILE}]", safe)
        assert sanitise(safe, editor) == safe


@given(st.text(alphabet="ab\u00e9م .,\n&<>\"'", max_size=60))
def test_words_of_plain_text_come_back(text):
    assert text_of(plain_to_html(text)).split() == clean_text(text).split()


@given(anything | soup)
@example("إصلاح")
def test_slug_is_a_safe_part_of_an_address(text):
    made = slug(text)
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", made)
    assert len(made) <= 60
    assert slug(made) == made
    assert slug(unicodedata.normalize("NFD", text)) == slug(unicodedata.normalize("NFC", text)) == made


pieces = st.lists(
    st.sampled_from(["مدرسة", "مَدرسة", "في", "حي", "a", "b", ".", " ", "  ", "\n\n", "\n", "\u0651"]), max_size=30
).map("".join)


def bare(text):
    return re.sub("[\\s\u064b-\u0652]+", "", text)


@given(pieces | anything, pieces | anything)
def test_difference_tells_both_texts(old, new):
    runs = word_diff(old, new)
    assert "".join(text for op, text in runs if op != "removed") == new
    assert all(text for _op, text in runs)
    assert all(one[0] != two[0] for one, two in pairwise(runs))
    assert all((one[0], two[0]) != ("added", "removed") for one, two in pairwise(runs))


@given(pieces, pieces)
def test_difference_keeps_the_words_of_the_old_text(old, new):
    assert bare("".join(text for op, text in word_diff(old, new) if op != "added")) == bare(old)


@given(pieces | anything)
def test_nothing_changed_is_all_the_same(text):
    assert {op for op, _text in word_diff(text, text)} <= {"same"}
