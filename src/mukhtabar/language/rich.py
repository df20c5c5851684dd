"""A text with a form: blocks of marked words. What the editor can make, what the marks can say, and nothing else.

HTML, the marks that are typed without a rich editor and the editor's own document are three spellings of this.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from itertools import groupby
from typing import Any

#: Lists nest this deep at most, and a table has this many columns at most: what lies beyond is put beside it.
DEEPEST, WIDEST = 6, 30
HEADINGS = ("h2", "h3", "h4")


@dataclass(frozen=True)
class Run:
    """Words that look alike: strong, emphasised, leading to an address."""

    text: str
    strong: bool = False
    em: bool = False
    href: str = ""


Line = Sequence[Run]


@dataclass
class Item:
    """An item of a list: its lines, and the lists under it."""

    lines: list[Line] = field(default_factory=list)
    lists: list["List"] = field(default_factory=list)


@dataclass
class List:
    """A list, its items numbered or not."""

    ordered: bool
    items: list[Item] = field(default_factory=list)


@dataclass
class Block:
    """What stands on its own. `dir` is auto, rtl or ltr; `lang` is empty where it is the language of the page.

    `kind` is p, h2, h3, h4, list, quote or table. The lines of a paragraph or heading are in `parts[0]`, the paragraphs
    of a quotation are its `parts`; a list is in `tree`; a table has a `caption`, rows of cells, and may have a `head`.
    """

    kind: str
    dir: str = "auto"
    lang: str = ""
    parts: list[list[Line]] = field(default_factory=list)
    tree: List | None = None
    caption: Line = ()
    head: bool = False
    rows: list[list[Line]] = field(default_factory=list)


def _merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    looks = groupby((run for run in runs if run.text), key=lambda run: (run.strong, run.em, run.href))
    return tuple(Run("".join(run.text for run in same), *look) for look, same in looks)


def _trimmed(runs: Sequence[Run], without: dict[str, Any]) -> Iterator[Run]:
    """Yield the runs, the blanks at both ends without a mark: a mark is on words."""
    text = "".join(run.text for run in runs)
    if text == text.strip():
        yield from runs
        return
    start, end, place = len(text) - len(text.lstrip()), len(text.rstrip()), 0
    for run in runs:
        cut = [min(max(edge - place, 0), len(run.text)) for edge in (start, max(start, end))]
        yield replace(run, text=run.text[: cut[0]], **without)
        yield replace(run, text=run.text[cut[0] : cut[1]])
        yield replace(run, text=run.text[cut[1] :], **without)
        place += len(run.text)


def tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return one line of runs as there is only one way to have them: no blanks at its ends or at those of a mark."""
    line = _merged(runs)
    looks: tuple[tuple[Callable[[Run], Any], dict[str, Any]], ...] = (
        (lambda run: run.href, {"href": ""}),
        (lambda run: (run.href, run.strong), {"strong": False}),
        (lambda run: (run.href, run.strong, run.em), {"em": False}),
    )
    for look, without in looks:
        parts = [list(same) for _look, same in groupby(line, key=look)]
        line = _merged(run for part in parts for run in _trimmed(part, without))
    text = "".join(run.text for run in line)
    return line if text == text.strip() else _cut(line, len(text) - len(text.lstrip()), len(text.rstrip()))


def _cut(line: Line, start: int, end: int) -> tuple[Run, ...]:
    out: list[Run] = []
    place = 0
    for run in line:
        out.append(replace(run, text=run.text[max(start - place, 0) : max(end - place, 0)]))
        place += len(run.text)
    return _merged(out)


def joined(lines: Iterable[Iterable[Run]]) -> tuple[Run, ...]:
    """Return several lines as one, a blank between them."""
    runs: list[Run] = []
    for line in lines:
        runs += [Run(" "), *line] if runs else line
    return tidy(runs)


def _inline(line: Line) -> str:
    out = []
    for href, runs in groupby(line, key=lambda run: run.href):
        inner = ""
        for strong, same in groupby(runs, key=lambda run: run.strong):
            words = "".join(f"<em>{_text(run)}</em>" if run.em else _text(run) for run in same)
            inner += f"<strong>{words}</strong>" if strong else words
        out.append(f'<a href="{escape(href)}">{inner}</a>' if href else inner)
    return "".join(out)


