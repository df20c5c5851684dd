"""Rules that editors set up at a place: when something happens, and it is so, then do this."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from mukhtabar.language.message import Message, _
from mukhtabar.language.search import terms, tokens
from mukhtabar.rules.roles import Role

#: What can happen -> its name, and the actions (as the journal calls them) that bring it about.
EVENTS: Mapping[str, tuple[Message, frozenset[str]]] = MappingProxyType(
    {
        "added": (_("It is added"), frozenset({"create"})),
        "submitted": (_("It is submitted"), frozenset({"submit", "resubmit", "appeal"})),
        "published": (_("It is published"), frozenset({"publish", "publish_on_date", "announce"})),
        "returned": (_("It is returned to its author"), frozenset({"return"})),
        "refused": (_("It is refused"), frozenset({"refuse"})),
        "answered": (_("It is answered"), frozenset({"answer"})),
        "closed": (_("It closes"), frozenset({"close"})),
    }
)
_BY_ACTION = {action: event for event, (_title, actions) in EVENTS.items() for action in actions}

#: What a rule may be about. What citizens write is not «added»: it begins when it is submitted.
CITIZENS = frozenset({"proposal", "comment"})
HOUSE = frozenset({
    "audio", "charter", "collection", "consultation", "course", "event", "file", "image", "lesson", "news", "page",
    "resource",
})  # fmt: skip
#: Who may be told.
TOLD = (Role.EDITOR, Role.SPACE_LEAD, Role.MODERATOR, Role.DESK_AGENT, Role.OFFICER, Role.APPROVER, Role.OBSERVER)


@dataclass(frozen=True, slots=True)
class Rule:
    """When `event` happens to a document of the type `kind` (any, when empty), if all conditions hold, do all acts.

    Conditions: `topic`, `language`, and one of `words` (each a word or a phrase, in any spelling) stands in the text.
    Acts: tell the people in the role `notify`; move it into the place `move_to` (uid), telling a citizen `why`; put
    `label` on it; and, when it is still in the same state `days` days later, remind the people in `notify`. `author`
    made it (opaque id): it may do what they may do.
    """

    rid: str
    event: str
    author: str
    made: datetime
    kind: str = ""
    topic: str = ""
    language: str = ""
    words: tuple[str, ...] = ()
    notify: str = ""
    move_to: int = 0
    why: str = ""
    label: str = ""
    days: int = 0
    on: bool = True


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened to a document, as far as rules can see it."""

    event: str
    kind: str
    topic: str
    language: str
    text: str


def event_of(action: str, kind: str) -> str | None:
    """Return what an action is for rules about documents of the type `kind`, or None when rules do not see it."""
    event = _BY_ACTION.get(action)
    if kind not in CITIZENS | HOUSE or (event == "added" and kind in CITIZENS):
        return None
    return event


def matches(rule: Rule, happening: Happening) -> bool:
    """Whether `rule` is to act on `happening`. A rule that is off acts on nothing."""
    if not rule.on or rule.event != happening.event:
        return False
    for wanted, found in (
        (rule.kind, happening.kind), (rule.topic, happening.topic), (rule.language, happening.language),
    ):  # fmt: skip
        if wanted and wanted != found:
            return False
    return not rule.words or any(says(happening.text, phrase) for phrase in rule.words)


def says(text: str, phrase: str) -> bool:
    """Whether every word of `phrase` stands in `text`, in any spelling; an empty phrase stands nowhere."""
    there, asked = set(terms(text)), tokens(phrase)
    return bool(asked) and all(there & set(token.terms) for token in asked)


def does_something(rule: Rule) -> bool:
    """Whether the rule has an act. A reminder needs somebody to remind."""
    return bool(rule.notify or rule.move_to or rule.label)
