"""The clocks of this installation, read once from data/clocks.toml: strict TOML, or one clear sentence and no start."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from mukhtabar.rules.clocks.model import Basis, Clock, Start, Unit
from mukhtabar.rules.workflow.lines import line_of
from mukhtabar.rules.workflow.problem import Unreadable, WorkflowError
from mukhtabar.rules.workflow.reader import Table, checked_name

FILE = "clocks.toml"
_REQUIRED = ("title", "starts", "length", "unit", "pauses", "basis", "source")
_OPTIONAL = ("law", "article", "extension", "remind", "escalate")


@cache
def clocks() -> Mapping[str, Clock]:
    """Return every clock by name. Raises WorkflowError with file, line, key and sentence when the file is wrong."""
    return load((files("mukhtabar.data") / FILE).read_text(encoding="utf-8"))


def load(text: str) -> Mapping[str, Clock]:
    """Return the clocks that ``text`` holds, by name. Raises WorkflowError for the first thing that is wrong."""
    try:
        raw = tomllib.loads(text)
        found = {name: _clock(checked_name(name, name), value) for name, value in raw.items()}
    except tomllib.TOMLDecodeError as error:
        raise WorkflowError(FILE, None, "", f"this is not TOML: {error}") from error
    except Unreadable as error:
        problem = error.problem
        raise WorkflowError(FILE, line_of(text, problem.key), problem.key, problem.sentence) from None
    return MappingProxyType(found)


def _clock(name: str, raw: Any) -> Clock:
    table = Table(raw, name, _REQUIRED, _OPTIONAL)
    clock = Clock(
        name=name,
        title=table.title(),
        starts=Start(table.one_of("starts", tuple(Start))),
        length=table.whole("length"),
        unit=Unit(table.one_of("unit", tuple(Unit))),
        pauses=table.flag("pauses"),
        basis=Basis(table.one_of("basis", tuple(Basis))),
        source=table.text("source"),
        law=table.text("law"),
        article=table.text("article"),
        extension=table.whole("extension"),
        remind=table.wholes("remind"),
        escalate=table.whole("escalate"),
    )
    if (clock.basis is Basis.LAW) != bool(clock.law):
        raise Unreadable(f"{name}.law", "a clock of the law names the law, and no other clock does")
    if clock.law and clock.pauses:
        raise Unreadable(f"{name}.pauses", "a clock of the law may not rest")
    if clock.article and not clock.law:
        raise Unreadable(f"{name}.article", "an article is one of a law, and this clock rests on none")
    return clock


def agreed(found: Mapping[str, Clock], counted: Mapping[str, Start]) -> None:
    """Raise WorkflowError unless every clock counts from the event that the code counts it from, by ``counted``."""
    for name in counted:
        if name not in found:
            raise WorkflowError(FILE, None, name, "this clock is missing; something is counted by it")
    for name, clock in found.items():
        if name not in counted:
            raise WorkflowError(FILE, None, name, "nothing is counted by this clock")
        if clock.starts is not counted[name]:
            sentence = f'this clock is counted from "{counted[name]}", and not from "{clock.starts}"'
            raise WorkflowError(FILE, None, f"{name}.starts", sentence)
