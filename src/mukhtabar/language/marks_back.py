"""From HTML back to the marks it was typed with, so that a text can be edited without a rich editor."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from mukhtabar.language.clean import clean_text
from mukhtabar.language.marks_read import read_marks
from mukhtabar.language.rich import Block, Line, List, Run
from mukhtabar.language.rich_html import blocks_of

_SPECIAL = re.compile(r"[\\*_\[\]|]")
_BEGINS = re.compile(r"(\d{1,3})?(?=[-#>|{=.])")


@dataclass(frozen=True)
class _Style:
    """How carefully marks are written: doubled, so that they hold inside a word; letters that look like one struck."""

    doubled: bool = False
    struck: bool = False

    def line(self, line: Line, cell: bool = False) -> str:
        out = []
        for href, linked in groupby(line, key=lambda run: run.href):
            inner = ""
            for strong, same in groupby(linked, key=lambda run: run.strong):
                words = "".join(self._run(run, cell) for run in same)
                inner += self._around("*", words) if strong else words
            out.append(f"[{inner}]({href})" if href else inner)
        text = "".join(out)
        return _BEGINS.sub(r"\1\\", text, count=1) if self.struck and _BEGINS.match(text) else text

    def _around(self, mark: str, words: str) -> str:
        marks = mark * 2 if self.doubled else mark
        return f"{marks}{words}{marks}"

    def _run(self, run: Run, cell: bool) -> str:
        text = run.text.replace("|", r"\|") if cell else run.text
        if self.struck:
            text = _SPECIAL.sub(r"\\\g<0>", run.text)
        return self._around("_", text) if run.em else text

    def lines(self, lines: Iterable[Line], before: str = "") -> str:
        return f"\n{before}".join(self.line(line) for line in lines)

    def listed(self, made: List, indent: str = "") -> list[str]:
        out = []
        for number, item in enumerate(made.items, 1):
            mark = f"{min(number, 999)}." if made.ordered else "-"
            out.append(f"{indent}{mark} {self.lines(item.lines, indent + '  ')}")
            for child in item.lists:
                out += self.listed(child, indent + ("   " if made.ordered else "  "))
        return out

    def table(self, block: Block) -> list[str]:
        rows = [f"| {' | '.join(self.line(cell, cell=True) for cell in row)} |" for row in block.rows]
        rule = ["|" + "---|" * len(block.rows[0])] if block.head else []
        caption = [f"|= {self.line(block.caption)}"] if block.caption else []
        return [*caption, *rows[:1], *rule, *rows[1:]]

    def block(self, block: Block) -> str:
        words = " ".join(word for word in (block.dir if block.dir != "auto" else "", block.lang) if word)
        if block.tree is not None:
            text = "\n".join(self.listed(block.tree))
        elif block.kind == "table":
            text = "\n".join(self.table(block))
        elif block.kind == "quote":
            text = "\n>\n".join(f"> {self.lines(part, '> ')}" for part in block.parts)
        else:
            heading = "" if block.kind == "p" else "#" * int(block.kind[1]) + " "
            text = f"{heading}{self.lines(block.parts[0])}"
            return f"{{{words}}} {text}" if words else text
        return f"{{{words}}}\n{text}" if words else text


def write_block(block: Block) -> str:
    """Return a block as it would be typed, and only where that is read as something else with more marks."""
    for style in (_Style(), _Style(doubled=True)):
        text = style.block(block)
        if read_marks(text) == [block]:
            return text
    return _Style(doubled=True, struck=True).block(block)


def html_to_plain(html: str) -> str:
    """Return `html` as plain text with the marks that language.html.plain_to_html(…, editor=True) reads.

    What was made from marks or with the editor comes back as it was. Of other HTML all words stay, and what the marks
    have no word for becomes a line of text.
    """
    return clean_text("\n\n".join(map(write_block, blocks_of(html))))
