"""What a picture or a recording must have in words before it is saved, and what an answer cannot say."""

from collections.abc import Mapping
from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.content.answer import Answer
from mukhtabar.content.audio import SPEECH, Audio
from mukhtabar.content.base import Resource
from mukhtabar.content.bin import in_bin
from mukhtabar.content.file import Image
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission
from mukhtabar.security.acl import may
from mukhtabar.store.folder import lineage

ALTERNATIVE = _("Say in words what the picture shows, or say that it is only decoration.")
TRANSCRIPT = _("Write what is said: not everybody hears it.")


REGISTERED = _("The day on which it was registered lies ahead. Correct it, or leave it empty.")


def complete(ctx: Ctx, document: Resource, values: Mapping[str, Any], parent: Any = None) -> None:
    """Raise Refused when `values`, written into `document`, would leave somebody out, put two recordings in one
    place, or say of an answer what cannot be yet.

    `parent` is where a new document is to stand.
    """

    def value(name: str) -> Any:
        return values.get(name, getattr(document, name))

    if isinstance(document, Answer) and value("registered") is not None and value("registered") > ctx.now:
        raise refused("registered", REGISTERED)
    if isinstance(document, Image) and not value("alternative") and not value("decorative"):
        raise refused("no_alternative", ALTERNATIVE)
    if isinstance(document, Audio):
        if not value("transcript"):
            raise refused("no_transcript", TRANSCRIPT)
        if value("speech") not in SPEECH:
            raise refused("no_language", _("Say which language is spoken."))
        if value("reads"):
            _spoken(ctx, document, parent or document.__parent__, value("reads"), value("speech"))


def _spoken(ctx: Ctx, audio: Audio, parent: Any, uid: int, speech: str) -> None:
    """Check that `audio` may be the spoken edition of the document `uid`: it is read from beside or above, and once."""
    if audio.reads == uid and audio.speech == speech:
        return
    target = ctx.portal.uids.get(uid)
    if target is None or in_bin(target) or not (ctx.system or may(target, Permission.VIEW, ctx.actor, ctx.now)):
        raise refused("nothing_to_read", _("The text that is read aloud is not there any more."))
    if parent not in lineage(target) or isinstance(target, Audio):
        raise refused("not_beside", _("A recording stands beside the text that it reads, or above it."))
    # No working copy stands in the list; of the two that one is, it may say what its original says.
    same = {audio.uid, audio.working_copy_of[0] if audio.working_copy_of is not None else audio.uid}
    for other in (ctx.portal.uids.get(found) for _rank, found in ctx.portal.listings_index.walk("spoken", uid)):
        if other.uid not in same and other.speech == speech:
            raise refused("already_spoken", _("This text has a recording in this language. Replace that one."))
