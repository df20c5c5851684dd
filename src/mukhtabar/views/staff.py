"""What staff may do with the document on the page: the bar under the crumbs, and what may be added to a container."""

from typing import Any

from pyramid.request import Request

from mukhtabar.actions.create import NEEDS
from mukhtabar.actions.move import movable
from mukhtabar.content.base import Workflowed
from mukhtabar.content.interfaces import IContainer
from mukhtabar.forms.document import ADDED, EDITED
from mukhtabar.language import Message, _
from mukhtabar.rules.permissions import Permission
from mukhtabar.security.acl import may
from mukhtabar.store.folder import Located

#: The views of a document that are about the document itself; «desk» and «search» are not.
ABOUT_IT = frozenset({
    "", "add", "archive", "contents", "edit", "hand-over", "history", "links", "moderation", "rehearse", "remove",
    "rename", "review", "schedule", "trash", "who",
})  # fmt: skip


def may_add(request: Request, container: Any) -> list[str]:
    """Return the kinds of documents that the person may add to `container`, in the order they are offered."""
    actor, now = request.authenticated_userid, request.now
    return [kind for kind in ADDED if kind in container.children and may(container, NEEDS[kind], actor, now)]


def staff_links(request: Request, context: Any) -> list[tuple[str, Message]]:
    """Return (view name, title) of what the person may do here; the empty name is the document's own page."""
    if not isinstance(context, Located) or request.view_name not in ABOUT_IT:
        return []
    actor, now = request.authenticated_userid, request.now
    kind = getattr(context, "type_name", "")

    def allowed(permission: Permission) -> bool:
        return may(context, permission, actor, now)

    found: list[tuple[str, Message]] = []
    if kind in EDITED and allowed(Permission.EDIT):
        found.append(("edit", _("Edit")))
    if kind in EDITED and may_add(request, context):
        found += [("contents", _("Contents")), ("add", _("Add"))]
    if isinstance(context, Workflowed) and allowed(Permission.SEE_HISTORY):
        found.append(("review", _("History and next step")))
    if kind in EDITED and allowed(Permission.SEE_HISTORY):
        found.append(("history", _("Versions")))
    if IContainer.providedBy(context) and allowed(Permission.MODERATE):
        found.append(("moderation", _("Moderation")))
    if movable(context) and allowed(Permission.TRASH):
        found.append(("remove", _("Put in the trash")))
    if allowed(Permission.SEE_GRANTS):
        found.append(("who", _("Who can do what here")))
    if kind == "space" and request.rehearsal is None and allowed(Permission.SEE_DESK):
        found.append(("rehearse", _("Rehearsal copy")))
    return [("", _("View")), *found] if found else []
