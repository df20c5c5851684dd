"""The marks that an editor types: headings, lists, quotations, tables, strong and emphasised words, links, languages.

    ## A heading (### and #### under it)        *strong*  _emphasised_  [words](https://example.ma)
    - an item                                   **st**rong and __em__phasised inside a word
      - under it                                > a quotation
    1. a numbered item                          {fr} a paragraph in French   {ltr} one that runs from the left
    |= Caption of a table                       \\* a star that is a star
    | heading | heading |
    |---|---|
    | cell | cell |
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from mukhtabar.language.clean import clean_text
from mukhtabar.language.href import safe_href
from mukhtabar.language.rich import DEEPEST, Block, Item, Line, List, Run, tidied, tidy

#: A stroke before one of these takes its meaning away.
ESCAPABLE = r"\\*_\[\]|#>{}.=-"
_ESCAPED = re.compile(rf"\\([{ESCAPABLE}])")
_LINK = re.compile(r"\\.|\[((?:\\.|[^\[\]\\])+)\]\(([^()\s]{1,2000})\)")
_WORDS = "rtl|ltr|ary|ar|fr|zgh|en"
_ATTRIBUTES = re.compile(rf"\{{({_WORDS})(?: ({_WORDS}))?\}}[ \t]*")
_HEADING = re.compile(r"(#{2,4}) +(.*)")
_ITEM = re.compile(r"( *)(-|\d{1,3}\.) (.*)")
_QUOTED = re.compile(r"> ?(.*)")
_CAPTION = re.compile(r"\|= ((?:\\.|[^\\])*?)\|?")
_ROW = re.compile(r"\|(?:(?:\\.|[^|\\])*\|)+")
_CELL = re.compile(r"((?:\\.|[^|\\])*)\|")
_RULE = re.compile(r"\|(?: *-{3,} *\|)+")


def _run_end(text: str, start: int, mark: str) -> int:
    end = start
    while end < len(text) and text[end] == mark:
        end += 1
    return end


def _next_marks(text: str, start: int, mark: str) -> tuple[int, int]:
    """Return where the next marks begin and end that no stroke takes away; both are the end when there are none."""
    place = start
    while place < len(text):
        if text[place] == "\\":
            place += 2
        elif text[place] == mark:
            return place, _run_end(text, place, mark)
        else:
            place += 1
    return len(text), len(text)


def _spans(text: str, mark: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a text and whether each stands between two marks. A mark without its second is a letter."""
    start = after = 0
    while True:
        begin, inner = _next_marks(text, after, mark)
        if begin == inner:
            break
        end, after_end = _next_marks(text, inner, mark)
        words = text[inner:end]
        whole = inner - begin == after_end - end and words.strip() == words != ""
        if whole and _may(text, mark, begin, inner, after_end):
            yield text[start:begin], False
            yield words, True
            start = after = after_end
        else:
            after = inner
    yield text[start:], False


def _may(text: str, mark: str, begin: int, inner: int, after_end: int) -> bool:
    """Two marks may stand anywhere; one star not after a digit (3*4), one line not within a Latin word (file_name)."""
    if inner - begin == 2:
        return True
    before, after = text[begin - 1 : begin], text[after_end : after_end + 1]
    if mark == "*":
        return inner - begin == 1 and not before.isdigit()
    # An Arabic word carries its conjunction: the «و» before a mark is no reason against it.
    return inner - begin == 1 and not any(letter.isascii() and letter.isalnum() for letter in (before, after))


def _marked(text: str, href: str = "") -> Iterator[Run]:
    for part, strong in _spans(text, "*"):
        for words, em in _spans(part, "_"):
            yield Run(_ESCAPED.sub(r"\1", words), strong, em, href)


