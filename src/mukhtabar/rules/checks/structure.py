"""Headings, tables and pictures: what a screen reader goes by (WCAG 1.1.1, 1.3.1, 2.4.6)."""

from collections.abc import Iterator

from mukhtabar.language.message import _
from mukhtabar.rules.checks.finding import Finding, Passage, excerpt
from mukhtabar.rules.checks.parts import Block, Parts, Picture, Table

#: The title of the page is its first heading.
TITLE_LEVEL = 1
#: A whole paragraph in bold that is no longer than this is meant as a heading.
HEADING_MOST = 80


def structure(passage: Passage, parts: Parts) -> Iterator[Finding]:
    """Yield what is wrong with the headings, the tables and the pictures of a field."""
    yield from _headings(passage, parts)
    for table in parts.tables:
        yield from _table(passage, table)
    for picture in parts.pictures:
        yield from _picture(passage, picture)


def _headings(passage: Passage, parts: Parts) -> Iterator[Finding]:
    before = TITLE_LEVEL
    blocks = parts.blocks
    for number, block in enumerate(blocks):
        if not block.level:
            if _bold_heading(block) and any(later.text and not later.level for later in blocks[number + 1 :]):
                sentence = _("This line in bold looks like a heading. Begin it with ## so that it is one for all.")
                yield Finding("bold_heading", False, passage.field, passage.language, excerpt(block.text), sentence,
                              "WCAG 1.3.1")  # fmt: skip
            continue
        if not block.text:
            after = next((later.text for later in blocks[number + 1 :] if later.text), "")
            sentence = _("There is a heading without words. Write it, or take its mark away.")
            yield Finding("empty_heading", True, passage.field, passage.language, excerpt(after), sentence,
                          "WCAG 2.4.6")  # fmt: skip
            continue
        if block.level > before + 1:
            sentence = _(
                "This heading is of level ${level}, and the one before is of level ${before}. Leave no level out.",
                level=block.level, before=before,
            )  # fmt: skip
            yield Finding("skipped_heading", True, passage.field, passage.language, excerpt(block.text), sentence,
                          "WCAG 1.3.1")  # fmt: skip
        before = block.level


def _bold_heading(block: Block) -> bool:
    text, strong = block.text, " ".join(block.strong.split())
    ends = text.rstrip(" :*").endswith((".", "!", "؟", "?", "،", "؛"))
    return block.tag == "p" and bool(text) and text == strong and len(text) <= HEADING_MOST and not ends


def _table(passage: Passage, table: Table) -> Iterator[Finding]:
    cells = [cell for row in table.rows for cell in row]
    words = [text for _tag, text in cells if text.strip()]
    where = excerpt(" · ".join(words) or table.caption)
    if not words:
        sentence = _("The table is empty. Fill it in, or take it out.")
        yield Finding("empty_table", True, passage.field, passage.language, where, sentence, "WCAG 1.3.1")
        return
    if len(table.rows) == 1 or max(len(row) for row in table.rows) == 1:
        sentence = _("This table has one row or one column only. Write a list or a paragraph instead.")
        yield Finding("layout_table", False, passage.field, passage.language, where, sentence, "WCAG 1.3.2")
    elif not any(tag == "th" for tag, _text in cells):
        sentence = _("The table does not say what its columns hold. Make the cells of its first row headers.")
        yield Finding("no_table_headers", True, passage.field, passage.language, where, sentence, "WCAG 1.3.1")


def _picture(passage: Passage, picture: Picture) -> Iterator[Finding]:
    name = picture.src.rpartition("/")[2].partition("?")[0]
    yield from alternative(passage.field, passage.language, picture.alternative or "", name)


def alternative(field: str, language: str, text: str, filename: str) -> Iterator[Finding]:
    """Yield what is wrong with the alternative text of one picture, whose file is called `filename`."""
    if not text.strip():
        sentence = _("The picture has no words for those who do not see it. Say in a sentence what it shows.")
        yield Finding("no_alternative", True, field, language, filename, sentence, "WCAG 1.1.1")
    elif _is_name(text, filename):
        sentence = _("The alternative text is the name of the file. Say in a sentence what the picture shows.")
        yield Finding("alternative_is_name", True, field, language, excerpt(text), sentence, "WCAG 1.1.1")


def _is_name(text: str, filename: str) -> bool:
    said, stem = text.strip().casefold(), filename.rpartition(".")[0].casefold()
    plain = said.endswith((".jpg", ".jpeg", ".png", ".webp", ".gif")) and " " not in said
    return plain or (bool(filename) and said in {filename.casefold(), stem})
