"""Who of a council works on what waits for it: a person of its roles, or a service, which is a group of the commune."""

from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.effects import people_with, write_to
from mukhtabar.actions.record import record, refresh
from mukhtabar.content.matter import Assigned, Matter
from mukhtabar.content.moderated import Moderated
from mukhtabar.content.proposal import Proposal
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.roles import COUNCIL
from mukhtabar.rules.workflow.engine import Step
from mukhtabar.security.acl import may
from mukhtabar.store.folder import lineage
from mukhtabar.store.groups import Group

NO_ROLE = _("This person or service has no role of the council here. Choose another.")


def wrote_it(document: Any) -> frozenset[str]:
    """Return who wrote what the council is to answer: they stay out of what it says to itself about it."""
    return next((node.writers for node in lineage(document) if isinstance(node, Moderated)), frozenset())


def confers(ctx: Ctx, document: Any) -> bool:
    """Whether the actor may assign `document` and read what the council notes on it."""
    allowed = may(document, Permission.CONFER, ctx.actor, ctx.now)
    return allowed and ctx.actor not in wrote_it(document)


def require_confer(ctx: Ctx, document: Any) -> None:
    """Raise Refused("not_permitted") unless the actor may assign `document` and note something on it."""
    if not confers(ctx, document):
        raise refused("not_permitted", _("You do not have the right to do this here."))


def colleagues(ctx: Ctx, node: Any) -> frozenset[str]:
    """Return the opaque ids of the council's people at `node` who have an account and did not write it."""
    circle = node.circle if isinstance(node, Matter) else COUNCIL
    found = ((pid, ctx.register.get(pid)) for pid in people_with(ctx, node, circle))
    able = {pid for pid, person in found if person is not None and person.name and not person.disabled}
    return frozenset(able - wrote_it(node))


def services(ctx: Ctx, node: Any) -> dict[str, tuple[Group, frozenset[str]]]:
    """Return the services of the commune of `node` by id: the group, and who of it has a role of the council."""
    commune = next((above for above in lineage(node) if above.type_name == "commune"), None)
    if commune is None:
        return {}
    able, groups = colleagues(ctx, node), ctx.portal.grants.groups
    found = ((group, able.intersection(groups.members(group.gid))) for group in groups.at(commune.uid))
    return {group.gid: (group, people) for group, people in found if people}


def assign(ctx: Ctx, document: Matter, holder: str) -> None:
    """Assign the work that waits to a person or a service (`holder`, an id), or to nobody (""), and write to those.

    What was assigned for the work of another role stays: it is there again when the document comes back to that.
    Raises Refused (codes not_permitted, waits_not, no_role_here). To whom it is assigned already nothing is written.
    """
    require_confer(ctx, document)
    if not document.waits_for:
        raise refused("waits_not", _("This does not wait for the council, so there is nothing to assign."))
    if holder == document.held_for(document.waits_for):
        return
    able = services(ctx, document)
    if holder and holder not in able and holder not in colleagues(ctx, document):
        raise refused("no_role_here", NO_ROLE)
    others = {role: given for role, given in document.assigned.items() if role != document.waits_for}
    document.assigned = others | ({document.waits_for: Assigned(holder, ctx.actor, ctx.now)} if holder else {})
    record(ctx, document, "assign" if holder else "unassign", {"holder": holder} if holder else {}, changed=False)
    if isinstance(document, Proposal):
        for answer in document.answers():
            refresh(ctx, answer)
    people = able[holder][1] if holder in able else {holder}
    write_to(ctx, people, "waiting", document, Step(document.state, document.state, "assign", ()))
