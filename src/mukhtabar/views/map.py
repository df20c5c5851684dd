"""The hand-drawn map of a region: one dot a commune, each a link, sized by people, filled where a space is open."""

from collections.abc import Sequence
from html import escape
from math import cos, radians, sqrt
from typing import Any

from pyramid.request import Request

from mukhtabar.content.territory import Place
from mukhtabar.language import _

WIDTH, HEIGHT, MARGIN = 640, 460, 26


def _project(communes: Sequence[Place]) -> dict[str, tuple[float, float]]:
    """Equirectangular projection, east on the right in every language, fitted into the frame."""
    known = [place for place in communes if place.latitude is not None and place.longitude is not None]
    if not known:
        return {}
    middle = sum(place.latitude or 0 for place in known) / len(known)
    flat = {place.code: ((place.longitude or 0) * cos(radians(middle)), place.latitude or 0) for place in known}
    xs, ys = [x for x, _y in flat.values()], [y for _x, y in flat.values()]
    scale = min(
        (WIDTH - 2 * MARGIN) / ((max(xs) - min(xs)) or 1),
        (HEIGHT - 2 * MARGIN) / ((max(ys) - min(ys)) or 1),
    )
    shift_x = (WIDTH - (max(xs) - min(xs)) * scale) / 2
    shift_y = (HEIGHT - (max(ys) - min(ys)) * scale) / 2
    return {code: (shift_x + (x - min(xs)) * scale, shift_y + (max(ys) - y) * scale) for code, (x, y) in flat.items()}


def radius(population: int | None) -> float:
    """Return the radius of a dot: its area grows with the number of people, and it is never too small to see."""
    return round(min(15.0, 2.6 + sqrt(population or 0) / 42), 1)


def _named(communes: Sequence[Place], active: set[str], points: dict[str, tuple[float, float]]) -> dict[str, str]:
    """Return commune code -> class of its label: the open ones, and the largest of each province where it fits."""
    largest = {place.province: place for place in sorted(communes, key=lambda place: place.population_2024 or 0)}
    named = dict.fromkeys(sorted(active & points.keys()), "")
    for place in largest.values():
        x, y = points.get(place.code, (0.0, 0.0))
        if place.code in points and all(
            abs(x - points[code][0]) > 90 or abs(y - points[code][1]) > 24 for code in named
        ):
            named[place.code] = "town"
    return named


def draw(request: Request, region: Any, communes: Sequence[Place], active: set[str]) -> str:
    """Return the SVG. Small dots are drawn last so that a town does not cover its neighbours."""
    title = request.translate(_("Map of the communes of ${region}", region=region.place.name(request.language)))
    points = _project(communes)
    dots, labels = [], []
    named = _named(communes, active, points)
    for place in sorted(communes, key=lambda place: -(place.population_2024 or 0)):
        if place.code not in points:
            continue
        x, y = points[place.code]
        name, size = escape(place.name(request.language)), radius(place.population_2024)
        # Only open communes are stops of the keyboard: the list beside the map leads to every other.
        kind = '"dot open"' if place.code in active else '"dot quiet" tabindex="-1"'
        dots.append(
            f'<a href="{escape(request.page.url_of(region, place.slug))}" class={kind}>'
            f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{size}"/><title>{name}</title></a>'
        )
        if place.code in named:
            labels.append(
                f'<text class="{named[place.code]}" x="{x:.0f}" y="{y - size - 5:.0f}" '
                f'text-anchor="middle">{name}</text>'
            )
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="group" aria-label="{escape(title)}" direction="ltr">'
        f"{''.join(dots)}{''.join(labels)}</svg>"
    )
