"""Messages that must go out once the transaction that asked for them is on disk."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from BTrees.LOBTree import LOBTree
from persistent import Persistent

from mukhtabar.store.randoms import append

#: Waiting time before each further try after a failure; the last one repeats.
BACKOFF = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=3))
GIVE_UP_AFTER = 40


@dataclass(frozen=True)
class Letter:
    """One message to one person about one document. It holds no address and no name: the register does."""

    kind: str
    person: str
    uid: int
    asked: datetime
    detail: tuple[tuple[str, str], ...] = ()
    attempts: int = 0
    not_before: datetime | None = None
    problem: str = ""


class Outbox(Persistent):
    """Letters waiting, under random keys. A letter leaves the outbox only after it was handed over."""

    def __init__(self) -> None:
        self._waiting: Any = LOBTree()

    def put(self, kind: str, person: str, uid: int, asked: datetime, detail: Mapping[str, str] | None = None) -> None:
        """Ask for a letter of `kind` (a template in mail/) to `person` about the document `uid`."""
        append(self._waiting, Letter(kind, person, uid, asked, tuple(sorted((detail or {}).items()))))

    def due(self, now: datetime) -> list[tuple[int, Letter]]:
        """Return the letters that may be tried now, oldest first, with their keys."""
        ready = [(key, item) for key, item in self._waiting.items() if not item.not_before or item.not_before <= now]
        return sorted(ready, key=lambda pair: pair[1].asked)

    def sent(self, key: int) -> None:
        """Remove the letter `key`: it was handed over."""
        self._waiting.pop(key, None)

    def failed(self, key: int, now: datetime, problem: str, for_good: bool = False) -> None:
        """Put off the letter `key`, remembering what went wrong.

        `for_good`, or after GIVE_UP_AFTER tries, it stays and is tried no more.
        """
        letter = self._waiting[key]
        wait = BACKOFF[min(letter.attempts, len(BACKOFF) - 1)]
        again = not for_good and letter.attempts + 1 < GIVE_UP_AFTER
        later = now + wait if again else datetime.max.replace(tzinfo=now.tzinfo)
        self._waiting[key] = replace(letter, attempts=letter.attempts + 1, not_before=later, problem=problem)

    def __len__(self) -> int:
        return len(self._waiting)
