"""The clocks of this installation, read once from data/clocks.toml: strict TOML, or one clear sentence and no start."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from mukhtabar.rules.clocks.model import Basis, Clock, Unit
from mukhtabar.rules.workflow.lines import line_of
from mukhtabar.rules.workflow.problem import Unreadable, WorkflowError
from mukhtabar.rules.workflow.reader import Table, checked_name

FILE = "clocks.toml"
_REQUIRED = ("title", "length", "unit", "basis", "source")
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
        length=table.whole("length"),
        unit=Unit(table.one_of("unit", tuple(Unit))),
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
    return clock
