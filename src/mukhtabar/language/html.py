"""Rich text from people: an allow-list, never a block-list (nh3 is the Rust library ammonia)."""

import re
from html import escape
from html.parser import HTMLParser

import nh3

from mukhtabar.language.clean import clean_text, drop_hostile
from mukhtabar.language.href import safe_href
from mukhtabar.language.marks import MARKS
from mukhtabar.language.marks_read import read_marks
from mukhtabar.language.rich import to_html
from mukhtabar.language.typeset import dialled

_BLOCKS = frozenset({"p", "br", "ul", "ol", "li", "blockquote"})
_EDITOR_BLOCKS = frozenset({"h2", "h3", "h4", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"})
TAGS = _BLOCKS | {"strong", "em", "a", "bdi"}
EDITOR_TAGS = TAGS | _EDITOR_BLOCKS
_DIRECTIONS = frozenset({"rtl", "ltr", "auto"})
_LANGUAGES = frozenset({"ar", "fr", "zgh", "en", "ary"})
_SCHEMES = {"http", "https", "mailto"}
#: A mark right after a tag has no letter to sit on, and NFC would melt U+0338 and the tag's ``>`` into one character.
_ORPHAN = re.compile(f">[{MARKS}]+")
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\(([^()\s]{1,2000})\)")
_STRONG = re.compile(r"(?<![*\d])\*(?=\S)([^*\n]{1,500})(?<=\S)\*(?!\*)")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")


def _attribute(tag: str, name: str, value: str) -> str | None:
    # nh3 asks about the rel it adds itself, too; one that was written is not allowed and never gets here.
    if name == "rel":
        return value
    if name == "href":
        return value if safe_href(value) else None
    if name == "dir":
        return value.lower() if value.lower() in _DIRECTIONS else None
    return value.lower() if value.lower() in _LANGUAGES else None


_CLEANERS = {
    editor: nh3.Cleaner(
        tags=set(tags),
        attributes={**{tag: {"dir", "lang"} for tag in tags}, "a": {"href", "dir", "lang"}},
        attribute_filter=_attribute,
        url_schemes=_SCHEMES,
        link_rel="nofollow noopener",
    )
    for editor, tags in ((False, TAGS), (True, EDITOR_TAGS))
}
#: For markup that is made so as never to rest.
_WORDS = nh3.Cleaner(tags=set())
_MOST_PASSES = 6


def _safe_characters(html: str) -> str:
    return clean_text(_ORPHAN.sub(">", drop_hostile(html)))


def sanitise(html: str, editor: bool = False) -> str:
    """Return ``html`` with only the allowed tags, attributes and addresses; an editor may also use h2-h4 and tables.

    Every other tag goes and its text stays, but for script and style. Characters are cleaned before, and again after,
    because ``&#x202E;`` is only a character once parsed. Cleaning twice changes nothing.
    """
    safe = _safe_characters(html)
    # Where an unknown tag stood between two others, what is left may be read as another tree: read it until it rests.
    for _pass in range(_MOST_PASSES):
        before, safe = safe, _safe_characters(_CLEANERS[editor].clean(safe))
        if safe == before:
            return safe
    return _safe_characters(_WORDS.clean(safe))


def _inline(line: str) -> str:
    """Return one line as HTML: everything escaped, ``*strong*`` and ``[text](address)`` marked up."""
    out, end = [], 0
    for link in _LINK.finditer(line):
        if safe_href(link[2]):
            out += [_strong(line[end : link.start()]), f'<a href="{escape(link[2])}">{_strong(link[1])}</a>']
            end = link.end()
    return "".join([*out, _strong(line[end:])])


def _strong(text: str) -> str:
    return _STRONG.sub(r"<strong>\1</strong>", escape(text, quote=False))


def _block(block: str) -> str:
    """Return one block: runs of list lines and of plain lines, in the order they came."""
    out: list[str] = []
    kind = ""
    for line in block.split("\n"):
        now = "ul" if line.startswith("- ") else "p"
        content = f"<li>{_inline(line[2:])}</li>" if now == "ul" else _inline(line)
        if now == kind:
            out[-1] += content if now == "ul" else f"<br>{content}"
        else:
            out += [f"</{kind}>"] if kind else []
            out += [f'<{now} dir="auto">{content}']
        kind = now
    return "".join([*out, f"</{kind}>"])


def plain_to_html(text: str, editor: bool = False) -> str:
    """Return plain text as safe HTML: a blank line parts paragraphs, ``- `` makes a list; an editor has all the marks.

    Also ``*strong*`` and ``[text](address)``; a mark that is not complete, or an address that is not allowed, is shown
    as typed. Each block has ``dir="auto"``, so Arabic and French paragraphs each run their own way (W3C alreq).
    What a citizen typed is kept as typed and read anew each time it is shown: its marks never change. What an editor
    typed is read once (marks_read.py) and kept as HTML.
    """
    if editor:
        return sanitise(to_html(read_marks(text)), editor=True)
    blocks = [block for block in _PARAGRAPHS.split(clean_text(text)) if block.strip()]
    return dialled(sanitise("".join(_block(block) for block in blocks)))


class _Text(HTMLParser):
    """Collects the text; the end of a block is the end of a line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._line(tag)

    def handle_endtag(self, tag: str) -> None:
        self._line(tag)

    def _line(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.parts.append(" ")
        elif tag in _BLOCKS or tag in _EDITOR_BLOCKS:
            self.parts.append("\n")


def text_of(html: str) -> str:
    """Return the words of ``html`` as plain text, a line for each block, for search, excerpts and plain e-mail."""
    parser = _Text()
    parser.feed(sanitise(html, editor=True))
    parser.close()
    lines = (re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in "".join(parser.parts).split("\n"))
    return "\n".join(line for line in lines if line)
