"""Phases of a consultation: windows of time, and what citizens may do in each.

A window is half-open, [start, end): the instant at which it ends belongs to the next one, and to that one alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations

from mukhtabar.language import DEFAULT
from mukhtabar.language.message import Message, _


@dataclass(frozen=True, slots=True)
class Phase:
    """One window. ``verbs`` are what citizens may do in it ("propose", "comment", "support" ...).

    ``name`` is in the leading language, ``others`` are (language code, name) in the ones it was translated to.
    """

    name: str
    start: datetime
    end: datetime
    verbs: frozenset[str]
    others: tuple[tuple[str, str], ...] = ()

    def called(self, language: str) -> tuple[str, str]:
        """Return (language, name): in the language asked for, else in the leading one."""
        return next(((code, name) for code, name in self.others if code == language and name), (DEFAULT, self.name))


def current(phases: Iterable[Phase], now: datetime) -> tuple[Phase, ...]:
    """Return the phases whose window holds ``now``, earliest start first. Raises ValueError when ``now`` is naive."""
    instant = _instant(now)
    inside = [phase for phase in phases if _instant(phase.start) <= instant < _instant(phase.end)]
    return tuple(sorted(inside, key=lambda phase: _instant(phase.start)))


def allows(phases: Iterable[Phase], verb: str, now: datetime) -> bool:
    """Return whether a phase that holds ``now`` lets citizens do ``verb``. No phase, no permission."""
    return any(verb in phase.verbs for phase in current(phases, now))


def next_change(phases: Iterable[Phase], now: datetime) -> datetime | None:
    """Return the first instant after ``now`` at which a phase starts or ends, or None: when to look again."""
    instant = _instant(now)
    windows = ((_instant(phase.start), _instant(phase.end)) for phase in phases)
    # A window that ends before it starts never opens, so nothing changes at its edges.
    edges = (edge for start, end in windows if start < end for edge in (start, end))
    return min((edge for edge in edges if edge > instant), default=None)


def problems(phases: Sequence[Phase]) -> list[Message]:
    """Return what is wrong with a calendar, a sentence each; empty when it may be used."""
    naive = [phase for phase in phases if not (_aware(phase.start) and _aware(phase.end))]
    found = [_("The dates of the phase “${name}” lack a time zone.", name=phase.name) for phase in naive]
    dated = [phase for phase in phases if phase not in naive]
    found += [
        _("The phase “${name}” must end after it starts.", name=phase.name)
        for phase in dated
        if _instant(phase.end) <= _instant(phase.start)
    ]
    found += [
        _("The phases “${first}” and “${second}” overlap and allow the same.", first=a.name, second=b.name)
        for a, b in combinations(dated, 2)
        if a.verbs & b.verbs and _overlap(a, b)
    ]
    return found


def _overlap(a: Phase, b: Phase) -> bool:
    """Whether some instant lies in both windows; a window that ends before it starts holds none."""
    return max(_instant(a.start), _instant(b.start)) < min(_instant(a.end), _instant(b.end))


def _aware(when: datetime) -> bool:
    return when.utcoffset() is not None


def _instant(when: datetime) -> datetime:
    """In UTC: two datetimes of the same zone compare by the wall clock, which is wrong where the clock was put back."""
    if not _aware(when):
        raise ValueError(f"{when!r} has no time zone; the portal's times are aware")
    return when.astimezone(UTC)
