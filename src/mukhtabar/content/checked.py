"""The content check of one document: its texts are read, its ticks are counted (rules/checks)."""

from collections.abc import Iterator
from typing import Any

from mukhtabar.content.texts import HTML, Texts
from mukhtabar.rules.checks import Finding, Passage, alternative, check, missing_leading


def passages(document: Any) -> Iterator[Passage]:
    """Yield every text of `document`, by field and language, the leading language first."""
    for field in document.fields:
        texts = getattr(document, field)
        if isinstance(texts, Texts):
            for language in sorted(texts.values, key=lambda code: code != texts.source):
                if text := texts.get(language):
                    yield Passage(field, language, text, html=field in HTML)


def findings(document: Any) -> list[Finding]:
    """Return what the content check finds in `document`, what blocks its publishing first."""
    found = check(passages(document), document.vouched)
    for field in document.fields:
        texts = getattr(document, field)
        if isinstance(texts, Texts):
            missing = missing_leading(field, texts.source, [code for code in texts.values if texts.get(code)])
            found += [missing] if missing else []
    texts = getattr(document, "alternative", None)
    if isinstance(texts, Texts) and not document.decorative:
        language, said = texts.best(texts.source)
        found += alternative("alternative", language, said, document.filename)
    return sorted(found, key=lambda finding: not finding.blocks)


def to_fix(document: Any) -> list[Finding]:
    """Return what must be put right before `document` is published."""
    return [finding for finding in findings(document) if finding.blocks]


def vouchable(document: Any) -> dict[str, Finding]:
    """Return the personal data in `document` by the key that a tick is kept under, ticked or not."""
    return {finding.key: finding for finding in check(passages(document)) if finding.key}
