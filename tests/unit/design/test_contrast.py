"""Contrast of every pair of colours that meet, in each theme (WCAG 1.4.3, 1.4.6, 1.4.11; GOALS A4)."""

import re

import pytest

TEXT = [
    ("ink", "paper"),
    ("ink", "raise"),
    ("ink", "sunk"),
    ("ink", "mark"),
    ("soft", "paper"),
    ("soft", "raise"),
    ("soft", "sunk"),
    ("link", "paper"),
    ("link", "raise"),
    ("link", "sunk"),
    ("hover", "paper"),
    ("hover", "raise"),
    ("main-on", "main"),
    ("main-on", "main-press"),
    ("main", "paper"),
    ("main", "sunk"),
    ("clay", "paper"),
    ("rust", "paper"),
    ("rust", "raise"),
    ("rust", "sunk"),
    ("palm", "paper"),
    ("sun", "paper"),
    ("paper", "link"),
    ("ink", "tint-neutral"),
    ("link", "tint-open"),
    ("sun", "tint-waiting"),
    ("palm", "tint-done"),
    ("rust", "tint-refused"),
    ("soft", "tint-open"),
    ("link", "tint-waiting"),
    ("ink", "tint-open"),
    ("ink", "tint-waiting"),
    ("ink", "tint-done"),
    ("ink", "tint-refused"),
    ("cloth-on", "cloth"),
    ("cloth-on", "cloth-deep"),
    ("sand", "cloth"),
    ("sand", "cloth-deep"),
    ("earth-on", "earth"),
    ("sand", "earth"),
]
SHAPES = [
    ("edge", "paper"),
    ("edge", "raise"),
    ("focus", "paper"),
    ("focus", "raise"),
    ("focus", "sunk"),
    ("cloth-focus", "cloth"),
    ("cloth-focus", "cloth-deep"),
    ("cloth-focus", "earth"),
    ("ochre", "paper"),
]


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """Return the contrast ratio of two colours."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def blocks(css: str, opening: str) -> str:
    """Return the body of the first rule that opens so."""
    start = css.index(opening) + len(opening)
    return css[start : css.index("}", start)]


def palettes(css: str) -> dict[str, dict[str, str]]:
    """Return name -> variable -> colour, as the cascade leaves them."""
    plain = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", blocks(css, ":root {")))
    plain_high = plain | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", blocks(css, ':root[data-contrast="high"] {')))
    modern = css[css.index("@supports (color") :]
    pair = r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)"
    base = re.findall(pair, blocks(modern, ":root {"))
    high = re.findall(pair, blocks(modern, ':root[data-contrast="high"] {'))
    more = re.findall(pair, blocks(css[css.index("@media (prefers-contrast") :], ":root {"))
    made = {"plain": plain, "plain high": plain_high}
    for index, theme in enumerate(("light", "dark"), 1):
        made[theme] = {found[0]: found[index] for found in base}
        made[f"high {theme}"] = made[theme] | {found[0]: found[index] for found in high}
        made[f"more {theme}"] = made[theme] | {found[0]: found[index] for found in more}
    return made


NAMES = ["plain", "light", "dark", "plain high", "high light", "high dark", "more light", "more dark"]


@pytest.mark.parametrize("name", NAMES)
def test_text(css: str, name: str) -> None:
    palette = palettes(css)[name]
    least = 7.0 if "high" in name or "more" in name else 4.5
    assert [
        (ink, ground, round(ratio(palette[ink], palette[ground]), 2))
        for ink, ground in TEXT
        if ratio(palette[ink], palette[ground]) < least
    ] == []


@pytest.mark.parametrize("name", NAMES)
def test_shapes(css: str, name: str) -> None:
    palette = palettes(css)[name]
    assert [
        (ink, ground, round(ratio(palette[ink], palette[ground]), 2))
        for ink, ground in SHAPES
        if ratio(palette[ink], palette[ground]) < 3.0
    ] == []


def test_old_browsers_get_the_light_palette(css: str) -> None:
    made = palettes(css)
    assert made["plain"] == made["light"]
    assert made["plain high"] == made["high light"]
