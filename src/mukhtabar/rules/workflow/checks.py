"""Every check made when a workflow is loaded, in the order made; the first finding stops the start."""

from collections.abc import Callable, Iterable, Iterator

from mukhtabar.rules.workflow import access, graph, names
from mukhtabar.rules.workflow.model import Definition
from mukhtabar.rules.workflow.problem import Problem

Check = Callable[[Definition], Iterator[Problem]]

#: Names first: the later checks follow arrows and look names up.
CHECKS: tuple[Check, ...] = (
    names.aliases,
    names.state_names,
    names.guards,
    names.effects,
    names.reason_lists,
    access.view_managed,
    access.silence,
    access.unmanaged,
    access.public_unsaid,
    access.public_unmet,
    access.public_tombstone,
    access.everyone_acts,
    access.system_alone,
    access.nobody_can_fire,
    access.unguarded,
    access.acts_blind,
    access.queue_for_whom,
    graph.standing_still,
    graph.unreachable,
    graph.dead_ends,
    graph.final_with_exit,
    graph.main_line,
    graph.undo,
)


def first_problem(definition: Definition) -> Problem | None:
    """Return the first thing that is wrong with ``definition``, or None when it may be used."""
    return next((problem for check in CHECKS for problem in check(definition)), None)


def titles(definition: Definition) -> Iterator[tuple[str, str]]:
    """Yield (dotted key, title) of everything a person gets to read: these are the msgids to translate."""
    for state in definition.states.values():
        yield f"state.{state.name}.title", state.title
    for transition in definition.transitions.values():
        yield f"transition.{transition.name}.title", transition.title


def untranslated(
    definitions: Iterable[Definition], known: Callable[[str, str], bool], languages: Iterable[str] = ("ar", "fr", "zgh")
) -> list[Problem]:
    """Return a problem for each title that ``known(language, msgid)`` denies; the key begins with the file's name.

    English is the language of the titles themselves and needs no catalogue.
    """
    return [
        Problem(f"{definition.name}.toml: {key}", f'the title "{title}" is not translated into {language}')
        for definition in definitions
        for key, title in titles(definition)
        for language in languages
        if not known(language, title)
    ]
