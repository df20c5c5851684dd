"""How far the translations of a document are: what is there, is missing, fell behind, or waits as a draft."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mukhtabar.content.texts import Texts
from mukhtabar.language import DEFAULT, LANGUAGES

#: The field that says the same as another one in easier words, and that other one.
EASY, PLAIN = "easy", "body"
#: How a field is read, by its name. Where none is given it is read as everyone reads it: what is not out yet is not
#: there to be translated, but by who may write it (actions/early.py).
Read = Callable[[str], Any]


@dataclass(frozen=True)
class Draft:
    """A translation that no reader sees, kept apart from the texts.

    `fields` are what it will say instead of what is public; `held` when each of them was held against the original;
    `by` is an opaque id.
    """

    fields: Mapping[str, str]
    held: Mapping[str, datetime]
    by: str | None
    time: datetime
    ready: bool = False


def joined_drafts(one: Draft, other: Draft) -> Draft:
    """Return both as one: of a field that is in both, what was held against the original last.

    It is ready when both are: nobody asked to publish the rest.
    """
    last, first = (one, other) if one.time >= other.time else (other, one)
    fields, held = {**first.fields, **last.fields}, {**first.held, **last.held}
    for name, when in first.held.items():
        if when > held[name]:
            fields[name], held[name] = first.fields[name], when
    return Draft(fields, held, last.by, last.time, one.ready and other.ready)


@dataclass(frozen=True)
class Standing:
    """How far one language of a document is. `stale`: field -> when its original moved on."""

    language: str
    there: tuple[str, ...]
    missing: tuple[str, ...]
    stale: Mapping[str, datetime]
    draft: Draft | None

    @property
    def since(self) -> datetime | None:
        """Since when readers of this language read something older than the original."""
        return min(self.stale.values(), default=None)

    @property
    def state(self) -> str:
        """What readers get, in one word: stale, part, whole or none."""
        if self.stale:
            return "stale"
        if self.missing:
            return "part" if self.there else "none"
        return "whole" if self.there else "none"


def leading(document: Any) -> str:
    """Return the language in which the document is written first: it follows the document's own workflow."""
    title = document.title_text
    return title.source if isinstance(getattr(document, "title", None), Texts) else DEFAULT


def originals(document: Any, language: str, read: Read | None = None) -> dict[str, Texts]:
    """Return the fields that can be translated into `language`: those that say something in another one."""
    read = read or document.for_readers
    texts = ((name, read(name)) for name in document.fields)
    return {
        name: value
        for name, value in texts
        if isinstance(value, Texts)
        and value.source != language
        and any(text for code, text in value.values.items() if code != language)
    }


def standing(document: Any, language: str, read: Read | None = None) -> Standing:
    """Return how far `language` is; of the leading one, whether its easy-read text keeps up with the text."""
    draft = document.translations.get(language)
    if language == leading(document):
        behind = easy_behind(document)
        says = read or document.for_readers
        there = tuple(name for name in document.fields if _says(says(name), language))
        return Standing(language, there, (), {EASY: behind} if behind else {}, draft)
    found = originals(document, language, read)
    stale = {name: since for name, texts in found.items() if (since := texts.stale_since(language))}
    there = tuple(name for name in found if found[name].get(language))
    return Standing(language, there, tuple(name for name in found if name not in there), stale, draft)


def standings(document: Any, read: Read | None = None) -> list[Standing]:
    """Return how far every language is, the leading one first."""
    first = leading(document)
    return [standing(document, code, read) for code in (first, *(code for code in LANGUAGES if code != first))]


def easy_behind(document: Any) -> datetime | None:
    """Return when the text moved on after its easy-read edition was last found right, or None."""
    easy, text = getattr(document, EASY, None), getattr(document, PLAIN, None)
    if not isinstance(easy, Texts) or not isinstance(text, Texts):
        return None
    mine, other = easy.changed.get(easy.source), text.changed.get(easy.source)
    return other if mine and other and mine < other else None


def older_since(document: Any, names: Iterator[str] | tuple[str, ...], language: str) -> datetime | None:
    """Return since when what a reader of `language` gets in the fields `names` is older than what it was made from."""
    found = []
    for name in names:
        texts = getattr(document, name, None)
        if isinstance(texts, Texts):
            found.append(texts.stale_since(language))
            if name == EASY:
                found.append(easy_behind(document))
    return min((since for since in found if since), default=None)


def to_do(document: Any) -> Iterator[tuple[str, int, datetime]]:
    """Yield (language, how pressing, since when) of what waits: 0 ready to publish, 1 out of date, 2 not all there."""
    for each in standings(document):
        if each.draft is not None and each.draft.ready:
            yield each.language, 0, each.draft.time
        elif each.since is not None:
            yield each.language, 1, each.since
        elif each.missing:
            yield each.language, 2, document.created


def _says(texts: Any, language: str) -> bool:
    return isinstance(texts, Texts) and bool(texts.get(language))
