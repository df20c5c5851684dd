"""An institution's text: one field per language, with what is out of date marked (DESIGN.md section 7)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from mukhtabar.language import DEFAULT, LANGUAGES
from mukhtabar.language.typeset import typeset

#: The fields that hold HTML; all others are plain.
HTML = frozenset({"body", "easy", "synthesis", "reply"})


@dataclass(frozen=True)
class Texts:
    """The same text in several languages. `changed` says when each was last written (UTC); `source` leads."""

    values: Mapping[str, str] = field(default_factory=dict)
    changed: Mapping[str, datetime] = field(default_factory=dict)
    source: str = DEFAULT

    @classmethod
    def of(cls, now: datetime, source: str = DEFAULT, **values: str) -> Self:
        """Return texts written at `now`, by language code."""
        kept = {language: text for language, text in values.items() if text}
        return cls(kept, dict.fromkeys(kept, now), source)

    def with_values(self, now: datetime, values: Mapping[str, str]) -> "Texts":
        """Return these texts with `values` over them; unchanged ones keep their date, empty ones go."""
        kept, changed = dict(self.values), dict(self.changed)
        for language, text in values.items():
            if not text:
                kept.pop(language, None)
                changed.pop(language, None)
            elif text != self.values.get(language):
                kept[language], changed[language] = text, now
        return Texts(kept, changed, self.source)

    def written(self, language: str, text: str, when: datetime) -> "Texts":
        """Return these texts with `text` in one language, held against the source at `when`; empty, it goes."""
        kept, changed = self.without(language).values, self.without(language).changed
        if not text:
            return Texts(kept, changed, self.source)
        return Texts({**kept, language: text}, {**changed, language: when}, self.source)

    def confirmed(self, language: str, when: datetime) -> "Texts":
        """Return these texts with one language found right at `when`: its words stay, its date moves on."""
        return self.written(language, self.get(language), when)

    def with_later_dates(self, other: "Texts") -> "Texts":
        """Return these texts; a language that says the same in `other` has the later of its two dates."""
        changed = dict(self.changed)
        for language, when in self.changed.items():
            if self.get(language) == other.get(language):
                changed[language] = max(when, other.changed.get(language, when))
        return Texts(self.values, changed, self.source)

    def without(self, language: str) -> "Texts":
        """Return these texts without one language."""
        kept = {code: text for code, text in self.values.items() if code != language}
        return Texts(kept, {code: when for code, when in self.changed.items() if code != language}, self.source)

    def best(self, language: str) -> tuple[str, str]:
        """Return (language, text) to show: the one asked for, else the source, else the first there is."""
        for code in (language, self.source, *LANGUAGES):
            if self.values.get(code):
                return code, typeset(self.values[code], code)
        return language, ""

    def get(self, language: str) -> str:
        """Return the text in exactly that language, or an empty one."""
        return self.values.get(language, "")

    def stale_since(self, language: str) -> datetime | None:
        """Return when the source moved on after `language` was written, or None when it is up to date."""
        mine, lead = self.changed.get(language), self.changed.get(self.source)
        return lead if mine and lead and language != self.source and mine < lead else None

    def moved_since(self, moment: datetime) -> bool:
        """Whether the source was changed after `moment`."""
        lead = self.changed.get(self.source)
        return lead is not None and moment < lead

    def __bool__(self) -> bool:
        return any(self.values.values())

    def as_dict(self) -> dict[str, str]:
        """Return the bare texts by language, for a revision."""
        return dict(sorted(self.values.items()))
