"""Texts that say nearly the same as another: for who moderates, and for who is about to submit."""

from typing import Any

from mukhtabar.content.base import Resource
from mukhtabar.content.moderated import Moderated
from mukhtabar.content.proposal import Proposal
from mukhtabar.language.likeness import NEAR, likeness, sketch, stems
from mukhtabar.rules.permissions import Permission
from mukhtabar.security.acl import may
from mukhtabar.services.search import closed_to

#: The words by which the index is asked, and the documents that are then looked at one by one.
MOST_WORDS, MOST_LOOKED_AT = 40, 20
STANDING = frozenset({"published", "answered"})


def alike(portal: Any, document: Resource) -> list[int]:
    """Return the uids of the texts beside `document` that say nearly the same, the most alike first. Loads none."""
    return portal.alike.near(document.uid) if portal.alike is not None else []


def is_waiting(portal: Any, uid: int) -> bool:
    """Whether the document `uid` stands in a queue of the moderators. Loads its places only."""
    return any(entry.listing.startswith("moderation.") for entry in portal.listings_index.entries(uid))


def waiting_alike(portal: Any, document: Resource) -> list[Moderated]:
    """Return those of them that wait for a moderator too."""
    found = (portal.uids.get(uid) for uid in alike(portal, document))
    return [other for other in found if other is not None and other.moderation is not None]


def published_like(site: Any, ctx: Any, node: Any, text: str, most: int = 5) -> list[Proposal]:
    """Return at most `most` proposals below `node` that stand published and come near to `text`, the nearest first.

    What the search index has not seen yet, some seconds old, is not found.
    """
    portal, mine = ctx.portal, sketch(text)
    closed = closed_to(portal, None, ctx.now)
    uids = site.search.resembling(stems(text)[:MOST_WORDS], under=node.uid, closed=closed, most=MOST_LOOKED_AT)
    found = []
    for uid in uids:
        document = portal.uids.get(uid)
        if not isinstance(document, Proposal) or document.state not in STANDING:
            continue
        kept = portal.alike.get(uid) if portal.alike is not None else None
        share = likeness(mine, kept[1]) if kept is not None else 0.0
        if share >= NEAR and may(document, Permission.VIEW, None, ctx.now):
            found.append((-share, uid, document))
    return [document for _share, _uid, document in sorted(found, key=lambda one: one[:2])[:most]]
