"""The parts of a text that the checks look at, read once from its HTML: headings, links, tables, pictures, blocks."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from mukhtabar.language.html import plain_to_html

_BLOCKS = frozenset({"p", "li", "blockquote", "caption", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


@dataclass
class Block:
    """A paragraph, an item, a cell or a heading: its words as they were written, by the language said to be theirs."""

    tag: str
    runs: list[tuple[str, str]] = field(default_factory=list)
    strong: str = ""

    @property
    def text(self) -> str:
        """All words of the block, on one line."""
        return " ".join("".join(words for _language, words in self.runs).split())

    @property
    def level(self) -> int:
        """The level of a heading, 0 of anything else."""
        return _HEADINGS.get(self.tag, 0)


@dataclass
class Link:
    """A link: where it leads and what it says."""

    href: str
    text: str = ""


@dataclass
class Table:
    """A table: for each row the tags of its cells and what they say."""

    rows: list[list[tuple[str, str]]] = field(default_factory=list)
    caption: str = ""


@dataclass
class Picture:
    """A picture: its address and its alternative text, None when it has none."""

    src: str
    alternative: str | None


class Parts(HTMLParser):
    """Reads sanitised HTML whose language is `language`, unless an element says another."""

    def __init__(self, html: str, language: str) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.tables: list[Table] = []
        self.pictures: list[Picture] = []
        self._languages = [language]
        self._tags: list[tuple[str, bool]] = []
        self._block: Block | None = None
        self._link: Link | None = None
        self.feed(html)
        self.close()

    @property
    def headings(self) -> list[Block]:
        """The headings, in the order of the text."""
        return [block for block in self.blocks if block.level]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "img":
            self.pictures.append(Picture(given.get("src") or "", given.get("alt")))
            return
        if tag == "br":
            self.handle_data("\n")
            return
        said = given.get("lang")
        if said:
            self._languages.append(said)
        self._tags.append((tag, bool(said)))
        if tag in _BLOCKS:
            self._block = Block(tag)
            self.blocks.append(self._block)
        if tag == "a":
            self._link = Link(given.get("href") or "")
            self.links.append(self._link)
        elif tag == "table":
            self.tables.append(Table())
        elif tag == "tr" and self.tables:
            self.tables[-1].rows.append([])
        elif tag in {"td", "th"} and self.tables and self.tables[-1].rows:
            self.tables[-1].rows[-1].append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if not any(name == tag for name, _said in self._tags):
            return
        while self._tags:
            name, said = self._tags.pop()
            if said:
                self._languages.pop()
            if name in _BLOCKS:
                self._block = None
            if name == "a":
                self._link = None
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._block is None:
            if not data.strip():
                return
            self._block = Block("p")
            self.blocks.append(self._block)
        self._block.runs.append((self._languages[-1], data))
        within = {name for name, _said in self._tags}
        if "strong" in within:
            self._block.strong += data
        if self._link is not None:
            self._link.text += data
        if "caption" in within and self.tables:
            self.tables[-1].caption += data
        elif within & {"td", "th"} and self.tables and self.tables[-1].rows and self.tables[-1].rows[-1]:
            tag, text = self.tables[-1].rows[-1][-1]
            self.tables[-1].rows[-1][-1] = (tag, text + data)


def parts_of(text: str, language: str, html: bool) -> Parts:
    """Return the parts of a field; plain text has blocks, and nothing else that it does not say itself."""
    return Parts(text if html else plain_to_html(text), language)
