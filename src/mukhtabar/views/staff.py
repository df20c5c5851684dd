"""What staff may do with the document on the page: the bar under the crumbs, and what may be added to a container."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pyramid.request import Request

from mukhtabar.actions.assign import confers
from mukhtabar.actions.commitment import bases
from mukhtabar.actions.create import NEEDS
from mukhtabar.actions.freeze import PLACES
from mukhtabar.actions.move import movable
from mukhtabar.actions.register import CLOSED
from mukhtabar.actions.working_copy import copyable
from mukhtabar.content.answer import Answer
from mukhtabar.content.base import Workflowed
from mukhtabar.content.embargo import Compared
from mukhtabar.content.file import File
from mukhtabar.content.interfaces import ICommune, IConsultation, IContainer
from mukhtabar.content.matter import Matter
from mukhtabar.content.proposal import QUESTION, Proposal
from mukhtabar.content.working import copy_of
from mukhtabar.forms.audio import READABLE
from mukhtabar.forms.document import ADDED, EDITED
from mukhtabar.language import Message, _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.roles import Role
from mukhtabar.security.acl import effective, may
from mukhtabar.store.folder import Located, lineage

#: Who opens consultations in a space: those may take one of elsewhere as a template.
OPENERS = frozenset({Role.EDITOR, Role.SPACE_LEAD, Role.ADMIN})


def may_add(request: Request, container: Any) -> list[str]:
    """Return the kinds of documents that the person may add to `container`, in the order they are offered."""
    roles = effective(container, request.authenticated_userid, request.now)
    return [kind for kind in ADDED if kind in container.children and roles & container.allowed(NEEDS[kind])]


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


@dataclass(frozen=True)
class Seen:
    """A document, and the request of the person who has it before them."""

    request: Request
    document: Any

    @property
    def written(self) -> bool:
        """Whether the house writes documents of this kind in the desk."""
        return getattr(self.document, "type_name", "") in EDITED

    @cached_property
    def adds(self) -> bool:
        """Whether the person may put something into it."""
        return self.written and bool(may_add(self.request, self.document))

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles of the person that count here."""
        return effective(self.document, self.request.authenticated_userid, self.request.now)

    def may(self, permission: Permission) -> bool:
        """Whether the person holds a permission on it."""
        return bool(self.roles & self.document.allowed(permission))


@dataclass(frozen=True)
class Link:
    """A view of a document, what the bar calls it, and when it is offered. `first` ones stand outside of «More»."""

    name: str
    title: Message
    offered: Callable[[Seen], bool]
    first: bool = False


def _needs(permission: Permission, holds: Callable[[Seen], bool] = lambda seen: True) -> Callable[[Seen], bool]:
    """Return the condition that the document is such a one, and the person may do that with it."""
    return lambda seen: holds(seen) and seen.may(permission)


def _written(seen: Seen) -> bool:
    return seen.written


def _container(seen: Seen) -> bool:
    return bool(IContainer.providedBy(seen.document))


def _commune(seen: Seen) -> bool:
    return bool(ICommune.providedBy(seen.document))


def _open_question(seen: Seen) -> bool:
    document = seen.document
    return isinstance(document, Proposal) and document.kind == QUESTION and document.state == "published"


def _copied(there: bool) -> Callable[[Seen], bool]:
    """Return the condition that a copy may be worked on, and that there is one already, or is none."""

    def offered(seen: Seen) -> bool:
        document = seen.document
        if not isinstance(document, Workflowed) or not seen.may(Permission.SEE_HISTORY) or not copyable(document):
            return False
        actor, now = seen.request.authenticated_userid, seen.request.now
        if not may(document.__parent__, NEEDS[document.type_name], actor, now):
            return False
        return (copy_of(seen.request.portal, document) is not None) is there

    return offered


