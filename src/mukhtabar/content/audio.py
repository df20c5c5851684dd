"""A recording: somebody speaks, and what is said can be read under it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from zope.interface import implementer

from mukhtabar.content.file import File
from mukhtabar.content.interfaces import IAudio
from mukhtabar.content.texts import Texts
from mukhtabar.store.catalog.listings import Entry
from mukhtabar.store.folder import lineage

#: What is spoken (BCP 47) -> the written language of the portal that it reads from, when a text has it.
SPEECH = {
    "ar": "ar", "ary": "ar", "zgh": "zgh", "shi": "zgh", "tzm": "zgh", "rif": "zgh", "fr": "fr", "en": "en",
}  # fmt: skip


@implementer(IAudio)
class Audio(File):
    """A recording. `transcript` is what is said (WCAG 1.2.1), `speech` the language it is said in.

    `reads` is the uid of the document whose text it reads aloud, 0 for one that stands by itself: then it is that
    document's spoken edition, and is offered on its page.
    """

    type_name = "audio"
    fields = ("title", "transcript", "speech", "reads")
    carried = (*File.carried, "seconds", "channels", "recorded")
    transcript = Texts()
    speech: str = "ar"
    reads: int = 0
    #: Rounded up.
    seconds: int = 0
    channels: int = 0
    #: When these bytes came.
    recorded: datetime | None = None

    def listings(self) -> Iterator[Entry]:
        yield from super().listings()
        if self.reads and self.working_copy_of is None:
            yield Entry("spoken", self.reads, list(SPEECH).index(self.speech))


def reads(audio: Audio, text: Any) -> bool:
    """Whether `audio` is the spoken edition of `text`: it names it, and stands beside it or above it."""
    return bool(audio.reads) and audio.reads == text.uid and audio.__parent__ in lineage(text)


def stale_since(audio: Audio, document: Any) -> datetime | None:
    """Return when the text that `audio` reads was changed after the recording, or None while both agree."""
    language, recorded = SPEECH[audio.speech], audio.recorded
    if recorded is None:
        return None
    moments = []
    for name in document.fields:
        texts = getattr(document, name)
        if isinstance(texts, Texts):
            changed = texts.changed.get(language) or texts.changed.get(texts.source)
            moments += [changed] if changed else []
    latest = max(moments, default=None)
    return latest if latest is not None and latest > recorded else None
