"""Spelling variants that must be one word, and queries with exactly the documents they must find."""

import csv
from pathlib import Path

import pytest

from mukhtabar.language import search

HERE = Path(__file__).parent


def rows(name):
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PAIRS = rows("search_pairs.csv")
CORPUS = {row["id"]: row["text"] for row in rows("search_corpus.csv")}
QUERIES = rows("search_queries.csv")


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['why']}: {pair['other']}")
def test_two_spellings_are_one_word(pair):
    assert pair["one"] != pair["other"]
    assert search.query_terms(pair["one"]) == search.query_terms(pair["other"]) != []
    assert search.terms(pair["one"]) == search.terms(pair["other"])


@pytest.mark.parametrize("row", QUERIES, ids=lambda row: row["query"])
def test_query_finds_exactly_these(row):
    found = {name for name, text in CORPUS.items() if search.matches(text, row["query"])}
    assert found == set(row["found"].split())


def test_tables_are_large_enough():
    assert len(PAIRS) >= 60
    assert len(QUERIES) >= 140
    assert len({row["query"] for row in QUERIES}) == len(QUERIES)
