"""A recording: heard without loading the page anew, read for those who do not hear it."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.interfaces import IAudio
from mukhtabar.language import _
from mukhtabar.language.html import plain_to_html
from mukhtabar.rules.permissions import Permission
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.spoken import recording, text_of


@view_config(
    context=IAudio,
    permission="view",
    request_method=("GET", "HEAD"),
    renderer="mukhtabar.templates:public/audio.pt",
)
def audio(context: Any, request: Request) -> dict[str, Any]:
    """The player, what it costs to load, what is said, and the text that it reads."""
    text = text_of(request, context)
    # The page of a text depends on all that its recording does: that stands beside it or above (actions/record.py).
    request.depends_on(text if text is not None else context)
    if text is not None and not request.page.may(Permission.VIEW, text):
        text = None
    h = Helpers(request)
    channels = _("Stereo") if context.channels == 2 else _("Mono")
    return {
        "title": context.title.best(request.language)[1] or context.filename,
        "recording": recording(request, context, text),
        "text": (request.page.url_of(text), request.page.title_of(text)) if text is not None else None,
        "transcript": plain_to_html(h.text(context.transcript)),
        "facts": [
            (_("Kind"), context.media.title),
            (_("Channels"), channels),
            (_("Recorded on"), h.date(context.recorded) if context.recorded else ""),
            (_("File name"), context.filename),
        ],
    }
