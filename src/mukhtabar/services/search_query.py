"""From what a person typed, and who they are, to a query. User text meets no query language."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from tantivy import Occur, Query, Schema, Searcher

from mukhtabar.language.search import query_terms, tokens
from mukhtabar.rules.roles import Role
from mukhtabar.store.grants import Grant

#: What is typed beyond this is not looked at.
LONGEST_QUERY = 500
#: A beginning of fewer letters is not completed, and to no more words than this: `w1*` must not walk the dictionary.
SHORTEST_PREFIX, MOST_COMPLETIONS = 3, 50
TITLE_BOOST, COMPLETION_SCORE = 3.0, 0.5


def _term(schema: Schema, field: str, value: Any) -> Query:
    return Query.term_query(schema, field, value, index_option="basic")


def any_of(queries: Iterable[Query]) -> Query:
    """Return what matches any of `queries`; none matches nothing."""
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def all_of(queries: Iterable[Query]) -> Query:
    """Return what matches all of `queries`, of which there is at least one."""
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def one_of(schema: Schema, field: str, values: Iterable[Any]) -> Query:
    """Return what has one of `values` in `field`, whatever its rank."""
    return Query.const_score_query(Query.term_set_query(schema, field, list(values)), 0.0)


def visible_to(schema: Schema, actor: str | None, grants: Iterable[Grant], closed: Iterable[int]) -> Query:
    """Return what matches the documents that `actor` may view: by state, as author, or by one of `grants`.

    `grants` are those that the actor holds now, alone or in a group. Nothing inside a container of `closed` matches.
    """
    ways = [_term(schema, "allowed", str(Role.EVERYONE))]
    if actor is not None:
        ways += [_term(schema, "allowed", str(Role.CITIZEN)), _term(schema, "author", actor)]
        nodes = defaultdict(set)
        for grant in grants:
            nodes[str(grant.role)].add(grant.node)
        if nodes:
            ways.append(_term(schema, "allowed", str(Role.MEMBER)))
        for role, uids in sorted(nodes.items()):
            ways.append(all_of([_term(schema, "allowed", role), one_of(schema, "under", sorted(uids))]))
    parts = [(Occur.Must, Query.const_score_query(any_of(ways), 0.0))]
    if shut := sorted(closed):
        parts.append((Occur.MustNot, Query.term_set_query(schema, "under", shut)))
    return Query.boolean_query(parts)


def _beginnings(text: str) -> dict[frozenset[str], list[str]]:
    """Return, by a word's terms, the beginnings that complete it: of a word marked `*`, and of the last word."""
    found = tokens(text)
    begun = {}
    for place, token in enumerate(found):
        if not token.terms or (place < len(found) - 1 and text[token.end : token.end + 1] != "*"):
            continue
        word = token.terms[0]
        # An article is left away as in the index; a stem would complete to other words.
        begun[frozenset(token.terms)] = [
            term for term in token.terms if len(term) >= SHORTEST_PREFIX and word.endswith(term)
        ]
    return begun


def _word(schema: Schema, alternatives: frozenset[str], completions: list[str]) -> Query:
    ways = []
    for term in sorted(alternatives):
        ways.append(Query.term_query(schema, "terms", term, index_option="freq"))
        ways.append(Query.boost_query(Query.term_query(schema, "title", term, index_option="freq"), TITLE_BOOST))
    if completions:
        ways.append(Query.const_score_query(Query.term_set_query(schema, "terms", completions), COMPLETION_SCORE))
    return any_of(ways)


def answering(schema: Schema, searcher: Searcher, text: str, visible: Query) -> Query | None:
    """Return what matches documents with every word of `text`, each in any of its forms; None when it has no word.

    Words are completed from `visible` documents only, so that a hidden one cannot be guessed letter by letter.
    """
    text = text[:LONGEST_QUERY]
    begun = _beginnings(text)
    words = []
    for alternatives in query_terms(text):
        completions = {
            term
            for start in begun.get(alternatives, ())
            for term, _count in searcher.terms_with_prefix("terms", start, visible, MOST_COMPLETIONS)
        }
        words.append(_word(schema, alternatives, sorted(completions)))
    return all_of(words) if words else None
