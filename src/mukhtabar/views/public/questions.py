"""Questions to elected members: those that wait, the longest first, those that were answered, of all or of one."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.council import sitting
from mukhtabar.content.interfaces import ICommune
from mukhtabar.content.proposal import QUESTION, Proposal
from mukhtabar.language import _
from mukhtabar.language.dates import local_day
from mukhtabar.rules.phases import next_change
from mukhtabar.services.moderation import taking_proposals
from mukhtabar.store.mandates import Mandate
from mukhtabar.views import shown
from mukhtabar.views.clock import in_words, reading_of
from mukhtabar.views.entry import Entry
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.listed import documents, page_number, paging
from mukhtabar.views.public.council import seat

WAITING, ANSWERED = "waiting", "answered"


def asked_of(request: Request, document: Proposal) -> Shown | None:
    """Return whom a question is put to and who is in charge of it; None for what is no question."""
    if document.kind != QUESTION:
        return None
    mandates = request.portal.mandates
    to, charge = mandates.get(document.addressee), mandates.get(document.charge)
    last = charge or to
    return Shown(
        to=seat(request, to) if to is not None else None,
        charge=seat(request, charge) if charge is not None else None,
        # Who left before the answer leaves the question to the council.
        left=seat(request, last)
        if last is not None and document.state == "published" and last.span.over(local_day(request.now))
        else None,
    )


def _row(request: Request, document: Proposal) -> Entry:
    h, entry, reading = Helpers(request), shown.item(request, document, place=False), reading_of(request, document)
    entry.kind = None
    if reading is not None and document.measured is not None:
        words, entry.tone = in_words(reading, document.measured.stop is not None)
        entry.state = h.t(words)
    mandate = request.portal.mandates.get(document.asked_of)
    entry.meta.append(h.person(mandate.person) if mandate is not None else h.t(_("The council as a whole")))
    return entry


def _chosen(context: Any, request: Request) -> Mandate | None:
    """Return the mandate whose questions are asked for, or None for all."""
    given = request.GET.get("member", "")
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 20 else 0
    found: Mandate | None = request.portal.mandates.get(number)
    return found if found is not None and found.node == context.uid else None


@view_config(
    context=ICommune,
    name="questions",
    permission="view",
    request_method=("GET", "HEAD"),
    renderer="mukhtabar.templates:public/questions.pt",
)
def questions(context: Any, request: Request) -> dict[str, Any]:
    """One list at a time, with links to the other and to the members who have questions."""
    asking = taking_proposals(request.portal, request.now, context.uid)
    ends = [end for node in asking if (end := next_change(node.phases, request.now)) is not None]
    request.depends_on(context, until=min(ends, default=None))
    index, one = request.portal.listings_index, _chosen(context, request)
    scope = one.id if one is not None else context.uid
    show = ANSWERED if request.GET.get("show") == ANSWERED else WAITING
    batch = index.batch(f"questions.{show}", scope, page=page_number(request), size=20)
    seats = [seat(request, each) for each in sitting(request.portal, context, local_day(request.now))]
    here = request.page.url_of(context, "questions")
    member = f"&member={one.id}" if one is not None else ""
    return {
        "title": _("Questions to elected members"),
        "name": context.place.name(request.language),
        "items": [_row(request, document) for document in documents(request, batch)],
        "paging": paging(request, batch),
        "tabs": [
            (f"{here}?show={code}{member}", title, index.count(f"questions.{code}", scope), code == show)
            for code, title in ((WAITING, _("Waiting for an answer")), (ANSWERED, _("Answered")))
        ],
        "ask": [
            (request.page.url_of(node, "propose"), request.page.title_of(node))
            for node in asking
        ],
        "one": seat(request, one) if one is not None else None,
        "everyone": here,
        "members": [(f"{here}?member={each.id}", each) for each in seats if each.questions],
    }
