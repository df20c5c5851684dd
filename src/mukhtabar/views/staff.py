"""What staff may do with the document on the page: the bar under the crumbs, and what may be added to a container."""

from typing import Any

from pyramid.request import Request

from mukhtabar.actions.create import NEEDS
from mukhtabar.actions.move import movable
from mukhtabar.actions.working_copy import copyable
from mukhtabar.content.answer import Answer
from mukhtabar.content.base import Workflowed
from mukhtabar.content.file import File
from mukhtabar.content.interfaces import IConsultation, IContainer
from mukhtabar.content.proposal import Proposal
from mukhtabar.content.working import copy_of
from mukhtabar.forms.audio import READABLE
from mukhtabar.forms.document import ADDED, EDITED
from mukhtabar.language import Message, _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.roles import Role
from mukhtabar.security.acl import may
from mukhtabar.store.folder import Located, lineage

#: The views of a document that are about the document itself; «desk» and «search» are not.
ABOUT_IT = frozenset({
    "", "add", "archive", "automation", "catch-up", "contents", "edit", "enter", "hand-over", "history", "links",
    "moderation", "remove", "rename", "replace", "review", "schedule", "template", "trash", "who", "working-copy",
})  # fmt: skip
#: Who opens consultations in a space: those may take one of elsewhere as a template.
OPENERS = frozenset({Role.EDITOR, Role.SPACE_LEAD, Role.ADMIN})


def may_add(request: Request, container: Any) -> list[str]:
    """Return the kinds of documents that the person may add to `container`, in the order they are offered."""
    actor, now = request.authenticated_userid, request.now
    return [kind for kind in ADDED if kind in container.children and may(container, NEEDS[kind], actor, now)]


def opens_somewhere(request: Request) -> bool:
    """Whether the person may open a consultation in some space."""
    grants = request.portal.grants.of(request.authenticated_userid)
    return any(grant.role in OPENERS and grant.holds(request.now) for grant in grants)
def recording_place(request: Request, text: Any) -> Any:
    """Return where the person may put a recording that reads `text`: in it, or in the nearest place above; or None."""
    if getattr(text, "type_name", "") not in READABLE:
        return None
    for node in lineage(text):
        if "audio" in node.children:
            return node if may(node, NEEDS["audio"], request.authenticated_userid, request.now) else None
    return None


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
    if isinstance(context, File) and allowed(Permission.EDIT):
        found.append(("replace", _("Replace the file")))
    if recording_place(request, context) is not None:
        found.append(("spoken", _("Add a recording")))
    if kind in EDITED and may_add(request, context):
        found += [("contents", _("Contents")), ("add", _("Add"))]
    if kind == "consultation" and allowed(Permission.ENTER):
        found.append(("enter", _("Enter for somebody")))
    copies = isinstance(context, Workflowed) and allowed(Permission.SEE_HISTORY) and copyable(context)
    if copies and may(context.__parent__, NEEDS[kind], actor, now):
        there = copy_of(request.portal, context) is not None
        found.append(("working-copy", _("Working copy") if there else _("Work on a copy")))
    if isinstance(context, Workflowed) and allowed(Permission.SEE_HISTORY):
        found.append(("review", _("History and next step")))
    told = kind in EDITED or isinstance(context, Proposal | Answer)
    if told and allowed(Permission.SEE_HISTORY):
        found.append(("history", _("Timeline and versions")))
    if IConsultation.providedBy(context) and context.is_public and opens_somewhere(request):
        found.append(("template", _("Use as a template")))
    if IContainer.providedBy(context) and allowed(Permission.MODERATE):
        found.append(("moderation", _("Moderation")))
    if movable(context) and allowed(Permission.TRASH):
        found.append(("remove", _("Put in the trash")))
    if IContainer.providedBy(context) and allowed(Permission.AUTOMATE):
        found.append(("automation", _("Rules")))
    if allowed(Permission.SEE_GRANTS):
        found.append(("who", _("Who can do what here")))
    return [("", _("View")), *found] if found else []
