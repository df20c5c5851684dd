"""Checks on the way through the states: every state can be reached, and every one that is not an end can be left."""

from collections.abc import Iterator
from itertools import pairwise

from mukhtabar.rules.workflow.model import Definition
from mukhtabar.rules.workflow.problem import Problem


def reachable(definition: Definition) -> frozenset[str]:
    """Return the states that can be reached from the initial one."""
    found, waiting = {definition.initial}, [definition.initial]
    while waiting:
        for transition in definition.exits(waiting.pop()):
            if transition.to not in found:
                found.add(transition.to)
                waiting.append(transition.to)
    return frozenset(found)


def unreachable(definition: Definition) -> Iterator[Problem]:
    """A state nobody can reach is a mistake in the arrows."""
    reached = reachable(definition)
    for name in definition.states:
        if name not in reached:
            yield Problem(f"state.{name}", f'no way leads from "{definition.initial}" to "{name}"')


def dead_ends(definition: Definition) -> Iterator[Problem]:
    """A document must not get stuck by oversight: an end is said to be one."""
    for name, state in definition.states.items():
        if not state.final and not any(definition.exits(name)):
            yield Problem(f"state.{name}", f'no transition leaves "{name}": add one, or say final = true')


def final_with_exit(definition: Definition) -> Iterator[Problem]:
    """What is called final is final."""
    for name, state in definition.states.items():
        leaving = [transition.name for transition in definition.exits(name)]
        if state.final and leaving:
            sentence = f'"{name}" is final, yet the transition "{leaving[0]}" leaves it'
            yield Problem(f"state.{name}.final", sentence)


def standing_still(definition: Definition) -> Iterator[Problem]:
    """A transition to where one already is would restart clocks and fill the history with nothing."""
    for transition in definition.transitions.values():
        if transition.to in transition.from_:
            yield Problem(f"transition.{transition.name}.to", f'it leads from "{transition.to}" to itself')


def main_line(definition: Definition) -> Iterator[Problem]:
    """The main line must be a way that can be gone, from the start."""
    if definition.line[0] != definition.initial:
        yield Problem("line", f'the main line must begin with the initial state "{definition.initial}"')
    for before, after in pairwise(definition.line):
        if all(transition.to != after for transition in definition.exits(before)):
            yield Problem("line", f'no transition leads from "{before}" to "{after}"')


def undo(definition: Definition) -> Iterator[Problem]:
    """An undo must lead back over the very step it names, and only for a short time."""
    for name, transition in definition.transitions.items():
        if transition.undo is None:
            continue
        key, step = f"transition.{name}.undo", definition.transitions.get(transition.undo)
        if step is None:
            yield Problem(key, f'there is no transition "{transition.undo}" to take back')
        elif transition.from_ != {step.to} or step.from_ != {transition.to}:
            yield Problem(key, f'it does not lead back the way "{step.name}" went, from its one start to its end')
        elif "undo_window" not in transition.guards:
            yield Problem(key, 'a step that takes another back needs the guard "undo_window"')
