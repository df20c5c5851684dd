"""Calendar files (RFC 5545): one component for each event, in UTC, lines folded and texts escaped."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote

from pyramid.response import Response

LINE = 75
#: Control characters that no text value may hold (section 3.1, CONTROL); a tab is allowed.
CONTROLS = dict.fromkeys([*range(9), *range(11, 32), 127])
#: What an address keeps as it is (RFC 3986); a percent sign stands for a letter that is encoded already.
IN_URI = "%/:?#[]@!$&'()*+,;=-._~"


@dataclass(frozen=True)
class Dated:
    """One event of a calendar. `uid` never changes; `stamp` is when it was last changed, all moments aware."""

    uid: str
    stamp: datetime
    start: datetime
    end: datetime
    title: str
    url: str
    about: str = ""
    venue: str = ""


def escape(text: str) -> str:
    """Return a text value with backslash, comma, semicolon and line ends escaped (section 3.3.11)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(CONTROLS)
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


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


def moment(when: datetime) -> str:
    """Return an aware moment as a value in UTC (section 3.3.5)."""
    return when.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _component(event: Dated) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}@mukhtabar"
    yield f"DTSTAMP:{moment(event.stamp)}"
    yield f"DTSTART:{moment(event.start)}"
    yield f"DTEND:{moment(event.end)}"
    yield f"SUMMARY:{escape(event.title)}"
    if event.about:
        yield f"DESCRIPTION:{escape(event.about)}"
    if event.venue:
        yield f"LOCATION:{escape(event.venue)}"
    yield f"URL:{quote(event.url, safe=IN_URI)}"
    yield "END:VEVENT"


def calendar_text(events: Iterable[Dated], name: str = "") -> str:
    """Return a calendar file. `name` is what a program that follows it may call it (RFC 7986 section 5.1)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Mukhtabar//Calendar//AR", "CALSCALE:GREGORIAN"]
    if name:
        lines += [f"NAME:{escape(name)}", f"X-WR-CALNAME:{escape(name)}"]
    for event in events:
        lines += _component(event)
    return "".join(fold(line) + "\r\n" for line in [*lines, "END:VCALENDAR"])


def calendar_response(events: Iterable[Dated], name: str = "") -> Response:
    """Return a calendar file as it is sent."""
    return Response(body=calendar_text(events, name).encode(), content_type="text/calendar", charset="utf-8")
