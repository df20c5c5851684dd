"""The dates of a consultation as a calendar file (RFC 5545)."""

from datetime import UTC, datetime
from typing import Any

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from mukhtabar.content.interfaces import IConsultation

LINE = 75


def escape(text: str) -> str:
    """Return a text value with backslash, comma, semicolon and line ends escaped (section 3.3.11)."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r", "").replace("\n", "\\n")


def fold(line: str) -> str:
    """Return a content line cut into pieces of at most 75 bytes, never inside a letter (section 3.1)."""
    pieces: list[bytes] = []
    current = b""
    for letter in line:
        coded = letter.encode()
        if len(current) + len(coded) > LINE - (1 if pieces else 0):
            pieces.append(current)
            current = b""
        current += coded
    return "\r\n ".join(piece.decode() for piece in [*pieces, current])


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


@view_config(context=IConsultation, name="calendar.ics", permission="view", request_method=("GET", "HEAD"))
def calendar(context: Any, request: Request) -> Any:
    """One event for each phase."""
    title = context.title.best(request.language)[1]
    url = request.site.settings.base_url + request.page.url_of(context)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Mukhtabar//Consultation//AR"]
    for number, phase in enumerate(context.phases):
        lines += [
            "BEGIN:VEVENT",
            f"UID:{context.uid}-{number}@mukhtabar",
            f"DTSTAMP:{_stamp(context.modified)}",
            f"DTSTART:{_stamp(phase.start)}",
            f"DTEND:{_stamp(phase.end)}",
            f"SUMMARY:{escape(f'{title}: {phase.called(request.language)[1]}')}",
            f"URL:{url}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    body = "".join(fold(line) + "\r\n" for line in lines)
    return Response(body=body.encode(), content_type="text/calendar", charset="utf-8")
