"""From sanitised HTML to blocks: what the marks and the editor cannot hold loses its form, never its words."""

import re
from html.parser import HTMLParser

from mukhtabar.language.html import sanitise
from mukhtabar.language.rich import DEEPEST, HEADINGS, Block, Item, Line, List, Run, tidied

_CONTAINERS = {"ul": "list", "ol": "list", "blockquote": "quote", "table": "table"}
#: What would end the address of a link or the cell that it stands in.
_IN_ADDRESS = {ord(letter): f"%{ord(letter):X}" for letter in "()|"}
#: A line end in HTML is a blank; ``<br>`` is a line end.
_SPACE = re.compile(r"[ \t]*\n\s*")


class _Reader(HTMLParser):
    """Collects blocks. The outermost list, quotation or table rules: what is inside it becomes lines of it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        #: The lists, quotations and tables that are open, and of these the lists.
        self._open: list[str] = []
        self._lists: list[str] = []
        #: Where words go: the last line of what was begun last; None between blocks.
        self._line: list[Run] | None = None
        self._lines: list[Line] = []
        self._path: list[Item] = []
        self._marks = {"strong": 0, "em": 0}
        self._hrefs: list[str] = []

    # What is begun.

    def _begin(self, kind: str, attrs: dict[str, str | None]) -> None:
        self.blocks.append(Block(kind, attrs.get("dir") or "auto", attrs.get("lang") or ""))
        self._line, self._path = None, []
        if kind not in {"list", "table"}:
            self._part()

    def _part(self) -> None:
        self._lines = []
        self.blocks[-1].parts.append(self._lines)
        self._next_line()

    def _next_line(self) -> None:
        self._line = []
        self._lines.append(self._line)

    def _item(self) -> None:
        """Begin an item as deep as lists are open; a list begins with its first item."""
        depth, ordered, item = min(len(self._lists), DEEPEST, len(self._path) + 1), self._lists[-1] == "ol", Item()
        self._path = self._path[: depth - 1]
        if depth == 1:
            block = self.blocks[-1]
            block.tree = block.tree or List(ordered)
            block.tree.items.append(item)
        else:
            under = self._path[-1].lists
            if not under or under[-1].ordered != ordered:
                under.append(List(ordered))
            under[-1].items.append(item)
        self._path.append(item)
        self._lines = item.lines
        self._next_line()

    def _cell(self, head: bool) -> None:
        block = self.blocks[-1]
        if not block.rows:
            block.rows.append([])
        if len(block.rows) == 1:
            block.head = head and (block.head or not block.rows[0])
        self._line = []
        block.rows[-1].append(self._line)

    def _break(self) -> None:
        """End a line inside a list, a word inside a table, a paragraph inside a quotation."""
        if self._open[0] == "blockquote":
            self._part()
        elif self._line is not None:
            if self._open[0] == "table":
                self._line.append(Run(" "))
            else:
                self._next_line()

    # What comes in.

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._marks:
            self._marks[tag] += 1
        elif tag == "a":
            href = next((value for name, value in attrs if name == "href" and value), "")
            self._hrefs.append(href.translate(_IN_ADDRESS))
        elif tag == "br":
            if self._line is not None:
                self._line.append(Run(" ")) if self._open[:1] == ["table"] else self._next_line()
        elif tag in _CONTAINERS:
            if self._open:
                self._break()
            else:
                self._begin(_CONTAINERS[tag], dict(attrs))
            self._open.append(tag)
            if _CONTAINERS[tag] == "list":
                self._lists.append(tag)
        elif tag == "li" and self._open and _CONTAINERS[self._open[0]] == "list":
            self._item()
        elif self._open:
            self._inside(tag)
        elif tag == "p" or tag in HEADINGS:
            self._begin(tag, dict(attrs))
        elif tag != "bdi":
            self._line = None

    def _inside(self, tag: str) -> None:
        own = self._open == ["table"]
        if own and tag == "tr":
            self.blocks[-1].rows.append([])
        elif own and tag in {"td", "th"}:
            self._cell(tag == "th")
        elif own and tag == "caption":
            self._line = []
            self.blocks[-1].caption = self._line
        elif tag in {"td", "th"}:
            if self._line and any(run.text.strip(" –") for run in self._line[-2:]):
                self._line.append(Run(" – "))
        elif tag != "bdi":
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in self._marks:
            self._marks[tag] -= 1
        elif tag == "a" and self._hrefs:
            self._hrefs.pop()
        elif tag in _CONTAINERS and tag in self._open:
            self._close(tag)
            if self._open and _CONTAINERS[self._open[0]] == "list":
                # Words after a list inside an item are an item of their own, so that they stay in their order.
                self._line = None
            elif self._open:
                self._break()
            else:
                self._line = None
        elif self._open and (tag == "p" or tag in HEADINGS):
            self._break()
        elif not self._open and tag not in {"bdi", "br"}:
            self._line = None

    def _close(self, tag: str) -> None:
        closed = ""
        while closed != tag:
            closed = self._open.pop()
            if _CONTAINERS[closed] == "list":
                self._lists.pop()

    def handle_data(self, data: str) -> None:
        text = _SPACE.sub(" ", data)
        if self._line is None and text.strip():
            self._somewhere()
        if self._line is not None:
            href = self._hrefs[-1] if self._hrefs else ""
            self._line.append(Run(text, self._marks["strong"] > 0, self._marks["em"] > 0, href))

    def _somewhere(self) -> None:
        """Open a place for words that stand between blocks."""
        outer = _CONTAINERS[self._open[0]] if self._open else ""
        if outer == "list":
            self._item()
        elif outer == "table":
            self._cell(head=False)
        elif outer == "quote":
            self._part()
        else:
            self._begin("p", {})


def blocks_of(html: str) -> list[Block]:
    """Return the blocks of `html`, tidied."""
    reader = _Reader()
    reader.feed(sanitise(html, editor=True))
    reader.close()
    return tidied(reader.blocks)
