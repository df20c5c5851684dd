"""Events: one of them, and what is to come, or is over, in a place."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.interfaces import ICommune, IEvent, IPortal, IRegion, ISpace
from mukhtabar.content.target import is_outside
from mukhtabar.language import _
from mukhtabar.services import events
from mukhtabar.views import shown
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.listed import documents, page_number, paging

READ = ("GET", "HEAD")


@view_config(context=IEvent, permission="view", request_method=READ, renderer="mukhtabar.templates:public/event.pt")
def event(context: Any, request: Request) -> dict[str, Any]:
    """When, where, how to take part, and the file for a calendar."""
    over = context.is_over(request.now)
    request.depends_on(context, until=None if over else context.end)
    return {
        "title": request.page.title_of(context),
        "description": context.summary.best(request.language)[1],
        "over": over,
        "online": context.online if is_outside(context.online) else "",
        "start": shown.when(Helpers(request), context.start, time=True),
        "end": shown.end_of(request, context),
    }


def event_list(context: Any, request: Request) -> dict[str, Any]:
    """What is to come at or below this place, the soonest first; or what is over, the latest first."""
    past = request.GET.get("past") == "1"
    coming = events.coming(request.portal, context, request.now, page_number(request))
    batch = events.over(request.portal, context, request.now, page_number(request)) if past else coming.batch
    request.depends_on(context, until=coming.until)
    here = request.page.url_of(context, "events")
    return {
        "title": _("Events"),
        "tabs": [(here, _("To come"), not past), (f"{here}?past=1", _("Over"), past)],
        "past": past,
        "items": documents(request, batch),
        "paging": paging(request, batch),
        "calendar": request.page.url_of(context, "calendar.ics"),
    }


for _interface in (IPortal, IRegion, ICommune, ISpace):
    event_list = view_config(
        context=_interface,
        name="events",
        permission="view",
        request_method=READ,
        renderer="mukhtabar.templates:public/events.pt",
    )(event_list)
