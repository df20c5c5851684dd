"""The sorted lists that saved queries read: one for each type and order, with what they are filtered by in the rank.

Only what everybody may read stands in them, so nothing else can be shown or counted.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from mukhtabar.content.base import Workflowed, microseconds
from mukhtabar.content.interfaces import IContainer
from mukhtabar.language import DEFAULT
from mukhtabar.language.folding import fold
from mukhtabar.store.catalog.listings import Entry
from mukhtabar.store.folder import lineage

#: The types that can be gathered, in the order in which they are offered.
TYPES = ("news", "event", "consultation", "proposal", "page", "file", "image", "space")
#: A longer title is sorted by its beginning.
TITLE_MOST = 80
#: The containers below a node that not everybody may look into.
CLOSED = "gathered.closed"


class Rank(NamedTuple):
    """A rank read: what a list is sorted by, and what it is filtered by: no document is loaded for it.

    `dated` and `until` are microseconds since 1970, `about` a topic or a category, `inside` the uids of the containers
    with a state of their own that it stands in.
    """

    key: Any
    dated: int
    state: str
    about: str
    until: int
    inside: tuple[int, ...]


def list_of(order: str, kind: str) -> str:
    """Return the name of the list of all of `kind` in that order: date, title or position."""
    return f"gathered.{order}.{kind}"


def date_of(document: Any) -> datetime:
    """Return the day a document goes by: of an event its beginning, else what it tells of, else its publication."""
    for name in ("start", "dated", "published_at", "published"):
        if isinstance(found := getattr(document, name, None), datetime):
            return found
    created: datetime = document.created
    return created


def closing(document: Any) -> bool:
    """Whether `document` is a container with a state, so that what stands in it can be closed with it."""
    return isinstance(document, Workflowed) and IContainer.providedBy(document)


def gathered(document: Any) -> Iterator[Entry]:
    """Yield the places of `document` in these lists: all at or below every node above it, by hand in its container."""
    above = list(lineage(document.__parent__))
    inside = tuple(node.uid for node in above if closing(node))
    public = not isinstance(document, Workflowed) or document.is_public
    if closing(document) and not public:
        for node in above:
            yield Entry(CLOSED, node.uid, inside)
    if document.type_name not in TYPES or not public:
        return
    dated = microseconds(date_of(document))
    until = getattr(document, "end", None)
    about = getattr(document, "topic", "") or getattr(document, "category", "")
    facts = dated, getattr(document, "state", ""), about, microseconds(until) if until else 0, inside
    title = fold(document.title_text.best(DEFAULT)[1])[:TITLE_MOST]
    kind = document.type_name
    for node in above:
        yield Entry(list_of("date", kind), node.uid, (dated, *facts))
        yield Entry(list_of("title", kind), node.uid, (title, *facts))
    yield Entry(list_of("position", kind), above[0].uid, (document.position, *facts))
