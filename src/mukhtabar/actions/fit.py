"""Judge the bytes somebody sent for a document, and make of them what may be kept; nothing is changed yet."""

import hashlib
import math
from dataclasses import dataclass

from mukhtabar.actions.context import refused
from mukhtabar.content.audio import Audio
from mukhtabar.content.file import File, Image
from mukhtabar.content.media import JPEG, Found, Media, sniff
from mukhtabar.content.picture import Unreadable, develop
from mukhtabar.language import Message, _

FILE_MOST = 5 * 1024 * 1024
IMAGE_MOST = 5 * 1024 * 1024
AUDIO_MOST = 5 * 1024 * 1024
#: A recording of an editor (DESIGN.md section 9).
SECONDS_MOST = 600
#: The decoder of JPEG can leave out points as it goes; the others hold the whole picture at once.
PIXELS_MOST = 40_000_000
PIXELS_WHOLE = 24_000_000


@dataclass(frozen=True)
class Fit:
    """Bytes that may be kept. A picture has a width and a height, a recording seconds (rounded up) and channels."""

    data: bytes
    media: Media
    width: int = 0
    height: int = 0
    seconds: int = 0
    channels: int = 0

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


def most_bytes(document: File) -> int:
    """Return how many bytes may be sent for a document of that kind."""
    return IMAGE_MOST if isinstance(document, Image) else AUDIO_MOST if isinstance(document, Audio) else FILE_MOST


def fit(document: File, data: bytes) -> Fit:
    """Return what may be kept of `data` as the content of `document`. Raises Refused with the sentence that says why.

    What is too big, or has too many points, is refused before anything is decoded (abuse case 71).
    """
    found = checked(document, data)
    if isinstance(document, Image):
        try:
            kept = develop(data[: found.end], found)
        except Unreadable:
            raise refused("broken_picture", _("This picture is broken: it cannot be shown.")) from None
        return Fit(kept.data, kept.media, kept.width, kept.height)
    if found.sound is not None:
        return Fit(found.sound.data, found.media, 0, 0, math.ceil(found.sound.seconds), found.sound.channels)
    return Fit(data[: found.end], found.media)


def checked(document: File, data: bytes) -> Found:
    """Return what `data` is, without decoding it. Raises Refused when it is not taken as the content of `document`."""
    most = most_bytes(document)
    if len(data) > most:
        raise refused("too_big", _("This file is too big: at most ${most} MB.", most=most // 1024**2))
    if not data:
        raise refused("empty_file", _("This file is empty."))
    found = sniff(data)
    if isinstance(document, Image):
        return _picture(found)
    if isinstance(document, Audio):
        return _recording(found)
    if found is None:
        sentence: Message = _(
            "This is not a document that the portal takes: PDF, DOCX, XLSX, ODT or ODS, unbroken and without macros."
        )
        raise refused("not_a_document", sentence)
    if found.media.picture:
        sentence = _("This is a picture. Add it as an image: then it gets a text for those who do not see it.")
        raise refused("is_a_picture", sentence)
    if found.media.sound:
        sentence = _("This is a recording. Add it as a recording: then it gets a text for those who do not hear it.")
        raise refused("is_a_recording", sentence)
    return found


def _picture(found: Found | None) -> Found:
    if found is None or not found.media.picture:
        sentence = _("This is not a picture that the portal takes: JPEG, PNG or WebP, unbroken and not moving.")
        raise refused("not_a_picture", sentence)
    if found.width * found.height > (PIXELS_MOST if found.media is JPEG else PIXELS_WHOLE):
        raise refused(
            "too_many_pixels",
            _(
                "This picture has too many points: ${width} × ${height}. Make it smaller first.",
                width=found.width,
                height=found.height,
            ),
        )
    return found


def _recording(found: Found | None) -> Found:
    if found is None or found.sound is None:
        sentence = _("This is not a recording that the portal takes: MP3 or Opus (.ogg), whole and unbroken.")
        raise refused("not_a_recording", sentence)
    if found.sound.seconds > SECONDS_MOST:
        raise refused("too_long", _("This recording is too long: at most ${most} minutes.", most=SECONDS_MOST // 60))
    return found
