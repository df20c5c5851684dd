"""What one council leaves to the next: all that waits, with its clocks, and the roles that end. Made for paper."""

from collections.abc import Iterator
from itertools import islice
from types import SimpleNamespace as Shown
from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.base import Workflowed
from mukhtabar.content.council import OF_COUNCIL, behind, sitting
from mukhtabar.content.interfaces import ICommune
from mukhtabar.language import Message, _
from mukhtabar.language.dates import local_day
from mukhtabar.rules.permissions import Permission
from mukhtabar.security.acl import may
from mukhtabar.store.groups import is_group
from mukhtabar.views import shown
from mukhtabar.views.admin.who import LASTING
from mukhtabar.views.clock import in_words, reading_of
from mukhtabar.views.entry import Entry
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.public.council import seat

#: The lists whose documents a council answers for, each longest waiting first.
LISTS = ("proposals.waiting", "worklist.officer", "worklist.approver", "commitments", "petitions")
#: So many of each list stand on the sheet.
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


def _left(context: Any, request: Request) -> Iterator[Workflowed]:
    """Yield what is not done in the lists of the commune, each once."""
    seen: set[int] = set()
    for listing in LISTS:
        for _rank, uid in islice(request.portal.listings_index.walk(listing, context.uid), MOST):
            if uid in seen:
                continue
            seen.add(uid)
            document = request.portal.uids.get(uid)
            done = document.definition.state(document.state).final
            if not done and may(document, Permission.VIEW, request.authenticated_userid, request.now):
                yield document


def _row(request: Request, document: Workflowed) -> Entry:
    h, entry, reading = Helpers(request), shown.item(request, document), reading_of(request, document)
    entry.state, entry.tone = h.state(document), h.tone(document.state)
    entry.kind = entry.snippet = None
    entry.when = shown.when(h, document.state_since)
    if reading is not None:
        entry.meta.append(h.t(in_words(reading, document.measured.stop is not None)[0]))
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
    """One sheet: what waits by kind, with how many there are, then who sits and which roles end when."""
    by_kind: dict[str, list[Entry]] = {}
    for document in _left(context, request):
        by_kind.setdefault(document.type_name, []).append(_row(request, document))
    known = [kind for kind in HEADINGS if kind in by_kind]
    return {
        "title": _("Hand-over list of the council"),
        "name": request.page.title_of(context),
        "when": shown.when(Helpers(request), request.now, time=True),
        "parts": [(kind, HEADINGS[kind], by_kind[kind]) for kind in known],
        "seats": [seat(request, one) for one in sitting(request.portal, context, local_day(request.now))],
        "roles": _roles(context, request),
    }
