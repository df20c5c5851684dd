"""Which steps a database has taken, and taking the next: one transaction each, in the order of STEPS."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Step:
    """One change of form. `run` is given the portal."""

    name: str
    run: Callable[[Any], None]


#: Every step there ever was, oldest first. A new site begins with all of them taken.
STEPS: tuple[Step, ...] = ()


def taken(portal: Any) -> frozenset[str]:
    """Return the names of the steps this database has taken."""
    return frozenset(getattr(portal, "evolved", ()))


def pending(portal: Any, steps: tuple[Step, ...] = STEPS) -> list[Step]:
    """Return the steps still to be taken, in order."""
    done = taken(portal)
    return [step for step in steps if step.name not in done]


def evolve(portal: Any, name: str, steps: tuple[Step, ...] = STEPS) -> None:
    """Take the step called `name` and remember it. Raises KeyError for an unknown name."""
    step = {step.name: step for step in steps}[name]
    step.run(portal)
    portal.evolved = (*sorted(taken(portal)), name)
