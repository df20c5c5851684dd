"""What the portal reckons with for petitions: signatures, days to appeal. data/petition.toml, strict, or no start."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from mukhtabar.rules.workflow.lines import line_of
from mukhtabar.rules.workflow.problem import Unreadable, WorkflowError
from mukhtabar.rules.workflow.reader import Table

FILE = "petition.toml"


@dataclass(frozen=True, slots=True)
class Threshold:
    """The numbers by population. ``steps`` are (below so many people, signatures), the last with 0 for no limit.

    ``verified`` says whether the text of the law was seen: only then may a page call the number law.
    """

    steps: tuple[tuple[int, int], ...]
    census: int
    verified: bool
    law: str
    source: str

    def signatures(self, population: int | None) -> int | None:
        """Return how many signatures are reckoned with for so many people; None when those are not known."""
        if population is None:
            return None
        return next(number for below, number in self.steps if not below or population < below)


@dataclass(frozen=True, slots=True)
class Appeal:
    """Within how many ``days`` after a refusal became known the court is gone to. ``verified`` as above."""

    days: int
    verified: bool
    law: str
    source: str

    def last_day(self, known: date) -> date:
        """Return the last day, as far as it is known, when the refusal became known on the day ``known``."""
        return known + timedelta(days=self.days)


def threshold() -> Threshold:
    """Return the numbers of this installation. Raises WorkflowError with file, line, key and sentence."""
    return _installed()[0]


def appeal() -> Appeal:
    """Return the term for an appeal of this installation. Raises as above."""
    return _installed()[1]


@cache
def _installed() -> tuple[Threshold, Appeal]:
    return load((files("mukhtabar.data") / FILE).read_text(encoding="utf-8"))


def load(text: str) -> tuple[Threshold, Appeal]:
    """Return what ``text`` says. Raises WorkflowError for the first thing that is wrong."""
    try:
        raw = tomllib.loads(text)
        whole = Table({**raw, "step": {}}, "", ("threshold", "appeal", "step"))
        table = Table(whole.raw("threshold"), "threshold", ("verified", "law", "source", "census"))
        steps = tuple(_step(each, f"step.{number}") for number, each in enumerate(raw.get("step", ())))
        below = [most for most, _number in steps]
        if not steps or below[-1] or below[:-1] != sorted(set(below[:-1])) or 0 in below[:-1]:
            raise Unreadable("step", "the steps rise, and the last one alone has no limit")
        numbers = Threshold(steps, table.whole("census"), *_known(table))
        table = Table(whole.raw("appeal"), "appeal", ("verified", "law", "source", "days"))
        return numbers, Appeal(table.whole("days"), *_known(table))
    except tomllib.TOMLDecodeError as error:
        raise WorkflowError(FILE, None, "", f"this is not TOML: {error}") from error
    except Unreadable as error:
        problem = error.problem
        raise WorkflowError(FILE, line_of(text, problem.key), problem.key, problem.sentence) from None


def _known(table: Table) -> tuple[bool, str, str]:
    return table.flag("verified"), table.text("law"), table.text("source")


def _step(raw: object, path: str) -> tuple[int, int]:
    table = Table(raw, path, ("signatures",), ("below",))
    return table.whole("below"), table.whole("signatures")
