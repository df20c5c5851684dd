"""How much work something is, counted and not timed: a busy machine counts the same."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def lines_run(call: Callable[..., Any], *given: Any) -> int:
    """Return how many lines of Python run, one more for each turn of a loop; what runs in C is not counted."""
    ran = 0

    def trace(_frame: FrameType, event: str, _arg: Any) -> Any:
        nonlocal ran
        ran += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call(*given)
    finally:
        sys.settrace(before)
    return ran
