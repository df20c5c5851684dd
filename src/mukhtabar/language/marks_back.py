"""From HTML back to the simple marks it was typed with, so that a text can be edited without a rich editor."""

import re
from html.parser import HTMLParser

from mukhtabar.language.clean import clean_text
from mukhtabar.language.html import sanitise

_BLOCKS = frozenset({
    "p", "ul", "ol", "li", "blockquote", "h2", "h3", "h4", "table", "caption", "thead", "tbody", "tfoot", "tr",
})  # fmt: skip
_HEADINGS = frozenset({"h2", "h3", "h4"})
#: A line end in HTML is a blank; ``<br>`` is a line end.
_SPACE = re.compile(r"[ \t]*\n\s*")


class _Marks(HTMLParser):
    """Collects blocks: each a kind (paragraph, heading, list) and its lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[tuple[str, list[str]]] = []
        self._lists: list[list[int]] = []
        self._href: list[tuple[str, int]] = []
        self._open = False

    def _line(self, kind: str, mark: str = "", follow: bool = False) -> None:
        """Begin a line: in the block before when it is of the same kind and `follow` says so."""
        if not (follow and self.blocks and self.blocks[-1][0] == kind):
            self.blocks.append((kind, []))
        self.blocks[-1][1].append(mark)
        self._open = True

    def _add(self, text: str) -> None:
        if not self._open:
            self._line("p")
        self.blocks[-1][1][-1] += text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"ul", "ol"}:
            self._lists.append([0, 1 if tag == "ol" else 0])
            self._open = False
        elif tag == "li":
            state = self._lists[-1] if self._lists else [0, 0]
            state[0] += 1
            self._line("list", f"{state[0]}. " if state[1] else "- ", follow=state[0] > 1 or len(self._lists) > 1)
        elif tag in _HEADINGS:
            self._line("h", "## ")
        elif tag == "tr":
            self._line("row", follow=True)
        elif tag == "p" and self.blocks and self._open and self.blocks[-1][0] == "list":
            self._add("" if self.blocks[-1][1][-1].endswith(" ") else " ")
        elif tag in _BLOCKS:
            self._open = False
        else:
            self._inline(tag, attrs)

    def _inline(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            if self.blocks and self._open:
                self.blocks[-1][1].append("")
        elif tag in {"td", "th"}:
            if self.blocks and self._open and self.blocks[-1][1][-1]:
                self._add(" – ")
        elif tag == "strong":
            self._add("*")
        elif tag == "a":
            self._add("")
            href = next((value for name, value in attrs if name == "href" and value), "")
            self._href.append((href.replace("(", "%28").replace(")", "%29"), len(self.blocks[-1][1][-1])))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
            self._open = False
        elif tag == "strong":
            self._add("*")
        elif tag == "a" and self._href:
            self._link(*self._href.pop())
        elif tag in _BLOCKS and tag not in {"tr", "li"}:
            in_item = tag == "p" and self._lists and self.blocks and self.blocks[-1][0] == "list"
            self._open = self._open and bool(in_item)

    def _link(self, href: str, start: int) -> None:
        lines = self.blocks[-1][1]
        text = lines[-1][start:]
        if href and text:
            lines[-1] = f"{lines[-1][:start]}[{text.replace('[', '(').replace(']', ')')}]({href})"

    def handle_data(self, data: str) -> None:
        text = _SPACE.sub(" ", data)
        if text.strip(" ") or self._open:
            self._add(text)


def html_to_plain(html: str) -> str:
    """Return `html` as plain text with the marks that language.html.plain_to_html(…, editor=True) reads.

    What was made from marks comes back as it was typed. Of other HTML all words stay, but a third heading, a number
    before an item or a table is then only a line of text.
    """
    parser = _Marks()
    parser.feed(sanitise(html, editor=True))
    parser.close()
    out, before = "", ""
    for kind, lines in parser.blocks:
        text = "\n".join(lines)
        # Blanks at the beginning of a paragraph only stay right under a list or a heading.
        out += ("\n" if text[:1].isspace() and kind != before else "\n\n") + text
        before = kind
    return clean_text(out)
