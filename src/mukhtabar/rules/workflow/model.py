"""What a workflow file says, frozen: nothing here can be changed after loading, by anyone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from mukhtabar.rules.months import add_months
from mukhtabar.rules.permissions import DEFAULTS, Permission
from mukhtabar.rules.roles import Role

COMMENTS = ("none", "optional", "required")
#: On what a deadline rests. A page must never show a promise of the platform as if it were the law.
BASES = ("charter", "law")


@dataclass(frozen=True, slots=True)
class Queue:
    """Whose worklist a state belongs to, and by when. Exactly one of ``days`` and ``months`` is above zero."""

    role: Role
    days: int
    basis: str
    #: The state whose entry starts the clock: mostly the state itself, "lodged" for a petition.
    since: str
    months: int = 0

    def due(self, start: datetime) -> datetime:
        """Return the deadline of a clock that started at ``start``. Months keep the day, or take the last one."""
        return add_months(start, self.months) if self.months else start + timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class State:
    """One state. ``tombstone``: its address tells everyone what stood there and why it went, never the text."""

    name: str
    title: str
    allow: Mapping[Permission, frozenset[Role]] = field(hash=False)
    public: bool = False
    final: bool = False
    queue: Queue | None = None
    aliases: tuple[str, ...] = ()
    tombstone: bool = False


@dataclass(frozen=True, slots=True)
class Transition:
    """One step. ``needs`` is None exactly when ``system``: then only the portal itself may take it."""

    name: str
    title: str
    from_: frozenset[str]
    to: str
    needs: Permission | None
    guards: tuple[str, ...] = ()
    comment: str = "none"
    #: Whether everyone reads the comment who reads the document; otherwise it stays in the history.
    public_comment: bool = False
    #: The coded list of reasons.py from which one code must be given.
    reasons: str | None = None
    effects: tuple[str, ...] = ()
    #: The transition that this one takes back, within the undo window.
    undo: str | None = None
    system: bool = False


@dataclass(frozen=True)
class Definition:
    """One workflow. ``line`` is the way most documents go, in order: for the drawing and for "where is it now"."""

    name: str
    version: int
    types: tuple[str, ...]
    initial: str
    line: tuple[str, ...]
    managed: frozenset[Permission]
    states: Mapping[str, State] = field(hash=False)
    transitions: Mapping[str, Transition] = field(hash=False)
    #: Old state name -> the present one, so that a state can be renamed without touching stored documents.
    aliases: Mapping[str, str] = field(hash=False)

    @cached_property
    def undoes(self) -> Mapping[str, str]:
        """Return, by the name of each step that takes another back, the name of that one."""
        return {step.name: step.undo for step in self.transitions.values() if step.undo}

    def state(self, name: str) -> State:
        """Return the state called ``name``, now or formerly. Raises KeyError with a sentence."""
        try:
            return self.states[self.aliases.get(name, name)]
        except KeyError:
            raise KeyError(f'the workflow "{self.name}" has no state "{name}", nor an alias of that name') from None

    def allowed(self, state: str, permission: Permission) -> frozenset[Role]:
        """Return the roles that hold ``permission`` in ``state``; DEFAULTS decides what it does not manage."""
        if permission in self.managed:
            return self.state(state).allow.get(permission, frozenset())
        return DEFAULTS.get(permission, frozenset())

    def acl(self, state: str) -> tuple[tuple[Role, Permission], ...]:
        """Return every (role, permission) granted in ``state``, in a fixed order. What is absent is refused."""
        pairs = ((role, permission) for permission in Permission for role in sorted(self.allowed(state, permission)))
        return tuple(pairs)

    def exits(self, state: str) -> Iterator[Transition]:
        """Yield the transitions that leave ``state``, in the order of the file."""
        name = self.state(state).name
        return (transition for transition in self.transitions.values() if name in transition.from_)
