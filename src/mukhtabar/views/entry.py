"""One entry of a list, as templates/parts/listing.pt shows it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from mukhtabar.language import Message


@dataclass(slots=True)
class Entry:
    """A document in a list. What is None or empty is not shown."""

    url: str
    title: str
    #: Language of the title and the snippet.
    lang: str | None = None
    #: What it is: "Proposal".
    kind: Message | str | None = None
    state: Message | str | None = None
    #: Tone of the state's badge: neutral, open, waiting, done or refused.
    tone: str = "neutral"
    #: Whether it is sample content: said where the page itself does not say so already.
    sample: bool = False
    #: (ISO date, the same in words).
    when: tuple[str, str] | None = None
    #: Short texts: place, topic, "12 supports".
    meta: list[str] = field(default_factory=list)
    #: Text, or (text, whether it was searched for) as language.search gives it.
    snippet: str | Sequence[tuple[str, bool]] | None = None
    #: Address of a small decorative image.
    picture: str | None = None
