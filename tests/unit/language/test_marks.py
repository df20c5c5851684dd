"""The marks of an editor, one by one: what is typed, what it becomes, and what is only a letter."""

import pytest

from mukhtabar.language.html import plain_to_html
from mukhtabar.language.marks_back import html_to_plain
from mukhtabar.language.untouched import to_html_keeping

P = '<p dir="auto">{}</p>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*أ* و_ب_", P.format("<strong>أ</strong> و<em>ب</em>")),
        ("**ك**تاب", P.format("<strong>ك</strong>تاب")),
        ("__ك__تاب", P.format("<em>ك</em>تاب")),
        ("*_أ_*", P.format("<strong><em>أ</em></strong>")),
        ("3*4*5 file_name_x a * b *", P.format("3*4*5 file_name_x a * b *")),
        (r"\*أ\* \\", P.format("*أ* \\")),
        ("C:\\Users", P.format("C:\\Users")),
        ("[*أ* ب](/x)", P.format('<a href="/x" rel="nofollow noopener"><strong>أ</strong> ب</a>')),
        ("[أ](javascript:x) [ ](/x)", P.format("[أ](javascript:x) [ ](/x)")),
        ("### أ", '<h3 dir="auto">أ</h3>'),
        ("##### أ", P.format("##### أ")),
        ("#أ", P.format("#أ")),
        ("1. أ\n2. ب", '<ol dir="auto"><li>أ</li><li>ب</li></ol>'),
        ("2026. سنة", P.format("2026. سنة")),
        ("2. أ", P.format("2. أ")),
        ("- أ\n  - ب\n    1. ج\n- د", '<ul dir="auto"><li>أ<ul><li>ب<ol><li>ج</li></ol></li></ul></li><li>د</li></ul>'),
        ("- أ\n  تتمة", '<ul dir="auto"><li>أ<br>تتمة</li></ul>'),
        ("> أ\n> ب\n>\n> ج", '<blockquote dir="auto"><p>أ<br>ب</p><p>ج</p></blockquote>'),
        ("{fr} Bonjour", '<p dir="auto" lang="fr">Bonjour</p>'),
        ("{ltr fr} ## Titre", '<h2 dir="ltr" lang="fr">Titre</h2>'),
        ("{zgh}\n- ⴰ", '<ul dir="auto" lang="zgh"><li>ⴰ</li></ul>'),
        ("{de} Guten Tag", P.format("{de} Guten Tag")),
        ("{fr}", P.format("{fr}")),
        ("| أ | ب |\n| ج |", '<table dir="auto"><tbody><tr><td>أ</td><td>ب</td></tr><tr><td>ج</td><td></td></tr></tbody></table>'),
        ("|= ت\n| أ |\n|---|\n| \\| |", '<table dir="auto"><caption>ت</caption><thead><tr><th>أ</th></tr></thead><tbody><tr><td>|</td></tr></tbody></table>'),
        ("| أ", P.format("| أ")),
        (r"\- أ", P.format("- أ")),
        ("<b>أ</b> &amp;", P.format("&lt;b&gt;أ&lt;/b&gt; &amp;amp;")),
        ("", ""),
    ],
)  # fmt: skip
def test_what_is_typed(text: str, html: str) -> None:
    assert plain_to_html(text, editor=True) == html
    assert plain_to_html(html_to_plain(html), editor=True) == html


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>2<strong>ب</strong></p>", "2**ب**"),
        ("<p>file<em>s</em></p>", "file__s__"),
        ("<p>*أ*</p>", r"\*أ\*"),
        ("<p>- أ</p>", r"\- أ"),
        ("<p>1. أ</p>", r"1\. أ"),
        ("<p>## أ<br>ب</p>", "\\## أ\nب"),
        ("<p>{fr} أ</p>", r"\{fr} أ"),
        ("<p>| أ |</p>", r"\| أ \|"),
        ("<p>عادي * هنا_وهناك</p>", "عادي * هنا_وهناك"),
        ("<ul><li>أ</li></ul><ul><li>ب</li></ul>", "- أ\n\n- ب"),
        ("<p><strong> أ </strong>ب</p>", "*أ* ب"),
        ('<h4 lang="fr" dir="ltr">T</h4>', "{ltr fr} #### T"),
        ("<table><tr><td>أ<br>ب</td><td>ج</td></tr></table>", "| أ ب | ج |"),
    ],
)
def test_marks_are_as_few_as_will_do(html: str, text: str) -> None:
    assert html_to_plain(html) == text


def test_a_block_that_was_not_touched_stays_to_the_letter() -> None:
    """What marks cannot say (a direction inside a line, a heading beside a row) survives the change of another block."""
    stored = (
        '<p lang="fr">Bonjour <bdi>x</bdi></p>\n<p>الثاني</p><table><tr><th>أ</th><td dir="ltr">1</td></tr></table>'
        '<p lang="fr">Bonjour <bdi>x</bdi></p>'
    )
    marks = html_to_plain(stored)
    changed = to_html_keeping(stored, marks.replace("الثاني", "آخر *هنا*"))
    assert changed == stored.replace("\n", "").replace("<p>الثاني</p>", '<p dir="auto">آخر <strong>هنا</strong></p>').replace(
        "<table><tr>", "<table><tbody><tr>").replace("</tr></table>", "</tr></tbody></table>")  # fmt: skip
    assert to_html_keeping(stored, marks) == stored
    assert to_html_keeping("", "أ") == P.format("أ")
