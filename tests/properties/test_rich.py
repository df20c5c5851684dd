"""Three spellings of one text: whatever the editor can make goes to HTML, to marks and back, and nothing changes."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mukhtabar.language.html import plain_to_html, sanitise, text_of
from mukhtabar.language.marks_back import html_to_plain
from mukhtabar.language.marks_read import read_marks
from mukhtabar.language.rich import DEEPEST, Block, Item, List, Run, tidied, to_html
from mukhtabar.language.rich_html import blocks_of
from mukhtabar.language.untouched import to_html_keeping
from tests.work import lines_run

#: Words, and everything that could be read as a mark.
WORDS = ["الماء", "eau", "ⴰⵎⴰⵏ", "3", "*", "**", "_", "__", "- ", "## ", "1. ", "2. ", "> ", "|", "|= ", "---", "{fr} ", "{x}", " ", "  ",
         "[", "](/y)", "]", "\\", "\\*", ".", "#", "=", "<b>", "&amp;", "&", "\u00a0", "é", "a_b", "٣"]  # fmt: skip
text = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map("".join)
href = st.sampled_from(["", "", "", "https://x.ma/?a=1&b=2", "/souss-massa", "mailto:a@x.ma", "https://x.ma/a_b*c*"])
line = st.lists(st.builds(Run, text, st.booleans(), st.booleans(), href), max_size=4).map(tuple)
lines = st.lists(line, max_size=3)


def listed(children: st.SearchStrategy[list[List]]) -> st.SearchStrategy[List]:
    return st.builds(List, st.booleans(), st.lists(st.builds(Item, lines, children), max_size=3))


tree = listed(st.lists(listed(st.lists(listed(st.just([])), max_size=1)), max_size=2))
look = {"dir": st.sampled_from(["auto", "rtl", "ltr"]), "lang": st.sampled_from(["", "fr", "ar", "zgh", "ary", "en"])}
block = st.one_of(
    st.builds(Block, st.just("p"), parts=lines.map(lambda part: [part]), **look),
    st.builds(Block, st.sampled_from(["h2", "h3", "h4"]), parts=line.map(lambda one: [[one]]), **look),
    st.builds(Block, st.just("quote"), parts=st.lists(lines, max_size=3), **look),
    st.builds(Block, st.just("list"), tree=tree, **look),
    st.builds(Block, st.just("table"), caption=line, head=st.booleans(), rows=st.lists(st.lists(line, max_size=3), max_size=3), **look),
)
document = st.lists(block, max_size=4).map(tidied)
TAGS = ["p", "ul", "ol", "li", "blockquote", "h2", "h3", "h4", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "strong", "em", "bdi"]
PIECES = [f"<{slash}{tag}>" for tag in TAGS for slash in ("", "/")] + [
    "<br>", '<a href="https://x.ma/(1)|">', "</a>", '<p dir="ltr" lang="fr">', '<ul dir="rtl">', '<td lang="fr">', "كلمة", "mot", "deux mots", "*", "\n", " ", "\u00a0",
]  # fmt: skip
html = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


def through(source: str) -> str:
    """Return what a person without scripts saves who changes a letter and changes it back."""
    return plain_to_html(html_to_plain(source), editor=True)


@given(document)
def test_what_the_editor_makes_comes_back_from_the_marks_to_the_letter(blocks: list[Block]) -> None:
    source = sanitise(to_html(blocks), editor=True)
    assert through(source) == source


@given(document)
@example([Block("table", caption=(Run("|"),), rows=[[()]])])
def test_the_editor_and_the_marks_yield_the_same(blocks: list[Block]) -> None:
    source = sanitise(to_html(blocks), editor=True)
    assert blocks_of(source) == read_marks(html_to_plain(source))


@given(html)
@example("<ul><li>mot<ul><li>كلمة</li></ul>deux</li></ul>")
@example("<blockquote>mot<ul><li>كلمة</li></ul></blockquote>")
@example("<table><tr><td>mot<table><tr><td>كلمة</td><td>mot</td></tr></table></td></tr></table>")
@example("<p>mot <strong>كلمة<br>mot</strong></p>")
@example('<p lang="fr">mot<br><br>mot</p>')
@example("<table><caption>كلمة")
def test_any_allowed_html_comes_to_rest_at_once_and_keeps_its_words(source: str) -> None:
    once = through(source)
    assert through(once) == once

    def words(found: str) -> list[str]:
        return "".join(letter if letter.isalpha() else " " for letter in text_of(found)).split()

    assert words(once) == words(source)


@given(html, html)
def test_what_was_not_touched_stays_to_the_letter(first: str, second: str) -> None:
    stored = sanitise(first + "<p>x</p>" + second, editor=True)
    assert to_html_keeping(stored, html_to_plain(stored)) == stored


@given(st.text(alphabet="*_[]()|\\->#{}1. \nab/ ", max_size=60))
def test_every_text_can_be_read(typed: str) -> None:
    once = plain_to_html(typed, editor=True)
    assert through(once) == once


@pytest.mark.parametrize(
    "typed", ["*a " * 7000, "_a" * 10000, "[a](" * 5000, "[" * 20000, "|" * 20000, "\\" * 20000, "> " * 9000, "- \n" * 7000,
              "\n".join(" " * (n % 90) + "- a" for n in range(400)), "**a" * 6000, "| a |\n" * 3000, "{fr} " * 4000, "1. a\n" * 4000, "#" * 20000]
)  # fmt: skip
def test_work_grows_with_the_length_of_a_text_and_not_with_its_square(typed: str) -> None:
    half, whole = (lines_run(through, plain_to_html(typed[:size], editor=True)) for size in (2_500, 5_000))
    assert whole < 2.5 * half + 1_000


@pytest.mark.parametrize("tag", ["ul><li", "blockquote", "ol><li><p", "table><tr><td"])
def test_no_depth_is_too_deep(tag: str) -> None:
    deep = f"<{tag}>" * 300 + "كلمة"
    once = through(deep)
    assert text_of(once) == "كلمة"
    assert once.count("<ul") + once.count("<ol") <= DEEPEST
