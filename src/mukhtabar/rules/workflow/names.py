"""Checks on names in a workflow file: is there such a permission, role, guard, effect, reason list?"""

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.reasons import REASONS
from mukhtabar.rules.roles import Role
from mukhtabar.rules.workflow.effects import EFFECTS
from mukhtabar.rules.workflow.guards import GUARDS
from mukhtabar.rules.workflow.model import Definition
from mukhtabar.rules.workflow.problem import Problem, Unreadable


def unknown(name: str, what: str, known: Collection[str]) -> str:
    """Return the sentence for a name that does not exist: with the likely one, or all of them."""
    close = get_close_matches(name, known, n=1)
    hint = f'did you mean "{close[0]}"?' if close else f"there are: {', '.join(sorted(known))}"
    return f'"{name}" is not {what}; {hint}'


def permission(name: str, key: str) -> Permission:
    """Return the permission called ``name``. Raises Unreadable."""
    if name not in set(Permission):
        raise Unreadable(key, unknown(name, "a permission", list(Permission)))
    return Permission(name)


def role(name: str, key: str) -> Role:
    """Return the role called ``name``. Raises Unreadable."""
    if name not in set(Role):
        raise Unreadable(key, unknown(name, "a role", list(Role)))
    return Role(name)


def guards(definition: Definition) -> Iterator[Problem]:
    """A guard that does not exist would guard nothing."""
    for transition in definition.transitions.values():
        for name in transition.guards:
            if name not in GUARDS:
                yield Problem(f"transition.{transition.name}.guards", unknown(name, "a guard", GUARDS))


def effects(definition: Definition) -> Iterator[Problem]:
    """An effect that does not exist would silently not happen."""
    for transition in definition.transitions.values():
        for name in transition.effects:
            if name not in EFFECTS:
                yield Problem(f"transition.{transition.name}.effects", unknown(name, "an effect", EFFECTS))


def reason_lists(definition: Definition) -> Iterator[Problem]:
    """A list of reasons that does not exist could never be chosen from."""
    for transition in definition.transitions.values():
        if transition.reasons is not None and transition.reasons not in REASONS:
            sentence = unknown(transition.reasons, "a list of reasons", REASONS)
            yield Problem(f"transition.{transition.name}.reasons", sentence)


def state_names(definition: Definition) -> Iterator[Problem]:
    """Every state that is spoken of must exist. Old names are for stored documents only, not for the file."""
    places: list[tuple[str, str]] = [("initial", definition.initial), *(("line", name) for name in definition.line)]
    for transition in definition.transitions.values():
        places += [(f"transition.{transition.name}.from", name) for name in sorted(transition.from_)]
        places.append((f"transition.{transition.name}.to", transition.to))
    places += [(f"state.{s.name}.queue.since", s.queue.since) for s in definition.states.values() if s.queue]
    for key, name in places:
        if name not in definition.states:
            yield Problem(key, unknown(name, "a state of this workflow", definition.states))


def aliases(definition: Definition) -> Iterator[Problem]:
    """An old name must lead to one state."""
    taken = {name: name for name in definition.states}
    for state in definition.states.values():
        for alias in state.aliases:
            if alias in taken:
                sentence = f'the alias "{alias}" of "{state.name}" is already a name of "{taken[alias]}"'
                yield Problem(f"state.{state.name}.aliases", sentence)
            taken.setdefault(alias, state.name)
