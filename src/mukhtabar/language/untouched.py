"""Save a text that was edited in marks, and leave alone each block of the stored HTML that nobody touched."""

from html.parser import HTMLParser
from itertools import pairwise

from mukhtabar.language.html import plain_to_html, sanitise
from mukhtabar.language.marks_back import html_to_plain, write_block
from mukhtabar.language.marks_read import read_marks
from mukhtabar.language.rich import to_html
from mukhtabar.language.rich_html import blocks_of


class _Cuts(HTMLParser):
    """Finds where the outermost elements of sanitised HTML begin and end."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self._starts = [0]
        for line in html.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))
        self._depth = 0
        self.cuts = [0]
        self.feed(html)
        self.close()

    def _here(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "br":
            if not self._depth:
                self.cuts.append(self._here())
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        self._depth -= 1
        if not self._depth:
            self.cuts.append(self._here() + len(f"</{tag}>"))


def _pieces(html: str) -> list[str]:
    cuts = [*_Cuts(html).cuts, len(html)]
    return [html[start:end] for start, end in pairwise(cuts) if html[start:end].strip()]


def to_html_keeping(html: str, text: str) -> str:
    """Return the HTML of the marked `text`, which was shown for `html`: what reads as before stays, to the letter."""
    if not html:
        return plain_to_html(text, editor=True)
    if text == html_to_plain(html):
        return html
    known: dict[str, list[tuple[list[str], str]]] = {}
    for piece in _pieces(html):
        marks = [write_block(block) for block in blocks_of(piece)]
        if marks:
            known.setdefault(marks[0], []).append((marks, piece))
    blocks = read_marks(text)
    typed = [write_block(block) for block in blocks]
    out, place = [], 0
    while place < len(typed):
        same = known.get(typed[place], [])
        found = next((each for each in same if typed[place : place + len(each[0])] == each[0]), None)
        if found:
            same.remove(found)
            out.append(found[1])
            place += len(found[0])
        else:
            out.append(to_html(blocks[place : place + 1]))
            place += 1
    return sanitise("".join(out), editor=True)
