"""Put a new document into the tree."""

from collections.abc import Mapping
from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.link import relink
from mukhtabar.actions.order import at_the_end
from mukhtabar.actions.record import record
from mukhtabar.content.approved import Approvable
from mukhtabar.content.base import Resource, Workflowed
from mukhtabar.language import _
from mukhtabar.language.slug import slug
from mukhtabar.rules.permissions import Permission
from mukhtabar.store.names import RESERVED

#: Type -> the permission that creating one needs.
NEEDS = {
    "answer": Permission.ADD_ANSWER,
    "attachment": Permission.ADD_FILE,
    "audio": Permission.ADD_FILE,
    "charter": Permission.ADD_PAGE,
    "collection": Permission.ADD_PAGE,
    "comment": Permission.ADD_COMMENT,
    "commitment": Permission.ADD_COMMITMENT,
    "commune": Permission.MANAGE,
    "consultation": Permission.ADD_CONSULTATION,
    "council_file": Permission.ADD_COUNCIL_FILE,
    "course": Permission.ADD_PAGE,
    "event": Permission.ADD_NEWS,
    "evidence": Permission.ADD_FILE,
    "exercise": Permission.ADD_PAGE,
    "file": Permission.ADD_FILE,
    "front": Permission.ADD_PAGE,
    "image": Permission.ADD_FILE,
    "lesson": Permission.ADD_PAGE,
    "menu": Permission.ADD_PAGE,
    "news": Permission.ADD_NEWS,
    "page": Permission.ADD_PAGE,
    "petition": Permission.ADD_PETITION,
    "photo": Permission.ADD_FILE,
    "proposal": Permission.ADD_PROPOSAL,
    "region": Permission.MANAGE,
    "register": Permission.ADD_PAGE,
    "resource": Permission.ADD_PAGE,
    "space": Permission.ADD_SPACE,
}


def free_name(parent: Any, wanted: str) -> str:
    """Return `wanted` as a slug that no child and no view of `parent` has."""
    base = slug(wanted)
    name, number = base, 1
    while name in parent or name in RESERVED:
        number += 1
        name = f"{base}-{number}"
    return name


def create(ctx: Ctx, parent: Any, document: Resource, name: str, values: Mapping[str, Any] | None = None) -> Any:
    """Place `document` under `parent` as `name`, with `values` for its fields, and return it.

    Raises Refused when the parent does not take the type, or the actor may not add it here.
    """
    kind = document.type_name
    if kind not in parent.children:
        raise refused("wrong_place", _("This cannot be added here."))
    if name in RESERVED:
        raise refused("reserved_name", _("The portal needs this name for a page of its own. Choose another."))
    ctx.require(NEEDS[kind], parent)
    for field, value in (values or {}).items():
        if field not in document.fields:
            raise ValueError(f"{kind} has no field {field}")
        setattr(document, field, value)
    document.creator = ctx.actor
    document.created = document.modified = ctx.now
    if isinstance(document, Approvable) and ctx.actor:
        document.drafted_by = frozenset({ctx.actor})
    if parent.sample:
        document.sample = True
    if isinstance(document, Workflowed):
        document.enter_initial(ctx.now)
    document.position = at_the_end(ctx, parent)
    parent.add(name, document)
    ctx.portal.uids.register(document)
    if document.fields:
        document.keep_revision(ctx.now, ctx.actor)
        relink(ctx, document)
    record(ctx, document, "create", {"type": kind})
    return document
