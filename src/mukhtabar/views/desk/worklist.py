"""«Waiting for me»: what each of my roles has to do, longest waiting first (J10, J16)."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.answer import Answer
from mukhtabar.content.base import Workflowed
from mukhtabar.content.interfaces import ICommune, IPortal
from mukhtabar.content.matter import WAITING
from mukhtabar.content.proposal import Proposal
from mukhtabar.content.scheduled import Dated
from mukhtabar.content.translations import standings
from mukhtabar.language import NAMES, Message, _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.roles import COUNCIL, Role
from mukhtabar.services.moderation import taking_proposals, waiting
from mukhtabar.store.folder import lineage
from mukhtabar.views import shown
from mukhtabar.views.clock import in_words, reading_of
from mukhtabar.views.council.held import assigned
from mukhtabar.views.desk.queued import days_left
from mukhtabar.views.desk.standing import called
from mukhtabar.views.entry import Entry
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.listed import documents, page_number, paging
from mukhtabar.views.stepping import sent_back

#: Who has a moderation desk, at the node of the role.
MODERATORS = frozenset({Role.EDITOR, Role.SPACE_LEAD, Role.MODERATOR, Role.ADMIN})
#: Who enters what people said or wrote who are not online (J13).
ENTERING = frozenset({Role.DESK_AGENT, Role.EDITOR, Role.SPACE_LEAD})
#: What the council works with, beside the lists.
COUNCIL_PAGES: tuple[tuple[str, Message, Permission], ...] = (
    ("waiting", _("Everything that waits, with filters"), Permission.CONFER),
    ("to-publish", _("Answers to publish"), Permission.SEE_COUNCIL),
    ("answer-many", _("Answer several at once"), Permission.ADD_ANSWER),
    ("answer-templates", _("Templates for answers"), Permission.ADD_ANSWER),
    ("delegations", _("Delegations"), Permission.SEE_COUNCIL),
)
#: A queue -> the roles that work it, and what stands above it.
QUEUES: dict[str, tuple[frozenset[Role], Message]] = {
    "editor": (MODERATORS, _("To read and publish")),
    "translation": (frozenset({Role.SPACE_LEAD, Role.ADMIN}), _("Translations to publish")),
    "space_lead": (frozenset({Role.SPACE_LEAD, Role.ADMIN}), _("To publish or to sum up")),
    "moderator": (MODERATORS, _("To moderate")),
    "officer": (frozenset({Role.OFFICER}), _("To answer")),
    "approver": (frozenset({Role.APPROVER, Role.DELEGATE}), _("To approve")),
}


def nodes_of(request: Request, roles: frozenset[Role]) -> list[int]:
    """Return the uids of the topmost nodes where the person holds one of `roles`."""
    held = {
        g.node
        for g in request.portal.grants.of(request.authenticated_userid)
        if g.role in roles and g.holds(request.now)
    }
    found = [(uid, request.portal.uids.get(uid)) for uid in held]
    return [
        uid
        for uid, node in found
        if node is not None and not any(above.uid in held for above in lineage(node.__parent__))
    ]


def _translation(request: Request, document: Any) -> Entry:
    """Return a document of which a translation waits for who publishes: its languages, and since when."""
    h, entry = Helpers(request), shown.item(request, document)
    ready = [each for each in standings(document) if each.draft is not None and each.draft.ready]
    entry.meta += [NAMES[each.language] for each in ready]
    entry.when = shown.when(h, min((each.draft.time for each in ready if each.draft), default=None))
    entry.url = request.page.url_of(document, "translate")
    return entry


def row(request: Request, document: Workflowed) -> Entry:
    """Return a document that waits: until when, for what else, since when, and to whom it is assigned."""
    h = Helpers(request)
    entry = shown.item(request, document)
    queue, reading = document.definition.state(document.state).queue, reading_of(request, document)
    if reading is not None and document.measured.stop is None:
        words, entry.tone = in_words(reading, stopped=False)
        entry.state = h.t(words)
    elif queue is not None:
        start = document.entered(queue.since)
        due = queue.due(start.time if start else document.state_since)
        # The badge says how late it is: in red, «Approved» would read as its opposite.
        entry.meta.append(h.state(document))
        entry.state = h.t(days_left(due, request.now))
        entry.tone = "waiting" if due >= request.now else "refused"
    if isinstance(document, Answer):
        entry.meta += _asked(request, document.__parent__)
    begun = document.answer_begun() if isinstance(document, Proposal) else None
    # Of a draft those hear who may read it.
    if begun is not None and request.page.may(Permission.SEE_HISTORY, begun):
        entry.meta.append(h.t(_("Answer: ${state}", state=h.state(begun))))
    if sent_back(document) is not None:
        entry.meta.append(h.t(_("Sent back")))
    if isinstance(document, Dated) and document.next_date is not None:
        entry.meta.append(h.t(_("goes on the site on ${date}", date=h.moment(document.next_date))))
    if (of := called(request, document)) is not None:
        entry.meta.append(h.t(of))
    if (held := assigned(request, document)) is not None:
        entry.meta.append(h.t(held))
    entry.when = shown.when(h, document.state_since)
    entry.url = request.page.url_of(document, "review")
    return entry


def _asked(request: Request, proposal: Any) -> list[str]:
    """Return what an answer is to: its title, and where its clock stands while it runs."""
    reading = reading_of(request, proposal) if proposal.measured and proposal.measured.stop is None else None
    words = [Helpers(request).t(in_words(reading, stopped=False)[0])] if reading is not None else []
    return [request.page.title_of(proposal), *words]


@view_config(
    context=IPortal,
    name="desk",
    permission="view",
    request_method=("GET", "HEAD"),
    renderer="mukhtabar.templates:desk/worklist.pt",
)
def worklist(context: Any, request: Request) -> dict[str, Any]:
    """One list for each thing that I can do somewhere."""
    return {"title": _("Waiting for me"), **worklists(request), "signed_in": request.identity is not None}


def worklists(request: Request) -> dict[str, Any]:
    """Return the lists of what waits for the person, and their moderation desks: what desk/worklists.pt needs."""
    lists, portal = [], request.portal
    for queue, (roles, title) in QUEUES.items():
        scopes = nodes_of(request, roles)
        if not scopes:
            continue
        wanted = page_number(request) if request.GET.get("queue") == queue else 1
        batch = portal.listings_index.merged(f"worklist.{queue}", scopes, page=wanted, size=20)
        made = _translation if queue == "translation" else row
        rows = [made(request, document) for document in documents(request, batch)]
        pages = paging(request, batch, queue=queue)
        lists.append(Shown(name=queue, title=title, items=rows, total=batch.total, paging=pages))
    desks = [(portal.uids.get(uid), waiting(portal, uid)) for uid in nodes_of(request, MODERATORS)]
    named = [(request.page.url_of(node, "moderation"), request.page.title_of(node), n) for node, n in desks]
    return {"lists": lists, "desks": named, "councils": _councils(request), "entering": _entering(request)}


def _councils(request: Request) -> list[tuple[str, list[tuple[str, Message, int | None]]]]:
    """Return (name of a commune, (address, title, count) of what its council works with) for each of mine."""
    nodes = (request.portal.uids.get(uid) for uid in nodes_of(request, COUNCIL))
    count = request.portal.listings_index.count
    return [
        (
            request.page.title_of(node),
            [
                (request.page.url_of(node, name), title, count(WAITING, node.uid) if name == "waiting" else None)
                for name, title, needs in COUNCIL_PAGES
                if request.page.may(needs, node)
            ],
        )
        for node in nodes
        if ICommune.providedBy(node)  # in a rehearsal the roles of the council are played elsewhere
    ]


def _entering(request: Request) -> list[tuple[str, str, str]] | None:
    """Return where the person may enter proposals (address, title, place of a consultation); None without a role."""
    scopes = nodes_of(request, ENTERING)
    if not scopes:
        return None
    found = (node for uid in scopes for node in taking_proposals(request.portal, request.now, uid))
    return [
        (request.page.url_of(node, "enter"), request.page.title_of(node), request.page.title_of(node.__parent__))
        for node in found
        if request.page.may(Permission.ENTER, node)
    ]
