"""The places of a document in the sorted lists: those of its type, and those in the contents of its container."""

from collections.abc import Iterator
from typing import Any

from mukhtabar.content.base import Workflowed, microseconds
from mukhtabar.content.bin import in_bin
from mukhtabar.content.gathered import gathered
from mukhtabar.content.interfaces import IContainer, IWritten
from mukhtabar.content.matter import Matter
from mukhtabar.content.translations import to_do
from mukhtabar.content.working import is_working_copy
from mukhtabar.language import DEFAULT
from mukhtabar.language.folding import fold
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.roles import Role
from mukhtabar.store.catalog.listings import Entry
from mukhtabar.store.folder import lineage
from mukhtabar.store.links import NOWHERE

#: A longer title is sorted by its beginning.
TITLE_MOST = 80


def places(document: Any) -> Iterator[Entry]:
    """Yield where `document` stands now; nowhere, when it lies in the trash."""
    if in_bin(document):
        return
    yield from document.listings()
    if isinstance(document, Matter):
        yield from document.council_entries()
    yield from _contents(document)
    if document.__parent__ is not None:
        yield from gathered(document)
    yield from _broken(document)
    yield from _translations(document)


def _contents(document: Any) -> Iterator[Entry]:
    """Yield the places in the contents of the container, for each order.

    A rank is (what it is sorted by, title, type, state): a list is filtered without loading a document.
    """
    if not IContainer.providedBy(document.__parent__) or document.allowed(Permission.VIEW) <= {Role.AUTHOR}:
        return
    title = fold(document.title_text.best(DEFAULT)[1])[:TITLE_MOST]
    about = (title, document.type_name, document.state if isinstance(document, Workflowed) else "")
    orders = (("position", document.position), ("title", title), ("modified", -microseconds(document.modified)))
    for order, key in orders:
        yield Entry(f"contents.{order}", document.__parent__.uid, (key, *about))


def _broken(document: Any) -> Iterator[Entry]:
    """Yield the places among the documents with a link that leads nowhere, in every node above."""
    above = list(lineage(document))
    if any(uid == NOWHERE for _href, uid in above[-1].links.of(document.uid)):
        for node in above:
            yield Entry("links.broken", node.uid, microseconds(document.created))


def _translations(document: Any) -> Iterator[Entry]:
    """Yield the places among what waits for a translator, by language, and for who publishes; in every node above.

    Of a working copy nothing is to be translated: what it says comes with its original.
    """
    if not IWritten.providedBy(document):
        return
    above, ready = list(lineage(document)), []
    for language, pressing, since in to_do(document):
        ready += [since] if not pressing else []
        for node in above if not is_working_copy(document) else ():
            yield Entry(f"translations.{language}", node.uid, (pressing, microseconds(since)))
    for node in above if ready else ():
        yield Entry("worklist.translation", node.uid, microseconds(min(ready)))
