"""Publish a document in a transaction that is never committed: what is seen then is what will be (decision 0020)."""

from dataclasses import replace
from typing import Any

from mukhtabar.actions.context import Ctx
from mukhtabar.actions.record import refresh
from mukhtabar.actions.transition import offers, transition
from mukhtabar.content.addressed import EVERYONE, Addressed
from mukhtabar.content.base import HistoryEntry, Workflowed
from mukhtabar.store.folder import lineage

#: A calendar moves a document on no more often than this.
MOST_STEPS = 5


def publish_for_now(ctx: Ctx, document: Any) -> None:
    """Let `document`, and all that it stands in, be public from now on. The caller must abort the transaction."""
    as_clock = replace(ctx, actor=None, system=True)
    for node in reversed(list(lineage(document))):
        if isinstance(node, Addressed):
            # A stranger sees the preview: nobody's own progress or role is in it.
            node.audience = EVERYONE
        if not isinstance(node, Workflowed) or node.is_published:
            continue
        before = node.state
        node.state = next(name for name in node.definition.line if node.definition.state(name).public)
        node.state_since, node.published = ctx.now, node.published or ctx.now
        node.history = (*node.history, HistoryEntry(ctx.now, None, "preview", before, node.state))
        for _step in range(MOST_STEPS):
            ready = (offer.transition for offer in offers(as_clock, node) if offer.refused is None)
            due = next((step.name for step in ready if step.system), None)
            if due is None:
                break
            transition(as_clock, node, due)
        refresh(as_clock, node)
