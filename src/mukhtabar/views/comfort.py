"""The reading comfort a person chose: text size, contrast, motion, theme, in one plain cookie."""

from dataclasses import astuple, dataclass
from typing import Self

COOKIE = "comfort"
CHOICES = {
    "size": ("100", "125", "150"),
    "contrast": ("normal", "high"),
    "motion": ("normal", "reduced"),
    "theme": ("auto", "light", "dark"),
}


@dataclass(frozen=True)
class Comfort:
    """One person's choices; each is one of CHOICES, the first being the default."""

    size: str = "100"
    contrast: str = "normal"
    motion: str = "normal"
    theme: str = "auto"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the choices in a cookie's text; whatever is not offered becomes the default."""
        parts = text.split(".")
        return cls.chosen(dict(zip(CHOICES, parts, strict=False)))

    @classmethod
    def chosen(cls, given: dict[str, str]) -> Self:
        """Return the choices in a form's fields, defaults for what is missing or not offered."""
        return cls(
            **{name: given[name] if given.get(name) in offered else offered[0] for name, offered in CHOICES.items()}
        )

    def __str__(self) -> str:
        return ".".join(astuple(self))
