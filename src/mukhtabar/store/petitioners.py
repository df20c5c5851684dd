"""The names that belong to petitions, in the people book: of each agent, and of those who signed on paper.

The names of signatories serve to find who signed twice, and go when the file is lodged or withdrawn, with its agent
(actions/erase.py), or when nothing happens for a year (actions/forget.py). No CNIE number is ever kept.
"""

from collections.abc import Iterator
from typing import Any

from BTrees.OOBTree import OOBTree
from persistent import Persistent

from mukhtabar.rules.signatures import Line


class Petitioners(Persistent):
    """(opaque id, uid of the petition) -> the agent's name; (uid, number of a sheet) -> its lines."""

    def __init__(self) -> None:
        self._agents: Any = OOBTree()
        self._sheets: Any = OOBTree()

    def name_agent(self, pid: str, uid: int, name: str) -> None:
        """Keep under which name the person is the agent of the petition."""
        self._agents[pid, uid] = name

    def agent(self, pid: str | None, uid: int) -> str:
        """Return the name of the agent; "" when it was not given, or is forgotten."""
        return str(self._agents.get((pid, uid), "")) if pid else ""

    def sheet(self, uid: int, number: int) -> tuple[Line, ...]:
        """Return the lines of one sheet; none when it was not typed in."""
        lines: tuple[Line, ...] = self._sheets.get((uid, number), ())
        return lines

    def put(self, uid: int, number: int, lines: tuple[Line, ...]) -> None:
        """Make `lines` what stands on one sheet; none takes it out."""
        if lines:
            self._sheets[uid, number] = lines
        else:
            self._sheets.pop((uid, number), None)

    def lines(self, uid: int) -> Iterator[Line]:
        """Yield every line of the petition, by sheet and line."""
        for lines in self._sheets.values((uid,), (uid + 1,)):
            yield from lines

    def forget_lines(self, uid: int) -> None:
        """Forget who signed the petition."""
        for place in list(self._sheets.keys((uid,), (uid + 1,))):
            del self._sheets[place]

    def forget(self, pid: str) -> None:
        """Forget under which names the person was an agent."""
        for place in list(self._agents.keys((pid,), (pid + "\0",))):
            del self._agents[place]
