"""A text edited with simple marks keeps its meaning: HTML to marks and back."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mukhtabar.language.html import plain_to_html, text_of
from mukhtabar.language.marks_back import html_to_plain

WORDS = ["الماء", "eau", "ⴰⵎⴰⵏ", "a", "1", "*", "**", "- ", "## ", "\n", "\n\n", " ", "[", "](https://x.ma/?a=1&b=2)", "]", "(",
         ")", "<b>", "&amp;", "&", "\u202e", "\u00a0", "*a*", "[x](/y)", "\t", "<", ">"]  # fmt: skip
marked = st.lists(st.sampled_from(WORDS), max_size=16).map("".join)
HTML = [
    "<p>", "</p>", "<ul>", "</ul>", "<ol>", "</ol>", "<li>", "</li>", "<h2>", "</h2>", "<h3>", "</h3>", "<br>", "<table>", "<tr>",
    "<td>", "</td>", "</tr>", "</table>", "<strong>", "</strong>", "<em>", "</em>", '<a href="https://x.ma/(1)">', "</a>",
    "<blockquote>", "</blockquote>", "كلمة", "mot", "deux mots", "\n",
]  # fmt: skip


@given(marked)
@example("## عنوان\nنص *مهم* و[رابط](https://example.ma/?a=1&b=2)\n- واحد\n- اثنان\n\nفقرة")
@example("a\n- \n\nb")
@example("- a\n\n- b")
def test_what_was_typed_with_marks_comes_back(text: str) -> None:
    html = plain_to_html(text, editor=True)
    assert plain_to_html(html_to_plain(html), editor=True) == html


@given(st.lists(st.sampled_from(HTML), max_size=20).map("".join))
@example("<ul><li><p>mot</p></li></ul>")
@example("<table><tr><td>mot</td><td>كلمة</td></tr></table>")
def test_no_word_of_other_html_is_lost(html: str) -> None:
    def words(text: str) -> list[str]:
        return [
            word
            for word in "".join(c if c.isalpha() else " " for c in text.replace("*", "")).split()
            if word not in {"https", "x", "ma"}
        ]

    assert words(text_of(plain_to_html(html_to_plain(html), editor=True))) == words(text_of(html))


@pytest.mark.parametrize("html", ["<p>a</p><p>b</p>", "<h2>a</h2><p>b<br>c</p><ul><li>d</li><li>e</li></ul>"])
def test_plain_marks_are_what_a_person_would_type(html: str) -> None:
    assert html_to_plain(html) in {"a\n\nb", "## a\n\nb\nc\n\n- d\n- e"}


def test_hostile_html_gives_harmless_marks() -> None:
    assert html_to_plain('<script>x()</script><p onclick="x">a <a href="javascript:x">b</a></p>') == "a b"
