"""Full-text search: a tantivy index beside the record, fed from the record's queue by one writer per machine.

The index is never the truth. What it says is what the record said when the queue was last drained, and it can be thrown
away at any time. Who may see a document is decided when a person asks, not when it is indexed.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from tantivy import Index, IndexWriter, Query
from ZODB.POSException import POSError

from mukhtabar.rules.permissions import Permission
from mukhtabar.security.acl import may
from mukhtabar.services.lock import exclusive
from mukhtabar.services.search_fields import RECIPE, as_fields, is_indexed, schema
from mukhtabar.services.search_folder import Shelf
from mukhtabar.services.search_query import all_of, answering, any_of, one_of, visible_to
from mukhtabar.services.search_results import FACETS, Hit, Results, counts, read_page
from mukhtabar.store.grants import Grant

log = logging.getLogger(__name__)
__all__ = ["Hit", "Results", "Search", "closed_to"]
MEMORY, LARGEST_PAGE = 20_000_000, 100


def closed_to(portal: Any, actor: str | None, now: datetime) -> set[int]:
    """Return the uids of the containers that `actor` may not look into at `now`, read from the list "closed"."""
    uids = (uid for _rank, uid in portal.listings_index.walk("closed", portal.uid))
    if actor is None:
        return set(uids)
    nodes = ((uid, portal.uids.get(uid)) for uid in uids)
    return {uid for uid, node in nodes if node is None or not may(node, Permission.VIEW, actor, now)}


def _newest_view(portal: Any) -> bool:
    """Move the connection to what is committed by now: a writer that waited must not index what was.

    Return False, and do nothing, when something was changed in this transaction already.
    """
    jar = portal._p_jar
    if jar is None or jar._registered_objects or jar._added:
        return False
    jar.newTransaction(None)
    return True


class Search:
    """The index under `folder`, made on first use; in memory when there is no folder."""

    def __init__(self, folder: Path | None) -> None:
        self._schema = schema()
        self._shelf = Shelf(folder, self._schema)

    @property
    def needs_rebuild(self) -> bool:
        """Whether there is no index, it cannot be read, or it was made by an older recipe."""
        return self._shelf.current()[1] != RECIPE

    @contextmanager
    def _writing(self, index: Index) -> Iterator[IndexWriter]:
        writer = index.writer(MEMORY, 1)
        try:
            yield writer
            writer.commit()
        except BaseException:
            writer.rollback()
            raise
        finally:
            writer.wait_merging_threads()
        index.reload()

    def _replace(self, writer: IndexWriter, uid: int, document: Any) -> None:
        # By query: deleting by term leaves documents whose field is an unsigned number (tantivy-py 0.27).
        writer.delete_documents_by_query(Query.term_query(self._schema, "uid", uid))
        self._add(writer, uid, document)

    def _add(self, writer: IndexWriter, uid: int, document: Any) -> None:
        if document is None or not is_indexed(document):
            return
        try:
            fields = as_fields(document)
        except POSError:
            raise
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            # One document that cannot be read must not stop all others from being found.
            log.error("The document %d is left out of the search: %s", uid, type(error).__name__)
            return
        writer.add_document(fields)

    def _write(self, documents: Iterable[tuple[int, Any]]) -> bool:
        with exclusive(self._shelf.lock) as mine:
            index = self._shelf.current()[0]
            if not mine or index is None or self.needs_rebuild:
                return False
            with self._writing(index) as writer:
                for uid, document in documents:
                    self._replace(writer, uid, document)
        return True

    def index(self, document: Any) -> bool:
        """Index `document` as it is now. Return False when another writes, or a rebuild is due anyway."""
        return self._write([(document.uid, document)])

    def forget(self, uid: int) -> bool:
        """Take the document `uid` out of the index. Return False when another writes, or a rebuild is due anyway."""
        return self._write([(uid, None)])

    def drain(self, portal: Any, limit: int = 500) -> int:
        """Index what `portal.queue` asks for, at most `limit`, and return how many documents that were.

        The index is committed here; the entries leave the queue when the caller commits, so a crash between leads to
        indexing again and never to a loss. Returns 0 at once while another writes. Makes the index when there is none.
        """
        if not portal.queue and not self.needs_rebuild:
            return 0
        with exclusive(self._shelf.lock) as mine:
            if not mine:
                return 0
            if not _newest_view(portal):
                raise RuntimeError("The queue is drained in a transaction of its own, before any change in it.")
            made = self._rebuild(portal, lambda done: None) if self.needs_rebuild else 0
            index = self._shelf.current()[0]
            uids = portal.queue.take(limit)
            if index is None or not uids:
                return made
            with self._writing(index) as writer:
                for uid in sorted(uids):
                    self._replace(writer, uid, portal.uids.get(uid))
        return made + len(uids)

    def rebuild(self, portal: Any, progress: Callable[[int], None] = lambda done: None) -> int:
        """Make the index anew from the record and return how many documents it read. Searching goes on meanwhile.

        Waits for another writer to end. `progress` is told 1 after each document. The queue is left as it is.
        """
        with exclusive(self._shelf.lock, wait=True):
            _newest_view(portal)
            return self._rebuild(portal, progress)

    def _rebuild(self, portal: Any, progress: Callable[[int], None]) -> int:
        index, name = self._shelf.fresh()
        done = 0
        with self._writing(index) as writer:
            for done, uid in enumerate(portal.uids, 1):
                self._add(writer, uid, portal.uids.get(uid))
                progress(1)
                if done % 1000 == 0 and portal._p_jar is not None:
                    portal._p_jar.cacheGC()
        self._shelf.put_in_place(index, name, RECIPE)
        return done

    def query(
        self,
        text: str,
        *,
        actor: str | None,
        grants: Iterable[Grant],
        closed: Iterable[int],
        types: Iterable[str] | None = None,
        topics: Iterable[str] | None = None,
        under: int | None = None,
        page: int = 1,
        size: int = 20,
    ) -> Results:
        """Return the documents that answer `text` and that `actor` may view, best first; without text, newest first.

        `grants` are those of `actor` in force, `closed` what closed_to() returns (all closed containers is safe too),
        `under` the uid of the node below which to look. A page beyond the end is the last one.
        """
        index, recipe = self._shelf.current()
        if index is None or recipe != RECIPE:
            return Results()
        searcher = index.searcher()
        visible = visible_to(self._schema, actor, grants, closed)
        parts = [visible] if under is None else [visible, one_of(self._schema, "under", [under])]
        if text.strip():
            asked = answering(self._schema, searcher, text, visible)
            if asked is None:
                return Results()
            parts.append(asked)
        chosen = {name: one_of(self._schema, name, values) for name, values in (("type", types), ("topic", topics))
                  if values is not None}  # fmt: skip
        wanted = all_of([*parts, *chosen.values()])
        order = None if text.strip() else "dated"
        results = read_page(searcher, wanted, order, page, max(1, min(size, LARGEST_PAGE)))
        # The numbers beside a filter say what choosing another value of it would give.
        facets = {
            name: counts(searcher, all_of([*parts, *(q for other, q in chosen.items() if other != name)]), name)
            for name in FACETS
        }
        return replace(results, facets=facets)

    def resembling(self, words: Iterable[str], *, under: int, closed: Iterable[int], most: int) -> list[int]:
        """Return the uids of proposals below the node `under` that everyone may view and that share words, best first.

        `words` are index terms (language/likeness.stems). Nothing is found while the index is not made.
        """
        index, recipe = self._shelf.current()
        asked = [Query.term_query(self._schema, "terms", word, index_option="freq") for word in words]
        if index is None or recipe != RECIPE or not asked:
            return []
        wanted = all_of([
            visible_to(self._schema, None, (), closed),
            one_of(self._schema, "under", [under]),
            one_of(self._schema, "type", ["proposal"]),
            any_of(asked),
        ])  # fmt: skip
        return [hit.uid for hit in read_page(index.searcher(), wanted, None, 1, most).hits]
