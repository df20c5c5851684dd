"""The rules of each place, what waits for them, the reminders they set, and the log of what they did."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree
from persistent import Persistent

from mukhtabar.rules.automation import Rule
from mukhtabar.store.randoms import append, random_key

#: Entries of the log kept for each place.
LOGGED = 200


@dataclass(frozen=True)
class Noted:
    """Something happened to the document `uid`, and rules at the places `nodes` are to be asked."""

    uid: int
    event: str
    time: datetime
    nodes: tuple[int, ...]


@dataclass(frozen=True)
class Reminder:
    """The people in the role `notify` are to be told when the document is still in `state`, as it is `since` then."""

    uid: int
    node: int
    rid: str
    notify: str
    state: str
    since: datetime


@dataclass(frozen=True)
class Deed:
    """What a rule did to a document, in codes; `problem` is the code of what kept it from doing the rest."""

    time: datetime
    rule: Rule
    uid: int
    did: tuple[str, ...]
    problem: str = ""


class Automation(Persistent):
    """Everything about rules, by place. Waiting happenings have random keys: writers do not meet in a conflict."""

    def __init__(self) -> None:
        self._rules: Any = LOBTree()
        self._waiting: Any = LOBTree()
        self._reminders: Any = OOBTree()
        self._log: Any = OOBTree()

    def at(self, node: int) -> tuple[Rule, ...]:
        """Return the rules of a place, in the order they were made."""
        return tuple(self._rules.get(node, ()))

    def set(self, node: int, rules: tuple[Rule, ...]) -> None:
        """Let these be the rules of a place."""
        if rules:
            self._rules[node] = rules
        else:
            self._rules.pop(node, None)

    def note(self, noted: Noted) -> None:
        """Let something wait for the rules."""
        append(self._waiting, noted)

    def take(self, most: int) -> list[Noted]:
        """Take up to `most` of what waits, the oldest first."""
        found = sorted(self._waiting.items(), key=lambda item: item[1].time)[:most]
        for key, _noted in found:
            del self._waiting[key]
        return [noted for _key, noted in found]

    def remind(self, when: datetime, reminder: Reminder) -> None:
        """Set a reminder."""
        self._reminders[when, random_key()] = reminder

    def due(self, now: datetime) -> list[Reminder]:
        """Take the reminders whose time has come."""
        keys = list(self._reminders.keys(None, (now, 1 << 63)))
        return [self._reminders.pop(key) for key in keys]

    def log(self, node: int, deed: Deed) -> None:
        """Write down what was done by a rule of the place; what is old goes."""
        self._log[node, deed.time, random_key()] = deed
        kept = list(self._log.keys((node,), (node + 1,)))
        for key in kept[: max(0, len(kept) - LOGGED)]:
            del self._log[key]

    def logged(self, node: int) -> Iterator[Deed]:
        """Yield what was done by rules of the place, the newest first."""
        yield from reversed(list(self._log.values((node,), (node + 1,))))

    def forget(self, node: int) -> None:
        """Forget a place and all about it."""
        self.set(node, ())
        for key in list(self._log.keys((node,), (node + 1,))):
            del self._log[key]
