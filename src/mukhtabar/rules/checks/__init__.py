"""The content check: pure functions from the texts of a document to a list of findings (decision 0020)."""

from collections.abc import Collection, Iterable, Iterator

from mukhtabar.language.message import Message, _
from mukhtabar.rules.checks.finding import Finding, Passage, excerpt
from mukhtabar.rules.checks.links import links
from mukhtabar.rules.checks.parts import Parts, parts_of
from mukhtabar.rules.checks.personal import Kind, Personal, personal
from mukhtabar.rules.checks.sentences import long_sentences
from mukhtabar.rules.checks.signs import signs
from mukhtabar.rules.checks.structure import alternative, structure
from mukhtabar.rules.checks.tongue import tongue

__all__ = ["Finding", "Kind", "Passage", "Personal", "alternative", "check", "missing_leading", "personal"]

_SAID: dict[Kind, Message] = {
    Kind.PHONE: _("This seems to be a telephone number. Take it out, or tick that it belongs to an institution."),
    Kind.EMAIL: _("This seems to be an e-mail address. Take it out, or tick that it belongs to an institution."),
    Kind.IDENTITY: _("This seems to be the number of an identity card. Take it out, or tick that it is none."),
    Kind.ACCOUNT: _("This seems to be a bank account. Take it out, or tick that it belongs to an institution."),
}


def check(passages: Iterable[Passage], settled: Collection[str] = ()) -> list[Finding]:
    """Return the findings of the texts of one document: what blocks first, then advice, each in the order of the text.

    `settled` are the keys of personal data that the author has ticked as an institution's.
    """
    found = [finding for passage in passages for finding in _passage(passage, settled)]
    return sorted(found, key=lambda finding: not finding.blocks)


def _passage(passage: Passage, settled: Collection[str]) -> Iterator[Finding]:
    parts = parts_of(passage.text, passage.language, passage.html)
    raw = _raw(parts) if passage.html else passage.text
    if passage.html:
        yield from structure(passage, parts)
        yield from links(passage, parts)
    yield from tongue(passage, parts)
    yield from long_sentences(passage, "\n".join(block.text for block in parts.blocks))
    yield from signs(passage, raw)
    yield from _personal(passage, parts, raw, settled)


def _raw(parts: Parts) -> str:
    """Return the words as they were typed, a line for each block."""
    return "\n".join("".join(words for _language, words in block.runs) for block in parts.blocks)


def _personal(passage: Passage, parts: Parts, raw: str, settled: Collection[str]) -> Iterator[Finding]:
    told = set(settled)
    addresses = [link.href.partition("?")[0] for link in parts.links]
    for text in (raw, *addresses):
        for one in personal(text):
            if one.key in told:
                continue
            told.add(one.key)
            where = excerpt(text, one.start, one.end)
            yield Finding(f"personal_{one.kind}", True, passage.field, passage.language, where, _SAID[one.kind],
                          _("Law 09-08"), key=one.key, what=" ".join(text[one.start : one.end].split()))  # fmt: skip


def missing_leading(field: str, leading: str, written: Collection[str]) -> Finding | None:
    """Return what is wrong when a field is `written` in other languages, and not in the one that leads the text."""
    if not written or leading in written:
        return None
    sentence = _("The language that leads this text is missing here. Write it first; the others follow it.")
    return Finding("missing_leading", field == "title", field, leading, "", sentence, "WCAG 3.1.1")
