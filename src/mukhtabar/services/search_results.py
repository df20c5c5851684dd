"""What a search gives back, and how it is read from the index."""

from dataclasses import dataclass, field
from typing import Any

from tantivy import Query, Searcher

#: What visitors may filter by, with a number beside each value.
FACETS = ("type", "topic")


@dataclass(frozen=True)
class Hit:
    """One document found. `score` orders the hits of one query and means nothing else."""

    uid: int
    score: float


@dataclass(frozen=True)
class Results:
    """One page of hits, how many there are in all, and how many of each type and topic: visible ones only."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    facets: dict[str, dict[str, int]] = field(default_factory=lambda: {name: {} for name in FACETS})
    page: int = 1


def read_page(searcher: Searcher, wanted: Query, order: str | None, page: int, size: int) -> Results:
    """Return one page of what `wanted` matches, by score or by the field `order`; a page beyond the end is the last."""
    page = max(1, min(page, searcher.num_docs // size + 1))
    found: Any = searcher.search(wanted, size, order_by_field=order, offset=(page - 1) * size)
    total: int = found.count
    if not found.hits and total:
        page = -(-total // size)
        found = searcher.search(wanted, size, order_by_field=order, offset=(page - 1) * size)
    uids: list[Any] = searcher.fast_field_values("uid", [address for _score, address in found.hits])
    pairs = zip(uids, found.hits, strict=True)
    hits = tuple(Hit(int(uid), 0.0 if order else float(score)) for uid, (score, _address) in pairs)
    return Results(hits, total, page=page)


def counts(searcher: Searcher, wanted: Query, name: str) -> dict[str, int]:
    """Return how many of the documents that `wanted` matches have each value of the field `name`."""
    answer = searcher.aggregate(wanted, {name: {"terms": {"field": name, "size": 100}}})
    return {bucket["key"]: bucket["doc_count"] for bucket in answer[name]["buckets"]}
