"""Take one step of a workflow: the only code that changes a state."""

from mukhtabar.actions.context import Ctx
from mukhtabar.actions.delegate import ended
from mukhtabar.actions.effects import carry_out, carry_out_last
from mukhtabar.actions.facts import facts_for
from mukhtabar.actions.record import record
from mukhtabar.content.base import HistoryEntry, Workflowed
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.roles import Role
from mukhtabar.rules.workflow.engine import Offer, Refused, Step, fire, offered
from mukhtabar.security.acl import roles_at
from mukhtabar.store.current import stay
from mukhtabar.store.folder import lineage


def _roles(ctx: Ctx, document: Workflowed) -> frozenset[Role]:
    """The roles that count: none below a container that the person may not see."""
    for node in list(lineage(document))[1:]:
        if not roles_at(node, ctx.actor, ctx.now) & node.allowed(Permission.VIEW):
            return frozenset()
    return roles_at(document, ctx.actor, ctx.now)


def offers(ctx: Ctx, document: Workflowed) -> tuple[Offer, ...]:
    """Return the steps that the actor may take on `document`, each with what stands in its way, if anything."""
    return offered(document.definition, document.state, _roles(ctx, document), facts_for(ctx, document))


def transition(
    ctx: Ctx,
    document: Workflowed,
    name: str,
    comment: str = "",
    reason: str | None = None,
    read_hash: str | None = None,
) -> Step:
    """Move `document` by the transition `name`, write its history, carry out the effects, and return the step.

    `read_hash` is the digest of the text that the person decided on. Raises Refused; then nothing has changed.
    """
    definition = document.definition
    facts = facts_for(ctx, document, read_hash)
    try:
        step = fire(definition, document.state, name, _roles(ctx, document), facts, comment, reason)
    except Refused as refusal:
        raise (ended(ctx, document) if refusal.code == "not_permitted" else None) or refusal from None
    document.history = (
        *document.history,
        HistoryEntry(
            ctx.now, ctx.actor, name, step.from_, step.to, step.comment, step.reason or "", definition.version
        ),
    )
    if step.to != step.from_:
        document.state, document.state_since = step.to, ctx.now
    for other in document.rests_on(ctx.portal):
        stay(other)
    carry_out(ctx, document, step)
    detail = {"from": step.from_, "to": step.to, "digest": facts.current_hash or ""}
    record(ctx, document, name, detail | ({"reason": step.reason} if step.reason else {}))
    carry_out_last(ctx, document, step)
    return step
