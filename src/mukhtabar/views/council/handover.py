"""What one council leaves to the next: all that waits, with its clocks, and the roles that end. Made for paper."""

from collections.abc import Iterator
from types import SimpleNamespace as Shown
from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.base import Workflowed
from mukhtabar.content.council import OF_COUNCIL, behind, sitting
from mukhtabar.content.interfaces import ICommune
from mukhtabar.content.petition import PETITIONS
from mukhtabar.language import Message, _
from mukhtabar.language.dates import local_day
from mukhtabar.rules.permissions import Permission
from mukhtabar.store.groups import is_group
from mukhtabar.views import shown
from mukhtabar.views.admin.who import LASTING
from mukhtabar.views.clock import in_words, reading_of
from mukhtabar.views.entry import Entry
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.listed import Paging, documents, page_number
from mukhtabar.views.public.council import seat

#: The lists whose documents a council answers for, each but the petitions longest waiting first.
PROPOSALS = "proposals.waiting"
LISTS = (PROPOSALS, "worklist.officer", "worklist.approver", PETITIONS)
#: So many of each list stand on one sheet.
MOST = 300
#: Type -> what stands above its documents.
HEADINGS: dict[str, Message] = {
    "proposal": _("Proposals and questions without an answer"),
    "answer": _("Answers begun, approved or waiting for approval, and not published"),
    "consultation": _("Consultations that wait for the reply of the council"),
    "charter": _("Charters that wait for a signature"),
    "register": _("Registers that wait for the council"),
    "council_file": _("Council files that go on"),
    "commitment": _("Commitments that go on"),
    "petition": _("Petitions that go on"),
}


def _stands(document: Workflowed, listing: str) -> bool:
    """Whether a document of `listing` stands on the sheets because of it: it may be in several lists, and goes on."""
    now = document.definition.state(document.state)
    if listing == PETITIONS:
        # For which signatures are collected. The others wait for the council, in its worklists, or are over.
        return now.queue is None and not now.final
    return (document.type_name == "proposal") == (listing == PROPOSALS)


def _left(context: Any, request: Request, sheet: int) -> Iterator[Workflowed]:
    """Yield what goes on and stands on that sheet (from 1), each once; only what the reader may see."""
    seen = set[int]()
    for listing in LISTS:
        batch = request.portal.listings_index.batch(listing, context.uid, page=sheet, size=MOST)
        # Asked for a page beyond its end, a list gives its last one.
        found = documents(request, batch) if batch.page == sheet else []
        for document in found:
            # What two of a council may answer waits in the lists of both.
            if _stands(document, listing) and document.uid not in seen:
                seen.add(document.uid)
                yield document


def _sheets(context: Any, request: Request) -> Paging:
    """Return how many sheets there are, and which was asked for."""
    longest = max(request.portal.listings_index.count(listing, context.uid) for listing in LISTS)
    pages = max(1, -(-longest // MOST))
    return Paging(request, min(page_number(request), pages), pages, longest)


def _row(request: Request, document: Workflowed) -> Entry:
    h, entry, reading = Helpers(request), shown.item(request, document), reading_of(request, document)
    entry.state, entry.tone = h.state(document), h.tone(document.state)
    entry.kind = entry.snippet = None
    entry.when = shown.when(h, document.state_since)
    if reading is not None:
        entry.meta.append(h.t(in_words(reading, document.measured.stop is not None)[0]))
    if request.page.may(Permission.SEE_HISTORY, document):
        entry.url = request.page.url_of(document, "review")
    return entry


def _roles(context: Any, request: Request) -> list[Shown]:
    """Return the roles of the council, with what each is to the mandate of who holds it."""
    h, today = Helpers(request), local_day(request.now)
    rows = []
    for given in sorted(request.portal.grants.at(context.uid), key=lambda given: (given.role, given.start)):
        if given.role not in OF_COUNCIL or not given.ends_after(request.now):
            continue
        found = behind(request.portal, context, given, today)
        group = request.portal.grants.groups.get(given.person) if is_group(given.person) else None
        rows.append(
            Shown(
                person=group.title if group is not None else h.person(given.person),
                role=h.capacity(given.role),
                end=shown.when(h, given.end),
                lasting=LASTING[found[1]] if found is not None else _("does not hang on a mandate"),
                tone="refused" if found is not None and found[1] != "lasts" else "neutral",
            )
        )
    return rows


@view_config(
    context=ICommune,
    name="hand-over-list",
    permission="hand_over",
    request_method=("GET", "HEAD"),
    renderer="mukhtabar.templates:council/handover.pt",
)
def handover(context: Any, request: Request) -> dict[str, Any]:
    """What waits by kind, with how many there are, on as many sheets as it needs; who sits, which roles end when."""
    by_kind: dict[str, list[Entry]] = {}
    sheets = _sheets(context, request)
    for document in _left(context, request, sheets.page):
        by_kind.setdefault(document.type_name, []).append(_row(request, document))
    known = [kind for kind in HEADINGS if kind in by_kind]
    return {
        "title": _("Hand-over list of the council"),
        "name": request.page.title_of(context),
        "when": shown.when(Helpers(request), request.now, time=True),
        "parts": [(kind, HEADINGS[kind], by_kind[kind]) for kind in known],
        "sheets": sheets,
        "seats": [seat(request, one) for one in sitting(request.portal, context, local_day(request.now))],
        "roles": _roles(context, request),
    }
