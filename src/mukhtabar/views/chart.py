"""Bars that belong to a table: drawn on the server, without a style or a script of their own."""

from collections.abc import Sequence
from html import escape

#: The width of the longest bar; the picture is as wide as its place, so numbers and names stand beside it as text.
WIDTH, HEIGHT = 1000, 20


def bar(parts: Sequence[tuple[str, int]], most: int, backwards: bool) -> str:
    """Return one bar as SVG: (class, count) of each part, one after the other; `most` is the longest of all bars.

    In a line that runs from right to left it does, too: `backwards`. It says nothing by itself: its figures stand
    beside it as text.
    """
    drawn, at = [], 0.0
    for kind, count in parts:
        width = count * WIDTH / (most or 1)
        x = WIDTH - at - width if backwards else at
        if count:
            drawn.append(f'<rect class="{escape(kind)}" x="{x:.1f}" y="0" width="{width:.1f}" height="{HEIGHT}"/>')
        at += width
    return (
        f'<svg class="bar-line" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none" aria-hidden="true" '
        f'focusable="false">{"".join(drawn)}</svg>'
    )