LINKS: tuple[Link, ...] = (
    Link("edit", _("Edit"), _needs(Permission.EDIT, _written), first=True),
    Link("contents", _("Contents"), lambda seen: seen.adds, first=True),
    Link("add", _("Add"), lambda seen: seen.adds, first=True),
    Link("enter", _("Enter for somebody"),
         _needs(Permission.ENTER, lambda seen: IConsultation.providedBy(seen.document)), first=True),
    Link("begin-register", _("Register"), _needs(Permission.ADD_PAGE, lambda seen: (
        IConsultation.providedBy(seen.document) and seen.document.state in CLOSED))),
    Link("working-copy", _("Work on a copy"), _copied(there=False), first=True),
    Link("working-copy", _("Working copy"), _copied(there=True), first=True),
    Link("review", _("Steps"),
         _needs(Permission.SEE_HISTORY, lambda seen: isinstance(seen.document, Workflowed)), first=True),
    Link("moderation", _("Moderation"), _needs(Permission.MODERATE, _container), first=True),
    Link("council", _("Assignment and notes"),
         lambda seen: isinstance(seen.document, Matter) and confers(seen.request.ctx, seen.document)),
    Link("clock", _("Clock"),
         _needs(Permission.ADD_ANSWER, lambda seen: getattr(seen.document, "measured", None) is not None)),
    Link("to-publish", _("Answers to publish"), _needs(Permission.SEE_COUNCIL, _commune)),
    Link("answer-many", _("Answer several at once"), _needs(Permission.ADD_ANSWER, _commune)),
    Link("answer-templates", _("Templates for answers"), _needs(Permission.ADD_ANSWER, _commune)),
    Link("delegations", _("Delegations"), _needs(Permission.SEE_COUNCIL, _commune)),
    Link("member", _("Pass on to a member"), _needs(Permission.ADD_ANSWER, _open_question)),
    Link("commit", _("Begin a commitment"), _needs(Permission.ADD_COMMITMENT, lambda seen: (
        isinstance(seen.document, Proposal) and bool(bases(seen.document))))),
    Link("sittings", _("Sittings of the council"), _needs(Permission.ADD_COUNCIL_FILE, _commune)),
    # A rehearsal is seen by who takes part in it, as it is.
    Link("preview", _("Preview"),
         _needs(Permission.SEE_HISTORY, lambda seen: seen.written and seen.request.rehearsal is None)),
    Link("check", _("Content check"), _needs(Permission.SEE_HISTORY, _written)),
    Link("history", _("Timeline and versions"),
         _needs(Permission.SEE_HISTORY, lambda seen: seen.written or isinstance(seen.document, Proposal | Answer))),
    Link("translate", _("Translations"), _needs(Permission.TRANSLATE, _written)),
    Link("replace", _("Replace the file"),
         _needs(Permission.EDIT, lambda seen: isinstance(seen.document, File))),
    Link("spoken", _("Add a recording"), lambda seen: recording_place(seen.request, seen.document) is not None),
    Link("template", _("Use as a template"), lambda seen: (
        IConsultation.providedBy(seen.document) and seen.document.is_public and opens_somewhere(seen.request))),
    Link("rehearse", _("Rehearsal copy"), _needs(Permission.SEE_DESK, lambda seen: (
        getattr(seen.document, "type_name", "") == "space" and seen.request.rehearsal is None))),
    Link("automation", _("Rules"), _needs(Permission.AUTOMATE, _container)),
    Link("embargo", _("Held out of the table"), _needs(Permission.MANAGE, lambda seen: (
        isinstance(seen.document, Compared) and seen.request.rehearsal is None))),
    Link("holidays", _("Holidays"), _needs(Permission.MANAGE, lambda seen: seen.document.__parent__ is None)),
    Link("hand-over-list", _("Hand-over list"),
         _needs(Permission.HAND_OVER, _commune)),
    Link("freeze", _("Nothing published before an election"), _needs(Permission.MANAGE, lambda seen: (
        getattr(seen.document, "type_name", "") in PLACES and seen.request.rehearsal is None))),
    Link("who", _("Who can do what here"), _needs(Permission.SEE_GRANTS)),
    Link("remove", _("Put in the trash"), _needs(Permission.TRASH, lambda seen: movable(seen.document))),
)  # fmt: skip
#: The views of a document that are about the document itself; «desk» and «search» are not.
ABOUT_IT = frozenset({
    "", "archive", "catch-up", "council", "council-file", "decisions", "edition", "evidence", "files", "groups",
    "hand-over", "labels", "links", "mandate", "merge", "park", "points", "private-links", "progress", "redact",
    "rename", "reports", "route", "schedule", "sealed", "sign", "together", "translations", "trash", "wipe",
    *(link.name for link in LINKS),
})  # fmt: skip
VIEW = Link("", _("View"), lambda seen: True, first=True)


def staff_links(request: Request, context: Any) -> list[Link]:
    """Return what the person may do here, as the bar offers it; the empty name is the document's own page."""
    if not isinstance(context, Located) or request.view_name not in ABOUT_IT:
        return []
    seen = Seen(request, context)
    found = [link for link in LINKS if link.offered(seen)]
    return [VIEW, *found] if found else []
