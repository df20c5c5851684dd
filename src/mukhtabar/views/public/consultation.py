"""A consultation: what is asked, its phases, its proposals."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.register import register_of
from mukhtabar.content.interfaces import IConsultation
from mukhtabar.language import _
from mukhtabar.rules.phases import next_change
from mukhtabar.services.events import coming
from mukhtabar.views.clock import clock
from mukhtabar.views.editions import reading
from mukhtabar.views.listed import documents, page_number, paging
from mukhtabar.views.public.file import files
from mukhtabar.views.spoken import spoken

READ = ("GET", "HEAD")
ORDERS = {
    "newest": ("proposals.newest", _("Newest")),
    "waiting": ("proposals.waiting", _("Longest waiting")),
    "answered": ("proposals.answered", _("Answered")),
}


def _shown(context: Any) -> tuple[str, ...]:
    """Return the texts that stand under the main one: what was said, and the reply, when they are out."""
    return tuple(name for name in ("decides", "synthesis", "reply") if context.for_readers(name))


@view_config(
    context=IConsultation,
    permission="view",
    request_method=READ,
    renderer="mukhtabar.templates:public/consultation.pt",
)
def consultation(context: Any, request: Request) -> dict[str, Any]:
    """The consultation with one page of its proposals."""
    soon = coming(request.portal, context, request.now, size=3)
    changes = (next_change(context.phases, request.now), soon.until)
    request.depends_on(context, until=min((change for change in changes if change), default=None))
    index = request.portal.listings_index
    order = request.GET.get("order", "newest")
    order = order if order in ORDERS else "newest"
    batch = index.batch(ORDERS[order][0], context.uid, page=page_number(request), size=20)
    here = request.page.url_of(context)
    written, public = register_of(request.portal, context)
    return {
        "title": context.title.best(request.language)[1],
        "description": context.summary.best(request.language)[1],
        "reading": reading(request, context, *_shown(context)),
        "proposals": documents(request, batch),
        "paging": paging(request, batch),
        "events": documents(request, soon.batch),
        "files": files(request, context),
        "spoken": spoken(request, context),
        "orders": [
            (
                here if code == "newest" else f"{here}?order={code}",
                title,
                index.count(listing, context.uid),
                code == order,
            )
            for code, (listing, title) in ORDERS.items()
        ],
        "clock": clock(request, context),
        "register": request.page.url_of(written) if written is not None and public else None,
        "takes_proposals": context.phase_allows("propose", request.now),
    }
