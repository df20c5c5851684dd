"""Proposals that joined another: what stands at the end of the way, and what came along."""

from collections.abc import Iterator
from typing import Any

from mukhtabar.content.proposal import JOINED, Proposal
from mukhtabar.store.folder import lineage


def find(portal: Any, reference: str) -> Proposal | None:
    """Return the proposal with that reference, wherever it lies; None when there is none."""
    document = portal.uids.get(portal.references.get(reference) or 0)
    return document if isinstance(document, Proposal) else None


def target_of(proposal: Proposal) -> Proposal | None:
    """Return what `proposal` joined itself, or None when it stands by itself."""
    return find(list(lineage(proposal))[-1], proposal.joined_to) if proposal.state == "merged" else None


def way(proposal: Proposal) -> Iterator[Proposal]:
    """Yield what `proposal` joined, what that has joined since, and so on to what stands by itself."""
    # An archive from elsewhere may say anything: a ring is walked once.
    seen = {proposal.uid}
    while (target := target_of(proposal)) is not None and target.uid not in seen:
        seen.add(target.uid)
        yield target
        proposal = target


def last_of(proposal: Proposal) -> Proposal:
    """Return what stands by itself at the end of the way that begins with `proposal`; itself when it joined none."""
    return [proposal, *way(proposal)][-1]


def joined(proposal: Proposal) -> list[Proposal]:
    """Return what joined `proposal` itself, the first first."""
    portal = list(lineage(proposal))[-1]
    return [portal.uids.get(uid) for _rank, uid in portal.listings_index.walk(JOINED, proposal.uid)]


def carried(proposal: Proposal) -> Iterator[Proposal]:
    """Yield all that stands behind `proposal`: what joined it, and what had joined that, each once."""
    waiting, seen = joined(proposal), {proposal.uid}
    while waiting:
        document = waiting.pop(0)
        if document.uid not in seen:
            seen.add(document.uid)
            yield document
            waiting += joined(document)
