"""Calendar files: one event, the dates of a consultation, and all events of a place to be followed."""

from datetime import datetime
from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.event import Event
from mukhtabar.content.interfaces import ICommune, IConsultation, IEvent, IPortal, IRegion, ISpace
from mukhtabar.services import events
from mukhtabar.views import shown
from mukhtabar.views.feeds.icalendar import Dated, calendar_response
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.listed import documents

READ = ("GET", "HEAD")


def _address(request: Request, document: Any) -> str:
    return str(request.site.settings.base_url + request.page.url_of(document))


def _event(request: Request, event: Event) -> Dated:
    h = Helpers(request)
    notes = [h.text(event.summary), event.online, h.text(event.registration), h.text(event.access)]
    return Dated(
        uid=str(event.uid),
        stamp=event.modified,
        start=event.start,
        end=event.end,
        title=shown.marked(request, event),
        url=_address(request, event),
        about="\n\n".join(note for note in notes if note),
        venue=h.text(event.venue),
    )


@view_config(context=IEvent, name="calendar.ics", permission="view", request_method=READ)
def one(context: Any, request: Request) -> Any:
    """The event by itself, to be put into a calendar."""
    request.depends_on(context)
    response = calendar_response([_event(request, context)])
    response.content_disposition = f'attachment; filename="{context.__name__}.ics"'
    return response


def _below(request: Request, place: Any, until: datetime | None = None) -> list[Dated]:
    request.depends_on(place, until=until)
    batch = events.for_calendar(request.portal, place, request.now)
    return [_event(request, event) for event in documents(request, batch)]


@view_config(context=IConsultation, name="calendar.ics", permission="view", request_method=READ)
def consultation(context: Any, request: Request) -> Any:
    """One event for each phase, and the meetings that belong to the consultation."""
    title, url = shown.marked(request, context), _address(request, context)
    phases = [
        Dated(
            f"{context.uid}-{number}",
            context.modified,
            phase.start,
            phase.end,
            f"{title}: {phase.called(request.language)[1]}",
            url,
        )
        for number, phase in enumerate(context.phases)
    ]
    return calendar_response([*phases, *_below(request, context)])


def calendar(context: Any, request: Request) -> Any:
    """The events of a place: those to come, and the latest that are over."""
    return calendar_response(_below(request, context), request.page.place_of(context))


for _interface in (IPortal, IRegion, ICommune, ISpace):
    calendar = view_config(context=_interface, name="calendar.ics", permission="view", request_method=READ)(calendar)
