"""A commune: its spaces, what is open, what was answered."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.interfaces import ICommune
from mukhtabar.content.petition import PETITIONS
from mukhtabar.language import Message, _
from mukhtabar.language.dates import local_day, noon
from mukhtabar.services.answering import held_out
from mukhtabar.services.events import coming
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.listed import documents


@view_config(
    context=ICommune,
    permission="view",
    request_method=("GET", "HEAD"),
    renderer="mukhtabar.templates:public/commune.pt",
)
def commune(context: Any, request: Request) -> dict[str, Any]:
    """Facts, spaces, consultations, answers, news."""
    soon = coming(request.portal, context, request.now, size=3)
    request.depends_on(context, until=soon.until)
    index = request.portal.listings_index
    uid = context.uid
    return {
        "title": context.place.name(request.language),
        "place": context.place,
        "province": context.province,
        "spaces": documents(request, index.batch("spaces", uid, size=20)),
        "consultations": documents(request, index.batch("consultations", uid, size=6)),
        "answered": documents(request, index.batch("proposals.answered", uid, size=5)),
        "waiting": documents(request, index.batch("proposals.waiting", uid, size=5)),
        "events": documents(request, soon.batch),
        "charters": documents(request, index.batch("charters", uid, size=5)),
        "petitions": documents(request, index.batch(PETITIONS, uid, size=5)),
        "news": documents(request, index.batch("news", uid, size=3)),
        "counted": _counted(context, request),
        "commitments": index.count("commitments", uid),
        "sittings": index.count("council_files", uid),
    }


def _counted(context: Any, request: Request) -> list[tuple[Message, str]]:
    """Return how much was said and answered here; while the figures are held back, from when on they are shown."""
    h, index = Helpers(request), request.portal.listings_index
    if (held := held_out(request.portal, context, local_day(request.now))) is not None:
        return [(_("Answers"), h.t(_("Figures from ${day} on", day=h.date(noon(held.until)))))]
    lists = (
        ("proposals.newest", _("Proposals published")),
        ("proposals.answered", _("Answered")),
        ("proposals.waiting", _("Waiting for an answer")),
    )
    return [(title, h.number(index.count(name, context.uid))) for name, title in lists]
