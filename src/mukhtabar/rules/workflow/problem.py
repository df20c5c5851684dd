"""What is wrong with a workflow file: where, and one sentence."""

from typing import NamedTuple


class Problem(NamedTuple):
    """One finding of a check. ``key`` is the dotted key in the file, like ``state.submitted.allow.view``."""

    key: str
    sentence: str


class Unreadable(Exception):
    """A value from which no definition can be made; the loader adds file and line."""

    def __init__(self, key: str, sentence: str) -> None:
        super().__init__(key, sentence)
        self.problem = Problem(key, sentence)


class WorkflowError(Exception):
    """A workflow file that must not be used. The start of the portal stops with ``str()`` of it.

    ``line`` counts from 1 and is None where no line holds the cause (something is missing altogether).
    """

    def __init__(self, file: str, line: int | None, key: str, sentence: str) -> None:
        super().__init__(file, line, key, sentence)
        self.file, self.line, self.key, self.sentence = file, line, key, sentence

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}, line {self.line}"
        return f"{place}: {self.key}: {self.sentence}" if self.key else f"{place}: {self.sentence}"
