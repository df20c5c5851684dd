"""The regions, provinces and communes of Morocco as facts: read once, shared, never stored in the database.

Source: Haut-Commissariat au Plan (HCP), RGPH 2014 and 2024, CC BY 4.0 terms; see data/SOURCES.md. Centroids:
© OpenStreetMap contributors, ODbL.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from mukhtabar.language.slug import slug


@dataclass(frozen=True)
class Place:
    """A region, province or commune. `names` by language; populations are counts of people, None when unknown."""

    code: str
    kind: str
    names: Mapping[str, str]
    slug: str
    region: str
    province: str
    population_2014: int | None
    population_2024: int | None
    latitude: float | None = None
    longitude: float | None = None

    def name(self, language: str) -> str:
        """Return the name in `language`; French for English, Arabic where Tamazight is not known."""
        fallback = "fr" if language == "en" else "ar"
        return self.names.get(language) or self.names[fallback]


@dataclass(frozen=True)
class Territory:
    """All places by code, and which communes make up each region."""

    regions: Mapping[str, Place]
    provinces: Mapping[str, Place]
    communes: Mapping[str, Place]

    def communes_of(self, region: str) -> tuple[Place, ...]:
        """Return the communes of the region with that code, in the order of the file."""
        return tuple(place for place in self.communes.values() if place.region == region)

    def provinces_of(self, region: str) -> tuple[Place, ...]:
        """Return the provinces and prefectures of the region with that code."""
        return tuple(place for place in self.provinces.values() if place.region == region)


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files("mukhtabar.data").joinpath(name).read_text("utf-8")
    yield from csv.DictReader(text.splitlines())


def _number(text: str) -> int | None:
    return int(text) if text else None


def _place(row: dict[str, str], kind: str, region: str, province: str, name: str, point: Mapping[str, str]) -> Place:
    names = {"ar": row["name_ar"], "fr": row["name_fr"], "zgh": row.get("name_zgh", "")}
    return Place(
        code=row["code"],
        kind=kind,
        names=MappingProxyType({language: text for language, text in names.items() if text}),
        slug=name,
        region=region,
        province=province,
        population_2014=_number(row.get("population_2014", "")),
        population_2024=_number(row.get("population_2024", "")),
        latitude=float(point["lat"]) if point else None,
        longitude=float(point["lon"]) if point else None,
    )


def _communes() -> dict[str, Place]:
    points = {row["code"]: row for row in _rows("commune_centroids.csv")}
    taken: set[tuple[str, str]] = set()
    found = {}
    for row in _rows("communes.csv"):
        name, number = slug(row["name_fr"]), 1
        while (row["region_code"], name) in taken:
            number += 1
            name = f"{slug(row['name_fr'])}-{number}"
        taken.add((row["region_code"], name))
        point = points.get(row["code"], {})
        found[row["code"]] = _place(row, row["kind"], row["region_code"], row["province_code"], name, point)
    return found


@cache
def territory() -> Territory:
    """Return the facts, read from the package's data files on first use."""
    regions = {r["code"]: _place(r, "region", r["code"], "", slug(r["name_fr"]), {}) for r in _rows("regions.csv")}
    provinces = {
        r["code"]: _place(r, r["kind"], r["region_code"], r["code"], slug(r["name_fr"]), {})
        for r in _rows("provinces.csv")
    }
    return Territory(MappingProxyType(regions), MappingProxyType(provinces), MappingProxyType(_communes()))