def _text(run: Run) -> str:
    return escape(run.text, quote=False)


def _lines(lines: Iterable[Line]) -> str:
    return "<br>".join(_inline(line) for line in lines)


def _list(made: List, attributes: str = "") -> str:
    tag = "ol" if made.ordered else "ul"
    items = (f"<li>{_lines(item.lines)}{''.join(map(_list, item.lists))}</li>" for item in made.items)
    return f"<{tag}{attributes}>{''.join(items)}</{tag}>"


def _rows(rows: Iterable[list[Line]], tag: str) -> str:
    return "".join(f"<tr>{''.join(f'<{tag}>{_inline(cell)}</{tag}>' for cell in row)}</tr>" for row in rows)


def _table(block: Block, attributes: str) -> str:
    caption = f"<caption>{_inline(block.caption)}</caption>" if block.caption else ""
    head = f"<thead>{_rows(block.rows[:1], 'th')}</thead>" if block.head else ""
    body = _rows(block.rows[1:] if block.head else block.rows, "td")
    return f"<table{attributes}>{caption}{head}{f'<tbody>{body}</tbody>' if body else ''}</table>"


def to_html(blocks: Iterable[Block]) -> str:
    """Return the blocks as HTML. Each has a direction of its own, so Arabic and French ones each run their own way."""
    out = []
    for block in blocks:
        attributes = f' dir="{block.dir}"' + (f' lang="{block.lang}"' if block.lang else "")
        if block.tree is not None:
            out.append(_list(block.tree, attributes))
        elif block.kind == "table":
            out.append(_table(block, attributes))
        elif block.kind == "quote":
            paragraphs = "".join(f"<p>{_lines(part)}</p>" for part in block.parts)
            out.append(f"<blockquote{attributes}>{paragraphs}</blockquote>")
        else:
            out.append(f"<{block.kind}{attributes}>{_lines(block.parts[0])}</{block.kind}>")
    return "".join(out)


def _tidy_list(made: List) -> List:
    items = []
    for item in made.items:
        lists: list[List] = []
        for child in map(_tidy_list, item.lists):
            if lists and lists[-1].ordered == child.ordered:
                lists[-1].items += child.items
            elif child.items:
                lists.append(child)
        lines: list[Line] = [line for line in map(tidy, item.lines) if line]
        if lines or lists:
            items.append(Item(lines, lists))
    return List(made.ordered, items)


def _tidy_table(block: Block) -> Block:
    wide = min(max((len(row) for row in block.rows), default=0), WIDEST)
    rows = []
    for row in block.rows:
        beyond = [joined(row[wide - 1 :])] if len(row) >= wide else []
        cells: list[Line] = [*map(tidy, row[: wide - 1]), *beyond]
        rows.append(cells + [()] * (wide - len(cells)))
    return replace(block, caption=tidy(block.caption), rows=rows)


def _paragraphs(parts: Iterable[list[Line]]) -> list[list[Line]]:
    """Return the paragraphs, parted again where a line is empty."""
    out: list[list[Line]] = []
    for part in parts:
        for full, lines in groupby(map(tidy, part), key=bool):
            if full:
                out.append([*lines])
    return out


def tidied(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks as there is only one way to have them: nothing empty, every row of a table equally long.

    A table without a cell is the paragraph that its caption was.
    """
    out: list[Block] = []
    for block in blocks:
        if block.tree is not None:
            made = _tidy_list(block.tree)
            out += [replace(block, tree=made)] if made.items else []
        elif block.kind == "table":
            table = _tidy_table(block)
            if table.rows and table.rows[0]:
                out.append(table)
            elif table.caption:
                out.append(Block("p", block.dir, block.lang, parts=[[table.caption]]))
        elif block.kind in HEADINGS:
            line = joined(line for part in block.parts for line in part)
            out += [replace(block, parts=[[line]])] if line else []
        else:
            parts = _paragraphs(block.parts)
            quote = block.kind == "quote"
            out += [replace(block, parts=each) for each in ([parts] if quote else [[part] for part in parts]) if each]
    return out
