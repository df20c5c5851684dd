"""How easy a text is to read, counted: short sentences, one idea a line (Inclusion Europe, «Information for all»).

The bounds are those of the house: 15 words a sentence, 3 sentences a paragraph, 150 words in all.
"""

import re
from dataclasses import dataclass

#: At most so many words in a sentence, sentences in a paragraph, words in all.
SENTENCE, PARAGRAPH, WHOLE = 15, 3, 150

#: A line end, or a full stop, question mark, exclamation mark or ellipsis before a blank: «3.5» ends nothing.
_END = re.compile(r"(?<=[.!?؟…])[»\")\]]*\s+|\n+")
_BLOCK = re.compile(r"\n[ \t]*\n\s*")
#: What simple marks put before a line, and around words: an item, a heading, a link's address.
_MARK = re.compile(r"^(?:-|\d+\.|##) +")
_LINK = re.compile(r"\[([^\[\]\n]*)\]\([^()\s]*\)")


@dataclass(frozen=True)
class Ease:
    """What was counted: the words, and what is too long as (how many, how it begins)."""

    words: int
    sentences: tuple[tuple[int, str], ...] = ()
    paragraphs: tuple[tuple[int, str], ...] = ()

    @property
    def easy(self) -> bool:
        """Whether nothing is too long."""
        return not self.sentences and not self.paragraphs and self.words <= WHOLE


def count(text: str) -> int:
    """Return how many words there are: pieces between blanks that hold a letter or a digit."""
    return sum(any(sign.isalnum() for sign in piece) for piece in text.split())


def sentences(paragraph: str) -> list[str]:
    """Return the sentences of a paragraph with simple marks, without the marks of its lines."""
    lines = "\n".join(_MARK.sub("", line.strip()) for line in _LINK.sub(r"\1", paragraph).splitlines())
    return [found for piece in _END.split(lines) if (found := piece.strip()) and count(found)]


def ease(text: str) -> Ease:
    """Return how easy a text with simple marks is to read. A list is no paragraph: each item stands for itself."""
    long_sentences, long_paragraphs, words = [], [], 0
    for block in _BLOCK.split(text):
        found = sentences(block)
        words += sum(count(sentence) for sentence in found)
        long_sentences += [(count(sentence), sentence) for sentence in found if count(sentence) > SENTENCE]
        prose = [line for line in block.splitlines() if not _MARK.match(line.strip())]
        number = len(sentences("\n".join(prose)))
        if number > PARAGRAPH:
            long_paragraphs.append((number, found[0]))
    return Ease(words, tuple(long_sentences), tuple(long_paragraphs))
