"""The matrix of a workflow for people to check: who may do what in which state."""

from collections.abc import Sequence
from typing import NamedTuple

from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.roles import Role
from mukhtabar.rules.workflow.model import Definition, State


class Row(NamedTuple):
    """One line of the matrix."""

    state: str
    permission: Permission
    roles: frozenset[Role]


def matrix(definition: Definition) -> list[Row]:
    """Return a row for each state and managed permission: states in the order of the file, permissions by name."""
    return [
        Row(state, permission, definition.allowed(state, permission))
        for state in definition.states
        for permission in sorted(definition.managed)
    ]


def text_table(definition: Definition) -> str:
    """Return the matrix as aligned text: a block for each state, a line for each permission, a column for each role.

    Roles that hold nothing in this workflow have no column.
    """
    rows = matrix(definition)
    roles = [role for role in Role if any(role in row.roles for row in rows)]
    headings = {state.name: _heading(state) for state in definition.states.values()}
    first = max(*map(len, headings.values()), *(len(row.permission) + 2 for row in rows))
    lines = [f"{definition.name}, version {definition.version}"]
    for state, heading in headings.items():
        lines += ["", _line(heading, first, [(role, role) for role in roles])]
        for row in rows:
            if row.state == state:
                marks = [("x" if role in row.roles else ".", role) for role in roles]
                lines.append(_line(f"  {row.permission}", first, marks))
    return "\n".join(lines) + "\n"


def _heading(state: State) -> str:
    words = [word for word in ("public", "final", "tombstone") if getattr(state, word)]
    return f"{state.name} ({', '.join(words)})" if words else state.name


def _line(start: str, width: int, cells: Sequence[tuple[str, str]]) -> str:
    """``cells`` are (text, column name): each is centred below the name of its column."""
    return "  ".join([start.ljust(width), *(text.center(len(column)) for text, column in cells)]).rstrip()
