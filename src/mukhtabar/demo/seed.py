"""The first news item, from the text that was extracted of the source (data/seed_article.md; see data/SOURCES.md)."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files

from mukhtabar.demo.accounts import load
from mukhtabar.language.dates import ZONE
from mukhtabar.language.html import plain_to_html

#: What the extraction garbled -> how it certainly read.
FAULTS: dict[str, str] = load("content")["seed"]["faults"]
_DASH = re.compile(r"^– *", re.MULTILINE)
_BETWEEN_ITEMS = re.compile(r"(?<=\S)[ \u00a0]*\n\s*\n(?=- )")


@dataclass(frozen=True)
class Seed:
    """The article as the file has it. `dated` is in UTC."""

    title: str
    dated: datetime
    category: str
    body: str


def read_seed() -> Seed:
    """Return the article, word for word."""
    _before, front, body = files("mukhtabar.data").joinpath("seed_article.md").read_text("utf-8").split("---\n", 2)
    fields = dict(line.split(": ", 1) for line in front.strip().splitlines())
    local = datetime.strptime(fields["date"], "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)
    return Seed(fields["title"], local.astimezone(UTC), fields["category"], body)


def corrected(text: str) -> str:
    """Return `text` without the faults of the extraction."""
    for wrong, right in FAULTS.items():
        text = text.replace(wrong, right)
    return text


def to_html(body: str) -> str:
    """Return the body as HTML: a paragraph each, and the lines that begin with a dash as one list."""
    dashed = _DASH.sub("- ", body)
    first, *items = _BETWEEN_ITEMS.split(dashed)
    # The line before the first item ends a paragraph; the items stand together.
    return plain_to_html(first + "\n\n" + "\n".join(items), editor=True)
