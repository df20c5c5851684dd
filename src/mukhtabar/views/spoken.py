"""The spoken editions of a text: listed under it without loading anything when there are none."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.request import Request

from mukhtabar.content.answer import Answer
from mukhtabar.content.audio import Audio, reads, stale_since
from mukhtabar.content.words import word
from mukhtabar.rules.permissions import Permission
from mukhtabar.security.acl import may
from mukhtabar.views import shown
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.public.file import blob_url, length_words


def recording(request: Request, audio: Audio, text: Any = None) -> Shown:
    """Return a recording as parts/recording.pt wants it; `text` is the document that it reads, when it is at hand."""
    h = Helpers(request)
    stale = stale_since(audio, text) if text is not None else None
    return Shown(
        url=request.page.url_of(audio),
        src=blob_url(request, audio),
        kind=audio.media.media_type,
        language=word("speech", audio.speech),
        length=length_words(h, audio.seconds),
        size=h.size(audio.size),
        stale=shown.when(h, stale),
        recorded=shown.when(h, audio.recorded),
        public=audio.is_public,
        title=request.page.title_of(audio),
        # Only editors of a space record: what the council said is read out by somebody else.
        of_council=isinstance(text, Answer),
    )


def spoken(request: Request, document: Any) -> list[Shown]:
    """Return the recordings that read `document` and that the reader may hear, one for each language: a public one,
    when there is one."""
    walked = request.portal.listings_index.walk("spoken", document.uid)
    found = [audio for _rank, uid in walked if (audio := request.portal.uids.get(uid)) is not None]
    actor, now = request.authenticated_userid, request.now
    heard: dict[str, Audio] = {}
    for audio in found:
        if reads(audio, document) and may(audio, Permission.VIEW, actor, now):
            other = heard.get(audio.speech)
            if other is None or (audio.is_public and not other.is_public):
                heard[audio.speech] = audio
    return [recording(request, audio, document) for audio in heard.values()]


def text_of(request: Request, audio: Audio) -> Any:
    """Return the document that a recording reads, whether the reader may see it or not; None without one."""
    text = request.portal.uids.get(audio.reads) if audio.reads else None
    return text if text is not None and reads(audio, text) else None
