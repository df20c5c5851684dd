"""Loading workflow files: strict TOML, every check made, frozen definitions out, or one clear sentence and no start."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources.abc import Traversable
from pathlib import PurePath
from types import MappingProxyType
from typing import Any

from mukhtabar.rules.workflow import names
from mukhtabar.rules.workflow.checks import first_problem
from mukhtabar.rules.workflow.lines import line_of
from mukhtabar.rules.workflow.model import BASES, COMMENTS, Definition, Queue, State, Transition
from mukhtabar.rules.workflow.problem import Problem, Unreadable, WorkflowError
from mukhtabar.rules.workflow.reader import Table, checked_name

__all__ = ["WorkflowError", "Workflows", "load_all", "load_text"]

_TOP = ("name", "version", "types", "initial", "line", "managed", "state", "transition")
_STATE = ("public", "tombstone", "final", "queue", "aliases")
_TRANSITION = ("needs", "system", "guards", "comment", "public_comment", "reasons", "effects", "undo")


class Workflows(Mapping[str, Definition]):
    """All workflows by name. Raises WorkflowError when two of them claim one type."""

    def __init__(self, definitions: Iterable[Definition]) -> None:
        by_name: dict[str, Definition] = {}
        by_type: dict[str, Definition] = {}
        for definition in definitions:
            by_name[definition.name] = definition
            for type_name in definition.types:
                if type_name in by_type:
                    sentence = f'the type "{type_name}" already belongs to "{by_type[type_name].name}"'
                    raise WorkflowError(f"{definition.name}.toml", None, "types", sentence)
                by_type[type_name] = definition
        self._by_name = MappingProxyType(by_name)
        self._by_type = MappingProxyType(by_type)

    def for_type(self, type_name: str) -> Definition:
        """Return the workflow of a content type. Raises KeyError with a sentence."""
        try:
            return self._by_type[type_name]
        except KeyError:
            raise KeyError(f'no workflow governs the type "{type_name}"') from None

    def governs(self, type_name: str) -> bool:
        """Return whether a workflow governs the content type."""
        return type_name in self._by_type

    def __getitem__(self, name: str) -> Definition:
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)


def load_all(folder: Traversable) -> Workflows:
    """Load every ``*.toml`` directly in ``folder``, in the order of their names. Raises WorkflowError."""
    files = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)
    if not files:
        raise WorkflowError(str(folder), None, "", "there is no workflow file here")
    return Workflows([_load_file(file) for file in files])


def _load_file(file: Traversable) -> Definition:
    try:
        text = file.read_bytes().decode()
    except UnicodeDecodeError as error:
        raise WorkflowError(file.name, None, "", f"the file is not UTF-8: {error.reason}") from error
    return load_text(text, file.name)


def load_text(text: str, filename: str) -> Definition:
    """Return the definition that ``text`` holds; ``filename`` is its file, whose name must be the workflow's.

    Raises WorkflowError with file, line, dotted key and sentence for the first thing that is wrong.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+)", str(error))
        sentence = f"this is not TOML: {error}"
        raise WorkflowError(filename, int(place[1]) if place else None, "", sentence) from error
    try:
        definition = _definition(raw)
        if f"{definition.name}.toml" != PurePath(filename).name:
            raise Unreadable("name", f'the workflow "{definition.name}" must stand in the file {definition.name}.toml')
    except Unreadable as error:
        raise _located(error.problem, text, filename) from None
    if problem := first_problem(definition):
        raise _located(problem, text, filename)
    return definition


def _located(problem: Problem, text: str, filename: str) -> WorkflowError:
    return WorkflowError(filename, line_of(text, problem.key), problem.key, problem.sentence)


def _definition(raw: dict[str, Any]) -> Definition:
    top = Table(raw, "", _TOP)
    states = [_state(name, value) for name, value in top.raw("state").items()]
    transitions = [_transition(name, value) for name, value in top.raw("transition").items()]
    if not states:
        raise Unreadable("state", "a workflow has at least one state")
    return Definition(
        name=top.name("name"),
        version=top.whole("version"),
        types=top.names("types", empty=False),
        initial=top.name("initial"),
        line=top.names("line", empty=False),
        managed=frozenset(names.permission(name, "managed") for name in top.names("managed")),
        states=MappingProxyType({state.name: state for state in states}),
        transitions=MappingProxyType({transition.name: transition for transition in transitions}),
        aliases=MappingProxyType({alias: state.name for state in states for alias in state.aliases}),
    )


def _state(name: str, raw: Any) -> State:
    path = f"state.{name}"
    table = Table(raw, path, ("title", "allow"), _STATE)
    return State(
        name=checked_name(name, path),
        title=table.title(),
        allow=_allow(table.raw("allow"), f"{path}.allow"),
        public=table.flag("public"),
        final=table.flag("final"),
        queue=_queue(table.raw("queue"), name) if table.has("queue") else None,
        aliases=table.names("aliases"),
        tombstone=table.flag("tombstone"),
    )


def _allow(raw: dict[str, Any], path: str) -> Mapping[Any, frozenset[Any]]:
    table = Table(raw, path, (), tuple(raw))
    grants = {}
    for name in raw:
        key = f"{path}.{name}"
        permission = names.permission(name, key)
        grants[permission] = frozenset(names.role(role, key) for role in table.names(name))
    return MappingProxyType(grants)


def _queue(raw: Any, state: str) -> Queue:
    path = f"state.{state}.queue"
    table = Table(raw, path, ("role", "basis"), ("days", "months", "since"))
    if table.has("days") == table.has("months"):
        raise Unreadable(path, "say either days or months")
    return Queue(
        role=names.role(table.name("role"), f"{path}.role"),
        days=table.whole("days"),
        basis=table.one_of("basis", BASES),
        since=table.name("since", default=state),
        months=table.whole("months"),
    )


def _transition(name: str, raw: Any) -> Transition:
    path = f"transition.{name}"
    table = Table(raw, path, ("title", "from", "to"), _TRANSITION)
    if table.flag("public_comment") and table.one_of("comment", COMMENTS) == "none":
        raise Unreadable(f"{path}.public_comment", "this step takes no comment")
    return Transition(
        name=checked_name(name, path),
        title=table.title(),
        from_=frozenset(table.names("from", empty=False)),
        to=table.name("to"),
        needs=names.permission(table.name("needs"), f"{path}.needs") if table.has("needs") else None,
        guards=table.names("guards"),
        comment=table.one_of("comment", COMMENTS),
        public_comment=table.flag("public_comment"),
        reasons=table.name("reasons") if table.has("reasons") else None,
        effects=table.names("effects"),
        undo=table.name("undo") if table.has("undo") else None,
        system=table.flag("system"),
    )
