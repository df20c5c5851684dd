"""Facts for which nothing is missing, so that a step can be taken."""

from datetime import UTC, datetime, timedelta
from typing import Any

from mukhtabar.rules.workflow.facts import Facts
from mukhtabar.rules.workflow.model import Transition

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
FLAGS = tuple(name for name, kind in Facts.__annotations__.items() if kind is bool)


def complete(step: Transition) -> Facts:
    """Return facts that pass every guard of ``step``: of the person who may take it, or of the portal."""
    facts: dict[str, Any] = dict.fromkeys(FLAGS, True) | {"appealed": False, "system": step.system}
    facts |= {"working_copy": "is_working_copy" in step.guards}
    facts |= {"to_fix": ()}
    facts |= {"answered": "was_answered" in step.guards, "was_ready": "was_ready" in step.guards}
    facts |= dict.fromkeys(("read_hash", "current_hash", "approved_hash"), "1")
    facts |= {"now": NOW, "due_at": NOW, "undo_until": NOW + timedelta(minutes=1), "last_transition": step.undo}
    author = "aaaa" if "author_only" in step.guards else "bbbb"
    return Facts(actor=None if step.system else "aaaa", author=author, phase_allows=True, threshold=0, **facts)
