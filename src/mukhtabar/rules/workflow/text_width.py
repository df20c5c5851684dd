"""How wide a text will be drawn, near enough to keep labels apart: a drawing without a browser has no font to ask."""

import unicodedata

_NARROW = frozenset("ijltfrI.,:;'|()! ")
_WIDE = frozenset("mwMWQOGDHNU@")


def width(text: str, size: float) -> float:
    """Return the width of ``text`` in the same unit as the font ``size``, rather too much than too little."""
    return sum(_share(sign) for sign in text) * size


def _share(sign: str) -> float:
    if unicodedata.combining(sign):
        return 0.0
    if "\u2d30" <= sign <= "\u2d7f":  # Tifinagh letters are as wide as capitals
        return 0.78
    if sign in _NARROW:
        return 0.36
    return 0.86 if sign in _WIDE else 0.58


def wrap(text: str, size: float, limit: float) -> tuple[str, ...]:
    """Return ``text`` in lines of at most ``limit`` where its words allow it."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}", size) <= limit:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)
