"""The stylesheet serves both directions, bends to no Arabic sin, and stays light (GOALS A5, W1)."""

import gzip
import re

import pytest

from .conftest import STATIC

PHYSICAL = [
    r"(?<![\w-])(?:left|right)(?![\w-])",
    r"(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|bottom)\b",
    r"(?<![\w-])(?:top|bottom)\s*:",
    r"border-(?:top|bottom)-(?:left|right)-radius",
    r"(?<![\w-])(?:min-|max-)?(?:width|height)\s*:\s*[^;)]*;",
]


@pytest.mark.parametrize("pattern", PHYSICAL)
def test_no_physical_property(css: str, pattern: str) -> None:
    assert re.findall(pattern, css) == []


@pytest.mark.parametrize(
    "words",
    [
        "letter-spacing",
        "italic",
        "oblique",
        "text-transform",
        "justify;",
        "text-align: justify",
        "word-spacing",
        "@import",
        "data:",
    ],
)
def test_never(css: str, words: str) -> None:
    assert words not in css


def test_foreign_origin(css: str) -> None:
    assert re.findall(r"url\(\"?(?:https?:)?//", css) == []


def test_arabic_has_room(css: str) -> None:
    size = re.search(r"html:lang\(ar\) body \{ font-size: ([\d.]+)rem", css)
    height = re.search(r"\[lang=\"ar\"\] \{ line-height: ([\d.]+)", css)
    assert size and float(size[1]) * 16 >= 18
    assert height and float(height[1]) >= 1.7
    assert all(float(offset) >= 0.25 for offset in re.findall(r"text-underline-offset: ([\d.]+)em", css))


def test_braces_balance(css: str) -> None:
    assert css.count("{") == css.count("}")


def test_every_property_used_is_defined(css: str) -> None:
    assert set(re.findall(r"var\((--[\w-]+)\)", css)) <= set(re.findall(r"(--[\w-]+)\s*:", css))


def test_weights() -> None:
    assert len(gzip.compress((STATIC / "site.css").read_bytes(), 9)) <= 12_000
    assert (STATIC / "site.js").stat().st_size <= 5_000
    assert (STATIC / "vendor/fonts/noto-sans-tifinagh.woff2").stat().st_size <= 18_000
    assert (STATIC / "emblem.svg").stat().st_size <= 2_000


def test_font_is_for_tifinagh_only_and_licensed(css: str) -> None:
    assert css.count("@font-face") == 1
    assert "unicode-range: U+2D30-2D7F" in css and "font-display: swap" in css
    assert "SIL Open Font License" in (STATIC / "vendor/fonts/LICENSE-noto-sans-tifinagh.txt").read_text(
        encoding="utf-8"
    )