def read_line(text: str) -> Line:
    """Return one line of marked words."""
    runs: list[Run] = []
    end = 0
    for link in _LINK.finditer(text):
        if link[2] and link[1].strip() and safe_href(link[2]):
            runs += [*_marked(text[end : link.start()]), *_marked(link[1], link[2])]
            end = link.end()
    return tidy([*runs, *_marked(text[end:])])


class _Reader:
    """Reads line by line; an empty line ends a block, and so does a line that begins one of another kind."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        #: The kind of the block that a line may go on with.
        self.kind = ""
        self._given = ("auto", "")
        self._path: list[tuple[int, Item]] = []

    def _block(self, kind: str) -> Block:
        """Return the block of this kind that is open, or a new one."""
        if self.kind != kind or not self.blocks:
            self.blocks.append(Block(kind, *self._given))
            self._given = ("auto", "")
            self._path = []
        self.kind = kind
        return self.blocks[-1]

    def read(self, line: str, following: str) -> None:
        """Read one line; `following` is the next one."""
        if not line.strip():
            self.kind = ""
            return
        given = _ATTRIBUTES.match(line) if not self.kind else None
        if given and (rest := line[given.end() :] or (following if following.strip() else "")):
            self._give(given)
            if rest is following:
                return
            line = rest
        self._kinds(line, following.rstrip())

    def _give(self, given: re.Match[str]) -> None:
        words = [word for word in given.groups() if word]
        self._given = (
            next((word for word in words if word in {"rtl", "ltr"}), "auto"),
            next((word for word in words if word not in {"rtl", "ltr"}), ""),
        )

    def _kinds(self, line: str, following: str) -> None:
        item, line = _ITEM.fullmatch(line), line.rstrip()
        if heading := _HEADING.fullmatch(line):
            self.kind = ""
            self._block(f"h{len(heading[1])}").parts.append([read_line(heading[2])])
            self.kind = ""
        elif item and (item[2] in {"-", "1."} or self.kind == "list"):
            self._item(len(item[1]), item[2] != "-", read_line(item[3]))
        elif quoted := _QUOTED.fullmatch(line):
            parts = self._block("quote").parts
            if not parts or not quoted[1].strip():
                parts.append([])
            parts[-1].append(read_line(quoted[1]))
        elif _ROW.fullmatch(line) or (_CAPTION.fullmatch(line) and self.kind != "table" and _ROW.fullmatch(following)):
            self._row(line)
        elif self.kind == "list" and line.startswith("  ") and self._path:
            self._path[-1][1].lines.append(read_line(line))
        else:
            parts = self._block("p").parts
            if not parts:
                parts.append([])
            parts[-1].append(read_line(line))

    def _item(self, indent: int, ordered: bool, line: Line) -> None:
        item = Item([line])
        block = self._block("list")
        while self._path and self._path[-1][0] >= indent:
            self._path.pop()
        self._path = self._path[: DEEPEST - 1]
        if self._path:
            lists = self._path[-1][1].lists
            if not lists or lists[-1].ordered != ordered:
                lists.append(List(ordered))
            lists[-1].items.append(item)
        else:
            if block.tree is not None and block.tree.ordered != ordered:
                self.kind = ""
                block = self._block("list")
            block.tree = block.tree or List(ordered)
            block.tree.items.append(item)
        self._path.append((indent, item))

    def _row(self, line: str) -> None:
        caption = _CAPTION.fullmatch(line) if self.kind != "table" else None
        block = self._block("table")
        if caption:
            block.caption = read_line(caption[1])
        elif len(block.rows) == 1 and not block.head and _RULE.fullmatch(line):
            block.head = True
        else:
            block.rows.append([read_line(cell[1]) for cell in _CELL.finditer(line, 1)])


def read_marks(text: str) -> list[Block]:
    """Return the blocks of a marked text, tidied. Any text can be read: a mark that is not complete is a letter."""
    lines = [*clean_text(text).split("\n"), ""]
    reader = _Reader()
    for line, following in pairwise(lines):
        reader.read(line, following)
    return tidied(reader.blocks)
